"""Marks of which a trainee says "that's not what I meant", as they go along with a transcript."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from trainer.calls.json_value import JsonValue
from trainer.content.moves import MOVES

MOST = 2_000
LONGEST = 2_000
UNHEARD = ""  # in the place of a move: something that was not heard


@dataclass(frozen=True)
class ContestedMark:
    """A mark that is contested: the turn it stands at, the move heard (or UNHEARD), and what was meant."""

    turn: int
    move: str
    meant: str = field(repr=False)


def contested_to_json(marks: Iterable[ContestedMark]) -> list[dict[str, Any]]:
    """Return `marks` as plain values that `json.dumps` takes."""
    return [{"turn": one.turn, "move": one.move, "meant": one.meant} for one in marks]


def contested_from_json(whole: Any) -> tuple[ContestedMark, ...]:
    """Return the marks under `contested` in a call's JSON, none where it has none; raises InputError naming a fault."""
    found = JsonValue(whole).optional("contested")
    return tuple(_mark(one) for one in found.items(MOST)) if found else ()


def _mark(one: JsonValue) -> ContestedMark:
    move = one.member("move").one_of((UNHEARD, *sorted(MOVES)))
    return ContestedMark(one.member("turn").whole(1, 1_000_000), move, one.member("meant").text(LONGEST))
