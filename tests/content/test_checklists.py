"""The file of checklists: what ships fits the rubric, and each fault is told at its place."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scoring.played import RUBRIC
from trainer.content import check
from trainer.content.check import check_files
from trainer.content.checklists import CHECKLISTS, checklists, load_checklists, read_checklists
from trainer.errors import ContentError, InputError

SHIPPED: dict[str, Any] = yaml.safe_load(CHECKLISTS.read_text(encoding="utf-8"))
DELETE = object()
TODAY = date(2026, 1, 5)


def written(folder: Path, data: Any) -> Path:
    path = folder / "judge.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
    return path


def changed(at: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    data = deepcopy(SHIPPED)
    inner: Any = data
    for part in at[:-1]:
        inner = inner[part]
    if value is DELETE:
        del inner[at[-1]]
    else:
        inner[at[-1]] = value
    return data


def test_what_ships_asks_about_every_criterion_that_is_not_left_to_a_person() -> None:
    rules = {criterion.id: criterion.rule for _, criterion in RUBRIC.criteria()}
    found = checklists()
    assert found.checklists.keys() == {name for name, rule in rules.items() if rule.kind != "person"}
    assert checklists() is found
    for name, one in found.checklists.items():
        assert one.met_when == ("all_no" if rules[name].kind == "avoids" else "all_yes"), name


def test_every_shipped_question_is_about_the_trainee_and_asked_once() -> None:
    asked = [question for one in checklists().checklists.values() for question in one.questions]
    assert len(asked) == len(set(asked))
    assert all("\n" not in question for question in asked)
    silent = [question for question in asked if "trainee" not in question and not question.startswith("Is ")]
    assert silent == []


@dataclass(frozen=True)
class Case:
    id: str
    path: tuple[str | int, ...]
    value: Any
    problem: str
    at: str
    message: str


CASES = (
    Case(
        "a criterion nobody knows",
        ("checklists", "smiles"),
        {"met_when": "all_yes", "questions": ["Does the trainee smile?"]},
        "unknown-criterion",
        "smiles:",
        "no criterion is called `smiles`",
    ),
    Case(
        "a criterion left to a person",
        ("checklists", "facts_match"),
        {"met_when": "all_yes", "questions": ["Are the facts right?"]},
        "unknown-criterion",
        "facts_match:",
        "`facts_match` is left to a person",
    ),
    Case(
        "a criterion without a checklist",
        ("checklists", "no_blame"),
        DELETE,
        "missing-key",
        "checklists:",
        "`no_blame` is missing here",
    ),
    Case("unknown key", ("checklists", "no_blame", "scale"), 5, "unknown-key", "scale:", "scale"),
    Case("no word on when", ("checklists", "no_blame", "met_when"), DELETE, "missing-key", "no_blame:", "met_when"),
    Case("another when", ("checklists", "no_blame", "met_when"), "any", "wrong-value", "met_when: any", "met_when"),
    Case("no question", ("checklists", "no_blame", "questions"), [], "wrong-value", "[]", "not 0"),
    Case("five questions", ("checklists", "no_blame", "questions"), ["A?"] * 5, "wrong-value", "- A?", "one to 4"),
    Case(
        "not a question", ("checklists", "no_blame", "questions", 0), "Rate it.", "wrong-value", "Rate", "question mark"
    ),
    Case("no words", ("checklists", "no_blame", "questions", 0), "", "wrong-value", "''", "0"),
    Case(
        "no name of a criterion",
        ("checklists", "No Blame"),
        {"met_when": "all_yes", "questions": ["Does the trainee blame?"]},
        "wrong-value",
        "met_when: all_yes",
        "pattern",
    ),
    Case("no checklist at all", ("checklists",), {}, "wrong-value", "{}", "checklists"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_fault_is_told_at_its_place(case: Case, tmp_path: Path) -> None:
    path = written(tmp_path, changed(case.path, case.value))
    found, source = read_checklists(path, RUBRIC)
    assert found is None
    [problem] = source.problems
    assert problem.code == case.problem
    assert case.message in problem.message
    assert case.at in path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    with pytest.raises(ContentError, match=case.problem):
        load_checklists(path, RUBRIC)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"- 1\n", b"checklists: [", b"just words", b"\x00"], ids=repr)
def test_what_holds_no_checklists_is_refused_and_never_raised(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "judge.yaml"
    path.write_bytes(raw)
    found, source = read_checklists(path, RUBRIC)
    assert found is None
    assert source.problems


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"judge\.yaml"):
        read_checklists(tmp_path / "judge.yaml", RUBRIC)


def test_check_finds_what_is_wrong_with_it(tmp_path: Path) -> None:
    assert check_files([CHECKLISTS], TODAY) == ([], 1)
    path = written(tmp_path, changed(("checklists", "no_blame"), DELETE))
    [problem], _ = check_files([tmp_path], TODAY)
    assert (problem.file, problem.code) == (str(path), "missing-key")


def test_with_a_broken_rubric_only_the_form_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ContentError(("the rubric's own",))

    monkeypatch.setattr(check, "call_rubric", broken)
    path = written(tmp_path, changed(("checklists", "smiles"), {"met_when": "all_yes", "questions": ["Smiles."]}))
    [problem], _ = check_files([path], TODAY)
    assert problem.code == "wrong-value"
