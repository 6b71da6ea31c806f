"""What a trainee takes away of a call: what they contested in it, and a score that programs read again."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.mini import NOON, mini_text
from tests.practice.naming import Naming, begun, ended
from trainer.calls.transcript_json import transcript_from_json
from trainer.content.library import call_rubric, local_resources
from trainer.errors import NotFound
from trainer.practice import review
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.rescore import rescore
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import from_json
from trainer.store.calls import CallSummary
from trainer.store.database import open_database
from trainer.store.people import create_guest
from trainer.web import downloads

MEANT = "</script> “I was worried” — 🌱"


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> PracticeLine:
    """The practice line that downloads are made from."""
    line = PracticeLine(open_database(), Naming(), call_rubric(), local_resources())
    monkeypatch.setattr(downloads, "practice", lambda: line)
    monkeypatch.setattr(downloads, "now", lambda: NOON)
    return line


@pytest.fixture
def person(line: PracticeLine) -> str:
    return create_guest(line.database, "Quiet Heron", NOON)[0].id


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(), encoding="utf-8")
    return str(file)


def downloaded(person: str, opened: OpenCall) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(downloads._json(person, opened.stored.id))
    return content


def test_contested_marks_come_along_and_change_no_score(line: PracticeLine, person: str, scenario: str) -> None:
    opened = ended(line, begun(line, person, scenario), "interrogates open_question", "repairs_mistake")
    before = downloaded(person, opened)
    assert before["contested"] == []
    review.contest(line, person, opened, 2, "interrogates", MEANT, NOON)
    content = downloaded(person, opened)
    assert content["contested"] == [{"turn": 2, "move": "interrogates", "meant": MEANT}]
    assert content == before | {"contested": content["contested"]}
    assert transcript_from_json(content) == line.transcript(opened)
    assert from_json(content["scorecard"]) == line.scorecard(opened, NOON)


def test_what_others_contested_does_not_come_along(line: PracticeLine, person: str, scenario: str) -> None:
    other = create_guest(line.database, "Late Wren", NOON)[0].id
    opened = begun(line, person, scenario)
    line.open(other, opened.stored.id, NOON)
    shared = ended(line, opened, "interrogates")
    review.contest(line, other, shared, 2, "interrogates", MEANT, NOON)
    assert downloaded(person, shared)["contested"] == []
    assert [one["meant"] for one in downloaded(other, shared)["contested"]] == [MEANT]


@pytest.mark.parametrize("make", [downloads._json, downloads._text])
def test_nobody_downloads_a_call_of_somebody_elses(
    line: PracticeLine, person: str, scenario: str, make: Callable[[str, str], str]
) -> None:
    other = create_guest(line.database, "Late Wren", NOON)[0].id
    opened = ended(line, begun(line, person, scenario), "open_question")
    for owner, call_id in ((other, opened.stored.id), (person, "missing"), ("nobody", opened.stored.id)):
        with pytest.raises(NotFound, match="not yours"):
            make(owner, call_id)


def test_a_call_scored_anew_comes_with_the_hearing_that_its_score_rests_on(
    line: PracticeLine, person: str, scenario: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = ended(line, begun(line, person, scenario), "interrogates open_question", "repairs_mistake")
    before = downloaded(person, opened)
    deaf = replace(line, listener=Naming(hash="deaf", deaf_to=frozenset({"interrogates"})))
    [one] = rescore(deaf, NOON + timedelta(hours=1))
    monkeypatch.setattr(downloads, "practice", lambda: deaf)
    content = downloaded(person, opened)
    assert from_json(content["scorecard"]) == one.new
    read = transcript_from_json(content)
    assert score(read, deaf.rubric) == one.new
    assert read != transcript_from_json(before)
    assert [turn.text for turn in read.turns] == [turn.text for turn in opened.call.turns]


def test_a_running_call_has_no_score(line: PracticeLine, person: str, scenario: str) -> None:
    running = begun(line, person, scenario)
    assert "scorecard" not in downloaded(person, running)
    assert " of 100" not in downloads._text(person, running.stored.id)
    assert [one.total for one in line.calls_of(person)] == [None]


def test_the_text_of_a_check_in_says_nothing_of_its_score(line: PracticeLine, person: str, scenario: str) -> None:
    taken, practised = (
        ended(line, begun(line, person, scenario, check_in=check_in), *["open_question"] * 3)
        for check_in in (True, False)
    )
    assert line.kept_scorecard(taken) is not None
    assert " of 100" not in downloads._text(person, taken.stored.id)
    assert " of 100" in downloads._text(person, practised.stored.id)


def test_a_check_in_too_short_to_count_is_not_scored_by_saving_it(
    line: PracticeLine, person: str, scenario: str
) -> None:
    taken = ended(line, begun(line, person, scenario, check_in=True), "open_question")
    assert "open_question" in downloads._text(person, taken.stored.id)
    assert [one.total for one in line.calls_of(person)] == [None]


def drawn(call: "CallSummary") -> None:
    """A page of its own; it knows nothing but what it is given."""
    from trainer.web.downloads import draw_downloads

    draw_downloads(call)


@pytest.mark.parametrize(("check_in", "labels"), [(True, ["text"]), (False, ["text", "JSON"])])
def test_a_check_in_is_not_offered_as_json(
    line: PracticeLine,
    person: str,
    scenario: str,
    monkeypatch: pytest.MonkeyPatch,
    check_in: bool,
    labels: list[str],
) -> None:
    monkeypatch.setattr(downloads, "person", lambda: person)
    ended(line, begun(line, person, scenario, check_in=check_in), "open_question")
    [call] = line.calls_of(person)
    page = AppTest.from_function(drawn, args=(call,)).run(timeout=30)
    assert not page.exception
    assert [one.proto.label for one in page.get("download_button")] == [f"Save as {one}" for one in labels]
