"""Calls for the store's tests."""

from datetime import datetime
from typing import Any

from tests.store.conftest import NOW
from trainer.calls.setting import Setting
from trainer.listening.listener import Heard
from trainer.store.calls import append_act, start_call
from trainer.store.database import Database
from trainer.store.people import Person

SCENARIO_TEXT = "id: first_call\ntitle: Someone calls — for the first time\n"
HEARD = (
    Heard("validates_feeling", 0.875, "that sounds hard", 0, 16, "names what the caller feels"),
    Heard("open_question", 0.5, "what would help?", 18, 34, "“what” leaves the answer open — ünïcode"),
)

OPINION: dict[str, Any] = {
    "model": "some-model",
    "prompt_hash": "wording",
    "rubric_hash": "rubric hash",
    "criteria": [{"id": "warm_close", "says": "met", "quotes": [{"turn": 2, "quote": "sounds hard"}]}],
}


def started(database: Database, person: Person, now: datetime = NOW, scenario: str = "first_call") -> str:
    """A new call of this person's."""
    return start_call(database, person.id, scenario, "hash", SCENARIO_TEXT, 7, Setting(), now)


def reply(database: Database, call_id: str, n: int, text: str = "that sounds hard, what would help?") -> None:
    """Append the n-th act, a reply."""
    append_act(database, call_id, n, "reply", text, HEARD, "listener", NOW)


def ended(database: Database, call_id: str, n: int) -> None:
    """Append the n-th act, which ends the call."""
    append_act(database, call_id, n, "end", "", (), "", NOW, ended=True, ending="calmer", ending_kind="good")


def card(total: int | None = 62, **scores: int | None) -> dict[str, Any]:
    """A scorecard's JSON values, as far as the store reads them, with these scores by dimension."""
    hashes = {"scenario": "hash", "rubric": "rubric hash", "listener": "listener"}
    dimensions = [{"id": name, "score": score, "weight": 10} for name, score in scores.items()]
    criteria = [{"id": "listens", "reason": "“yes”"}]
    return {"rubric": "call", "total": total, "dimensions": dimensions, "criteria": criteria, "hashes": hashes}
