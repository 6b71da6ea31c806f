from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coaching.cards import WEIGHTS
from trainer.coaching.progress import LOOKED_AT, MovesOverTime, likely, moves_over_time, points
from trainer.content.moves import HARMFUL_MOVES, MOVES
from trainer.scoring.dimensions import HIGHEST

DIMENSION, OTHER = list(WEIGHTS)[:2]
SCORES = st.lists(st.integers(0, HIGHEST), min_size=1, max_size=12)


@given(SCORES)
def test_a_range_stays_within_the_scale_and_has_some_width(scores: list[int]) -> None:
    found = likely(scores)
    assert 0 <= found.low < found.high <= HIGHEST
    assert found.calls == len(scores)


@given(st.integers(0, HIGHEST), st.integers(1, 12))
def test_equal_scores_are_in_their_range_and_more_of_them_narrow_it(score: int, calls: int) -> None:
    fewer, more = likely([score] * calls), likely([score] * (calls + 1))
    assert fewer.low <= score <= fewer.high
    assert more.high - more.low < fewer.high - fewer.low


@given(SCORES, st.data())
def test_a_better_call_never_lowers_the_range(scores: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(scores) - 1))
    better = [*scores[:at], data.draw(st.integers(scores[at], HIGHEST)), *scores[at + 1 :]]
    assert likely(better).low >= likely(scores).low
    assert likely(better).high >= likely(scores).high


@given(SCORES)
def test_a_range_does_not_favour_either_end(scores: list[int]) -> None:
    there, back = likely(scores), likely([HIGHEST - score for score in scores])
    assert (there.low, there.high) == pytest.approx((HIGHEST - back.high, HIGHEST - back.low))


@given(SCORES)
def test_the_order_of_calls_does_not_move_the_range(scores: list[int]) -> None:
    assert likely(sorted(scores)) == likely(scores)


def test_one_call_leaves_most_of_the_scale_open() -> None:
    middling = likely([2])
    assert middling.high - middling.low > 3
    assert likely([0]).low == 0
    assert likely([4]).high == HIGHEST


def test_points_are_numbered_by_call_and_leave_out_what_did_not_come_up() -> None:
    calls = [{DIMENSION: 2}, {DIMENSION: None}, {}, {DIMENSION: 0, OTHER: 4}]
    found = points(calls, DIMENSION)
    assert [(one.call, one.score) for one in found] == [(1, 2), (4, 0)]
    assert [one.likely for one in found] == [likely([2]), likely([2, 0])]
    assert points(calls, "nobody_knows_this") == ()
    assert points([], DIMENSION) == ()


@given(st.lists(st.integers(0, HIGHEST), max_size=14))
def test_each_point_rests_on_the_latest_calls_only(scores: list[int]) -> None:
    found = points([{DIMENSION: score} for score in scores], DIMENSION)
    assert [one.score for one in found] == scores
    for at, one in enumerate(found):
        assert one.likely == likely(scores[max(0, at + 1 - LOOKED_AT) : at + 1])
        assert one.likely.calls <= LOOKED_AT


@dataclass(frozen=True)
class Case:
    id: str
    calls: tuple[str, ...]  # the moves of each call, oldest first
    found: MovesOverTime


KIND, OTHER_KIND, HARM = "open_question", "respects_no", "moralises"
CASES = (
    Case("no calls", (), MovesOverTime()),
    Case("too few before", ("", KIND, KIND, KIND), MovesOverTime()),
    Case("just enough before", ("", "", KIND, KIND, KIND), MovesOverTime(gained=(KIND,))),
    Case("in two of three", ("", "", KIND, "", KIND), MovesOverTime(gained=(KIND,))),
    Case("in one of three", ("", "", KIND, "", ""), MovesOverTime()),
    Case("in a third of those before", ("", KIND, "", KIND, KIND, KIND), MovesOverTime(gained=(KIND,))),
    Case("in half of those before", ("", KIND, KIND, KIND, KIND), MovesOverTime()),
    Case("lost", (KIND, KIND, "", KIND, ""), MovesOverTime(lost=(KIND,))),
    Case("left behind", (HARM, HARM, "", "", ""), MovesOverTime(left_behind=(HARM,))),
    Case("crept in", ("", "", HARM, HARM, ""), MovesOverTime(crept_in=(HARM,))),
    Case("always", (KIND,) * 6, MovesOverTime()),
    Case("several", (f"{KIND} {HARM}",) * 2 + (OTHER_KIND,) * 3,
         MovesOverTime(gained=(OTHER_KIND,), lost=(KIND,), left_behind=(HARM,))),
    Case("a move nobody knows any more", ("", "", "hugs", "hugs", "hugs"), MovesOverTime()),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_moves_that_came_or_went(case: Case) -> None:
    assert moves_over_time([frozenset(moves.split()) for moves in case.calls]) == case.found


SOME = st.frozensets(st.sampled_from([KIND, OTHER_KIND, HARM, "minimises"]))


@given(st.lists(SOME, max_size=12))
def test_no_move_both_came_and_went(calls: list[frozenset[str]]) -> None:
    found = moves_over_time(calls)
    named = [*found.gained, *found.lost, *found.left_behind, *found.crept_in]
    assert len(named) == len(set(named))
    assert not HARMFUL_MOVES & {*found.gained, *found.lost}
    assert {*found.left_behind, *found.crept_in} <= HARMFUL_MOVES
    assert set(named) <= MOVES


@given(st.lists(SOME, min_size=3, max_size=3), st.lists(SOME, min_size=3, max_size=3))
def test_what_came_one_way_went_the_other_way_round(first: list[frozenset[str]], second: list[frozenset[str]]) -> None:
    there, back = moves_over_time([*first, *second]), moves_over_time([*second, *first])
    assert there == MovesOverTime(back.lost, back.gained, back.crept_in, back.left_behind)
