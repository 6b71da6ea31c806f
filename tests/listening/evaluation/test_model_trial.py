import io
import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.listening.model_double import BELIEVES, NONE, REPLY, answer, listener
from tests.listening.small import small_replies
from trainer.cli import evaluate_listener, listen
from trainer.cli.listeners_compared import comparison_lines
from trainer.cli.main import main
from trainer.content.replies import LabelledReply
from trainer.listening.evaluation.model_trial import model_trial
from trainer.listening.evaluation.trial import Measured
from trainer.listening.learning.corpus import NAMES
from trainer.model.asking import ModelFault
from trainer.model.endpoint import Endpoint

MEASURED = Measured(
    (
        LabelledReply(id="1", reply="I believe you.", moves=frozenset({"believes_caller"})),
        LabelledReply(id="2", reply="I believe you lied.", moves=frozenset({"blames_caller"})),
        LabelledReply(id="3", reply="Mm."),
    ),
    ("a", "a", "b"),
    {"a": "a", "b": ""},
)


def test_a_model_on_trial() -> None:
    texts = [BELIEVES, BELIEVES, answer(("believes_caller", "I believe you")), "prose", NONE, NONE]
    told: list[str] = []
    trial, worth = model_trial(listener(*texts), MEASURED, told.append)
    assert [sorted(NAMES[column] for column in row.nonzero()[0]) for row in trial.heard] == [
        ["believes_caller"],
        [],
        [],
    ]
    assert trial.milliseconds is not None
    assert (trial.milliseconds > 0).all()
    assert (worth.answers, worth.unreadable, worth.marks, worth.void) == (6, 1, 3, 0)
    assert (worth.heard_surely, worth.surely_right) == (1, 1.0)
    assert (worth.heard_perhaps, worth.maybe_right) == (1, 0.0)


def test_a_model_that_hears_nothing_is_worth_nothing_that_can_be_told() -> None:
    _, worth = model_trial(listener(NONE), MEASURED, print)
    assert math.isnan(worth.surely_right)
    assert math.isnan(worth.maybe_right)


def with_double(monkeypatch: pytest.MonkeyPatch, command: Any, *texts: str | ModelFault) -> None:
    monkeypatch.setattr(command, "endpoint_for", lambda _what: Endpoint("http://127.0.0.1:9/v1", "double"))
    monkeypatch.setattr(command, "model_listener_at", lambda _endpoint: listener(*texts))


def test_listen_with_a_model(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with_double(monkeypatch, listen, BELIEVES)
    line = json.dumps({"id": 1, "reply": REPLY}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert main(["listen", "--listener", "model"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": 1,
        "moves": [{"id": "believes_caller", "confidence": 0.75, "quote": "I believe you."}],
    }


def test_listen_says_what_is_wrong_with_a_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_double(monkeypatch, listen, ModelFault("refused"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"reply": "I feel for you, Robin."}')))
    assert main(["listen", "--listener", "model"]) == 2
    told = capsys.readouterr()
    assert told.err == "trainer: The language model's server cannot be reached.\n"
    assert told.out == ""


@pytest.mark.parametrize("command", ["listen", "evaluate-listener"])
def test_without_a_model_none_is_asked(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PRACTICE_LINE_MODEL_URL", raising=False)
    assert main([command, "--listener", "model"]) == 2
    assert "PRACTICE_LINE_MODEL_URL" in capsys.readouterr().err


def test_a_sample_of_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate-listener", "--sample", "0"]) == 2
    assert "--sample: at least one reply" in capsys.readouterr().err


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few replies and no encoder: learned in seconds."""
    monkeypatch.setattr(evaluate_listener, "load_held_out_encoder", lambda: None)
    monkeypatch.setattr(evaluate_listener, "REPLIES_FOLDER", small_replies(tmp_path / "replies"))


@pytest.mark.usefixtures("small")
def test_a_model_is_measured_beside_the_offline_listener_on_the_same_replies(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_double(monkeypatch, evaluate_listener, NONE)
    assert main(["evaluate-listener", "--listener", "model", "--sample", "8", "--by-author", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    model, offline = (found["contenders"][name] for name in ("model", "listener without encoder"))
    assert model.keys() - {"milliseconds"} == offline.keys() - {
        "milliseconds", "calibration_error", "calibration_error_harmful",
    }  # fmt: skip
    assert {author: one["replies"] for author, one in model["authors"].items()} == {"a": 4, "b": 4}
    assert model["replies"] == offline["replies"] == 8
    assert [row["made"] for row in found["moves"]] != []
    assert {row["move"]: row["made"] for row in found["moves"]} == {
        row["move"]: row["made"] for row in found["offline"]["moves"]
    }
    assert (found["model"]["name"], found["model"]["answers"]) == ("double", 16)
    assert "learning_curve" not in found
    printed = list(comparison_lines(found))
    assert [line.split() for line in printed if line.startswith("replies ")] == [["replies", "8", "8", "8", "8"]]
    assert "Of the model's 16 answers 0 could not be read." in printed


@pytest.mark.usefixtures("small")
def test_a_sample_is_measured_offline_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate-listener", "--sample", "6", "--no-curve", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {values["replies"] for values in found["contenders"].values()} == {6}


@pytest.mark.usefixtures("small")
def test_a_model_that_does_not_answer_costs_no_learning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_double(monkeypatch, evaluate_listener, ModelFault("silent"))
    monkeypatch.delattr(evaluate_listener, "study")
    assert main(["evaluate-listener", "--listener", "model", "--sample", "2"]) == 2
    assert "said nothing for too long" in capsys.readouterr().err
