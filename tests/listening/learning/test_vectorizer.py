import numpy as np
import pytest

from trainer.listening.learning.vectorizer import VALUE_STEPS, buckets_of, fit_vectorizer
from trainer.listening.terms import Term


def words(*texts: str) -> list[Term]:
    return [("words", text, 0, number, number + 1) for number, text in enumerate(texts)]


FITTED = fit_vectorizer([words("you", "call")] * 4 + [words("you", "wait")] * 3 + [words("you", "once")])


def test_rare_terms_weigh_more_and_very_rare_ones_are_left_out() -> None:
    you, call, wait, once = FITTED.rarity[buckets_of(words("you", "call", "wait", "once"))]
    assert 0 < you < call < wait
    assert once == 0


def test_a_group_has_one_length_however_long_the_reply() -> None:
    for terms in (words("call"), words("you", "call", "wait"), words(*["call"] * 50)):
        assert np.sqrt((FITTED.row(terms).values ** 2).sum()) == pytest.approx(1.0, abs=2 / VALUE_STEPS)


def test_parts_add_up_to_values_and_unknown_terms_have_none() -> None:
    terms = words("call", "you", "call", "unheard of")
    row = FITTED.row(terms)
    sums = {bucket: row.parts[row.at == bucket].sum() for bucket in row.buckets}
    assert list(sums.values()) == pytest.approx(row.values.tolist())
    assert row.parts[3] == 0


def test_no_terms_make_an_empty_row() -> None:
    assert len(FITTED.row([]).buckets) == 0
