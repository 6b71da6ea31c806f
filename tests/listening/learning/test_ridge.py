import numpy as np
import pytest
from scipy.sparse import csr_matrix

from trainer.listening.learning import ridge
from trainer.listening.learning.vectorizer import BUCKETS, Row

GROUPS = ["a", "a", "b", "b", "b", "c", "c", "d"]


def example() -> tuple[csr_matrix, ridge.Floats]:
    numbers = np.random.default_rng(3)
    dense = numbers.normal(size=(8, 5)).astype(np.float32)
    wide = csr_matrix((8, BUCKETS), dtype=np.float32).tolil()
    wide[:, :5] = dense
    return wide.tocsr(), np.where(numbers.random((8, 3)) < 0.5, 1, -1).astype(np.float32)


def scores(matrix: csr_matrix, targets: ridge.Floats, unseen: csr_matrix) -> ridge.Floats:
    weights, constants = ridge.weights_of(matrix, ridge.inverse_of(matrix) @ targets)
    return np.asarray(unseen @ weights + constants)


@pytest.mark.parametrize("block", [3, 8, 1024])
def test_the_inverse_is_whole_however_it_is_cut_into_blocks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "_BLOCK", block)
    matrix, _ = example()
    kernel = (matrix @ matrix.T).toarray() + ridge._BIAS + ridge.PENALTY * np.eye(8)
    assert ridge.inverse_of(matrix) @ kernel == pytest.approx(np.eye(8), abs=1e-4)


def test_leaving_a_group_out_gives_what_a_fit_without_it_gives() -> None:
    matrix, targets = example()
    quick = ridge.leave_groups_out(ridge.inverse_of(matrix), targets, GROUPS)
    for name in set(GROUPS):
        inside = np.array([group == name for group in GROUPS])
        slow = scores(matrix[~inside], targets[~inside], matrix[inside])
        assert quick[inside] == pytest.approx(slow, abs=1e-4)


def test_shares_without_a_group_are_those_of_a_fit_without_it() -> None:
    matrix, targets = example()
    kept = np.array([group != "b" for group in GROUPS])
    shares = ridge.shares_without(ridge.inverse_of(matrix), targets, kept)
    assert shares == pytest.approx(ridge.inverse_of(matrix[kept]) @ targets[kept], abs=1e-4)


def test_refining_without_examples_changes_nothing() -> None:
    matrix, targets = example()
    weights, constants = ridge.weights_of(matrix, ridge.inverse_of(matrix) @ targets)
    again, constant = ridge.refined(matrix, targets[:, 1], np.zeros(8, np.float32), certain=np.zeros(8, bool))
    assert again == pytest.approx(weights[:, 1], abs=1e-3)
    assert constant == pytest.approx(constants[1], abs=1e-3)


def test_a_certain_row_bends_the_fit_more() -> None:
    matrix, targets = example()
    wrong = targets[:, 0].copy()
    wrong[0] = -wrong[0]

    def residual(certain: bool) -> float:
        marks = np.arange(8) == 0 if certain else np.zeros(8, bool)
        weights, constant = ridge.refined(matrix, wrong, np.zeros(8, np.float32), certain=marks)
        return abs(float((matrix[0] @ weights)[0]) + constant - float(wrong[0]))

    assert residual(certain=True) < residual(certain=False)


def test_rows_become_a_matrix_in_their_order() -> None:
    none = np.zeros(0)
    rows = [
        Row(np.array([1, 4]), np.array([0.5, 2.0], np.float32), none.astype(np.int64), none.astype(np.float32)),
        Row(none.astype(np.int64), none.astype(np.float32), none.astype(np.int64), none.astype(np.float32)),
        Row(np.array([4]), np.array([1.0], np.float32), none.astype(np.int64), none.astype(np.float32)),
    ]
    matrix = ridge.matrix_of(rows)
    assert matrix.shape == (3, BUCKETS)
    assert matrix[:, [1, 4]].toarray().tolist() == [[0.5, 2.0], [0.0, 0.0], [0.0, 1.0]]
