from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coaching.cards import card
from tests.coaching.simulated import NAMES, simulated
from tests.mini import NOON, mini_playable
from tests.scoring.played import RUBRIC
from trainer.coaching.path import (
    CHECK_IN_TYPES,
    CHECK_INS_OFFERED,
    CLOSE_TOGETHER,
    LOOKED_AT,
    WEEKS_LATER,
    CheckIn,
    Past,
    Suggestion,
    check_in_calls,
    check_in_due,
    next_call,
    two_hard_calls,
)
from trainer.content.library import usable_scenarios
from trainer.content.scenario import CallType, Opening, Scenario
from trainer.scoring.scorecard import Scorecard, score

HOUR = timedelta(hours=1)


def scenario(name: str, difficulty: int, call_type: CallType = "A", **changes: object) -> Scenario:
    given = {"id": name, "code": f"S{10 + ord(name[0]) - ord('a')}", "difficulty": difficulty, "type": call_type}
    return mini_playable().scenario.model_copy(update={**given, **changes})


def past(name: str, found: Scorecard | None, at: datetime = NOON, *, badly: bool = False) -> Past:
    return Past(name, at, badly, found is not None, found)


def thrice(name: str, found: Scorecard) -> tuple[Past, ...]:
    return (past(name, found),) * LOOKED_AT


ONE_EACH = tuple(scenario(name, difficulty) for difficulty, name in enumerate("abcde", start=1))
FULL, WELL, SO_SO, POORLY = card(100), card(80), card(60), card(30)
SLIPPED = card(80, {"dignity": 1})


@dataclass(frozen=True)
class Case:
    id: str
    past: tuple[Past, ...]
    suggested: str
    why: str = "steady"
    dimension: str = ""
    left_out: frozenset[str] = frozenset()


