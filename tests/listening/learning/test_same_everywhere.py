"""The same reply is heard the same on every processor, because every sum is one of whole numbers that fit.

Here the order of sums is changed on purpose: what is exact does not notice.
"""

from math import erf, exp, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.conftest import unavailable
from trainer.listening.learning import transformer, vectorizer
from trainer.listening.learning.encoder import MODEL_FILE, PRODUCTS_FILE, SHIPPED
from trainer.listening.learning.fusion import MOST_ODDS, ODDS_STEPS, Fusion, probabilities
from trainer.listening.learning.products import (
    LARGEST,
    LARGEST_WEIGHT,
    MOST_INPUTS,
    Floats,
    by_numpy,
    load_products,
)
from trainer.listening.learning.transformer import Transformer

RANDOM = np.random.default_rng(4)


def shuffled(rows: Floats, weights: NDArray[np.int8]) -> Floats:
    """Multiply as a processor might that adds in another order, in pieces of another size."""
    order = RANDOM.permutation(rows.shape[1])
    parts = np.array_split(order, 7)
    return np.asarray(sum(by_numpy(rows[:, part], weights[part]) for part in parts), dtype=np.float32)


def test_the_transformer_says_the_same_whoever_multiplies() -> None:
    fast = load_products(SHIPPED / PRODUCTS_FILE)
    if fast is by_numpy:
        unavailable("onnxruntime is not installed")
    with np.load(SHIPPED / MODEL_FILE) as stored:
        arrays = dict(stored)
    ways = [Transformer(arrays, multiply) for multiply in (by_numpy, fast, shuffled)]
    for length in (1, 2, 17, 60, 257):
        before = RANDOM.integers(0, 30_000, size=length % 30 + 3).tolist()
        reply = RANDOM.integers(0, 30_000, size=length).tolist()
        first, *others = [way.read(before, reply) for way in ways]
        for other in others:
            assert (first[0] == other[0]).all()
            assert (first[1] == other[1]).all()


@given(
    rows=arrays(
        np.int8, st.tuples(st.integers(1, 4), st.just(MOST_INPUTS)), elements=st.sampled_from([-127, -1, 0, 127])
    ),
    weights=arrays(np.int8, (MOST_INPUTS, 2), elements=st.sampled_from([-LARGEST_WEIGHT, 0, 1, LARGEST_WEIGHT])),
)
def test_the_largest_products_are_exact(rows: NDArray[np.int8], weights: NDArray[np.int8]) -> None:
    exact = rows.astype(np.int64) @ weights.astype(np.int64)
    for multiply in (by_numpy, load_products(SHIPPED / PRODUCTS_FILE)):
        assert (multiply(rows.astype(np.float32), weights) == exact).all()


def test_numpy_multiplies_where_the_model_of_products_is_not_there(tmp_path: Path) -> None:
    assert load_products(tmp_path / PRODUCTS_FILE) is by_numpy


def test_the_shipped_weights_keep_within_what_is_exact() -> None:
    with np.load(SHIPPED / MODEL_FILE) as stored:
        weights = {name: stored[name] for name in stored.files if name.endswith(".weights")}
    assert weights
    for name, values in weights.items():
        assert values.shape[0] <= MOST_INPUTS, name
        assert np.abs(values.astype(int)).max() <= LARGEST_WEIGHT, name


@given(rows=arrays(np.float32, (3, 50), elements=st.floats(-100, 100, width=32)))
def test_rows_become_whole_numbers_that_give_them_back(rows: Floats) -> None:
    whole, sizes = transformer._whole_numbers(rows)
    assert (whole == np.rint(whole)).all()
    assert np.abs(whole).max() <= LARGEST
    assert np.abs(whole * sizes / LARGEST - rows).max() <= sizes.max() / LARGEST


def test_gelu_and_attention_are_what_they_stand_for() -> None:
    numbers = np.linspace(-40, 40, 4001, dtype=np.float32)
    exact = [x * (1 + erf(x / 2**0.5)) / 2 for x in numbers.tolist()]
    assert np.abs(transformer._gelu(numbers[None])[0] - exact).max() < 0.001
    scores = RANDOM.normal(size=(5, 9)).astype(np.float32) * 3
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    found = transformer._attention(scores) / (1 << 14)
    assert np.abs(found - weights / weights.sum(axis=1, keepdims=True)).max() < 0.005


def far_from_a_half(values: list[float]) -> bool:
    """Whether rounding `values` cannot depend on the last bits, in which libraries differ."""
    return all(abs(value % 1 - 0.5) > 1e-8 * max(1, value * 1e-4) for value in values)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([exp(-step / 128) * (1 << 14) for step in range(1280)], id="attention"),
        pytest.param([log(times) * (1 << 20) for times in range(1, 20_001)], id="how often a word is said"),
        pytest.param(
            [
                1000 / (1 + exp(-step / ODDS_STEPS))
                for step in range(-MOST_ODDS * ODDS_STEPS, MOST_ODDS * ODDS_STEPS + 1)
            ],
            id="probabilities",
        ),
    ],
)
def test_no_rounded_number_stands_where_libraries_could_part(values: list[float]) -> None:
    assert far_from_a_half(values)


def test_log_odds_do_not_depend_on_the_order_of_their_sources() -> None:
    inputs = RANDOM.normal(size=(200, 80)).astype(np.float32) * 6
    slopes = RANDOM.normal(size=(80, 40)).astype(np.float32)
    fusion = Fusion(slopes, RANDOM.normal(size=40).astype(np.float32))
    order = RANDOM.permutation(80)
    assert (fusion.odds(inputs) == Fusion(slopes[order], fusion.constants).odds(inputs[:, order])).all()
    assert (fusion.odds(inputs)[3] == fusion.odds(inputs[3])).all()
    assert np.abs(fusion.odds(inputs) - (inputs @ slopes + fusion.constants)).max() < 0.05
    assert set(np.round(probabilities(fusion.odds(inputs)).astype(float) * 1000, 3).ravel() % 1) == {0.0}


def test_the_values_of_terms_are_whole_multiples() -> None:
    rarity = np.zeros(vectorizer.BUCKETS, np.float32)
    terms = [("words", text, 0, 0, 1) for text in ("i", "believe", "you", "you")]
    rarity[vectorizer.buckets_of(terms)] = [1.2, 3.4, 2.1, 2.1]
    row = vectorizer.Vectorizer(rarity).row(terms)
    steps = row.values.astype(float) * vectorizer.VALUE_STEPS
    assert (steps == np.rint(steps)).all()
    assert (row.values > 0).all()
