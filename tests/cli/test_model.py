"""python -m trainer model: what is said of the model, agreed to and taken back."""

import io
import sys
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.model.endpoint import endpoint_of
from trainer.model.settings import model_settings, save_settings
from trainer.practice.trainers_code import is_trainers_code

KEY = "sk-canary-51c0ffee"


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRACTICE_LINE_MODEL_URL", raising=False)


def hosted() -> None:
    save_settings(endpoint_of("https://models.example/v1", "large", KEY), improvises=False)


def ran(capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> str:
    assert main(["model", *options]) == code
    said = capsys.readouterr()
    assert KEY not in said.out + said.err
    return said.out + said.err


def test_without_a_model_it_says_that_nothing_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing that is typed leaves this machine" in ran(capsys)


def test_what_is_set_is_said_without_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    hosted()
    said = ran(capsys)
    assert "large at models.example" in said
    assert "no trainer agrees to it at present" in said
    assert "Key: set" in said


@pytest.mark.parametrize(
    ("typed", "agreed"), [("yes\n", True), ("Yes\n", True), ("y\n", False), ("", False), ("no\n", False)]
)
def test_only_a_whole_yes_agrees(
    typed: str, agreed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hosted()
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    said = ran(capsys, "--agree", code=0 if agreed else 1)
    assert "large is at models.example, not on this machine" in said
    assert model_settings().may_send == agreed
    ran(capsys, "--take-back")
    assert not model_settings().may_send


def test_there_is_nothing_to_agree_to_on_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    save_settings(endpoint_of("http://127.0.0.1:11434/v1", "llama3.2"), improvises=False)
    assert "nothing to agree to" in ran(capsys, "--agree")


def test_without_a_model_there_is_nothing_to_agree_to_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no language model is set" in ran(capsys, "--agree", code=2)


def test_the_code_opens_the_page_of_the_server_with_this_data_folder(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "--code"]) == 0
    said = capsys.readouterr()
    assert is_trainers_code(said.out)
    assert str(data_folder) in said.err


@pytest.mark.parametrize(
    "command", [["voices"], ["play", "bad_date_report", "--caller", "llm"]], ids=lambda one: one[0]
)
def test_no_command_sends_anything_before_a_trainer_agrees(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    hosted()
    assert main(command) == 2
    assert "no trainer has agreed" in capsys.readouterr().err
