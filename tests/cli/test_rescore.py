"""`rescore` on the calls of a database of the test's own."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.mini import NOON, mini_text
from tests.practice.naming import Naming, begun, ended
from tests.practice.reweighed import reweighed
from trainer.cli import rescore
from trainer.cli.main import main
from trainer.content.library import call_rubric, local_resources
from trainer.practice import review
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.store.archive import archived_call
from trainer.store.database import Database, open_database
from trainer.store.people import create_guest
from trainer.store.stored import StoredScorecard

# What is said names its moves; the rest is there to be looked for in what is printed.
SAID = ("heliotrope checks_immediate_safety believes_caller", "gives_orders heliotrope", "open_question")


@pytest.fixture
def database() -> Iterator[Database]:
    opened = open_database()
    yield opened
    opened.close()


@pytest.fixture
def call(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenCall:
    """A call that is scored with what ships, and heard by a listener that the command loads too."""
    monkeypatch.setattr(rescore, "load_listener", Naming)
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(), encoding="utf-8")
    line = PracticeLine(database, Naming(), call_rubric(), local_resources())
    person = create_guest(database, "Quiet Heron", NOON)[0].id
    opened = ended(line, begun(line, person, str(file)), *SAID)
    line.scorecard(opened, NOON)
    line.reflect(person, opened, "heliotrope", NOON)
    review.contest(line, person, opened, 4, "gives_orders", "heliotrope", NOON)
    return opened


def kept(database: Database, call: OpenCall) -> tuple[StoredScorecard, ...]:
    """The scorecards of a call, the latest last."""
    with database.read() as connection:
        [person] = connection.exec_driver_sql("SELECT id FROM people").scalars()
    return archived_call(database, call.stored.id, person).scorecards


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["rescore", *options]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "heliotrope" not in said.out
    return said.out


def test_there_may_be_no_calls(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(rescore, "load_listener", Naming)
    assert printed(capsys) == "0 scored calls: 0 were scored anew, 0 of them moved; 0 are up to date.\n"
    assert printed(capsys, "--json") == ""


def test_nothing_has_changed(database: Database, call: OpenCall, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == "1 scored calls: 0 were scored anew, 0 of them moved; 1 are up to date.\n"
    assert len(kept(database, call)) == 1


def test_a_changed_rubric_is_told_kept_and_then_up_to_date(
    database: Database,
    call: OpenCall,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rubric = reweighed(tmp_path)
    monkeypatch.setattr(rescore, "call_rubric", lambda: rubric)
    [old] = kept(database, call)
    would_be = printed(capsys, "--dry-run")
    assert "1 scored calls: 1 would be scored anew, 1 of them moved; 0 are up to date." in would_be
    assert kept(database, call) == (old,)
    said = printed(capsys)
    first, new = kept(database, call)
    assert first == old
    assert new.card["total"] != old.card["total"]
    assert said == would_be.replace("would be", "were")
    assert said.startswith(f"mini of 2026-01-05, {old.card['total']} → {new.card['total']}.\n")
    assert "0 were scored anew, 0 of them moved; 1 are up to date." in printed(capsys)
    assert len(kept(database, call)) == 2


def test_another_listener_moves_dimensions_and_json_tells_each(
    database: Database, call: OpenCall, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rescore, "load_listener", lambda: Naming("deaf", frozenset({"gives_orders", "open_question"})))
    [line] = printed(capsys, "--json", "--dry-run").splitlines()
    told: dict[str, Any] = json.loads(line)
    assert told.keys() == {"call", "scenario", "old", "new", "problem", "moved"}
    assert (told["call"], told["scenario"]) == (call.stored.id, "mini")
    assert told["moved"]
    assert all(one.keys() == {"dimension", "old", "new"} and one["old"] != one["new"] for one in told["moved"])
    assert len(kept(database, call)) == 1
    said = printed(capsys)
    assert all(f"{one['dimension']}: " in said for one in told["moved"])
    [first, new] = kept(database, call)
    assert (first.card["total"], new.card["total"]) == (told["old"], told["new"])
    assert json.loads(printed(capsys, "--json")) == told | {"old": told["new"], "new": None, "moved": []}


def test_the_newest_score_is_the_one_shown(
    database: Database, call: OpenCall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rubric = reweighed(tmp_path)
    monkeypatch.setattr(rescore, "call_rubric", lambda: rubric)
    assert main(["rescore"]) == 0
    line = PracticeLine(database, Naming(), call_rubric(), local_resources())
    assert line.scorecard(call, NOON + timedelta(days=1)).hashes.rubric == rubric.hash
