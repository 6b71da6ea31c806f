from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coaching.simulated import every_scenario, simulated
from tests.mini import MINI, doing, making, mini_playable
from trainer.calls.act import Act
from trainer.calls.call import Call, replay
from trainer.calls.mood import Mood
from trainer.coaching.changes import Change, changes_in
from trainer.content.moves import HARMFUL_MOVES, MOVES


def changes(call: Call) -> list[Change]:
    return list(changes_in(call.transcript(listener_hash="")))


def check(call: Call) -> None:
    """What must hold of any call: each answered reply's change is the difference in mood, and has its cause."""
    turns = {turn.n: turn for turn in call.turns}
    found = changes(call)
    answered = [n for n, turn in turns.items() if turn.speaker == "trainee" and n + 1 in turns]
    assert [change.n for change in found] == answered
    for change in found:
        before, after = turns[change.n - 1].mood, turns[change.n + 1].mood
        assert (change.trust, change.distress) == (after.trust - before.trust, after.distress - before.distress)
        made = {heard.move for heard in turns[change.n].moves}
        because = {heard.move for heard in change.because}
        harm = made & HARMFUL_MOVES
        assert because <= made
        assert because == harm if harm else not because & HARMFUL_MOVES
        assert because or not change.trust, "trust moved, and nothing is named for it"
        assert harm or change.trust >= 0, "trust fell without harm"


@every_scenario
def test_in_every_scenario_a_change_is_the_difference_in_mood_and_has_its_cause(name: str) -> None:
    for call in simulated(name):
        check(call)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(sorted(MOVES)), max_size=4, unique=True), max_size=12))
def test_whatever_is_said_a_change_is_the_difference_in_mood_and_has_its_cause(replies: list[list[str]]) -> None:
    call = Call(mini_playable(), seed=1)
    for moves in replies:
        if not call.over:
            call.take(making(*moves))
    check(call)


@dataclass(frozen=True)
class Case:
    id: str
    acts: tuple[Act, ...]
    trust: float
    distress: float
    because: tuple[str, ...]


HARM, KIND, REPAIR = making("gives_orders"), making("open_question"), making("repairs_mistake")
CASES = (
    Case("what opens them", (making("validates_feeling"),), 2, -1, ("validates_feeling",)),
    Case("help", (KIND,), 1, -0.5, ("open_question",)),
    Case("harm", (HARM,), -2, 1, ("gives_orders",)),
    Case("harm beside help", (making("validates_feeling", "gives_orders"),), -2, 1, ("gives_orders",)),
    Case("two harms", (making("moralises", "gives_orders"),), -2, 1, ("moralises", "gives_orders")),
    Case("nothing heard", (making(),), 0, 0, ()),
    Case("a kind word a third time", (KIND, KIND, KIND), 0, 0, ()),
    Case("a repair", (HARM, REPAIR), 2, -0.5, ("repairs_mistake",)),
    Case("a repair of nothing", (REPAIR,), 0, 0, ()),
    Case("the last of their trust", (making("suggests_police_unasked"),), -4, 2, ("suggests_police_unasked",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_the_last_reply_changed_and_why(case: Case) -> None:
    last = changes(replay(mini_playable(), case.acts, seed=1))[-1]
    assert (last.trust, last.distress) == (case.trust, case.distress)
    assert tuple(heard.move for heard in last.because) == case.because


def test_a_neutral_move_that_opens_the_caller_is_named() -> None:
    states = {**MINI["states"], "wary": {**MINI["states"]["wary"], "openers": ["gentle_humour"]}}
    [change] = changes(replay(mini_playable(states=states), [making("gentle_humour")], seed=1))
    assert change.trust == 2
    assert [heard.move for heard in change.because] == ["gentle_humour"]


def test_what_may_have_been_made_changes_nothing() -> None:
    unsure = making("gives_orders")
    unsure = replace(unsure, heard=tuple(replace(one, sure=False) for one in unsure.heard))
    [change] = changes(replay(mini_playable(), [unsure], seed=1))
    assert (change.before, change.after, change.because) == (Mood(4, 6), Mood(4, 6), ())


def test_what_says_nothing_to_the_caller_changes_nothing() -> None:
    acts = [doing("hint"), doing("pause"), doing("resume"), doing("soften"), doing("end")]
    assert changes(replay(mini_playable(), acts, seed=1)) == []


def test_a_reply_without_an_answer_has_no_change_to_tell() -> None:
    transcript = replay(mini_playable(), [KIND], seed=1).transcript(listener_hash="")
    cut = replace(transcript, turns=transcript.turns[:-1])
    assert list(changes_in(cut)) == []
    assert list(changes_in(replace(transcript, turns=()))) == []
