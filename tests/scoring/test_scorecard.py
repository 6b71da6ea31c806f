"""Whole scorecards: what a good call, a silent one, a crowded one and a harmful one come to."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.calls_drawn import CALLS, HARMFUL, HELPFUL
from tests.scoring.played import HUNG_UP, LEFT, RUBRIC, WELL, caller, played, reply
from trainer.calls.transcript import Transcript, Turn
from trainer.content.scenario import CallType
from trainer.listening.listener import Heard
from trainer.scoring.dimensions import HIGHEST
from trainer.scoring.scorecard import Scorecard, score

ORDER, REPAIR, POLICE = reply("gives_orders"), reply("repairs_mistake"), reply("suggests_police_unasked")
QUIET = caller()


def dimensions(card: Scorecard) -> dict[str, int | None]:
    return {one.id: one.score for one in card.dimensions}


def statuses(card: Scorecard) -> dict[str, str]:
    return {one.id: one.status for one in card.criteria}


@dataclass(frozen=True)
class Case:
    id: str
    call: Transcript
    lowest: int
    highest: int
    caps: tuple[str, ...] = ()


CASES = (
    Case("a good call", played(*WELL), 100, 100),
    Case("a good call, practical", played(*WELL, type="B"), 95, 100),
    Case("a good call, just to talk", played(*WELL, type="C"), 95, 100),
    Case("no replies at all", played(ending=LEFT), 0, 0),
    Case("nothing heard in nine replies", played(*[reply()] * 9), 0, 0),
    Case("one kind line", played(reply("validates_feeling"), ending=HUNG_UP), 1, 15),
    Case("the same kind line nine times", played(*[reply("validates_feeling")] * 9), 1, 15),
    Case("everything in one reply", played(reply(*sorted(HELPFUL))), 0, 5),
    Case("everything in every reply", played(*[reply(*sorted(HELPFUL))] * 9), 0, 30),
    Case("one order left standing", played(*WELL, ORDER), 85, 95),
    Case("one order put right", played(*WELL, ORDER, REPAIR), 95, 99),
    Case("orders throughout", played(*[reply("gives_orders", "validates_feeling")] * 6), 0, 25),
    Case("police, in a good call", played(*WELL, POLICE), 40, 40, ("CF1",)),
    Case("police, put right", played(*WELL, POLICE, REPAIR), 40, 40, ("CF1",)),
    Case(
        "leaving the work, left standing",
        played(*WELL, reply("assumes_exit")),
        70,
        80,
        ("leaving_or_saving_left_standing",),
    ),
    Case("leaving the work, put right", played(*WELL, reply("assumes_exit"), REPAIR), 90, 99),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_total(case: Case) -> None:
    card = score(case.call, RUBRIC)
    assert case.lowest <= card.total <= case.highest
    assert card.caps == case.caps


def test_short_fitting_replies_beat_crowded_ones() -> None:
    moves = sorted(HELPFUL)
    crowded = [reply(*moves[start:], *moves[:start]) for start in range(0, len(moves), 2)]
    assert score(played(*crowded), RUBRIC).total < score(played(*WELL), RUBRIC).total / 2


@dataclass(frozen=True)
class HarmCase:
    id: str
    harm: tuple[Turn, ...]
    non_carceral: int
    caller_led: int
    dignity: int


SAVE, EXIT = reply("rescue_language"), reply("assumes_exit")
HARM = (
    HarmCase("none", (), 4, 4, 4),
    HarmCase("one order", (QUIET, ORDER), 4, 2, 2),
    HarmCase("two orders", (ORDER, ORDER), 4, 1, 1),
    HarmCase("three orders", (ORDER, ORDER, ORDER), 4, 0, 0),
    HarmCase("one order put right", (ORDER, REPAIR), 4, 3, 4),
    HarmCase("police", (POLICE,), 0, 4, 2),
    HarmCase("police put right", (POLICE, REPAIR), 1, 4, 4),
    HarmCase("saving left standing", (SAVE,), 1, 1, 2),
    HarmCase("saving put right", (SAVE, REPAIR), 3, 4, 4),
    HarmCase("leaving left standing", (EXIT,), 1, 1, 2),
    HarmCase("blame", (reply("blames_caller", "moralises"),), 4, 4, 2),
)


@pytest.mark.parametrize("case", HARM, ids=lambda case: case.id)
def test_harm_bounds_its_dimension(case: HarmCase) -> None:
    found = dimensions(score(played(*WELL, *case.harm, type="B"), RUBRIC))
    assert found["non_carceral"] == case.non_carceral
    assert found["caller_led"] == case.caller_led
    assert found["dignity"] == case.dignity


def test_a_repair_is_credited_and_does_not_erase() -> None:
    card = score(played(*WELL, ORDER, REPAIR), RUBRIC)
    assert statuses(card)["leaves_the_lead"] == "partly"
    assert statuses(card)["repairs_mistake"] == "met"


def test_a_dodged_question_about_police_is_worth_half() -> None:
    kind = [reply(move) for move in ("validates_feeling", "believes_caller", "open_question")]
    call = played(*kind, caller("police_asked"), reply("validates_feeling"))
    assert dimensions(score(call, RUBRIC))["non_carceral"] == 2


@pytest.mark.parametrize("call_type", ["A", "B", "C", "D"])
def test_an_optional_criterion_only_adds(call_type: CallType) -> None:
    turns = [*[reply("reflects_content", "open_question")] * 2, reply("asks_what_caller_wants")]
    without = dimensions(score(played(*turns, type=call_type), RUBRIC))
    with_it = dimensions(score(played(*turns, reply("affirms_strength"), type=call_type), RUBRIC))
    assert (with_it["listening_and_belief"] or 0) >= (without["listening_and_belief"] or 0)


def test_an_optional_criterion_alone_makes_no_dimension() -> None:
    card = score(played(reply("shares_resource_with_consent"), type="C"), RUBRIC)
    assert dimensions(card)["practical_help"] is None


def test_a_tested_limit_makes_asking_what_was_seen_optional() -> None:
    card = score(played(caller("boundary_test"), reply("sets_boundary"), type="D"), RUBRIC)
    levels = {one.id: one.level for one in card.criteria}
    assert levels["asks_for_what_was_seen"] == "optional"
    assert dimensions(card)["close_and_boundaries"] == 4
    assert dimensions(card)["practical_help"] is None


def test_not_applicable_unscored_and_missed_are_three_things() -> None:
    found = statuses(score(played(reply("validates_feeling")), RUBRIC))
    assert found["respects_no"] == "not_applicable"
    assert found["facts_match"] == "unscored"
    assert found["believes_caller"] == "missed"


def test_feedback_fits_the_status() -> None:
    card = score(played(*WELL, ORDER), RUBRIC)
    by_id = {one.id: one for one in card.criteria}
    texts = {criterion.id: criterion.feedback for _, criterion in RUBRIC.criteria()}
    assert by_id["believes_caller"].feedback == texts["believes_caller"].worked
    assert by_id["believes_caller"].better_line == ""
    assert by_id["leaves_the_lead"].feedback == texts["leaves_the_lead"].to_try
    assert by_id["leaves_the_lead"].better_line == texts["leaves_the_lead"].better_line
    assert by_id["facts_match"].feedback == ""


def test_a_scorecard_names_what_made_it() -> None:
    hashes = score(played(*WELL), RUBRIC).hashes
    assert (hashes.scenario, hashes.rubric, hashes.listener) == ("s" * 64, RUBRIC.hash, "l" * 64)


@given(CALLS)
def test_totals_and_scores_stay_in_range_and_can_be_made_again(call: Transcript) -> None:
    card = score(call, RUBRIC)
    assert 0 <= card.total <= 100
    assert all(one.score is None or 0 <= one.score <= 4 for one in card.dimensions)
    assert card == score(replace(call, turns=tuple(replace(turn) for turn in call.turns)), RUBRIC)


@given(CALLS, st.data())
def test_the_order_in_which_moves_are_listed_changes_nothing(call: Transcript, data: st.DataObject) -> None:
    shuffled = tuple(replace(turn, moves=tuple(data.draw(st.permutations(turn.moves)))) for turn in call.turns)
    assert score(replace(call, turns=shuffled), RUBRIC) == score(call, RUBRIC)


@given(CALLS, st.data())
def test_a_harmful_move_never_raises_anything(call: Transcript, data: st.DataObject) -> None:
    replies = [turn for turn in call.turns if turn.speaker == "trainee"]
    if not replies:
        return
    chosen = data.draw(st.sampled_from(replies))
    harm = Heard(data.draw(st.sampled_from(sorted(HARMFUL))), 0.9, chosen.text, 0, len(chosen.text), "")
    worse = replace(chosen, moves=(*chosen.moves, harm))
    turns = tuple(worse if turn is chosen else turn for turn in call.turns)
    before, after = score(call, RUBRIC), score(replace(call, turns=turns), RUBRIC)
    assert after.total <= before.total
    for was, is_ in zip(before.dimensions, after.dimensions, strict=True):
        if is_.score is None:  # too much harm to say what the call leaves out; nothing else was there to score
            assert was.score in {None, HIGHEST}
        else:
            assert was.score is None or is_.score <= was.score


@given(CALLS, st.sampled_from(sorted(HARMFUL)))
def test_one_more_harmful_reply_never_raises_the_total(call: Transcript, move: str) -> None:
    more = replace(reply(move), n=call.turns[-1].n + 1)
    assert score(replace(call, turns=(*call.turns, more)), RUBRIC).total <= score(call, RUBRIC).total


@given(st.sampled_from(sorted(HELPFUL)), st.integers(min_value=3, max_value=12))
def test_repeating_one_move_soon_adds_nothing(move: str, times: int) -> None:
    turns = [reply(move)] * 3
    assert score(played(*turns, *[reply(move)] * times), RUBRIC).total == score(played(*turns), RUBRIC).total
