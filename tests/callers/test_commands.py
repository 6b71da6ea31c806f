"""The commands that let a language model voice a caller, against a real model."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.model.model_server import ModelServer
from trainer.cli.main import main

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "bad_date_report" / "good.txt"


@pytest.fixture
def named(model_server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model, named in the environment."""
    monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", model_server.base_url)
    monkeypatch.setenv("PRACTICE_LINE_MODEL", model_server.endpoint.model)


def played(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["play", "bad_date_report", "--replies", str(SCRIPT), "--seed", "7", "--json", *options]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return dict(json.loads(said.out))


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("caller", ["llm", "improvise"])
def test_a_model_changes_no_state_no_mood_and_nothing_that_is_heard(
    capsys: pytest.CaptureFixture[str], caller: str
) -> None:
    plain, aloud = played(capsys), played(capsys, "--caller", caller)
    kept = ("n", "speaker", "state", "mood", "moves", "maybe", "cues", "tells")
    assert [[turn[key] for key in kept] for turn in aloud["turns"]] == [
        [turn[key] for key in kept] for turn in plain["turns"]
    ]
    assert aloud["ending"] == plain["ending"]
    lines = [turn for turn in aloud["turns"] if turn["speaker"] == "caller"]
    assert "voice" not in lines[0]
    for line, written in zip(
        lines[1:], [turn for turn in plain["turns"] if turn["speaker"] == "caller"][1:], strict=True
    ):
        assert line["voice"] in {"model", "guarded", "scripted"} | ({"improvised"} if caller == "improvise" else set())
        assert line["script" if line["voice"] in {"model", "improvised"} else "text"] == written["text"]


@pytest.mark.usefixtures("named")
def test_voices_prints_a_row_for_each_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "bad_date_report", "prank_caller", "--lines", "2", "--improvise"]) == 0
    head, _, first, second, _, note = capsys.readouterr().out.splitlines()
    assert head.count("|") == first.count("|") == second.count("|")
    assert note.startswith("Tokens")
    assert first.startswith("| bad_date_report | 2 | ")
    assert second.startswith("| prank_caller | 2 | ")


@pytest.mark.parametrize(
    "command", [["voices"], ["play", "bad_date_report", "--caller", "llm"]], ids=lambda one: one[0]
)
def test_without_a_model_the_command_says_what_to_set(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PRACTICE_LINE_MODEL_URL", raising=False)
    assert main(command) == 2
    said = capsys.readouterr()
    assert "set PRACTICE_LINE_MODEL_URL and PRACTICE_LINE_MODEL" in said.err
    assert said.err.count("\n") == 1
