"""Transcripts as JSON: our own come back the same, other programs' are read, and faults are named by place."""

import json
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.calls.mood import Mood
from trainer.calls.transcript import ReachedEnding, Transcript, Turn
from trainer.calls.transcript_json import transcript_from_json, transcript_to_json
from trainer.errors import InputError
from trainer.listening.listener import Heard

HEARD = Heard("validates_feeling", 0.8, "That sounds hard", 4, 20, "names a feeling")
OURS = Transcript(
    scenario="bad_date_report",
    scenario_hash="a" * 64,
    listener_hash="b" * 64,
    type="A",
    channel="text",
    seed=7,
    softened=True,
    turns=(
        Turn(1, "caller", "He had a knife.", "clipped", Mood(4, 6), cues=("sensitive",), tells=("knife",)),
        Turn(2, "trainee", "Oh. That sounds hard 💜", "steadier", Mood(5, 5.5), moves=(HEARD,)),
    ),
    ending=ReachedEnding("ready", "good", "time"),
)
LEAST: dict[str, Any] = {
    "scenario": "bad_date_report",
    "seed": 7,
    "turns": [
        {
            "n": 1,
            "speaker": "caller",
            "text": "Hi.",
            "state": "clipped",
            "mood": {"trust": 4, "distress": 6},
            "moves": [],
        },
        {
            "n": 2,
            "speaker": "trainee",
            "text": "I hear you. That sounds hard.",
            "state": "clipped",
            "mood": {"trust": 5, "distress": 5.5},
            "moves": [{"id": "validates_feeling", "confidence": 1, "quote": "That sounds hard."}],
        },
    ],
    "ending": {"id": "ready", "kind": "good"},
}


def test_round_trip() -> None:
    assert transcript_from_json(json.loads(json.dumps(transcript_to_json(OURS)))) == OURS


def test_a_call_without_an_end_comes_back() -> None:
    data = transcript_to_json(OURS) | {"ending": None}
    assert transcript_from_json(data).ending is None


def test_the_contracts_keys_are_enough() -> None:
    call = transcript_from_json(LEAST, type="A", channel="voice")
    assert (call.type, call.channel, call.softened) == ("A", "voice", False)
    assert call.ending == ReachedEnding("ready", "good", "trainee")
    [heard] = call.turns[1].moves
    assert call.turns[1].text[heard.start : heard.end] == heard.quote


def test_what_a_transcript_says_of_itself_counts() -> None:
    call = transcript_from_json(LEAST | {"type": "D", "channel": "text"}, type="A", channel="voice")
    assert (call.type, call.channel) == ("D", "text")


def test_an_unknown_key_is_passed_over() -> None:
    assert transcript_from_json(LEAST | {"made_by": "another"}, type="A", channel="voice").seed == 7


@dataclass(frozen=True)
class Fault:
    place: tuple[str | int, ...]
    value: Any
    message: str


DEEP: Any = []
for _ in range(5_000):
    DEEP = [DEEP]

FAULTS = (
    Fault(("turns",), {}, r"turns: must be a list, not an object"),
    Fault(("turns", 0), "Hi.", r"turns\[0\]: must be an object, not a text"),
    Fault(("turns", 0, "n"), True, r"turns\[0\]\.n: must be a whole number, not true or false"),
    Fault(("turns", 1, "n"), 1, r"turns\[1\]\.n: must be more than 1, the number of the turn before"),
    Fault(("turns", 1, "n"), 10**30, r"turns\[1\]\.n: must be from 1 to 20,000"),
    Fault(("turns", 1, "speaker"), "bot", r'turns\[1\]\.speaker: "bot" is not one of caller, trainee'),
    Fault(("turns", 1, "text"), None, r"turns\[1\]\.text: must be a text, not null"),
    Fault(("turns", 1, "text"), "x" * 20_001, r"turns\[1\]\.text: has 20,001 characters"),
    Fault(("turns", 1, "text"), "\ud83d", r"turns\[1\]\.text: holds half a character"),
    Fault(("turns", 1, "text"), DEEP, r"turns\[1\]\.text: must be a text, not a list"),
    Fault(("turns", 1, "mood", "trust"), float("nan"), r"turns\[1\]\.mood\.trust: must be from 0 to 10"),
    Fault(("turns", 1, "mood", "trust"), 10**400, r"turns\[1\]\.mood\.trust: must be from 0 to 10"),
    Fault(("turns", 1, "mood", "trust"), "5", r"turns\[1\]\.mood\.trust: must be a number, not a text"),
    Fault(("turns", 1, "moves", 0, "id"), "hugs", r'turns\[1\]\.moves\[0\]\.id: no move is called "hugs"'),
    Fault(("turns", 1, "moves", 0, "confidence"), 1.5, r"confidence: must be from 0 to 1"),
    Fault(("turns", 1, "moves", 0, "start"), 99, r"turns\[1\]\.moves\[0\]\.start: must be from 0 to 29"),
    Fault(("turns", 0, "cues"), ["hunger"], r'turns\[0\]\.cues\[0\]: "hunger" is not one of refusal'),
    Fault(("ending", "kind"), "great", r'ending\.kind: "great" is not one of good, partial, bad'),
    Fault(("ending", "by"), "nobody", r'ending\.by: "nobody" is not one of'),
    Fault(("seed",), 1.5, r"seed: must be a whole number, not a number"),
    Fault(("scenario",), 7, r"scenario: must be a text, not a number"),
    Fault(("type",), "E", r'type: "E" is not one of A, B, C, D'),
    Fault(("hashes",), [], r"hashes: must be an object, not a list"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.message)
def test_a_fault_is_named_by_its_place(fault: Fault) -> None:
    data = json.loads(json.dumps(LEAST))
    inner: Any = data
    for part in fault.place[:-1]:
        inner = inner[part]
    inner[fault.place[-1]] = fault.value
    with pytest.raises(InputError, match=fault.message) as raised:
        transcript_from_json(data, type="A", channel="voice")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("key", ["n", "speaker", "text", "state", "mood", "moves"])
def test_a_key_of_a_turn_that_is_missing_is_named(key: str) -> None:
    data = deepcopy(LEAST)
    del data["turns"][1][key]
    with pytest.raises(InputError, match=rf"turns\[1\]\.{key}: is missing"):
        transcript_from_json(data, type="A", channel="voice")


def test_a_type_that_nobody_says_is_missing() -> None:
    with pytest.raises(InputError, match=r"^type: is missing$"):
        transcript_from_json(LEAST, channel="voice")


@pytest.mark.parametrize("data", [None, [], "call", 7, {}], ids=repr)
def test_what_is_no_transcript_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match=r"must be an object|turns: is missing"):
        transcript_from_json(data, type="A", channel="voice")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = st.sampled_from([fault.place for fault in FAULTS] + [("turns", 1, "mood"), ("turns", 1, "moves"), ("ending",)])


@given(PLACES, ANYTHING)
def test_anything_anywhere_is_read_or_refused(place: tuple[str | int, ...], value: Any) -> None:
    data: Any = deepcopy(LEAST)
    inner = data
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    try:
        call = transcript_from_json(data, type="A", channel="voice")
    except InputError:
        return
    assert transcript_from_json(json.loads(json.dumps(transcript_to_json(call)))) == call
