"""Second opinions as JSON: the contract, the way back, and faults named by place."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.second_opinion.doubles import always, only, opinion_of
from trainer.errors import InputError
from trainer.scoring.criteria import Evidence
from trainer.second_opinion.opinion import CriterionOpinion, Opinion, Says
from trainer.second_opinion.opinion_json import from_json, to_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
QUOTES = st.lists(st.builds(Evidence, st.integers(1, 1000), TEXTS), max_size=3).map(tuple)
CRITERIA = st.lists(st.builds(CriterionOpinion, TEXTS, st.sampled_from(get_args(Says)), QUOTES), max_size=4).map(tuple)


@given(st.builds(Opinion, TEXTS, TEXTS, TEXTS, CRITERIA))
def test_round_trip(opinion: Opinion) -> None:
    assert from_json(json.loads(json.dumps(to_json(opinion)))) == opinion


def test_the_contract() -> None:
    opinion = opinion_of(always(True, "I believe you."), asked=only("believes_caller"))
    assert to_json(opinion) == {
        "model": "double",
        "prompt_hash": opinion.prompt_hash,
        "rubric_hash": opinion.rubric_hash,
        "criteria": [{"id": "believes_caller", "says": "met", "quotes": [{"turn": 4, "quote": "I believe you."}]}],
    }


GOOD = to_json(Opinion("m", "p", "r", (CriterionOpinion("c", "met", (Evidence(2, "Hello you."),)),)))
BROKEN: list[tuple[Any, str]] = [
    (None, "the file: must be an object, not null"),
    ([], "the file: must be an object, not a list"),
    ({}, "model: is missing"),
    (GOOD | {"model": 3}, "model: must be a text, not a number"),
    (GOOD | {"prompt_hash": None}, "prompt_hash: must be a text, not null"),
    (GOOD | {"rubric_hash": "\ud800"}, "rubric_hash: holds half a character"),
    (GOOD | {"criteria": {}}, "criteria: must be a list, not an object"),
    (GOOD | {"criteria": [{"id": "c", "says": "passed", "quotes": []}]}, r'criteria\[0\].says: "passed" is not one of'),
    (GOOD | {"criteria": [{"id": "c", "says": "met"}]}, r"criteria\[0\].quotes: is missing"),
    (
        GOOD | {"criteria": [{"id": "c", "says": "met", "quotes": [{"turn": 0, "quote": "q"}]}]},
        r"criteria\[0\].quotes\[0\].turn: must be from 1",
    ),
    (
        GOOD | {"criteria": [{"id": "c", "says": "met", "quotes": [{"turn": 2, "quote": ["q"]}]}]},
        r"criteria\[0\].quotes\[0\].quote: must be a text, not a list",
    ),
]


@pytest.mark.parametrize(("data", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_fault_is_named_by_its_place(data: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_json(data)
