"""The one thing to try: which it is, and in whose words."""

from dataclasses import dataclass

import pytest

from tests.scoring.played import LEFT, RUBRIC, WELL, caller, played, reply
from trainer.calls.transcript import Transcript
from trainer.content.moves import Move, load_moves
from trainer.scoring.criteria import Evidence
from trainer.scoring.next_step import AGAIN, STAYED, NextStep, one_thing_to_try
from trainer.scoring.scorecard import score

NOTES: dict[str, Move] = load_moves()
ORDER, PRY, POLICE, SMALL = (
    reply("gives_orders"),
    reply("interrogates"),
    reply("suggests_police_unasked"),
    reply("minimises"),
)
REPAIR = reply("repairs_mistake")


def step_of(call: Transcript, try_instead: dict[str, str] | None = None) -> NextStep:
    return one_thing_to_try(score(call, RUBRIC), call, RUBRIC, try_instead or {}, NOTES)


@dataclass(frozen=True)
class Case:
    id: str
    call: Transcript
    about: str
    turn: int | None


CASES = (
    Case("a critical moment before all", played(*WELL, ORDER, POLICE, ORDER), "CF1", 22),
    Case("the weightier harm", played(*WELL, SMALL, ORDER), "gives_orders", 22),
    Case("harm left standing before harm put right", played(*WELL, ORDER, REPAIR, SMALL), "minimises", 24),
    Case("the first of two alike", played(*WELL, PRY, ORDER), "interrogates", 20),
    Case("harm before what is missed", played(reply("validates_feeling"), ORDER), "gives_orders", 4),
    Case(
        "the weightiest thing missed",
        played(reply("asks_consent_before_questions", "checks_immediate_safety")),
        "validates_feeling",
        None,
    ),
    Case("nothing left to name", played(*WELL), "", None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_about(case: Case) -> None:
    step = step_of(case.call)
    assert (step.about, step.quote.turn if step.quote else None) == (case.about, case.turn)
    assert step.to_try
    assert step.why
    assert step.with_trainer is case.about.startswith("CF")


def test_a_caller_left_in_danger_gives_a_step_without_a_quote() -> None:
    call = played(reply("open_question"), ORDER, caller(distress=8), ending=LEFT)
    [moment] = score(call, RUBRIC).critical
    step = step_of(call)
    assert (step.about, step.quote, step.better_line) == ("CF6", None, "")
    assert (step.to_try, step.why, step.with_trainer) == (moment.to_try, moment.note, True)


def test_what_worked_comes_first_and_is_quoted() -> None:
    step = step_of(played(reply("validates_feeling"), ORDER))
    assert step.worked.startswith("You meet the feeling first.")
    assert step.worked_quote == Evidence(2, "validates_feeling")


def test_what_worked_is_never_quoted_from_a_reply_that_also_hurt() -> None:
    assert step_of(played(reply("validates_feeling", "minimises"))).worked == STAYED
    later = step_of(played(reply("validates_feeling", "minimises"), reply("believes_caller")))
    assert later.worked_quote == Evidence(4, "believes_caller")


def test_what_answers_this_caller_is_named_before_what_fits_any() -> None:
    step = step_of(played(reply("validates_feeling"), caller("suicide"), reply("asks_about_suicide_directly")))
    assert step.worked.startswith("You ask about suicide")


def test_a_missed_criterion_shows_the_scenarios_own_line_for_a_move_that_meets_it() -> None:
    call = played(reply("asks_consent_before_questions", "checks_immediate_safety"))
    step = step_of(call, {"validates_feeling": "Frozen payout, rent day. Of course you're shaking."})
    assert step.about == "validates_feeling"
    assert step.better_line.startswith("Frozen payout")


def test_a_call_without_anything_to_quote_is_thanked_for() -> None:
    step = step_of(played(ORDER))
    assert (step.worked, step.worked_quote) == (STAYED, None)


def test_a_call_with_nothing_to_mend_can_be_played_again() -> None:
    assert step_of(played(*WELL)).to_try == AGAIN.to_try


@pytest.mark.parametrize("turn", [ORDER, POLICE], ids=["harm", "critical"])
def test_the_scenarios_own_line_comes_before_the_moves(turn: object) -> None:
    call = played(*WELL, ORDER if turn is ORDER else POLICE)
    move = call.turns[-1].moves[0].move
    assert step_of(call).better_line == NOTES[move].better
    assert step_of(call, {move: "One way is the log."}).better_line == "One way is the log."


def test_the_scenarios_own_line_serves_a_missed_criterion_too() -> None:
    call = played(caller("suicide"), reply("reflects_content", "open_question"), reply("asks_about_suicide_directly"))
    step = step_of(call, {"validates_feeling": "That knife was real, and so is the shaking."})
    assert (step.about, step.better_line) == ("validates_feeling", "That knife was real, and so is the shaking.")


def test_without_a_note_the_rubric_speaks() -> None:
    call = played(*WELL, ORDER)
    step = one_thing_to_try(score(call, RUBRIC), call, RUBRIC, {}, {})
    texts = {criterion.id: criterion.feedback for _, criterion in RUBRIC.criteria()}
    assert step.to_try == texts["leaves_the_lead"].to_try
    assert step.better_line == texts["leaves_the_lead"].better_line
