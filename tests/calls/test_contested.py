"""Contested marks travel with a call's JSON and are read as if a stranger wrote them."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.calls.contested import LONGEST, UNHEARD, ContestedMark, contested_from_json, contested_to_json
from trainer.content.moves import MOVES
from trainer.errors import InputError

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
MARKS = st.lists(
    st.builds(ContestedMark, st.integers(1, 1_000_000), st.sampled_from([UNHEARD, *sorted(MOVES)]), WORDS), max_size=5
)


@given(MARKS)
def test_round_trip(marks: list[ContestedMark]) -> None:
    written = json.loads(json.dumps({"turns": [], "contested": contested_to_json(marks)}))
    assert contested_from_json(written) == tuple(marks)


def test_a_call_without_any_has_none() -> None:
    assert contested_from_json({"turns": []}) == ()


@dataclass(frozen=True)
class Case:
    id: str
    value: Any
    says: str


GOOD = {"turn": 2, "move": "gives_orders", "meant": ""}
CASES = (
    Case("no list", {}, "contested: must be a list"),
    Case("no object", [3], r"contested\[0\]: must be an object"),
    Case("no turn", [{"move": "gives_orders", "meant": ""}], r"contested\[0\]\.turn: is missing"),
    Case("turn 0", [GOOD | {"turn": 0}], r"contested\[0\]\.turn: must be from 1"),
    Case("unknown move", [GOOD, GOOD | {"move": "hug"}], r'contested\[1\]\.move: "hug" is not one of'),
    Case("too long", [GOOD | {"meant": "x" * (LONGEST + 1)}], "has 2,001 characters"),
    Case("half a character", [GOOD | {"meant": "\ud83d"}], "half a character"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_fault_is_named_by_its_place(case: Case) -> None:
    with pytest.raises(InputError, match=case.says):
        contested_from_json({"contested": case.value})
