"""A small BERT-like transformer whose answer is the same on every processor, bit by bit.

Floating-point sums depend on the order in which a processor's kernels add. So everything that is summed here is a
whole number, small enough that float32 (below 2^24) or float64 (below 2^53) holds every partial sum exactly; then no
order can matter. What is left are single roundings of +, −, ×, ÷ and √, which IEEE 754 fixes. No exp and no erf: they
differ between mathematical libraries.
"""

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.listening.learning.products import LARGEST, Floats, Multiply

HEAD_WIDTH = 32
_NORM_STEPS, _NORM_END = 1024, 1 << 17  # what is normed is first rounded to 1/1024
_EXP_STEPS, _EXP_END = 128, 10
_WHOLE = 1 << 14  # exp(0) in its table, and the attention of one word to all words together
_SHARE_STEPS = 4096
_TINY = np.float32(1e-12)
_EXP = np.array([round(exp(-step / _EXP_STEPS) * _WHOLE) for step in range(_EXP_STEPS * _EXP_END)] + [0], np.float32)
# Φ(x) ≈ 1 − 1 / (2 (1 + x(a + x(b + x(c + xd))))⁴) for x ≥ 0, off by 0.00025 at most; d, c, b, a here.
# Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.2.18.
_NORMAL = (np.float32(0.019527), np.float32(0.000344), np.float32(0.115194), np.float32(0.196854))
_GELU_END = np.float32(16)


class Transformer:
    """Reads word pieces; made from the arrays that `encoder_training.py` writes."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], multiply: Multiply) -> None:
        self._tables = [(arrays[f"{name}.values"], arrays[f"{name}.scales"]) for name in ("words", "kinds", "places")]
        self._norm = _Norm(arrays, "norm")
        layers = sorted({name.rsplit(".", 2)[0] for name in arrays if name.startswith("layer.")})
        self._layers = [_Layer(arrays, name, multiply) for name in layers]
        self._head = _Linear(arrays, "head", multiply)
        self._rarely = arrays["rarely"]

    def read(self, before: Sequence[int], reply: Sequence[int]) -> tuple[Floats, Floats]:
        """Return log-odds by move, and what each piece of `reply` adds to them (pieces × moves)."""
        start, size = len(before), len(before) + len(reply)
        places = ([*before, *reply], [0] * start + [1] * len(reply), list(range(size)))
        rows = np.zeros((size, self._norm.width), np.float32)
        for (values, scales), at in zip(self._tables, places, strict=True):
            rows += values[at] * scales[at]
        rows = self._norm(rows)
        for layer in self._layers[:-1]:
            rows = layer(rows, 0)
        rows = self._layers[-1](rows, start)  # the words before the reply are of no more use
        looks, says, whole = np.split(self._head(*_whole_numbers(rows)), 3, axis=1)
        shares = _attention(looks.T).T * (says / np.float32(_WHOLE)) + whole / np.float32(len(reply))
        steps = np.rint(shares * np.float32(_SHARE_STEPS)).astype(np.float64)
        return (steps.sum(axis=0) / _SHARE_STEPS + self._rarely).astype(np.float32), shares


class _Linear:
    """Whole-number weights (inputs × outputs), with a scale and a constant for each output."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str, multiply: Multiply) -> None:
        self._multiply = multiply
        self._weights: NDArray[np.int8] = arrays[f"{name}.weights"]
        self._scales = arrays[f"{name}.scales"] / np.float32(LARGEST)
        self._constants = arrays[f"{name}.constants"]

    def __call__(self, whole: Floats, sizes: Floats) -> Floats:
        found = self._multiply(whole, self._weights)
        found *= sizes
        found *= self._scales
        found += self._constants
        return found


