"""Agreement with people: measured where there is enough of it, and said in plain words."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.second_opinion.agreement import Agreement, Pair, agreement, in_words, pair_of
from trainer.second_opinion.opinion import CriterionOpinion, Opinion

OPINION = Opinion(
    "m",
    "p" * 64,
    "r" * 64,
    (
        CriterionOpinion("no_blame", "met"),
        CriterionOpinion("believes_caller", "not_met"),
        CriterionOpinion("warm_close", "unsure"),
        CriterionOpinion("respects_no", "void"),
    ),
)


def pairs(both: int, model_only: int, person_only: int, neither: int, calls: int = 5) -> list[Pair]:
    rated = [(True, True)] * both + [(True, False)] * model_only
    rated += [(False, True)] * person_only + [(False, False)] * neither
    return [Pair(f"call {n % calls}", model, person) for n, (model, person) in enumerate(rated)]


@pytest.mark.parametrize(
    ("criterion", "person", "pair"),
    [
        ("no_blame", True, Pair("c", True, True)),
        ("no_blame", False, Pair("c", True, False)),
        ("believes_caller", True, Pair("c", False, True)),
        ("warm_close", True, None),
        ("respects_no", False, None),
        ("never_asked", True, None),
    ],
)
def test_a_rating_stands_beside_a_word_the_model_settled_on(criterion: str, person: bool, pair: Pair | None) -> None:
    assert pair_of("c", OPINION, criterion, person) == pair


def test_agreement_is_counted_and_set_against_chance() -> None:
    measured = agreement(pairs(20, 5, 10, 15))
    assert measured
    assert (measured.ratings, measured.calls, measured.share) == (50, 5, 0.7)
    assert measured.kappa == pytest.approx(0.4)  # a textbook's example: 0.7 seen, 0.5 by chance


@pytest.mark.parametrize(
    "few",
    [
        [],
        pairs(10, 5, 5, 9),
        pairs(20, 5, 10, 15, calls=4),
        pairs(40, 10, 0, 0),
        pairs(40, 0, 10, 0),
        pairs(50, 0, 0, 0),
    ],
    ids=["none", "29 ratings", "4 calls", "the model always says met", "people always say met", "both always do"],
)
def test_too_little_says_nothing(few: list[Pair]) -> None:
    assert agreement(few) is None
    assert in_words(agreement(few)) == "too few ratings to say"


def test_just_enough_says_something() -> None:
    assert agreement(pairs(10, 5, 5, 10))


COUNTS = st.integers(0, 20)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_whenever_it_is_measured_it_is_a_number_within_bounds(a: int, b: int, c: int, d: int) -> None:
    measured = agreement(pairs(a, b, c, d))
    if measured:
        assert 0 <= measured.share <= 1
        assert -1 <= measured.kappa <= 1
        assert (measured.kappa == 1) == (b == c == 0)


def test_it_is_said_in_counts_and_with_what_chance_would_give() -> None:
    assert in_words(Agreement(50, 5, 0.7, 0.4)) == (
        "the same word as people here gave in 35 of 50 ratings of 5 calls "
        "(Cohen's kappa 0.40; 0 is what chance would give, 1 is always)"
    )


def test_nobody_waits_for_the_measuring_who_does_not_measure() -> None:
    code = "import sys, trainer.cli.judge; sys.exit('sklearn' in sys.modules or 'openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
