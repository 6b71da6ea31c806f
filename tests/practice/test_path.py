"""Where a trainee stands: branches and check-ins stay out of progress, what is left out is not suggested."""

from datetime import timedelta

import pytest

from tests.mini import NOON
from tests.practice.naming import SOON, begun, ended, played
from trainer.coaching.path import HARD, LOOKED_AT
from trainer.coaching.progress import Scores
from trainer.content.library import usable_scenarios
from trainer.practice import feelings, path
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.scoring.scorecard import Scorecard
from trainer.store.people import create_guest
from trainer.store.stored import OwnMood

KIND = ("validates_feeling", "open_question", "affirms_strength", "warm_close")
ROUGH = ("interrogates", "mm", "gives_orders")  # the caller leaves at the third


def practised(
    line: PracticeLine, person: str, scenario: str, hours: float, *replies: str, check_in: bool = False
) -> OpenCall:
    """A call that has ended, so many hours after noon; it is looked back at unless it is a check-in."""
    at = NOON + timedelta(hours=hours)
    opened = ended(line, begun(line, person, scenario, at, check_in=check_in), *replies, now=at)
    if not check_in:
        line.scorecard(opened, at)
    return opened


def scores(card: Scorecard) -> Scores:
    """A card's scores by dimension."""
    return {one.id: one.score for one in card.dimensions}


def test_progress_begins_empty(named: PracticeLine, person: str) -> None:
    progress = path.progress(named, person)
    assert (progress.calls, progress.check_ins) == (0, [])
    assert [points for _, points in progress.dimensions] == [()] * len(named.rubric.dimensions)


def test_branches_and_check_ins_are_no_progress(named: PracticeLine, person: str, mini: str) -> None:
    first = practised(named, person, mini, 0, *KIND)
    practised(named, person, mini, 1, *ROUGH)
    before = path.progress(named, person)
    taken = practised(named, person, mini, 2, *ROUGH, check_in=True)
    at = NOON + timedelta(hours=3)
    branch = ended(named, named.open(person, named.rewind(person, first, 4, at), at), *ROUGH, now=at)
    named.scorecard(branch, at)
    after = path.progress(named, person)
    assert before.calls == after.calls == 2
    assert (after.dimensions, after.moves) == (before.dimensions, before.moves)
    assert before.check_ins == []
    assert after.check_ins == [(taken.stored.started_at, scores(named.scorecard(taken, at)))]


def test_check_ins_that_do_not_count_are_no_progress_and_stay_due(named: PracticeLine, person: str, mini: str) -> None:
    practised(named, person, mini, 0, *KIND[:2], check_in=True)
    stopped = played(named, begun(named, person, mini, SOON, check_in=True), *KIND[1:], now=SOON)
    named.act(stopped, "stop", SOON)
    begun(named, person, mini, SOON, check_in=True)
    assert path.progress(named, person).check_ins == []
    assert path.standing(named, person, SOON).check_in == "before"
    counts = practised(named, person, mini, 2, *ROUGH, check_in=True)
    assert [at for at, _ in path.progress(named, person).check_ins] == [counts.stored.started_at]
    assert path.standing(named, person, NOON + timedelta(hours=3)).check_in is None
    assert path.progress(named, person).calls == 0


def test_progress_counts_scored_calls_oldest_first(named: PracticeLine, person: str, mini: str) -> None:
    cards = [
        named.scorecard(practised(named, person, mini, hours, *said), NOON) for hours, said in ((0, ROUGH), (1, KIND))
    ]
    ended(named, begun(named, person, mini, NOON + timedelta(hours=2)), *KIND, now=NOON + timedelta(hours=2))
    begun(named, person, mini, NOON + timedelta(hours=3))
    progress = path.progress(named, person)
    assert progress.calls == 2
    for dimension, points in progress.dimensions:
        told = [scores(card)[dimension.id] for card in cards]
        assert [one.score for one in points] == [score for score in told if score is not None]


def test_moves_that_have_come_are_told_by_the_sure_ones(named: PracticeLine, person: str, mini: str) -> None:
    said = ["open_question", "open_question"] + ["open_question affirms_strength reflects_content?"] * 3
    for hours, words in enumerate(said):
        practised(named, person, mini, hours, words)
    assert path.progress(named, person).moves.gained == ("affirms_strength",)


