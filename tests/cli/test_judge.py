"""`judge`: the model's word beside the score, its faults in one line, and nothing sent where nobody agreed."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.model.faulty_server import Behaviour, Exchange, FaultyServer, answers, closed_port, refuses_with
from tests.scoring.played import RUBRIC, caller, played, says
from tests.second_opinion.doubles import ALL, filled, questions_in
from trainer.calls.transcript_json import transcript_to_json
from trainer.cli.main import main
from trainer.scoring.scorecard import score
from trainer.second_opinion.asking import prompt_hash
from trainer.second_opinion.opinion_json import from_json

CALL = played(
    replace(caller(), text="He took my money."),
    says("I believe you, that was wrong.", "believes_caller"),
    says("You should call the police.", "suggests_police_unasked"),
)


def reads(yes: bool, quote: str = "") -> Behaviour:
    """A server whose model answers every question with this."""

    def behave(exchange: Exchange) -> None:
        asked = questions_in(exchange.request.body["messages"])
        answers(filled(*[(yes, quote) for _ in asked]))(exchange)

    return behave


@pytest.fixture
def call(tmp_path: Path) -> str:
    file = tmp_path / "call.json"
    file.write_text(json.dumps(transcript_to_json(CALL)), encoding="utf-8")
    return str(file)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "KEY", "SECONDS", "IMPROVISES"):
        monkeypatch.delenv(f"PRACTICE_LINE_MODEL_{name}", raising=False)
    monkeypatch.setenv("PRACTICE_LINE_MODEL", "tiny")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    with FaultyServer(reads(True, "I believe you, that was wrong.")) as server:
        monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", server.base_url)
        yield server


def test_the_word_stands_beside_the_score_with_who_said_it(
    call: str, server: FaultyServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["judge", call]) == 0
    said = capsys.readouterr()
    text = re.sub(r"\s+", " ", said.out)
    assert "You let the caller know that you believe them. Scorecard: met; second opinion: met" in text
    assert "“I believe you, that was wrong.” (turn 2)" in text
    assert f"By tiny on this machine, prompt {prompt_hash(ALL)[:12]}, rubric {RUBRIC.hash[:12]}." in text
    assert "ratings: too few ratings to say." in text
    assert "None of this changes the score." in text
    assert said.err == ""
    assert server.requests[0].body["temperature"] == 0


def test_as_json_it_can_be_read_again(call: str, server: FaultyServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", call, call, "--json", "--seed", "-7"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    opinion, card = from_json(first["opinion"]), score(CALL, RUBRIC)
    assert first == second
    assert first["transcript"] == call
    assert first["scorecard"] == {result.id: result.status for result in card.criteria}
    assert first["agreement"] == "too few ratings to say"
    assert {one.criterion for one in opinion.criteria} < first["scorecard"].keys()
    assert len(server.requests) == 4 * len(opinion.criteria)


def test_words_that_only_the_caller_said_are_void(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultyServer(reads(True, "He took my money.")) as server:
        monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", server.base_url)
        assert main(["judge", call, "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert {one["says"] for one in found["opinion"]["criteria"]} == {"void"}


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "believe" not in said.err
    return said.err


def test_without_a_model_it_says_how_to_set_one(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", call]) == 2
    assert "PRACTICE_LINE_MODEL_URL" in one_line(capsys)


def test_nothing_is_sent_to_another_machine_that_nobody_agreed_to(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", "https://models.example.org/v1")
    assert main(["judge", call]) == 2
    assert "models.example.org" in one_line(capsys)


def test_a_server_that_is_not_there_is_told(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closed_port() as address:
        monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", address)
        assert main(["judge", call]) == 2
    assert one_line(capsys) == "trainer: The language model's server cannot be reached.\n"


def test_a_server_that_refuses_is_told(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultyServer(refuses_with("400 Bad Request")) as server:
        monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", server.base_url)
        assert main(["judge", call]) == 2
    assert "(status 400)" in one_line(capsys)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"scenario": "x", "turns": 3}'])
def test_what_is_no_transcript_is_told_before_anything_is_sent(
    text: str, call: str, server: FaultyServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_text(text)
    assert main(["judge", call, str(tmp_path / "bad.json")]) == 2
    assert one_line(capsys).startswith("trainer: ")
    assert server.requests == []
