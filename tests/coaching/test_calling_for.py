from dataclasses import dataclass
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.played import RUBRIC
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR, MEETS_A_FEELING, criteria_for, feeling_in
from trainer.content.library import local_resources, usable_scenarios
from trainer.content.moves import HARMFUL_MOVES, MOVES
from trainer.content.scenario import CallType, Cue
from trainer.listening.listener import Context, Listener
from trainer.listening.loading import load_listener
from trainer.listening.topics import topics_in

every_cue = pytest.mark.parametrize("cue", get_args(Cue))


@dataclass(frozen=True)
class Case:
    id: str
    line: str
    feeling: str


CASES = (
    Case("plain", "I'm scared.", "scared"),
    Case("curly apostrophe", "I’m scared", "scared"),
    Case("in capitals", "I AM SCARED", "scared"),
    Case("two words between", "I'm just so tired", "tired"),
    Case("three words between", "I'm here with my angry brother", ""),
    Case("made to feel", "It makes me angry, all of it.", "angry"),
    Case("for a while", "I've been lonely since June.", "lonely"),
    Case("two words for one feeling", "I'm fed up.", "fed up"),
    Case("denied", "I'm not scared.", ""),
    Case("never", "I'm never lonely.", ""),
    Case("denied, and then named", "I'm not scared, I'm angry.", "angry"),
    Case("named, and then denied", "I'm tired. I'm not sad.", "tired"),
    Case("somebody else's", "He's angry with me.", ""),
    Case("of something", "I'm tired of forms.", ""),
    Case("part of a word", "I'm sadly late.", ""),
    Case("no feeling", "I'm at the station.", ""),
    Case("nothing", "", ""),
    Case("no words", "… 🙂 !!!", ""),
    Case("not their alphabet", "мне страшно", ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_feeling_a_caller_names(case: Case) -> None:
    assert feeling_in(case.line) == case.feeling


@given(st.text())
def test_a_feeling_is_found_in_the_line_or_not_at_all(line: str) -> None:
    assert all(word in line.casefold() for word in feeling_in(line).split())


def test_every_cue_is_told_and_answered() -> None:
    assert set(CALLS_FOR) == set(ANSWERS) == set(get_args(Cue))
    assert list(CALLS_FOR)[:2] == ["suicide", "medical"]  # what cannot wait


def test_only_good_moves_meet_a_feeling() -> None:
    assert MEETS_A_FEELING <= MOVES - HARMFUL_MOVES


@every_cue
@pytest.mark.parametrize("call_type", get_args(CallType))
def test_the_coach_answers_a_cue_as_the_rubric_looks_for_it(cue: Cue, call_type: CallType) -> None:
    for criterion, rule in criteria_for(cue, RUBRIC, call_type):
        assert cue in rule.cues
        assert criterion.rule is rule
        assert ANSWERS[cue].move in rule.moves


def test_every_cue_is_looked_at_in_some_call() -> None:
    for cue in get_args(Cue):
        assert any(list(criteria_for(cue, RUBRIC, call_type)) for call_type in get_args(CallType)), cue


def test_what_is_not_scored_in_a_type_of_call_is_left_out() -> None:
    [found] = [one for _, one in RUBRIC.criteria() if one.id == "sets_boundary"]
    spared = found.model_copy(update={"level": found.level.model_copy(update={"A": "not_scored"})})
    dimensions = tuple(
        one.model_copy(update={"criteria": tuple(spared if c is found else c for c in one.criteria)})
        for one in RUBRIC.dimensions
    )
    rubric = RUBRIC.model_copy(update={"dimensions": dimensions})
    assert list(criteria_for("boundary_test", rubric, "A")) == []
    assert [one.id for one, _ in criteria_for("boundary_test", rubric, "B")] == ["sets_boundary"]


@cache
def listener() -> Listener:
    return load_listener()


def lines_with(cue: Cue) -> list[str]:
    fill = local_resources().fill
    lines = [
        fill(line.say)
        for scenario in usable_scenarios().values()
        for said in (
            scenario.opening,
            *(reaction for state in scenario.states.values() for reaction in state.reactions),
            *scenario.facts.values(),
            *(state.otherwise for state in scenario.states.values()),
        )
        if cue in said.cues
        for line in said.lines
    ]
    return lines[:: max(1, len(lines) // 25)]


@every_cue
def test_a_line_for_any_caller_is_heard_as_its_move_and_never_as_harm(cue: Cue) -> None:
    lines = lines_with(cue)
    heard = [
        {one.move for one in listener().hear(ANSWERS[cue].says, Context(line, topics_in(line))).moves} for line in lines
    ]
    assert not any(moves & HARMFUL_MOVES for moves in heard)
    assert sum(ANSWERS[cue].move in moves for moves in heard) >= 0.85 * len(lines)
