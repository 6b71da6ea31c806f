import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.listening.small import small_replies
from tests.mini import mini_text
from trainer.cli import evaluate_listener, teach
from trainer.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests/scripts/uber_eats_neighbour/good.txt"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments], cwd=ROOT, input=stdin, capture_output=True, check=False
    )


def played(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["play", *arguments, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"python -m trainer {command}" in capsys.readouterr().out


def test_check_of_what_ships_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "no problems" in capsys.readouterr().out


def test_check_tells_place_and_code_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(difficulty=9))
    assert main(["check", str(file)]) == 1
    assert f"{file}:8:13: error wrong-value" in capsys.readouterr().out
    assert main(["check", str(file), "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["line"], problem["column"], problem["severity"], problem["code"]) == (
        8,
        13,
        "error",
        "wrong-value",
    )


def test_play_prints_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    result = played(capsys, "uber_eats_neighbour", "--replies", str(GOOD), "--seed", "7")
    assert (result["scenario"], result["seed"]) == ("uber_eats_neighbour", 7)
    assert result["ending"].keys() >= {"id", "kind"}
    for number, turn in enumerate(result["turns"], start=1):
        assert turn["n"] == number
        assert turn["speaker"] == ("caller" if number % 2 else "trainee")
        assert turn.keys() >= {"n", "speaker", "text", "state", "mood", "moves"}
        assert turn["mood"].keys() == {"trust", "distress"}
        for move in turn["moves"]:
            assert move["quote"] in turn["text"]


def test_the_same_seed_gives_the_same_call(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("uber_eats_neighbour", "--replies", str(GOOD), "--seed")
    assert played(capsys, *arguments, "7") == played(capsys, *arguments, "7")
    first, second = (played(capsys, *arguments, seed) for seed in ("7", "8"))
    assert first["turns"] != second["turns"]
    assert [turn["state"] for turn in first["turns"]] == [turn["state"] for turn in second["turns"]]


def test_score_reads_what_play_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "call.json"
    file.write_text(json.dumps(played(capsys, "uber_eats_neighbour", "--replies", str(GOOD), "--seed", "7")))
    assert main(["score", str(file), "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card.keys() >= {"rubric", "total", "caps", "dimensions", "criteria", "critical"}
    assert {criterion["status"] for criterion in card["criteria"]} <= {
        "met", "partly", "missed", "not_applicable", "unscored",
    }  # fmt: skip
    assert main(["score", str(file)]) == 0
    assert "of 100" in capsys.readouterr().out


def test_report_prints_what_play_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = played(capsys, "uber_eats_neighbour", "--replies", str(GOOD), "--seed", "7")
    file = tmp_path / "call.json"
    file.write_text(json.dumps(call), encoding="utf-8")
    assert main(["score", str(file), "--json"]) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    for form in ("html", "md"):
        assert main(["report", str(file), "--format", form]) == 0
        printed = capsys.readouterr().out
        assert f"{total} of 100" in printed
        assert "One thing to try" in printed
    file.write_text(json.dumps({**call, "scenario": "gone_from_here"}), encoding="utf-8")
    assert main(["report", str(file)]) == 0
    assert "gone_from_here" in capsys.readouterr().out


def test_score_reads_the_bare_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = played(capsys, "uber_eats_neighbour", "--replies", str(GOOD), "--seed", "7")
    bare = {key: full[key] for key in ("scenario", "seed", "turns", "ending")}
    bare["turns"] = [
        {key: turn[key] for key in ("n", "speaker", "text", "state", "mood", "moves")} for turn in full["turns"]
    ]
    file = tmp_path / "call.json"
    file.write_text(json.dumps(bare))
    assert main(["score", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] > 0


def test_listen_answers_each_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "a", "caller": "He took my money.", "raised": [], "reply": "I believe you."},
        {"id": "b", "caller": "", "raised": [], "reply": ""},
    ]
    raw = "\n".join(json.dumps(line) for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["listen"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["id"] == "a"
    assert {"believes_caller"} <= {move["id"] for move in first["moves"]}
    assert first["moves"][0].keys() == {"id", "confidence", "quote"}
    assert second == {"id": "b", "moves": []}


def test_listen_answers_before_the_next_line_comes() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "listen"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for name in ("1", "2"):
        process.stdin.write(
            json.dumps({"id": name, "caller": "", "raised": [], "reply": "I believe you."}).encode() + b"\n"
        )
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == name
    process.stdin.close()
    assert process.wait(timeout=20) == 0


@dataclass(frozen=True)
class Bad:
    id: str
    arguments: Sequence[str]
    says: str
    files: tuple[tuple[str, bytes], ...] = ()
    stdin: bytes = b""


BAD = (
    Bad("check: no such file", ("check", "{tmp}/none.yaml"), "no such file or folder"),
    Bad("play: no such scenario", ("play", "nobody"), "no scenario is called `nobody`"),
    Bad("play: no such file", ("play", "uber_eats_neighbour", "--replies", "{tmp}/none"), "cannot be read"),
    Bad("play: a folder", ("play", "uber_eats_neighbour", "--replies", "{tmp}"), "cannot be read"),
    Bad("play: an empty reply", ("play", "uber_eats_neighbour", "--replies", "{tmp}/r"), "r:2: There is nothing to say", (("r", b"Hello\n\nBye\n"),)),
    Bad("play: an empty file", ("play", "uber_eats_neighbour", "--replies", "{tmp}/r"), "r:1: There is nothing to say", (("r", b""),)),
    Bad("play: not UTF-8", ("play", "uber_eats_neighbour", "--replies", "{tmp}/r"), "not UTF-8", (("r", b"\xff\xfe"),)),
    Bad("play: two megabytes in a line", ("play", "uber_eats_neighbour", "--replies", "{tmp}/r"), "2,000,000 characters", (("r", b"x" * 2_000_000),)),
    Bad("play: an ended call", ("play", "uber_eats_neighbour", "--replies", "{tmp}/r"), "r:2: This call has ended", (("r", b"/end\nHello\n"),)),
    Bad("play: a broken scenario", ("play", "{tmp}/s.yaml"), "s.yaml:1:1: error yaml-boolean-key", (("s.yaml", b"on: 1\n"),)),
    Bad("play: not YAML", ("play", "{tmp}/s.yaml"), "yaml-syntax", (("s.yaml", b"a: [\n"),)),
    Bad("score: no such file", ("score", "{tmp}/none.json"), "cannot be read"),
    Bad("score: not JSON", ("score", "{tmp}/t.json"), "t.json:1:1: not JSON", (("t.json", b"nope"),)),
    Bad("score: not UTF-8", ("score", "{tmp}/t.json"), "not UTF-8", (("t.json", b"\xff"),)),
    Bad("score: a list", ("score", "{tmp}/t.json"), '"scenario" is missing', (("t.json", b"[]"),)),
    Bad("score: nested to the moon", ("score", "{tmp}/t.json"), "not JSON that can be read", (("t.json", b"[" * 100_000),)),
    Bad("score: unknown move", ("score", "{tmp}/t.json"), "hugs", (("t.json", json.dumps({"scenario": "uber_eats_neighbour", "seed": 1, "ending": None, "turns": [{"n": 1, "speaker": "trainee", "text": "x", "state": "urgent", "mood": {"trust": 1, "distress": 1}, "moves": [{"id": "hugs", "confidence": 1, "quote": "x"}]}]}).encode()),)),
    Bad("score: unknown rubric", ("score", "{tmp}/t.json", "--rubric", "../x"), "no rubric is called", (("t.json", b"{}"),)),
    Bad("teach: no move", ("teach",), "say which move"),
    Bad("teach: unknown move", ("teach", "hugs", "x"), "no move is called `hugs`"),
    Bad("teach: nothing to take back", ("teach", "--undo"), "nothing has been taught"),
    Bad("features: not UTF-8", ("features",), "line 1: not UTF-8", stdin=b"\xff\n"),
    Bad("evaluate-listener: no such folder", ("evaluate-listener", "--data", "{tmp}/none"), "no such folder"),
    Bad("evaluate-listener: an empty folder", ("evaluate-listener", "--data", "{tmp}"), "no labelled replies"),
    Bad("evaluate-listener: a line at fault", ("evaluate-listener", "--data", "{tmp}"), "x.jsonl:1:1: error reply-line", (("x.jsonl", b"nope\n"),)),
    Bad("listen: not JSON", ("listen",), "line 1: not JSON", stdin=b"nope\n"),
    Bad("listen: not UTF-8", ("listen",), "line 1: not UTF-8", stdin=b'{"reply": "\xff"}\n'),
    Bad("listen: no reply", ("listen",), 'line 1: "reply" is missing', stdin=b"{}\n"),
    Bad("listen: raised is text", ("listen",), '"raised" is not a list', stdin=b'{"reply": "x", "raised": "police"}\n'),
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.id)
def test_bad_input_gives_one_clear_line_and_exit_code_2(bad: Bad, tmp_path: Path) -> None:
    for name, content in bad.files:
        (tmp_path / name).write_bytes(content)
    done = run(*(argument.replace("{tmp}", str(tmp_path)) for argument in bad.arguments), stdin=bad.stdin)
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert bad.says in told
    assert "Traceback" not in told
    assert len([line for line in told.splitlines() if line.strip()]) == (
        1 if "s.yaml" not in told else told.count("error")
    )


def test_an_unknown_option_is_refused_by_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["play", "--loud"])
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_features_prints_the_traits_of_each_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = b"What would help tonight?\nYou should leave him.\n\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["features"]) == 0
    asked, advised, empty = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (asked["traits"]["open_question"], asked["traits"]["advice"]) == (1.0, 0.0)
    assert (advised["traits"]["open_question"], advised["traits"]["advice"]) == (0.0, 1.0)
    assert advised["clauses"][0]["mood"] == "order"
    assert set(empty["traits"].values()) == {0.0}
    assert empty["clauses"] == []


def test_listen_says_which_language_it_cannot_hear(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = json.dumps({"id": 1, "reply": "Te creo. No es tu culpa, ¿estás bien?"}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["listen"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": 1, "moves": [], "language": "es"}


def test_listen_tells_why(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    raw = json.dumps({"id": 1, "reply": "I believe you."}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["listen", "--why"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["moves"][0]["reason"] == "heard as taking the caller's word: 'I believe you'"
    assert "maybe" in answer


def test_listen_takes_a_line_of_ten_megabytes() -> None:
    line = json.dumps({"id": 1, "caller": "", "raised": [], "reply": "I believe you. " * 700_000}).encode()
    done = run("listen", stdin=line + b"\n" + json.dumps({"id": 2, "reply": "Bye."}).encode())
    assert done.returncode == 0, done.stderr.decode()[-300:]
    assert [json.loads(answer)["id"] for answer in done.stdout.splitlines()] == [1, 2]


def test_teach_shows_keeps_and_takes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = small_replies(tmp_path / "replies")
    monkeypatch.setattr(teach, "REPLIES_FOLDER", replies)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["teach", "gives_orders"]) == 0
    assert "yes: Delete your accounts." in capsys.readouterr().out
    assert main(["teach", "gives_orders", "Off you trot to the clinic.", "--dry-run"]) == 0
    assert "Not kept." in capsys.readouterr().out
    assert main(["teach", "gives_orders", "Off you trot to the clinic."]) == 0
    assert "Kept as own-1" in capsys.readouterr().out
    assert main(["teach", "gives_orders", "Off you trot to the clinic.", "--not"]) == 1
    assert "contradicts own-1" in capsys.readouterr().out
    assert main(["teach", "--undo"]) == 0
    assert "Taken back: 'Off you trot to the clinic.'" in capsys.readouterr().out


def test_evaluate_listener_measures_a_small_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = small_replies(tmp_path / "replies")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x.jsonl").write_text(
        json.dumps({"id": "x1", "reply": "You should call the police.", "moves": ["suggests_police_unasked"]}) + "\n"
    )
    (tmp_path / "data/a.jsonl").write_bytes((replies / "a.jsonl").read_bytes())
    monkeypatch.setattr(evaluate_listener, "REPLIES_FOLDER", replies)
    assert main(["evaluate-listener", "--data", str(tmp_path / "data"), "--by-author", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"cues alone", "majority", "plain TF-IDF + logistic regression"} < set(found["contenders"])
    assert all(set(values["authors"]) == {"a", "x"} for values in found["contenders"].values())
    assert [row["replies"] for row in found["learning_curve"]] == sorted(
        row["replies"] for row in found["learning_curve"]
    )
