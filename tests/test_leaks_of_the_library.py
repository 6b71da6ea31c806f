"""Every hint and every goal that ships, where a call first comes to its state: no rare word of what is untold by then.

Calls are walked without words; heard is then whatever the caller may have said on the way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import pytest

from tests.mini import MINI, mini_playable
from trainer.calls.conditions import Way
from trainer.calls.setting import Setting
from trainer.content.library import usable_scenarios
from trainer.content.resources import PLACEHOLDER
from trainer.content.rules.parts import lines_in
from trainer.content.scenario import Line, Scenario, State
from trainer.simulation.games import Visits, WalkedLine, play_many
from trainer.simulation.players import PLAYERS
from trainer.simulation.walker import Walker

SCENARIOS = usable_scenarios()
CALLS = 20  # of each player
FEW = 3  # scenarios; what callers of more of them say gives nothing away
Words = frozenset[str]


@dataclass(frozen=True)
class Entered:
    """A state that a call came to for the first time, with what was told by then and what the trainee knew."""

    state: str
    told: Words
    known: Words


class Overheard(WalkedLine):
    """A walked call that keeps how it was when it first came to each state."""

    def __init__(self, walker: Walker, setting: Setting) -> None:
        super().__init__(walker, setting)
        self.scenario = walker.scenario
        self.known = read_before(self.scenario) | spoken(setting.opening_of(self.scenario).lines)
        self.entered = {self.now.state: self._entered()}

    def reply(self, moves: Words) -> None:
        before = self.now.state
        super().reply(moves)
        if self.now.way:
            self.known |= answered(self.scenario, before, self.now.way)
        if self.now.state in self.scenario.states:
            self.entered.setdefault(self.now.state, self._entered())

    def _entered(self) -> Entered:
        return Entered(self.now.state, self.now.told, self.known)


def words(*texts: str) -> Words:
    plain = PLACEHOLDER.sub(" ", " ".join(texts)).casefold().replace("’", "'")
    return frozenset(re.findall(r"[^\W\d_]{4,}", plain))


def spoken(lines: Iterable[Line]) -> Words:
    return words(*(line.say for line in lines))


def read_before(scenario: Scenario) -> Words:
    themes = (note.theme for note in scenario.content_notes)
    return words(scenario.title, scenario.situation, scenario.caller.name, *themes, *scenario.learning_goals)


def answered(scenario: Scenario, state: str, way: Way) -> Words:
    lines = way.reaction.lines if way.reaction else scenario.states[state].otherwise.lines
    return spoken(lines) | (about(scenario, way.tells) if way.tells else words())


def about(scenario: Scenario, fact: str) -> Words:
    return words(scenario.facts[fact].about) | spoken(scenario.facts[fact].lines)


@cache
def heard_in() -> Counter[str]:
    """In how many scenarios each word is said."""
    said = (spoken(line for line, _ in lines_in(scenario)) for scenario in SCENARIOS.values())
    return Counter(word for one in said for word in one)


@cache
def first_times_in(name: str) -> set[Entered]:
    return first_times(SCENARIOS[name])


def first_times(scenario: Scenario) -> set[Entered]:
    walker, lines = Walker(scenario), list[Overheard]()

    def open_line(setting: Setting, _: int) -> Overheard:
        lines.append(Overheard(walker, setting))
        return lines[-1]

    for _ in play_many(walker, PLAYERS, CALLS, 1, Visits(), open_line):
        pass
    return {one for line in lines for one in line.entered.values()}


def hint(state: State) -> Words:
    return words(state.hint.sees, state.hint.says) if state.hint else words()


def goal(state: State) -> Words:
    return words(state.improvise.goal) if state.improvise else words()


def leaks(scenario: Scenario, entered: Iterable[Entered], text: Callable[[State], Words]) -> set[tuple[str, str, str]]:
    """Return the state of each text that leaks, the fact, and the word that gives it away."""
    return {
        (one.state, fact, word)
        for one in entered
        for fact in scenario.facts.keys() - one.told
        for word in (text(scenario.states[one.state]) & about(scenario, fact)) - one.known
        if heard_in()[word] <= FEW
    }


def saying(state: str, says: str) -> Scenario:
    """Return a scenario whose hint and goal in `state` are `says`."""
    states = deepcopy(MINI["states"])
    states[state]["hint"]["says"] = says
    states[state]["improvise"] = {"goal": says}
    facts = {"secret": {**MINI["facts"]["secret"], "lines": ["There's a Zeppelin in my street."]}}
    return mini_playable(states=states, facts=facts).scenario


@pytest.mark.parametrize("text", [hint, goal])
def test_a_text_that_names_what_is_untold_is_found(text: Callable[[State], Words]) -> None:
    scenario = saying("wary", "Is it about the zeppelin?")
    assert leaks(scenario, first_times(scenario), text) == {("wary", "secret", "zeppelin")}


@pytest.mark.parametrize("text", [hint, goal])
@pytest.mark.parametrize(
    ("state", "says"),
    [("open", "A zeppelin, then."), ("wary", "Is there something in your street?"), ("wary", "That sounds hard.")],
    ids=["told on the way there", "a word that many callers say", "nothing of it"],
)
def test_a_text_that_gives_nothing_away_is_left_alone(state: str, says: str, text: Callable[[State], Words]) -> None:
    scenario = saying(state, says)
    assert leaks(scenario, first_times(scenario), text) == set()


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_hint_names_a_rare_word_of_what_is_untold(name: str) -> None:
    assert leaks(SCENARIOS[name], first_times_in(name), hint) == set()


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_goal_names_a_rare_word_of_what_is_untold(name: str) -> None:
    assert leaks(SCENARIOS[name], first_times_in(name), goal) == set()


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_state_says_what_may_be_improvised_in_it(name: str) -> None:
    assert [state for state, one in SCENARIOS[name].states.items() if not one.improvise] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_calls_come_to_every_state_that_is_looked_at(name: str) -> None:
    assert {one.state for one in first_times_in(name)} == SCENARIOS[name].states.keys()
