"""What is deleted is in no table, and not in any of SQLite's files afterwards."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.store.conftest import NOW
from tests.store.examples import OPINION, card, reply, started
from trainer.calls.voiced_line import VoicedLine
from trainer.errors import StoreError
from trainer.store import calls
from trainer.store.choices import leave_out, left_out_by
from trainer.store.contests import contest, contests_of
from trainer.store.database import Database, open_database
from trainer.store.drills import drill_cards_of, save_drill
from trainer.store.messages import delete_messages, mark_read, messages_for, send_message
from trainer.store.moods import moods_of, save_mood
from trainer.store.opinions import save_opinion, save_ratings
from trainer.store.people import Person, create_guest, delete_person
from trainer.store.stored import Contest, DrillCard, DrillTry, OwnMood, Rating, StoredOpinion
from trainer.store.tables import metadata
from trainer.store.voices import save_voiced

MEANT = Contest(2, "open_question", "what was meant by me", NOW)


def on_disk(file: Path) -> bytes:
    """Every byte of the database, its log included."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def practised(database: Database, person: Person) -> str:
    """A call of this person's with everything that can be kept of it, and a drill, and a call left out."""
    call_id = started(database, person)
    reply(database, call_id, 1)
    calls.save_scorecard(database, call_id, card(), NOW)
    calls.save_reflection(database, call_id, person.id, "thoughts of mine", NOW)
    contest(database, call_id, person.id, MEANT)
    save_voiced(database, call_id, 3, VoicedLine("It's a bad night.", "model"))
    save_mood(database, call_id, person.id, OwnMood(4, 2))
    save_opinion(database, call_id, person.id, StoredOpinion(OPINION, NOW))
    save_ratings(database, call_id, person.id, [Rating("warm_close", True, NOW)])
    save_drill(
        database, person.id, DrillCard("reflect", "a card of mine", NOW), (DrillTry("reflect", "a1", True, NOW),)
    )
    leave_out(database, person.id, "a call not for me")
    return call_id


def filled(database: Database) -> set[str]:
    """The tables in which there is anything."""
    with database.read() as connection:
        return {table.name for table in metadata.sorted_tables if connection.execute(select(table)).first()}


def test_a_person_takes_everything_of_theirs_along(database: Database, wren: Person) -> None:
    practised(database, wren)
    assert filled(database) == {table.name for table in metadata.sorted_tables} - {"messages"}
    delete_person(database, wren.id)
    assert filled(database) == {"contents"}


def test_a_person_leaves_what_belongs_to_others(database: Database, wren: Person, robin: Person) -> None:
    shared, own = practised(database, wren), practised(database, robin)
    calls.grant_access(database, shared, robin.id, NOW)
    theirs = Contest(2, "open_question", "what was meant by Robin", NOW)
    contest(database, shared, robin.id, theirs)
    delete_person(database, wren.id)
    assert moods_of(database, robin.id) == {own: OwnMood(4, 2)}
    assert (list(drill_cards_of(database, robin.id)), left_out_by(database, robin.id)) == (
        ["reflect"],
        frozenset({"a call not for me"}),
    )
    assert contests_of(database, own, robin.id) == (MEANT,)
    assert (contests_of(database, shared, robin.id), contests_of(database, shared, wren.id)) == ((theirs,), ())
    assert (moods_of(database, wren.id), drill_cards_of(database, wren.id)) == ({}, {})


def test_a_call_takes_its_contests_and_moods_along(database: Database, wren: Person) -> None:
    call_id = practised(database, wren)
    calls.delete_call(database, call_id, wren.id)
    assert filled(database) == {"people", "sessions", "contents", "drill_cards", "drill_tries", "left_out"}


def test_what_was_meant_is_in_none_of_the_files_after_its_call(file_database: Database, sqlite_file: Path) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    call_id = practised(file_database, wren)
    contest(file_database, call_id, wren.id, Contest(2, "open_question", "what I then meant", NOW))
    assert b"what I then meant" in on_disk(sqlite_file)
    calls.delete_call(file_database, call_id, wren.id)
    left = on_disk(sqlite_file)
    assert b"a card of mine" in left
    assert not [
        gone for gone in (MEANT.meant, "what I then meant", "thoughts of mine", "warm_close") if gone.encode() in left
    ]


def test_what_a_person_contested_in_a_call_of_others_is_in_none_of_the_files(
    file_database: Database, sqlite_file: Path
) -> None:
    wren, robin = (create_guest(file_database, name, NOW)[0] for name in ("Wren", "Robin"))
    shared = practised(file_database, wren)
    calls.grant_access(file_database, shared, robin.id, NOW)
    delete_person(file_database, wren.id)
    left = on_disk(sqlite_file)
    assert shared.encode() in left
    assert MEANT.meant.encode() not in left


def test_what_was_drilled_and_left_out_is_in_none_of_the_files_after_its_person(
    file_database: Database, sqlite_file: Path
) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    practised(file_database, wren)
    typed = (MEANT.meant, "a card of mine", "a call not for me", wren.id)
    before = on_disk(sqlite_file)
    assert all(one.encode() in before for one in typed)
    delete_person(file_database, wren.id)
    left = on_disk(sqlite_file)
    assert not [gone for gone in typed if gone.encode() in left]


def test_a_deleted_message_is_in_none_of_the_files(file_database: Database, sqlite_file: Path) -> None:
    for words in ("words that were read", "words still waiting"):
        send_message(file_database, "lead", words, NOW)
    mark_read(file_database, [messages_for(file_database, "lead")[0].id], NOW)
    delete_messages(file_database, "lead")
    left = on_disk(sqlite_file)
    assert b"words still waiting" in left
    assert b"words that were read" not in left


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
