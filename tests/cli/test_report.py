"""`report` as a file of its own and as a PDF."""

import io
import json
import re
import sys
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.scoring.played import GOOD, WELL, caller, played, says
from trainer.calls.transcript import ReachedEnding, Turn
from trainer.calls.transcript_json import transcript_to_json
from trainer.cli.main import main


@pytest.fixture
def call(tmp_path: Path) -> str:
    file = tmp_path / "call.json"
    file.write_text(json.dumps(transcript_to_json(played(*WELL))), encoding="utf-8")
    return str(file)


def printed(monkeypatch: pytest.MonkeyPatch, *arguments: str, terminal: bool = False) -> tuple[int, bytes]:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(out, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdout", out)
    code = main(["report", *arguments])
    return code, out.buffer.getvalue()  # type: ignore[attr-defined]


def test_a_pdf_is_printed_as_it_is(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, page = printed(monkeypatch, call, "--format", "pdf")
    assert code == 0
    assert "The call" in PdfReader(io.BytesIO(page)).pages[0].extract_text()


def test_a_pdf_is_not_for_a_terminal_but_text_is(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(monkeypatch, call, "--format", "pdf", terminal=True) == (2, b"")
    assert capsys.readouterr().err == "trainer: --format pdf: a PDF is not for a terminal; add --output FILE\n"
    code, page = printed(monkeypatch, call, "--format", "md", terminal=True)
    assert code == 0
    assert page.startswith(b"# ")


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (("--output", "review.html"), b"<!doctype html>"),
        (("--output", "review.md"), b"# "),
        (("--output", "review.pdf"), b"%PDF-"),
        (("--output", "review"), b"<!doctype html>"),
        (("--output", "review.txt", "--format", "md"), b"# "),
        (("--output", "review", "--format", "pdf"), b"%PDF-"),
    ],
)
def test_a_review_is_written_as_asked_or_as_its_file_ends(
    options: tuple[str, ...], begins: bytes, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed(monkeypatch, call, *options, terminal=True) == (0, b"")
    assert (tmp_path / options[1]).read_bytes().startswith(begins)


@dataclass(frozen=True)
class Case:
    """A call with a moment to pause at, and what its review says of it and does not."""

    id: str
    turns: tuple[Turn, ...]
    ending: ReachedEnding
    says: tuple[str, ...]
    never: tuple[str, ...] = ()


DARK = replace(caller("suicide"), text="I don't want to be here any more.")
DANGER = ReachedEnding("cut_short", "bad", "trainee", in_danger=True)
CASES = [
    Case(
        "a line that was passed by",
        (DARK, says("The shelter opens at ten."), caller(), says("Do you have its number?"), caller()),
        GOOD,
        ("Let’s pause here", "Caller: I don't want to be here any more.", "> “Do you have its number?” (line 4)"),
    ),
    Case(
        "words that hurt",
        (caller(), says("You should call the police.", "suggests_police_unasked"), caller()),
        GOOD,
        ("Let’s pause here", "> “You should call the police.” (line 2)"),
        ("Caller: ",),
    ),
    Case(
        "what was not said",
        (caller(), says("I have to go now."), caller()),
        DANGER,
        ("Let’s pause here", "Try: Before you say goodbye"),
        ("“”", "“I have to go now.”"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_a_pause_shows_what_it_is_about(case: Case, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "call.json"
    file.write_text(json.dumps(transcript_to_json(played(*case.turns, ending=case.ending))), encoding="utf-8")
    code, page = printed(monkeypatch, str(file), "--format", form)
    assert code == 0
    if form == "pdf":
        text = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(page)).pages).split())
        assert case.says[0] in text
        assert "“”" not in text
        return
    text = unescape(page.decode()) if form == "html" else re.sub(r"\\(.)", r"\1", page.decode())
    before_the_call = text.split("<h2>" if form == "html" else "## The call", 1)[0]
    for words in case.says:
        assert (words.removeprefix("> ") if form == "html" else words) in before_the_call
    for words in case.never:
        assert words not in before_the_call


def test_a_file_that_is_there_is_kept(call: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "review.pdf"
    file.write_text("mine")
    assert main(["report", call, "--output", str(file)]) == 2
    assert capsys.readouterr().err == f"trainer: {file}: is there already; name a new file\n"
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["no/such/folder/review.pdf", "a\0b.pdf", "x" * 400])
def test_a_file_that_cannot_be_written_is_told(
    name: str, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", call, "--output", name]) == 2
    said = capsys.readouterr()
    assert f"trainer: {name}: cannot be written: " in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
