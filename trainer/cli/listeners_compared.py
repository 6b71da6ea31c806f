"""The figures of several listeners on the same replies, side by side."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from trainer.listening.evaluation.metrics import FEWEST_MADE

_LABEL, _COLUMN = 62, 13  # characters


def comparison_lines(result: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of `result`: a model's figures beside the offline listener's, then what is behind them."""
    model, contenders = result["model"], result["contenders"]
    first, offline = list(contenders)[:2]
    yield f"{first}: {model['name']}; {offline}: offline, without what the reply's author taught it\n"
    yield _row("", list(contenders))
    rows = {name: dict(_flat(found)) for name, found in contenders.items()}
    for label in dict.fromkeys(label for found in rows.values() for label in found):
        yield _row(label, [_number(found.get(label)) for found in rows.values()])
    often = sum(row["made"] >= FEWEST_MADE for row in result["moves"])
    yield f"\nThe first macro-F1 is a mean over {often} moves: those made at least {FEWEST_MADE} times here."
    yield f"Of the model's {model['answers']} answers {model['unreadable']} could not be read."
    yield f"Of its {model['marks']} marks {model['void']} named no move, or no words of the reply."
    yield (
        f"Of {model['heard_surely']} moves that it heard surely {_percent(model['surely_right'])} were made, of "
        f"{model['heard_perhaps']} that it heard perhaps {_percent(model['maybe_right'])}."
    )
    yield from _moves(result, first, offline)
    for name, found in ((first, result), (offline, result["offline"])):
        yield from _behind(name, found)


def _flat(found: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, float]]:
    for key, value in found.items():
        here = (*path, key.replace("_", " "))
        if isinstance(value, dict):
            yield from _flat(value, here)
        else:
            yield " · ".join(here), value


def _moves(result: Mapping[str, Any], first: str, offline: str) -> Iterator[str]:
    """Return the table of moves, those made most often first; what was neither made nor heard is left out."""
    others = {row["move"]: row for row in result["offline"]["moves"]}
    yield f"\n{'':51}{first:^29}{offline:^29}"
    yield f"{'move':36} {'kind':8} {'made':>4} {' heard precision recall    F1' * 2}"
    for row in sorted(result["moves"], key=lambda row: (-row["made"], row["move"])):
        both = (row, others[row["move"]])
        if any(one["made"] + one["heard"] for one in both):
            yield f"{row['move']:36} {row['kind']:8} {row['made']:4} " + "".join(map(_hit, both))


def _hit(row: Mapping[str, Any]) -> str:
    return f" {row['heard']:5} " + " ".join(
        f"{_number(row[key], 2):>{width}}" for key, width in (("precision", 9), ("recall", 6), ("f1", 5))
    )


def _behind(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    yield f"\nworst confusions of {name}: heard ← made instead"
    for row in found["confusions"]:
        yield f"  {row['times']:3} × {row['heard']} ← {row['made']}   e.g. {row['id']}: {row['reply'][:90]}"
    spans = found["spans"]
    yield f"words that {name} shows as evidence: {_percent(spans['right'])} right of {spans['checked']} checked by hand"


def _row(label: str, values: list[str]) -> str:
    return f"{label:{_LABEL}}" + "".join(f"{value:>{_COLUMN}}" for value in values)


def _number(value: float | None, digits: int = 3) -> str:
    if value is None or math.isnan(value):
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def _percent(share: float) -> str:
    return "none" if math.isnan(share) else f"{share:.1%}"
