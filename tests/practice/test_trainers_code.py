"""The code that shows who runs an installation."""

import stat
from pathlib import Path

import pytest

from trainer.practice.trainers_code import is_trainers_code, trainers_code
from trainer.private_files import create_private


def test_the_code_is_made_once_and_is_for_its_owner_alone(data_folder: Path) -> None:
    code = trainers_code()
    assert trainers_code() == code
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert stat.S_IMODE((data_folder / "trainer.code").stat().st_mode) == 0o600


def test_of_two_who_make_a_code_at_once_both_have_the_one_that_stands(data_folder: Path) -> None:
    code = trainers_code()
    create_private("trainer.code", "another-code")
    assert trainers_code() == code
    assert [path.name for path in data_folder.iterdir()] == ["trainer.code"]


def test_two_installations_have_two_codes(data_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = trainers_code()
    monkeypatch.setenv("PRACTICE_LINE_DATA", str(tmp_path / "other"))
    assert trainers_code() != code
    assert not is_trainers_code(code)


@pytest.mark.parametrize("typed", ["", " ", "-", "wrong", "ééé"])
def test_no_other_words_open_it(typed: str) -> None:
    assert not is_trainers_code(typed)  # nobody has asked for a code yet
    trainers_code()
    assert not is_trainers_code(typed)


def test_capitals_and_spaces_do_not_matter() -> None:
    code = trainers_code()
    assert is_trainers_code(f" {code.upper()} ")
    assert is_trainers_code(code.replace("-", ""))
    assert not is_trainers_code(code[:-1])
