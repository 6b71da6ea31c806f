"""The people who may be written to: those who ship, and files that cannot be used."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.content.people import OWN_PEOPLE, PEOPLE, Confidant, load_people, people_here
from trainer.errors import ContentError, InputError

ROSA = {"name": "Rosa", "listens_to": "Anything.", "reads": "Weekdays.", "otherwise": "Knock."}
FILE: dict[str, Any] = {"people": {"shift_lead": ROSA}}


def written(folder: Path, data: Any) -> Path:
    path = folder / "people.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def test_those_who_ship_are_marked_as_made_up() -> None:
    found = load_people(PEOPLE)
    assert found.sample
    assert found.people


def test_an_organisations_own_are_read_in_their_order(tmp_path: Path) -> None:
    people = {"zoe": {**ROSA, "name": "Zoë 💜"}, "shift_lead": ROSA}
    found = load_people(written(tmp_path, {"people": people}))
    assert not found.sample
    assert list(found.people) == ["zoe", "shift_lead"]
    assert found.people["zoe"] == Confidant(**{**ROSA, "name": "Zoë 💜"})


def test_without_a_file_of_their_own_they_are_those_who_ship(data_folder: Path) -> None:
    assert people_here() == load_people(PEOPLE)
    data_folder.mkdir()
    (data_folder / OWN_PEOPLE).mkdir()
    assert people_here() == load_people(PEOPLE), "a folder is no file of people"


def test_an_organisations_own_file_in_the_data_folder_comes_first(data_folder: Path) -> None:
    data_folder.mkdir()
    written(data_folder, FILE)
    found = people_here()
    assert not found.sample
    assert found.people == {"shift_lead": Confidant(**ROSA)}
    (data_folder / OWN_PEOPLE).unlink()
    assert people_here().sample


def test_a_faulty_file_in_the_data_folder_is_told_and_not_passed_over(data_folder: Path) -> None:
    data_folder.mkdir()
    written(data_folder, {"people": {}})
    with pytest.raises(ContentError, match=r"data.people\.yaml"):
        people_here()


@dataclass(frozen=True)
class Case:
    id: str
    spoiled: Any
    problems: tuple[str, ...]


def spoiled(**changes: Any) -> dict[str, Any]:
    data = deepcopy(FILE)
    data["people"]["shift_lead"] |= changes
    return data


CASES = (
    Case("nobody", {"people": {}}, ("wrong-value",)),
    Case("no people", {"sample": True}, ("missing-key",)),
    Case("a list of people", {"people": [ROSA]}, ("wrong-value",)),
    Case("not a mapping", ["Rosa"], ("wrong-value",)),
    Case("an unknown key", {**FILE, "note": "N."}, ("unknown-key",)),
    Case("a phone number nobody asked for", spoiled(phone="911"), ("unknown-key",)),
    Case("no name", spoiled(name=""), ("wrong-value",)),
    Case("a number for words", spoiled(reads=24), ("wrong-value",)),
    Case("more words than fit", spoiled(reads="x" * 1201), ("wrong-value",)),
    Case("a short name in capitals", {"people": {"Rosa": ROSA}}, ("wrong-value",)),
    Case("a path for a short name", {"people": {"../rosa": ROSA}}, ("wrong-value",)),
    Case("every fault at once", spoiled(name="", reads=None, phone="911"),
         ("unknown-key", "wrong-value", "wrong-value")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_faulty_file_is_refused_with_every_fault(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"people\.yaml:\d+:\d+: error") as caught:
        load_people(written(tmp_path, case.spoiled))
    assert tuple(sorted(problem.code for problem in caught.value.problems)) == case.problems  # type: ignore[attr-defined]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"people: [", b"people: yes\n", b"\x00"], ids=repr)
def test_what_is_no_file_of_people_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_bytes(raw)
    with pytest.raises(ContentError, match=r"people\.yaml"):
        load_people(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nobody\.yaml"):
        load_people(tmp_path / "nobody.yaml")
