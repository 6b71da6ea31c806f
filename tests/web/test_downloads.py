"""What a trainee takes away of a call as JSON: what was contested in it, and a score that programs read again."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.mini import NOON, mini_text
from tests.practice.naming import Naming, begun, ended
from trainer.calls.transcript_json import transcript_from_json
from trainer.content.library import call_rubric, local_resources
from trainer.practice import review
from trainer.practice.line import OpenCall, PracticeLine
from trainer.scoring.scorecard_json import from_json
from trainer.store.database import open_database
from trainer.store.people import create_guest
from trainer.web import downloads

MEANT = "</script> “I was worried” — 🌱"


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> PracticeLine:
    """The practice line that downloads are made from."""
    line = PracticeLine(open_database(), Naming(), call_rubric(), local_resources())
    monkeypatch.setattr(downloads, "practice", lambda: line)
    return line


@pytest.fixture
def person(line: PracticeLine) -> str:
    return create_guest(line.database, "Quiet Heron", NOON)[0].id


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(), encoding="utf-8")
    return str(file)


def downloaded(opened: OpenCall) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(downloads._json(opened))
    return content


def test_contested_marks_come_along_and_change_no_score(line: PracticeLine, person: str, scenario: str) -> None:
    opened = ended(line, begun(line, person, scenario), "interrogates open_question", "repairs_mistake")
    before = downloaded(opened)
    assert before["contested"] == []
    review.contest(line, person, opened, 2, "interrogates", MEANT, NOON)
    content = downloaded(opened)
    assert content["contested"] == [{"turn": 2, "move": "interrogates", "meant": MEANT}]
    assert content == before | {"contested": content["contested"]}
    assert transcript_from_json(content) == line.transcript(opened)
    assert from_json(content["scorecard"]) == line.scorecard(opened, NOON)


def test_neither_a_running_call_nor_a_check_in_has_a_score(line: PracticeLine, person: str, scenario: str) -> None:
    running = begun(line, person, scenario)
    taken = ended(line, begun(line, person, scenario, check_in=True), "open_question")
    assert not [opened for opened in (running, taken) if "scorecard" in downloaded(opened)]
    assert [one.total for one in line.calls_of(person)] == [None, None]