def test_a_check_in_is_due_before_practice_and_after_it(named: PracticeLine, person: str, mini: str) -> None:
    stands = path.standing(named, person, NOON)
    assert (stands.check_in, len(stands.check_in_calls)) == ("before", 3)
    practised(named, person, mini, 0, *KIND, check_in=True)
    first = practised(named, person, mini, 1, *KIND)
    for hours in range(2, 5):
        practised(named, person, mini, hours, *KIND)
    named.scorecard(
        ended(named, named.open(person, named.rewind(person, first, 2, NOON + timedelta(hours=6)), NOON)), NOON
    )
    stands = path.standing(named, person, NOON + timedelta(hours=8))
    assert (stands.check_in, stands.check_in_calls) == (None, ())
    practised(named, person, mini, 9, *KIND)
    assert path.standing(named, person, NOON + timedelta(hours=10)).check_in == "after"


def test_what_is_left_out_is_not_suggested(named: PracticeLine, person: str, other: str) -> None:
    known = usable_scenarios()
    for _ in known:
        suggestion = path.standing(named, person, NOON).suggestion
        assert suggestion is not None
        assert suggestion.scenario.id not in path.left_out(named, person)
        path.leave_out(named, person, suggestion.scenario.id)
    stands = path.standing(named, person, NOON)
    assert (stands.suggestion, list(stands.check_in_calls)) == (None, [])
    assert path.left_out(named, person) == known.keys()
    path.let_in(named, person, "bad_date_report")
    found = path.standing(named, person, NOON).suggestion
    assert found is not None
    assert found.scenario.id == "bad_date_report"
    assert path.left_out(named, other) == frozenset()


@pytest.mark.parametrize(("later", "due"), [(2, True), (12, False)])
def test_after_two_hard_calls_a_break_is_due(named: PracticeLine, person: str, later: float, due: bool) -> None:
    hard = next(one.id for one in usable_scenarios().values() if one.difficulty >= HARD)
    practised(named, person, hard, 0, "open_question")
    assert not path.standing(named, person, NOON).hard_calls
    practised(named, person, hard, 1, "open_question")
    assert path.standing(named, person, NOON + timedelta(hours=later)).hard_calls is due


def test_a_call_that_left_somebody_low_was_hard(named: PracticeLine, person: str, mini: str) -> None:
    for hours in (0, 1):
        well = practised(named, person, mini, hours, *KIND)
        feelings.keep(named, person, well.stored.id, OwnMood(before=4, after=3))
    assert not path.standing(named, person, NOON + timedelta(hours=2)).hard_calls
    for one in named.calls_of(person):
        feelings.keep(named, person, one.id, OwnMood(before=4, after=1))
    assert path.standing(named, person, NOON + timedelta(hours=2)).hard_calls


def test_a_suggestion_names_a_weakness_that_the_latest_calls_show(named: PracticeLine, person: str, mini: str) -> None:
    for hours in range(LOOKED_AT - 1):
        practised(named, person, mini, hours, *ROUGH)
    ended(named, begun(named, person, mini, NOON + timedelta(hours=3)), *ROUGH, now=NOON + timedelta(hours=3))
    now = NOON + timedelta(hours=4)
    few = path.standing(named, person, now).suggestion
    assert few is not None
    assert (few.why, few.dimension) == ("steady", "")  # the unscored one says nothing
    last = scores(named.scorecard(practised(named, person, mini, 5, *ROUGH), NOON))
    enough = path.standing(named, person, now + timedelta(hours=2)).suggestion
    assert enough is not None
    assert enough.why == "weakest"
    assert last[enough.dimension] == min(score for score in last.values() if score is not None)


def test_what_others_practise_is_not_looked_at(named: PracticeLine, person: str, other: str, mini: str) -> None:
    path.leave_out(named, other, "bad_date_report")
    for hours in range(3):
        practised(named, other, mini, hours, *ROUGH)
    practised(named, other, mini, 4, *KIND, check_in=True)
    stranger = create_guest(named.database, "Rainy Fern", NOON)[0].id
    now = NOON + timedelta(hours=5)
    assert path.standing(named, person, now) == path.standing(named, stranger, now)
    assert path.standing(named, person, now).check_in == "before"
    assert path.progress(named, person).calls == 0
