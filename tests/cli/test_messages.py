"""`messages`: what trainees wrote, printed for the one it is for, and deleted once read."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.mini import NOON
from trainer.cli.main import main
from trainer.store.database import Database, open_database
from trainer.store.messages import messages_for, send_message


@pytest.fixture
def database() -> Iterator[Database]:
    """A database in which two messages wait for one person and one for another."""
    opened = open_database()
    send_message(opened, "shift_lead", "It was a long one.\nCan we talk?", NOON)
    send_message(opened, "shift_lead", "Ça va mieux — 🌱", NOON + timedelta(hours=1))
    send_message(opened, "peer_debriefer", "Somebody else's.", NOON)
    yield opened
    opened.close()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["messages", *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


BOTH = """2026-01-05 12:00 UTC
It was a long one.
Can we talk?

2026-01-05 13:00 UTC
Ça va mieux — 🌱

"""


def test_messages_are_printed_once_and_all_when_asked(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "shift_lead") == BOTH
    assert all(one.read_at for one in messages_for(database, "shift_lead"))
    assert [one.read_at for one in messages_for(database, "peer_debriefer")] == [None]
    assert printed(capsys, "shift_lead") == "No new messages.\n"
    send_message(database, "shift_lead", "A new one.", NOON)
    read_at = messages_for(database, "shift_lead")[0].read_at
    assert printed(capsys, "shift_lead", "--all") == f"{BOTH}2026-01-05 12:00 UTC\nA new one.\n\n"
    assert messages_for(database, "shift_lead")[0].read_at == read_at
    assert printed(capsys, "shift_lead") == "No new messages.\n"


def test_only_what_was_read_is_deleted_and_nothing_is_printed_of_it(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "shift_lead", "--delete-read") == "0 messages deleted for good.\n"
    assert printed(capsys, "shift_lead") == BOTH
    send_message(database, "shift_lead", "Not read yet.", NOON)
    assert printed(capsys, "shift_lead", "--delete-read") == "2 messages deleted for good.\n"
    assert [one.text for one in messages_for(database, "shift_lead")] == ["Not read yet."]
    assert len(messages_for(database, "peer_debriefer")) == 1


@pytest.mark.parametrize("name", ["nobody", "Shift_Lead", "' OR 1=1 --"])
def test_an_unknown_name_is_refused_and_the_known_ones_are_named(
    database: Database, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for options in ((), ("--all",), ("--delete-read",)):
        assert main(["messages", name, *options]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert f"nobody is called `{name}` (there are: shift_lead, peer_debriefer)" in said.err
        assert said.err.count("\n") == 1


OWN = """people:
  night_desk:
    name: Ines, at the night desk
    listens_to: Anything.
    reads: Every evening.
    otherwise: Knock.
"""


def own_people(folder: Path, text: str = OWN) -> None:
    """The organisation's own people, in its data folder."""
    folder.mkdir(exist_ok=True)
    (folder / "people.yaml").write_text(text, encoding="utf-8")


def test_the_people_of_the_data_folder_take_the_place_of_those_that_ship(
    database: Database, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_people(data_folder)
    send_message(database, "night_desk", "Are you there?", NOON + timedelta(minutes=42))
    assert printed(capsys, "night_desk") == "2026-01-05 12:00 UTC\nAre you there?\n\n"
    assert main(["messages", "shift_lead"]) == 2
    assert "nobody is called `shift_lead` (there are: night_desk)" in capsys.readouterr().err
    assert [one.read_at for one in messages_for(database, "shift_lead")] == [None, None]
    (data_folder / "people.yaml").unlink()
    assert printed(capsys, "shift_lead") == BOTH


def test_a_broken_file_of_people_is_told_and_nothing_is_printed(
    database: Database, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_people(data_folder, OWN.replace("    otherwise: Knock.\n", "    mood: blue\n"))
    assert main(["messages", "night_desk"]) != 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "people.yaml" in said.err
    assert "otherwise" in said.err
    assert [one.read_at for one in messages_for(database, "shift_lead")] == [None, None]
