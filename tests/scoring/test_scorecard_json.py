"""Scorecards as JSON: the contract, the way back, and faults named by place."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.scoring.calls_drawn import CALLS
from tests.scoring.played import RUBRIC, WELL, caller, played, reply
from trainer.calls.transcript import Transcript
from trainer.errors import InputError
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import from_json, to_json

CALL = played(*WELL, reply("suggests_police_unasked"))


@given(CALLS)
def test_round_trip(call: Transcript) -> None:
    card = score(call, RUBRIC)
    assert from_json(json.loads(json.dumps(to_json(card)))) == card


def test_the_contract() -> None:
    data = to_json(score(CALL, RUBRIC))
    assert {"rubric", "total", "caps", "dimensions", "criteria", "critical", "hashes"} == data.keys()
    assert data["rubric"] == "call"
    assert data["caps"] == ["CF1"]
    assert data["dimensions"][0] == {"id": "safety_and_consent", "score": 4, "weight": 18}
    assert data["criteria"][0].keys() == {
        "id", "dimension", "level", "status", "evidence", "feedback", "better_line", "why", "reason",
    }  # fmt: skip
    assert data["criteria"][0]["evidence"] == [{"turn": 2, "quote": "checks_immediate_safety"}]
    [critical] = data["critical"]
    assert critical.keys() == {"id", "turn", "quote", "note", "try", "caller"}
    assert (critical["turn"], critical["quote"], critical["caller"]) == (20, "suggests_police_unasked", "")
    assert data["hashes"] == {"scenario": "s" * 64, "rubric": RUBRIC.hash, "listener": "l" * 64}


def test_a_line_passed_by_comes_back() -> None:
    card = score(played(replace(caller("suicide"), text="It’s over 🙂"), reply(), reply()), RUBRIC)
    data = to_json(card)
    assert [one["caller"] for one in data["critical"]] == ["It’s over 🙂"]
    assert from_json(json.loads(json.dumps(data))) == card


def test_a_scorecard_written_before_lines_were_kept_is_read_without_them() -> None:
    card = score(CALL, RUBRIC)
    data = to_json(card)
    for one in data["critical"]:
        del one["caller"]
    assert from_json(data) == card


def test_every_quote_is_the_trainees_own() -> None:
    texts = {turn.n: turn.text for turn in CALL.turns if turn.speaker == "trainee"}
    data = to_json(score(CALL, RUBRIC))
    found = [evidence for criterion in data["criteria"] for evidence in criterion["evidence"]] + data["critical"]
    assert found
    assert all(evidence["quote"] in texts[evidence["turn"]] for evidence in found)


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"total": 101}, "total: must be from 0 to 100"),
    ({"total": "40"}, "total: must be a whole number, not a text"),
    ({"caps": None}, "caps: must be a list, not null"),
    ({"dimensions": [{"id": "x", "score": 5, "weight": 1}]}, r"dimensions\[0\].score: must be from 0 to 4"),
    (
        {"critical": [{"id": "CF1", "turn": 2, "quote": "", "note": "N.", "try": "T.", "caller": 3}]},
        r"critical\[0\].caller: must be a text, not a",
    ),
    ({"critical": [{"id": "CF1", "turn": 2, "quote": "", "note": "N."}]}, r"critical\[0\].try: is missing"),
    ({"criteria": [{"id": "x"}]}, r"criteria\[0\].dimension: is missing"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_fault_is_named_by_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_json(to_json(score(CALL, RUBRIC)) | change)
