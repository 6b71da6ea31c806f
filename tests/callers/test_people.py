"""Who has not come up: a name the call has not had is refused in any spelling, and no line of the script for it."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest

from tests.callers.test_guard import allowed as allowed_for
from tests.callers.test_guard import rows
from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.compared import Compared
from trainer.callers.guard import Allowed, objection
from trainer.callers.guard_names import names_someone_new
from trainer.callers.model import ModelCaller, allowed
from trainer.callers.names import NAMES_THAT_ARE_WORDS, names_in, root
from trainer.callers.people import not_come_up, people_in
from trainer.callers.prompt import rephrase
from trainer.callers.wording import words_of
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.content.library import find_scenario, usable_scenarios
from trainer.model.asking import Message
from trainer.model.breaker import Breaker
from trainer.simulation.games import Visits, play_many
from trainer.simulation.voiced import Voices, voiced
from trainer.simulation.walker import Walker

SCENARIOS = usable_scenarios()
every_scenario = pytest.mark.parametrize("name", SCENARIOS)


@cache
def moments(name: str) -> tuple[Call, ...]:
    """A few calls, each at every line of the caller."""
    ready, found = playable(find_scenario(name)), list[Call]()
    for game in play_many(Walker(ready.scenario), ["good", "beginner"], 2, 11, Visits()):
        done = voiced(ready, game, Voices())
        for n in range(1, len(done.turns) + 1, 2):
            part = Call(ready, seed=done.seed, setting=done.setting)
            part.turns = done.turns[:n]
            found.append(part)
    return tuple(found)


def only_names(names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if name not in NAMES_THAT_ARE_WORDS | COMMON_WORDS)


@dataclass(frozen=True)
class Says:
    """A model that says one thing."""

    said: str

    def __call__(self, messages: Sequence[Message], *, max_tokens: int, seed: int) -> Generator[str, None, None]:
        yield self.said


def rules(call: Call) -> Allowed:
    return allowed(call, rephrase(call), str)


@every_scenario
def test_who_has_not_come_up_is_refused_in_small_letters_too(name: str) -> None:
    passed = [
        line
        for call in moments(name)
        for other in only_names(not_come_up(call))
        for line in (f"{call.turns[-1].written} it was {other} again.", f"{other}'s here", f"{other.upper()} KNOWS")
        if not names_someone_new(Compared(line, rules(call)))
    ]
    assert passed == []


@every_scenario
def test_a_model_that_names_them_is_not_shown(name: str) -> None:
    tried = 0
    for call in moments(name):
        for other in list(only_names(not_come_up(call)))[:1]:
            said = f"{call.turns[-1].written} {other} again."
            shown = list[str]()

            line = ModelCaller(Says(said), Breaker()).voice(call, shown.append).line
            assert line.voice == "guarded", said
            assert not any(other in one.split() for one in (line.text, *shown)), said
            tried += 1
    assert tried or len(people_in(SCENARIOS[name])) < 3


@every_scenario
def test_no_line_of_the_script_is_refused_for_a_name(name: str) -> None:
    refused = [call.turns[-1].written for call in moments(name) if objection(call.turns[-1].written, rules(call))]
    assert refused == []


def test_no_paraphrase_is_refused_for_it() -> None:
    refused = []
    for row in (*rows("paraphrases"), *(one for one in rows("agreements") if not one.objection)):
        rules = allowed_for(row.scenario, row.script, row.trainee, tuple(row.said))
        heard = words_of(" ".join((row.script, row.trainee, *row.said, SCENARIOS[row.scenario].caller.name)))
        others = tuple(people_in(SCENARIOS[row.scenario]) - {root(word) for word in heard})
        if objection(row.says, replace(rules, others=others)) != objection(row.says, rules):
            refused.append(row.says)
    assert refused == []


def test_a_name_comes_up_when_either_side_says_it_or_it_was_shown_before() -> None:
    call = Call(playable(find_scenario("client_violence")), seed=1)
    assert {"corinne", "dolores"} <= set(not_come_up(call))
    assert "tasha" not in not_come_up(call)
    call.turns.append(replace(call.turns[-1], n=2, speaker="trainee", text="is it corinne who's near?"))
    assert "corinne" not in not_come_up(call)
    call.turns.append(replace(call.turns[0], n=3, text="No.", script="Dolores's asleep."))
    assert "dolores" not in not_come_up(call)


def test_who_types_in_small_letters_has_people_too() -> None:
    assert {"ron", "wes", "doreen"} <= people_in(SCENARIOS["eviction_lockout"])


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("he rose and it was grace itself, i hope", False),
        ("May I ask, will it hurt? Hope so.", False),
        ("Will says it's fine.", True),
        ("It was Rose who did it.", True),
        ("Mark's words, mark them.", False),
        ("bev rose early", True),
        ("BEV! Bev'd know.", True),
        ("b\u200bev again", True),
    ],
)
def test_names_that_are_words_are_held_only_where_they_name_somebody(says: str, refused: bool) -> None:
    rules = Allowed("Somebody did it.", others=("Rose", "Grace", "Hope", "May", "Will", "Mark", "Bev"))
    assert names_someone_new(Compared(says, rules)) is refused


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Corinne came. Derek said so.", ["corinne", "derek"]),
        ("Mr. Teague waits. Dinner waits.", ["teague"]),
        ("[A laugh.] False alarm.", []),
        ("I'M FINE, OK", []),
        ("", []),
    ],
)
def test_a_name_is_known_by_a_capital_where_none_is_due(text: str, names: list[str]) -> None:
    assert names_in(text) == names
