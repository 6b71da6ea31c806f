"""What was learned, as numbers in one file: small enough to ship, and named by what it was learned from."""

import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.errors import ListenerError
from trainer.listening.learning.fusion import Fusion, Limits
from trainer.listening.learning.vectorizer import BUCKETS

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """The ridge: `values` int8, BUCKETS × moves, to be multiplied by `scales` (moves), and `constants` (moves)."""

    values: NDArray[np.int8]
    scales: Floats
    constants: Floats


@dataclass(frozen=True)
class Joined:
    """A fusion and its limits, for one set of sources."""

    fusion: Fusion
    limits: Limits


@dataclass(frozen=True)
class Learned:
    """All that was learned. `moves` names the columns; `digest` is that of what it was learned from."""

    digest: str
    moves: tuple[str, ...]
    rarity: Floats
    weights: Weights
    alone: Joined
    with_encoder: Joined | None


def packed(weights: Floats, constants: Floats) -> Weights:
    """Return `weights` in 8 bits each, which changes no decision that was not a toss-up."""
    scales = np.abs(weights).max(axis=0) / 127 + 1e-12
    values = np.rint(weights / scales).astype(np.int8)
    return Weights(values, scales.astype(np.float32), constants)


def save_learned(learned: Learned, path: Path) -> None:
    """Write `learned` to `path`, all or nothing."""
    used = np.flatnonzero(learned.rarity)
    arrays: dict[str, Any] = {
        "used": used.astype(np.int32),
        "rarity": learned.rarity[used],
        "values": learned.weights.values[used],
        "scales": learned.weights.scales,
        "constants": learned.weights.constants,
        **_joined_arrays("alone", learned.alone),
    }
    if learned.with_encoder:
        arrays |= _joined_arrays("encoder", learned.with_encoder)
    about = json.dumps({"digest": learned.digest, "moves": learned.moves}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        np.savez_compressed(file, about=np.frombuffer(about, dtype=np.uint8), allow_pickle=False, **arrays)
    part.replace(path)


def load_learned(path: Path) -> Learned:
    """Return what `save_learned` wrote; raises ListenerError if the file is not there, torn or of another kind."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about = json.loads(bytes(arrays["about"]))
        return _learned(about["digest"], tuple(about["moves"]), arrays)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ListenerError(f"{path}: what the listener learned cannot be read ({type(error).__name__}).") from None


def _learned(digest: str, moves: tuple[str, ...], arrays: dict[str, Any]) -> Learned:
    used = arrays["used"]
    rarity = np.zeros(BUCKETS, dtype=np.float32)
    rarity[used] = arrays["rarity"]
    values = np.zeros((BUCKETS, len(moves)), dtype=np.int8)
    values[used] = arrays["values"]
    weights = Weights(values, arrays["scales"], arrays["constants"])
    joined = _joined("encoder", arrays) if "encoder_slopes" in arrays else None
    return Learned(digest, moves, rarity, weights, _joined("alone", arrays), joined)


def _joined_arrays(name: str, joined: Joined) -> dict[str, Floats]:
    return {
        f"{name}_slopes": joined.fusion.slopes,
        f"{name}_constants": joined.fusion.constants,
        f"{name}_sure": joined.limits.sure,
        f"{name}_maybe": joined.limits.maybe,
    }


def _joined(name: str, arrays: dict[str, Any]) -> Joined:
    fusion = Fusion(arrays[f"{name}_slopes"], arrays[f"{name}_constants"])
    return Joined(fusion, Limits(arrays[f"{name}_sure"], arrays[f"{name}_maybe"]))
