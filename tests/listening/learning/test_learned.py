from pathlib import Path

import numpy as np
import pytest

from trainer.errors import ListenerError
from trainer.listening.learning.fusion import Fusion, Limits
from trainer.listening.learning.kept import SHIPPED_FILE, base_digest
from trainer.listening.learning.learned import Joined, Learned, load_learned, packed, save_learned
from trainer.listening.learning.training import with_column
from trainer.listening.learning.vectorizer import BUCKETS
from trainer.listening.reading import load_reader


def small() -> Learned:
    rarity = np.zeros(BUCKETS, np.float32)
    rarity[[3, 70_000]] = 1.5
    weights = np.zeros((BUCKETS, 2), np.float32)
    weights[3] = (1.0, -0.5)
    weights[70_000] = (0.25, 2.0)
    joined = Joined(
        Fusion(np.eye(2, dtype=np.float32), np.ones(2, np.float32)),
        Limits(np.full(2, 0.5, np.float32), np.full(2, 0.2, np.float32)),
    )
    return Learned("abc", ("one", "two"), rarity, packed(weights, np.array([0.1, 0.2], np.float32)), joined, None)


def test_what_was_learned_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "learned.npz"
    save_learned(small(), path)
    back = load_learned(path)
    assert (back.digest, back.moves, back.with_encoder) == ("abc", ("one", "two"), None)
    assert (back.rarity == small().rarity).all()
    assert (back.weights.values == small().weights.values).all()
    assert (back.alone.fusion.slopes == small().alone.fusion.slopes).all()
    assert [file.name for file in path.parent.iterdir()] == ["learned.npz"]


@pytest.mark.parametrize("content", [b"", b"nope", b"PK\x03\x04torn"])
def test_a_torn_file_is_told_as_such(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "learned.npz"
    path.write_bytes(content)
    with pytest.raises(ListenerError, match="cannot be read"):
        load_learned(path)
    with pytest.raises(ListenerError):
        load_learned(tmp_path / "none.npz")


def test_eight_bits_keep_a_weight_within_a_hundredth_of_the_largest() -> None:
    weights = np.random.default_rng(1).normal(size=(BUCKETS, 1)).astype(np.float32)
    kept = packed(weights, np.zeros(1, np.float32))
    assert np.abs(kept.values * kept.scales - weights).max() <= np.abs(weights).max() / 100


def test_one_column_is_replaced_and_the_others_stay() -> None:
    values = np.zeros(BUCKETS, np.float32)
    values[3] = 4.0
    new = with_column(small(), 1, values, 0.7, "def")
    assert new.digest == "def"
    assert new.weights.values[3, 1] * new.weights.scales[1] == pytest.approx(4.0, rel=0.01)
    assert (new.weights.values[:, 0] == small().weights.values[:, 0]).all()
    assert new.weights.constants.tolist() == pytest.approx([0.1, 0.7])


def test_what_ships_was_learned_from_what_ships() -> None:
    reader = load_reader()
    assert load_learned(SHIPPED_FILE).digest == base_digest(reader), (
        "moves, cues or replies have changed: run python -m trainer train-listener --ship"
    )