class _Norm:
    """Each row brought to mean 0 and spread 1, then scaled and moved."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
        self._slopes, self._constants = arrays[f"{name}.slopes"], arrays[f"{name}.constants"]
        self.width = len(self._slopes)

    def __call__(self, rows: Floats) -> Floats:
        steps = np.clip(np.rint(rows * np.float32(_NORM_STEPS)), -_NORM_END, _NORM_END)
        wide = steps.astype(np.float64)
        sums = wide.sum(axis=1, keepdims=True)
        squares = np.einsum("ij,ij->i", wide, wide)[:, None]
        spread = np.sqrt(np.maximum(self.width * squares - sums * sums, 1)) / self.width
        found: Floats = steps - (sums / self.width).astype(np.float32)
        found *= (1 / spread).astype(np.float32)
        found *= self._slopes
        found += self._constants
        return found


class _Layer:
    """Words attend to one another; then each is worked on by itself."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str, multiply: Multiply) -> None:
        def linear(part: str) -> _Linear:
            return _Linear(arrays, f"{name}.{part}", multiply)

        self._ask, self._offer, self._gather = linear("ask"), linear("offer"), linear("gather")
        self._gathered = _Norm(arrays, f"{name}.gathered")
        self._widen, self._narrow = linear("widen"), linear("narrow")
        self._done = _Norm(arrays, f"{name}.done")

    def __call__(self, rows: Floats, start: int) -> Floats:
        """Return what becomes of the rows from `start` on."""
        whole, sizes = _whole_numbers(rows)
        queries, query_sizes = _whole_numbers(_heads(self._ask(whole[start:], sizes[start:])))
        offered, values = np.split(_heads(self._offer(whole, sizes)), 2)
        keys, key_sizes = _whole_numbers(offered)
        scores = queries @ keys.transpose(0, 2, 1)
        scores *= query_sizes * np.float32(1 / (LARGEST**2 * sqrt(HEAD_WIDTH)))
        scores *= key_sizes.transpose(0, 2, 1)
        columns, column_sizes = _whole_numbers(values.transpose(0, 2, 1))
        mixed = _attention(scores) @ columns.transpose(0, 2, 1)
        mixed *= column_sizes.transpose(0, 2, 1) * np.float32(1 / (LARGEST * _WHOLE))
        together = mixed.transpose(1, 0, 2).reshape(len(rows) - start, -1)
        rows = self._gathered(self._gather(*_whole_numbers(together)) + rows[start:])
        return self._done(self._narrow(*_whole_numbers(_gelu(self._widen(*_whole_numbers(rows))))) + rows)


def _heads(rows: Floats) -> Floats:
    """Return heads × rows × HEAD_WIDTH."""
    return np.ascontiguousarray(rows.reshape(len(rows), -1, HEAD_WIDTH).transpose(1, 0, 2))


def _whole_numbers(rows: Floats) -> tuple[Floats, Floats]:
    """Return `rows` as whole numbers from -LARGEST to LARGEST, and the size of the largest of each row."""
    sizes = np.maximum(np.abs(rows).max(axis=-1, keepdims=True), _TINY)
    whole = rows * (np.float32(LARGEST) / sizes)
    return np.rint(whole, out=whole), sizes


def _gelu(rows: Floats) -> Floats:
    """Return x Φ(x) of each number."""
    sizes = np.minimum(np.abs(rows), _GELU_END)
    least = sizes * _NORMAL[0]
    for factor in _NORMAL[1:]:
        least += factor
        least *= sizes
    least += 1
    least *= least
    least *= least
    sizes *= np.float32(0.5)
    sizes /= least
    return np.asarray(np.maximum(rows, 0) - sizes, dtype=np.float32)


def _attention(scores: Floats) -> Floats:
    """Return the softmax over the last axis as whole numbers that come to about _WHOLE."""
    steps = (scores.max(axis=-1, keepdims=True) - scores) * np.float32(_EXP_STEPS)
    weights = np.take(_EXP, np.rint(steps, out=steps).astype(np.intp), mode="clip")
    weights *= np.float32(_WHOLE) / weights.sum(axis=-1, keepdims=True)
    return np.asarray(np.rint(weights, out=weights), dtype=np.float32)
