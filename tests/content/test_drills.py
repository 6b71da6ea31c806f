"""Files of drills: one that can be used, and each fault at its place."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.mini import mini_playable
from trainer.content.drills import DrillLine, load_drills, read_drill
from trainer.errors import ContentError, InputError

SCENARIOS = {"mini": mini_playable().scenario}
SAID = ("Hi.", "The secret.", "OK.", "He had a knife.", "He scared me.", "Bye.")
DRILL: dict[str, Any] = {
    "id": "affirm",
    "title": "Affirm",
    "about": "Say what is strong.",
    "tip": "Name it.",
    "meets": ["affirms_strength"],
    "lines": [{"scenario": "mini", "says": says, "good": "G.", "slip": "S.", "why": "W."} for says in SAID],
}
DELETE = object()


def written(folder: Path, data: Any, name: str = "affirm") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def changed(at: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    data = deepcopy(DRILL)
    inner: Any = data
    for part in at[:-1]:
        inner = inner[part]
    if value is DELETE:
        del inner[at[-1]]
    else:
        inner[at[-1]] = value
    return data


def test_a_drill_is_read_with_soft_lines_and_endings_too(tmp_path: Path) -> None:
    drill, source = read_drill(written(tmp_path, DRILL), SCENARIOS)
    assert source.problems == []
    assert drill
    assert tuple(line.says for line in drill.lines) == SAID
    assert load_drills(SCENARIOS, tmp_path) == {"affirm": drill}


@dataclass(frozen=True)
class Case:
    id: str
    path: tuple[str | int, ...]
    value: Any
    problem: str
    at: str


CASES = (
    Case("unknown key", ("tips",), "More.", "unknown-key", "tips:"),
    Case("unknown key in a line", ("lines", 0, "better"), "B.", "unknown-key", "better:"),
    Case("missing key", ("tip",), DELETE, "missing-key", "id:"),
    Case("missing key in a line", ("lines", 1, "slip"), DELETE, "missing-key", "- scenario:"),
    Case("no words", ("title",), "", "wrong-value", "''"),
    Case("a harmful move", ("meets",), ["affirms_strength", "moralises"], "wrong-value", "moralises"),
    Case("a move nobody knows", ("meets",), ["affirms_strength", "hugs"], "wrong-value", "hugs"),
    Case("no move", ("meets",), [], "wrong-value", "[]"),
    Case("too few lines", ("lines",), DRILL["lines"][:4], "wrong-value", "- scenario:"),
    Case("lines that are none", ("lines",), "many", "wrong-value", "many"),
    Case("too many words", ("lines", 0, "good"), "word " * 300, "wrong-value", "good:"),
    Case("not the file's name", ("id",), "other", "id-not-file-name", "other"),
    Case("no line of that scenario", ("lines", 2, "says"), "Ok.", "drill-line-not-found", "Ok."),
    Case("more than the line", ("lines", 2, "says"), "OK. The secret.", "drill-line-not-found", "OK. The"),
    Case("no such scenario", ("lines", 3, "scenario"), "maxi", "drill-line-not-found", "knife"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_fault_is_told_once_at_its_place(case: Case, tmp_path: Path) -> None:
    path = written(tmp_path, changed(case.path, case.value))
    drill, source = read_drill(path, SCENARIOS)
    [problem] = source.problems
    assert drill is None
    assert problem.code == case.problem
    assert case.at in path.read_text(encoding="utf-8").splitlines()[problem.line - 1]


UGLY = (b"", b"\xff\xfe\x00", b"- 1\n- 2\n", b"id: [", b"just words", b"id: affirm\nid: affirm\n", b"\x00")


@pytest.mark.parametrize("raw", UGLY, ids=repr)
def test_what_is_no_drill_is_refused_and_never_raised(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "affirm.yaml"
    path.write_bytes(raw)
    drill, source = read_drill(path, SCENARIOS)
    assert drill is None
    assert source.problems


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"affirm\.yaml"):
        read_drill(tmp_path / "affirm.yaml", SCENARIOS)


def test_every_faulty_file_is_named_at_once(tmp_path: Path) -> None:
    written(tmp_path, changed(("title",), ""))
    written(tmp_path, {**DRILL, "id": "reflect"}, "reflect")
    written(tmp_path, changed(("id",), "Other One"), "other")
    with pytest.raises(ContentError, match=r"(?s)affirm\.yaml.*other\.yaml") as caught:
        load_drills(SCENARIOS, tmp_path)
    assert "reflect" not in str(caught.value)
    assert len(caught.value.problems) == 2


def test_lines_of_a_scenario_that_is_gone_are_a_fault(tmp_path: Path) -> None:
    written(tmp_path, DRILL)
    with pytest.raises(ContentError, match="no line of `mini`") as caught:
        load_drills({}, tmp_path)
    assert len(caught.value.problems) == len(SAID)


def test_no_files_are_no_drills(tmp_path: Path) -> None:
    assert load_drills(SCENARIOS, tmp_path) == {}


WORDS = st.text(min_size=1, max_size=40)


@given(WORDS, WORDS, WORDS)
def test_a_line_keeps_its_key_whatever_is_written_beside_it(says: str, good: str, why: str) -> None:
    line = DrillLine(scenario="mini", says=says, good=good, slip="S.", why=why)
    assert line.key == DrillLine(scenario="mini", says=says, good="G.", slip="S.", why="W.").key
    assert line.key != DrillLine(scenario="maxi", says=says, good=good, slip="S.", why=why).key
    assert line.key != DrillLine(scenario="mini", says=f"{says}.", good=good, slip="S.", why=why).key
    assert len(line.key) == 16
