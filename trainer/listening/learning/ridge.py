"""Ridge regression from terms to moves, in the kernel form whose leave-group-out scores cost no second fit.

For ridge with kernel K and penalty λ, H = (K + λI)⁻¹ gives the scores of a group B as if B had been left out:
y_B − (H_BB)⁻¹ (H y)_B. Source: Rifkin & Lippert, "Notes on Regularized Least Squares" (2007), for groups of rows.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csr_matrix

from trainer.listening.learning.vectorizer import BUCKETS, Row

PENALTY = 1.0
_BIAS = 0.5  # every two replies are at least this alike: stands for a constant term
_BLOCK = 1024
_CERTAIN_COUNTS = 4  # how many ordinary replies one written for this very move is worth

Floats = NDArray[np.float32]


def matrix_of(rows: Sequence[Row]) -> csr_matrix:
    """Return the rows as one sparse matrix, rows × BUCKETS."""
    ends = np.cumsum([0, *(len(row.buckets) for row in rows)])
    values = np.concatenate([row.values for row in rows])
    buckets = np.concatenate([row.buckets for row in rows])
    return csr_matrix((values, buckets, ends), shape=(len(rows), BUCKETS), dtype=np.float32)


def inverse_of(matrix: csr_matrix) -> Floats:
    """Return (K + λI)⁻¹, rows × rows; memory grows with the square of the rows (2.5 GB for 25,000)."""
    rows = matrix.shape[0]
    kernel = np.empty((rows, rows), dtype=np.float32, order="F")
    # Block by block, here and below: a whole product of sparse matrices takes several times the memory of its result.
    for start in range(0, rows, _BLOCK):
        kernel[:, start : start + _BLOCK] = (matrix @ matrix[start : start + _BLOCK].T).toarray()
    kernel += _BIAS
    kernel[np.diag_indices_from(kernel)] += PENALTY
    factor, fault = lapack.spotrf(kernel, lower=1, overwrite_a=1, clean=0)
    if fault:
        raise ArithmeticError(f"the kernel is not positive definite (row {fault})")
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    for start in range(0, rows, _BLOCK):
        block = inverse[start:, start : start + _BLOCK]
        square = np.tril(block[:_BLOCK])
        block[:_BLOCK] = square + np.tril(square, -1).T
        inverse[start : start + _BLOCK, start:] = block.T
    return np.asarray(inverse, dtype=np.float32)


def leave_groups_out(inverse: Floats, targets: Floats, groups: Sequence[str]) -> Floats:
    """Return, rows × moves, each row's scores from a fit without any row of its group; `targets` are −1 or 1."""
    names = np.array(groups)
    weighted = inverse @ targets
    scores = np.empty_like(targets)
    for name in sorted(set(groups)):
        inside = np.flatnonzero(names == name)
        block = inverse[np.ix_(inside, inside)].astype(np.float64)
        scores[inside] = targets[inside] - np.linalg.solve(block, weighted[inside].astype(np.float64))
    return scores


def shares_without(inverse: Floats, targets: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Return the shares, kept rows × moves, of a fit to the `kept` rows only."""
    shares = inverse @ targets
    if kept.all():
        return shares
    block = inverse[np.ix_(~kept, ~kept)].astype(np.float64)
    moved = np.linalg.solve(block, shares[~kept].astype(np.float64)).astype(np.float32)
    return np.asarray(shares[kept] - inverse[np.ix_(kept, ~kept)] @ moved, dtype=np.float32)


def weights_of(matrix: csr_matrix, shares: Floats) -> tuple[Floats, Floats]:
    """Return the weights, BUCKETS × moves, and the constant of each move, from the shares of the rows."""
    return np.asarray(matrix.T @ shares, dtype=np.float32), np.asarray(_BIAS * shares.sum(axis=0), dtype=np.float32)


def refined(
    matrix: csr_matrix, targets: Floats, start: Floats, *, certain: NDArray[np.bool_], steps: int = 400
) -> tuple[Floats, float]:
    """Return the weights (BUCKETS) and the constant of one move, fitted anew from `start` (one share a row).

    Rows that are `certain` were written for this very move and bend the fit more. Solved by conjugate gradients,
    which needs no kernel in memory.
    """
    used = np.unique(matrix.indices)  # most buckets are empty, and a fit need not carry them
    full, matrix = matrix, matrix[:, used]
    penalty = np.where(certain, PENALTY / _CERTAIN_COUNTS, PENALTY).astype(np.float64)

    def times(shares: NDArray[np.float64]) -> NDArray[np.float64]:
        seen = matrix @ (matrix.T @ shares.astype(np.float32))
        return np.asarray(seen.astype(np.float64) + _BIAS * shares.sum() + penalty * shares)

    shares = start.astype(np.float64)
    rest = targets - times(shares)
    way, size = rest.copy(), float(rest @ rest)
    enough = 1e-8 * float(targets @ targets)
    for _ in range(steps):
        if size <= enough:
            break
        image = times(way)
        step = size / float(way @ image)
        shares += step * way
        rest -= step * image
        size, before = float(rest @ rest), size
        way = rest + (size / before) * way
    weights = np.zeros(full.shape[1], np.float32)
    weights[used] = matrix.T @ shares.astype(np.float32)
    return weights, float(_BIAS * shares.sum())
