"""What is deleted is not in any of SQLite's files afterwards."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.conftest import NOW
from tests.store.examples import reply, started
from trainer.errors import StoreError
from trainer.store import calls
from trainer.store.database import Database, open_database
from trainer.store.people import create_guest, delete_person


def on_disk(file: Path) -> bytes:
    """Every byte of the database, its log included."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def test_deleted_call_is_in_none_of_the_files(file_database: Database, sqlite_file: Path) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    call_id = started(file_database, wren)
    reply(file_database, call_id, 1, "words of mine")
    calls.save_reflection(file_database, call_id, wren.id, "thoughts of mine", NOW)
    assert b"words of mine" in on_disk(sqlite_file)
    calls.delete_call(file_database, call_id, wren.id)
    left = on_disk(sqlite_file)
    assert b"Wren" in left
    for gone in (b"words of mine", b"thoughts of mine", b"that sounds hard", call_id.encode()):
        assert gone not in left


def test_deleted_person_is_in_none_of_the_files(file_database: Database, sqlite_file: Path) -> None:
    wren, _ = create_guest(file_database, "Wren of the Reeds", NOW)
    reply(file_database, started(file_database, wren), 1, "words of mine")
    delete_person(file_database, wren.id)
    left = on_disk(sqlite_file)
    assert not [gone for gone in (b"Wren of the Reeds", b"words of mine", wren.id.encode()) if gone in left]


def test_deleting_one_of_many_calls_leaves_nothing_of_it_between_the_others(
    file_database: Database, sqlite_file: Path
) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    chance = random.Random(5)
    said: dict[str, list[str]] = {started(file_database, wren): [] for _ in range(12)}
    for _ in range(150):
        call_id = chance.choice(list(said))
        mark = f"mark-{chance.getrandbits(64):016x}"
        said[call_id].append(mark)
        reply(file_database, call_id, len(said[call_id]), mark + "-" * chance.choice([10, 300, 6000]))
    for call_id, marks in list(said.items())[::2]:
        calls.delete_call(file_database, call_id, wren.id)
        left = on_disk(sqlite_file)
        assert not [mark for mark in marks if mark.encode() in left]


def test_a_reader_that_holds_on_is_told_of_and_the_next_deletion_wipes(
    file_database: Database, sqlite_file: Path
) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    first, second = started(file_database, wren), started(file_database, wren)
    reply(file_database, first, 1, "words of mine")
    hasty = open_database(f"sqlite:///{sqlite_file}", patience=0.1)
    with file_database.read() as reading:
        reading.execute(text("SELECT * FROM calls")).all()
        with pytest.raises(StoreError, match="deleted, but its text stays"):
            calls.delete_call(hasty, first, wren.id)
    hasty.close()
    assert b"words of mine" in on_disk(sqlite_file)
    calls.delete_call(file_database, second, wren.id)
    assert b"words of mine" not in on_disk(sqlite_file)
