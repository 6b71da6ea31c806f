from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coaching.cards import WEIGHTS, card
from tests.scoring.played import RUBRIC
from trainer.coaching.comparison import Difference, differences
from trainer.scoring.scorecard import Scorecard

FIRST, SECOND = list(WEIGHTS)[:2]
TITLES = {one.id: one.title for one in RUBRIC.dimensions}


@dataclass(frozen=True)
class Case:
    id: str
    first: Scorecard
    second: Scorecard
    found: tuple[Difference, ...]


CASES = (
    Case("the same", card(scores={FIRST: 2}), card(scores={FIRST: 2}), ()),
    Case("nothing scored", card(), card(), ()),
    Case("better", card(scores={FIRST: 2}), card(scores={FIRST: 4}), (Difference(TITLES[FIRST], 2, 4),)),
    Case("came up only once", card(scores={FIRST: 0}), card(), (Difference(TITLES[FIRST], 0, None),)),
    Case("came up, and was nothing", card(scores={FIRST: None}), card(scores={FIRST: 0}),
         (Difference(TITLES[FIRST], None, 0),)),
    Case("not scored is not there", card(scores={FIRST: None}), card(), ()),
    Case("another total, the same in each", card(90, {FIRST: 3}), card(20, {FIRST: 3}), ()),
    Case("in the rubric's order", card(scores={SECOND: 1, FIRST: 1}), card(scores={SECOND: 2, FIRST: 2}),
         (Difference(TITLES[FIRST], 1, 2), Difference(TITLES[SECOND], 1, 2))),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_where_two_calls_differ(case: Case) -> None:
    assert differences(case.first, case.second, RUBRIC) == case.found


def test_a_dimension_of_an_older_rubric_is_left_out() -> None:
    shorter = RUBRIC.model_copy(update={"dimensions": RUBRIC.dimensions[1:]})
    assert differences(card(scores={FIRST: 1}), card(scores={FIRST: 3}), shorter) == ()


CARDS = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.none() | st.integers(0, 4)).map(lambda one: card(scores=one))


@given(CARDS, CARDS)
def test_the_other_way_round_it_is_the_same_the_other_way_round(first: Scorecard, second: Scorecard) -> None:
    there, back = differences(first, second, RUBRIC), differences(second, first, RUBRIC)
    assert [(one.title, one.second, one.first) for one in there] == [(b.title, b.first, b.second) for b in back]
    assert all(one.first != one.second for one in there)
    assert differences(first, first, RUBRIC) == ()
