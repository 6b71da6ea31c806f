"""What is read from files once: the same until one of them changes, comes or goes, and then read anew."""

import os
from pathlib import Path

import pytest
import yaml

from tests.content.test_drills import DRILL, SCENARIOS
from tests.mini import mini_text
from trainer.content import library
from trainer.content.drills import load_drills
from trainer.content.moves import MOVES_FOLDER, load_moves
from trainer.errors import ContentError


def touched(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def written(path: Path, text: str, seconds: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    touched(path, seconds)
    return path


def drill(name: str) -> str:
    return yaml.safe_dump({**DRILL, "id": name}, sort_keys=False)


@pytest.fixture
def moves_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The moves that ship, in a folder of this test's own."""
    for path in MOVES_FOLDER.glob("*.yaml"):
        written(tmp_path / path.name, path.read_text(encoding="utf-8"), 1_000)
    monkeypatch.setattr(library, "MOVES_FOLDER", tmp_path)
    monkeypatch.setattr(library, "load_moves", lambda: load_moves(tmp_path))
    return tmp_path


@pytest.fixture
def drills_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two drills in `drills`, with lines of a scenario in `scenarios`."""
    folder, scenarios = tmp_path / "drills", tmp_path / "scenarios"
    for at, name in enumerate(("affirm", "reflect"), start=1):
        written(folder / f"{name}.yaml", drill(name), 1_000 * at)
    written(scenarios / "mini.yaml", mini_text(), 3_000)
    written(scenarios / "other.yaml", mini_text(id="other"), 1_000)
    monkeypatch.setattr(library, "DRILLS", folder)
    monkeypatch.setattr(library, "scenario_paths", lambda: sorted(scenarios.glob("*.yaml")))
    monkeypatch.setattr(library, "usable_scenarios", lambda: SCENARIOS)
    monkeypatch.setattr(library, "load_drills", lambda known: load_drills(known, folder))
    return tmp_path


def test_moves_are_kept_while_no_file_changes(moves_folder: Path) -> None:
    assert set(library.moves()) == {path.stem for path in moves_folder.glob("[a-z]*.yaml")}
    assert library.moves() is library.moves()


def test_a_move_is_read_anew_when_its_file_changes(moves_folder: Path) -> None:
    assert library.moves()["warm_close"].title != "Says goodbye"
    path = moves_folder / "warm_close.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = ["title: Says goodbye" if line.startswith("title:") else line for line in lines]
    written(path, "\n".join(changed), 2_000)
    assert library.moves()["warm_close"].title == "Says goodbye"


def test_a_file_set_back_to_an_older_one_is_a_change_too(moves_folder: Path) -> None:
    before = library.moves()
    touched(moves_folder / "warm_close.yaml", 500)
    assert library.moves() is not before


def test_a_move_whose_file_is_gone_is_told(moves_folder: Path) -> None:
    library.moves()
    (moves_folder / "warm_close.yaml").unlink()
    with pytest.raises(ContentError, match=r"warm_close\.yaml.*this move's file is missing"):
        library.moves()


def test_a_change_of_the_words_that_moves_share_is_a_change(moves_folder: Path) -> None:
    before = library.moves()
    touched(moves_folder / "_words.yaml", 2_000)
    assert library.moves() is not before


def test_drills_are_kept_while_no_file_changes(drills_folder: Path) -> None:
    assert list(library.drills()) == ["affirm", "reflect"]
    assert library.drills() is library.drills()


def test_a_drill_is_read_anew_when_its_file_changes(drills_folder: Path) -> None:
    library.drills()
    written(drills_folder / "drills" / "affirm.yaml", drill("affirm").replace("Name it.", "Say it."), 1_500)
    assert library.drills()["affirm"].tip == "Say it.", "older than the newest file, and changed all the same"


def test_a_drill_goes_with_its_file_and_comes_with_it(drills_folder: Path) -> None:
    library.drills()
    (drills_folder / "drills" / "affirm.yaml").unlink()
    assert list(library.drills()) == ["reflect"]
    written(drills_folder / "drills" / "another.yaml", drill("another"), 500)
    assert list(library.drills()) == ["another", "reflect"]


def test_drills_are_read_anew_when_a_scenario_changes_or_goes(drills_folder: Path) -> None:
    before = library.drills()
    touched(drills_folder / "scenarios" / "other.yaml", 1_500)
    changed = library.drills()
    assert changed is not before
    (drills_folder / "scenarios" / "other.yaml").unlink()
    assert library.drills() is not changed


def test_what_ships_is_read_from_the_project() -> None:
    assert library.moves() == load_moves()
    assert library.drills() == load_drills(library.usable_scenarios())
