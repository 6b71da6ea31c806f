"""Many calls of one scenario by many players, and what was visited in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from random import Random
from typing import Protocol

from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.content.scenario import Scenario
from trainer.simulation.players import PLAYERS, Fitting, Moves, Table
from trainer.simulation.walker import Walker


@dataclass(frozen=True)
class Game:
    """One call: what each reply did, whether the player ended it, and where it came out (empty: nowhere)."""

    player: str
    setting: Setting
    seed: int
    replies: tuple[Moves, ...]
    ended_by_player: bool
    ending: str


class Line(Protocol):
    """One call while it is played; `now` is where the caller is in it."""

    @property
    def now(self) -> Situation:
        """Where the caller is; the same object throughout the call."""

    def reply(self, moves: Moves) -> None:
        """Give a reply that makes `moves`."""

    def end(self) -> None:
        """Let the player end it."""

    def run_out(self) -> None:
        """Let its time run out."""


OpenLine = Callable[[Setting, int], Line]


class WalkedLine:
    """A call without words: what a reply is meant to do is what is heard."""

    def __init__(self, walker: Walker, setting: Setting) -> None:
        self._walker = walker
        self.now = walker.begin(setting)

    def reply(self, moves: Moves) -> None:
        """Give a reply that makes `moves`."""
        self._walker.hear(self.now, moves)

    def end(self) -> None:
        """Let the player end it."""
        self._walker.end(self.now)

    def run_out(self) -> None:
        """Let its time run out."""
        self._walker.run_out(self.now)


@dataclass
class Visits:
    """How often each state, ending, fact and reaction was met; a reaction's key is as in `ways_of`."""

    states: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Visits") -> None:
        """Count in what `other` counted."""
        for name in ("states", "endings", "facts", "ways", "steps"):
            getattr(self, name).update(getattr(other, name))


def settings_of(scenario: Scenario) -> tuple[Setting, ...]:
    """Return every way in which the scenario can be set up, but for softening, which changes words only."""
    switched = [
        frozenset(name for name, on in zip(scenario.switches, choice, strict=True) if on)
        for choice in product((False, True), repeat=len(scenario.switches))
    ]
    return tuple(Setting(variant=variant, switched=on) for variant in ("", *scenario.variants) for on in switched)


def play_many(
    walker: Walker, players: Iterable[str], calls: int, seed: int, visits: Visits, open_line: OpenLine | None = None
) -> Iterator[Game]:
    """Yield `calls` games of each player, the settings in turn, counting in `visits` what they met.

    `open_line` makes each call from its setting and seed; without it they are walked, without words.
    """
    fitting, settings = Fitting(walker), settings_of(walker.scenario)
    for player in players:
        for number in range(calls):
            setting, own_seed = settings[number % len(settings)], _seed(seed, player, number)
            line = open_line(setting, own_seed) if open_line else WalkedLine(walker, setting)
            replies, ended = play_one(walker, fitting, player, line, own_seed, visits)
            ending = line.now.state if walker.over(line.now) else ""
            yield Game(player, setting, own_seed, replies, ended, ending)


def play_one(
    walker: Walker, fitting: Fitting, player: str, line: Line, seed: int, visits: Visits
) -> tuple[tuple[Moves, ...], bool]:
    """Play one game to its end; return what each reply was meant to do, and whether the player ended it.

    The same seed gives the same game.
    """
    choose, now, dice = PLAYERS[player], line.now, Random(seed)
    table = Table(walker, now, dice)
    replies: list[Moves] = []
    ended = False
    visits.states[now.state] += 1
    while not walker.over(now):
        if len(replies) == walker.longest:
            line.run_out()
            break
        moves, before, told = choose(table, fitting), now.state, now.told
        if moves is None:
            line.end()
            ended = True
        else:
            replies.append(moves)
            line.reply(moves)
            visits.ways[now.way.key if now.way else "caller_leaves"] += 1
            if now.told is not told:
                visits.facts.update(now.told - told)
        if now.state != before:
            visits.steps[before, now.state] += 1
            if now.state in walker.scenario.states:
                visits.states[now.state] += 1
    visits.endings[now.state if walker.over(now) else ""] += 1
    return tuple(replies), ended


def never_met(scenario: Scenario, walker: Walker, visits: Visits) -> dict[str, Sequence[str]]:
    """Return the states, endings, facts and reactions that no game met."""
    ways = dict.fromkeys(way.key for state in scenario.states for way in walker.ways[state])
    return {
        "states": [name for name in scenario.states if not visits.states[name]],
        "endings": [name for name in scenario.endings if not visits.endings[name]],
        "facts": [name for name in scenario.facts if not visits.facts[name]],
        "reactions": [key for key in ways if not visits.ways[key]],
    }


def _seed(seed: int, player: str, number: int) -> int:
    return int.from_bytes(sha256(f"{seed}/{player}/{number}".encode()).digest()[:8], "big")
