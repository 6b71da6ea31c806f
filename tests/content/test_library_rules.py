"""Rules between scenarios, and on cards and plans: each with a broken example, at its line."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.mini import MINI
from trainer.content.check import check_files
from trainer.content.library import RUBRICS
from trainer.content.plans import read_plans
from trainer.content.protocols import load_protocols

TODAY = date(2026, 12, 1)
CARD: dict[str, Any] = {
    "id": "fire",
    "title": "Fire",
    "when": "There is a fire.",
    "steps": ["You ask whether they are out.", "You stay with them."],
    "say": ["Are you outside?"],
    "avoid": ["Asking how it started."],
    "facts": [
        {
            "text": "Smoke rises.",
            "jurisdiction": "Everywhere",
            "source": "A test",
            "reviewed": "2025-11-01",
            "review_by": "2026-11-30",
        }
    ],
}


def written(path: Path, data: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def told(paths: list[Path], code: str) -> list[str]:
    problems, _ = check_files(paths, TODAY)
    return [
        Path(problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1].strip()
        for problem in problems
        if problem.code == code
    ]


def test_a_line_of_another_caller_is_told_once_where_it_stands_again(tmp_path: Path) -> None:
    other = deepcopy(MINI) | {"id": "other", "caller": MINI["caller"] | {"name": "O"}}
    for data in (mini := deepcopy(MINI), other):
        data["states"]["open"]["otherwise"]["lines"][0] = "I was born in that van, you know."
    paths = [written(tmp_path / "mini.yaml", mini), written(tmp_path / "other.yaml", other)]
    assert told(paths, "line-of-another") == ["- I was born in that van, you know."]


def test_small_scenarios_of_a_library_are_told(tmp_path: Path) -> None:
    paths = [written(tmp_path / "mini.yaml", MINI), written(tmp_path / "other.yaml", deepcopy(MINI) | {"id": "other"})]
    assert told(paths, "too-small") == ["facts:", "states:"] * 2
    assert told(paths[:1], "too-small") == []


def test_a_card_past_its_review_is_told_at_the_date(tmp_path: Path) -> None:
    path = written(tmp_path / "protocols" / "fire.yaml", CARD)
    assert told([path], "review-overdue") == ["review_by: '2026-11-30'"]
    assert check_files([path], date(2026, 11, 30))[0] == []


def test_a_plan_that_names_no_move_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path / "mini.plan.yaml", {"good": {"ending": "good", "replies": [{"say": "Hi.", "moves": ["hugs"]}]}}
    )
    assert told([path], "unknown-move") == ["- hugs"]
    assert read_plans(written(path, ["no plan"]))[1].problems


def test_every_card_of_the_project_can_be_read_and_is_sourced() -> None:
    cards = load_protocols()
    assert set(cards) == {path.stem for path in (RUBRICS / "protocols").glob("*.yaml")}
    assert len(cards) == 8
    for card in cards.values():
        for fact in card.facts:
            assert fact.reviewed < fact.review_by, card.id
