"""Many calls of one scenario by many players, and what was visited in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from random import Random

from trainer.calls.setting import Setting
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


def play_many(walker: Walker, players: Iterable[str], calls: int, seed: int, visits: Visits) -> Iterator[Game]:
    """Yield `calls` games of each player, the settings in turn, counting in `visits` what they met."""
    fitting, settings = Fitting(walker), settings_of(walker.scenario)
    for player in players:
        for number in range(calls):
            setting = settings[number % len(settings)]
            yield play_one(walker, fitting, player, setting, _seed(seed, player, number), visits)


def play_one(walker: Walker, fitting: Fitting, player: str, setting: Setting, seed: int, visits: Visits) -> Game:
    """Return one game; the same seed gives the same game."""
    choose, now, dice = PLAYERS[player], walker.begin(setting), Random(seed)
    table = Table(walker, now, dice)
    replies: list[Moves] = []
    ended = False
    visits.states[now.state] += 1
    while not walker.over(now):
        if len(replies) == walker.longest:
            walker.run_out(now)
            break
        moves, before, told = choose(table, fitting), now.state, now.told
        if moves is None:
            walker.end(now)
            ended = True
        else:
            replies.append(moves)
            walker.hear(now, moves)
            visits.ways[now.way.key if now.way else "caller_leaves"] += 1
            if now.told is not told:
                visits.facts.update(now.told - told)
        if now.state != before:
            visits.steps[before, now.state] += 1
            if now.state in walker.scenario.states:
                visits.states[now.state] += 1
    ending = now.state if walker.over(now) else ""
    visits.endings[ending] += 1
    return Game(player, setting, seed, tuple(replies), ended, ending)


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