CASES = (
    Case("nothing yet", (), "a", "first"),
    Case("nothing yet, and the gentlest left out", (), "b", "first", left_out=frozenset("a")),
    Case("a step harder after a good call", (past("b", WELL),), "c"),
    Case("the same after a middling one, but not that very one", (past("c", SO_SO),), "b"),
    Case("a step easier after a poor one", (past("c", POORLY),), "b"),
    Case("a step easier after a critical moment", (past("d", card(90, critical=True)),), "c"),
    Case("a step easier after a call that left them low", (replace(past("d", WELL), mood_after=2),), "c"),
    Case("not below the gentlest", (past("b", POORLY), past("a", POORLY)), "c"),
    Case("not harder where it ended badly", (past("b", WELL, badly=True),), "a"),
    Case("harder where the mood was fair", (replace(past("b", WELL), mood_after=3),), "c"),
    Case("what was not scored says nothing", (past("d", None),), "a", "first"),
    Case("a branch says nothing", (past("b", WELL), replace(past("d", POORLY), branch=True)), "c"),
    Case("a call that is gone says nothing", (past("b", WELL), past("zebra", POORLY)), "c"),
    Case("the step harder is left out", (past("b", WELL),), "a", left_out=frozenset("c")),
    Case("all but harder ones are left out", (past("a", SO_SO),), "c", left_out=frozenset("ab")),
    Case("the card of a call long ago is not there", (replace(past("c", WELL), card=None),), "b", "first"),
    Case("a check-in says nothing", (past("b", WELL), replace(past("d", POORLY), check_in=True)), "c"),
    Case("a check-in alone says nothing", (replace(past("d", WELL), check_in=True),), "a", "first"),
    Case("the weakest is named", thrice("b", card(80, {"honesty": 3, "dignity": 1})), "c", "weakest", "dignity"),
    Case("two calls show no weakness", thrice("b", SLIPPED)[1:], "c"),
    Case("nor do two and a check-in", (*thrice("b", SLIPPED)[1:], replace(past("b", SLIPPED), check_in=True)), "c"),
    Case("nor do two and a branch", (*thrice("b", SLIPPED)[1:], replace(past("b", SLIPPED), branch=True)), "c"),
    Case("nor do two and one not scored", (*thrice("b", SLIPPED)[1:], past("b", None)), "c"),
    Case("what a check-in shows is not looked at", (*thrice("b", FULL), replace(past("b", SLIPPED), check_in=True)),
         "c"),
    Case("of equals the weightier", thrice("b", card(80, {"dignity": 2, "caller_led": 2})), "c", "weakest",
         "caller_led"),
    Case("full marks are no weakness", thrice("b", card(100, {"honesty": 4})), "c"),
    Case("not scored is no weakness", thrice("b", card(80, {"honesty": None})), "c"),
    Case("only the latest calls count", (past("a", SLIPPED), *thrice("b", FULL)), "c"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_next_call(case: Case) -> None:
    found = next_call(ONE_EACH, case.past, case.left_out, RUBRIC)
    assert found
    assert (found.scenario.id, found.why, found.dimension) == (case.suggested, case.why, case.dimension)


def test_there_is_none_where_all_are_left_out() -> None:
    assert next_call(ONE_EACH, (), set("abcde"), RUBRIC) is None
    assert next_call((), (past("a", WELL),), (), RUBRIC) is None


def test_of_two_as_hard_the_one_that_gives_room_for_what_was_missed() -> None:
    asked = Opening(**{**dict(ONE_EACH[0].opening), "cues": ("boundary_test",)})
    pair = (scenario("a", 1, "D"), scenario("b", 1, "D", opening=asked), scenario("c", 1, "D"))
    missed = card(60, {"close_and_boundaries": 1}, {"sets_boundary": "missed"})
    seen = (*thrice("c", missed), past("zebra", None), past("zebra", None))
    found = next_call(pair, seen, (), RUBRIC)
    assert found
    assert (found.scenario.id, found.dimension) == ("b", "close_and_boundaries")
    spared = scenario("b", 1, "D", opening=asked, does_not_ask_for=("sets_boundary",))
    other = next_call((pair[0], spared, pair[2]), seen, (), RUBRIC)
    assert other
    assert other.scenario.id == "a"


@cache
def library() -> Mapping[str, Scenario]:
    return usable_scenarios()


@cache
def pool() -> tuple[tuple[str, Scorecard], ...]:
    """Scorecards of calls with every scenario, by those who do well and those who do not."""
    return tuple(
        (name, score(call.transcript(listener_hash=""), RUBRIC))
        for name in NAMES
        for player in ("good", "beginner", "rescuer")
        for call in simulated(name, 1, player)
    )


@st.composite
def pasts(draw: st.DrawFn) -> list[Past]:
    found = []
    for name, result in draw(st.lists(st.sampled_from(pool()), max_size=12)):
        scored = result if draw(st.booleans()) or draw(st.booleans()) else None
        mood = draw(st.none() | st.integers(1, 5))
        branch = draw(st.booleans()) and draw(st.booleans())
        kept = scored if draw(st.booleans()) else None  # the cards of calls long ago are not at hand
        been = Past(name, NOON, draw(st.booleans()), scored is not None, kept, branch=branch, mood_after=mood)
        found.append(replace(been, check_in=draw(st.booleans()) and not branch))
    return found


LEFT_OUT = st.frozensets(st.sampled_from(NAMES), max_size=len(NAMES))


def suggested(been: list[Past], left_out: frozenset[str]) -> Suggestion | None:
    return next_call(list(library().values()), been, left_out, RUBRIC)


@settings(max_examples=80)
@given(pasts(), LEFT_OUT)
def test_what_is_left_out_is_never_suggested_and_the_same_past_leads_to_the_same_call(
    been: list[Past], left_out: frozenset[str]
) -> None:
    found = suggested(been, left_out)
    assert (found is None) == (left_out == set(NAMES))
    assert found is None or found.scenario.id not in left_out
    assert suggested(been, left_out) == found
    turned = next_call(list(reversed(library().values())), been, left_out, RUBRIC)
    assert turned == found, "the order in which scenarios are read must not matter"


@settings(max_examples=150)
@given(pasts(), LEFT_OUT)
def test_no_call_is_more_than_a_step_harder_unless_nothing_else_is_open(
    been: list[Past], left_out: frozenset[str]
) -> None:
    found = suggested(been, left_out)
    counted = [one for one in been if one.practised]
    last = library()[counted[-1].scenario].difficulty if counted else 0
    out = left_out.union(one.scenario for one in been[-2:])
    if found and any(one.id not in out and one.difficulty <= last + 1 for one in library().values()):
        assert found.scenario.difficulty <= last + 1
        assert found.scenario.id not in out


@settings(max_examples=80)
@given(pasts(), LEFT_OUT)
def test_what_was_not_practised_tells_nothing_but_what_was_played(been: list[Past], left_out: frozenset[str]) -> None:
    bare = [one if one.practised else Past(one.scenario, one.ended_at, went_badly=False, scored=False) for one in been]
    assert suggested(bare, left_out) == suggested(been, left_out)


@settings(max_examples=80)
@given(pasts(), LEFT_OUT)
def test_a_weakness_rests_on_three_cards(been: list[Past], left_out: frozenset[str]) -> None:
    found = suggested(been, left_out)
    cards = [one.card for one in been if one.practised and one.card]
    assert found is None or len(cards) >= LOOKED_AT or (found.why, found.dimension) in {("first", ""), ("steady", "")}
    assert found is None or (found.why == "first") == (not cards)


PRACTISED = (
    ("scored", past("a", WELL), True),
    ("its card not at hand", replace(past("a", WELL), card=None), True),
    ("not scored", past("a", None), False),
    ("a branch", replace(past("a", WELL), branch=True), False),
    ("a check-in", replace(past("a", WELL), check_in=True), False),
)


@pytest.mark.parametrize(("one", "counts"), [case[1:] for case in PRACTISED], ids=[case[0] for case in PRACTISED])
def test_what_counts_as_practised(one: Past, counts: bool) -> None:
    assert one.practised is counts


@dataclass(frozen=True)
class HardCase:
    id: str
    past: tuple[Past, ...]
    hard: bool
    later: timedelta = HOUR


D, E = past("d", WELL), past("e", WELL)
EASY, BADLY, LOW = past("a", WELL), past("a", WELL, badly=True), replace(past("a", WELL), mood_after=2)
HARD_CASES = (
    HardCase("no calls", (), False),
    HardCase("one", (E,), False),
    HardCase("two", (D, E), True),
    HardCase("two of many", (EASY, EASY, D, E), True),
    HardCase("one of them easy", (EASY, E), False),
    HardCase("the last one easy", (D, E, EASY), False),
    HardCase("easy ones that ended badly", (BADLY, BADLY), True),
    HardCase("easy ones that left them low", (LOW, BADLY), True),
    HardCase("a fair mood", (replace(EASY, mood_after=3), E), False),
    HardCase("a scenario that is gone", (past("zebra", WELL), E), False),
    HardCase("just close enough together", (D, E), True, CLOSE_TOGETHER),
    HardCase("long ago", (D, E), False, CLOSE_TOGETHER + timedelta(seconds=1)),
    HardCase("the first long ago", (replace(D, ended_at=NOON - CLOSE_TOGETHER), E), False),
    HardCase("a clock set back", (D, E), True, -HOUR),
)


@pytest.mark.parametrize("case", HARD_CASES, ids=lambda case: case.id)
def test_two_hard_calls(case: HardCase) -> None:
    assert two_hard_calls(ONE_EACH, case.past, NOON + case.later) is case.hard


@dataclass(frozen=True)
class DueCase:
    id: str
    past: tuple[Past, ...]
    due: CheckIn | None
    later: timedelta = HOUR


CHECKED, BRANCH, UNSCORED = replace(SOME := past("c", WELL), check_in=True), replace(SOME, branch=True), past("c", None)
BROKEN_OFF = replace(UNSCORED, check_in=True)
LONG_AGO = replace(SOME, card=None)
DUE_CASES = (
    DueCase("at first", (), "before"),
    DueCase("after practice without one", (SOME,) * 9, "before"),
    DueCase("just taken", (CHECKED,), None),
    DueCase("four calls later", (CHECKED, *(SOME,) * 4), None),
    DueCase("five calls later", (CHECKED, *(SOME,) * 5), "after"),
    DueCase("practice before it does not count", (*(SOME,) * 5, CHECKED), None),
    DueCase("branches and unscored calls do not count", (CHECKED, *(SOME,) * 4, BRANCH, BRANCH, UNSCORED), None),
    DueCase("a check-in broken off is not taken", (BROKEN_OFF,), "before"),
    DueCase("nor is the second", (CHECKED, *(SOME,) * 5, BROKEN_OFF), "after"),
    DueCase("one broken off starts no new count", (CHECKED, *(SOME,) * 4, BROKEN_OFF, SOME), "after"),
    DueCase("one broken off is no practice", (CHECKED, *(SOME,) * 4, BROKEN_OFF), None),
    DueCase("calls whose cards are not at hand count", (CHECKED, *(LONG_AGO,) * 5), "after"),
    DueCase("long after the first", (CHECKED,), None, 2 * WEEKS_LATER),
    DueCase("the second taken", (CHECKED, *(SOME,) * 5, CHECKED), None),
    DueCase("practice alone does not bring the third", (CHECKED, CHECKED, *(SOME,) * 9), None),
    DueCase("three weeks after the second", (CHECKED, CHECKED), "later", WEEKS_LATER),
    DueCase("not a minute sooner", (CHECKED, CHECKED), None, WEEKS_LATER - timedelta(minutes=1)),
    DueCase("three weeks after the third", (CHECKED, CHECKED, CHECKED), "later", WEEKS_LATER),
    DueCase("a third just taken", (CHECKED, CHECKED, replace(CHECKED, ended_at=NOON + WEEKS_LATER)), None, WEEKS_LATER),
)


@pytest.mark.parametrize("case", DUE_CASES, ids=lambda case: case.id)
def test_the_check_in_that_is_due(case: DueCase) -> None:
    assert check_in_due(case.past, NOON + case.later) == case.due


MIDDLING = (
    scenario("a", 3, "D"), scenario("b", 3, "B"), scenario("c", 3, "A"), scenario("d", 2, "A"), scenario("e", 5, "C"),
    scenario("f", 3, "A"),
)  # fmt: skip


@dataclass(frozen=True)
class OfferCase:
    id: str
    past: tuple[Past, ...]
    offered: str
    left_out: str = ""


OFFER_CASES = (
    OfferCase("middling ones", (), "bcf"),
    OfferCase("none that is left out", (), "cfd", "b"),
    OfferCase("not played before", (past("b", WELL),), "cfb"),
    OfferCase("like the one before", (replace(past("c", WELL), check_in=True),), "fbc"),
    OfferCase("not like one that was broken off", (replace(past("d", None), check_in=True),), "bcf"),
    OfferCase("like one that was taken", (replace(past("d", WELL), check_in=True),), "cfb"),
    OfferCase("nothing left", (), "", "abcdef"),
    OfferCase("a check-in with a call that is gone", (replace(past("zebra", WELL), check_in=True),), "bcf"),
)


@pytest.mark.parametrize("case", OFFER_CASES, ids=lambda case: case.id)
def test_the_calls_to_choose_a_check_in_from(case: OfferCase) -> None:
    assert "".join(one.id for one in check_in_calls(MIDDLING, case.past, set(case.left_out))) == case.offered


@settings(max_examples=50)
@given(pasts(), LEFT_OUT)
def test_check_ins_are_few_and_never_left_out(been: list[Past], left_out: frozenset[str]) -> None:
    offered = check_in_calls(list(library().values()), been, left_out)
    assert len({one.id for one in offered}) == len(offered) <= CHECK_INS_OFFERED
    assert all(one.id not in left_out and one.type in CHECK_IN_TYPES for one in offered)
