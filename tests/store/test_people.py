"""A session is known by its token alone, and a person who leaves takes everything of theirs along."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.store.conftest import NOW
from tests.store.examples import reply, started
from trainer.errors import NotFound
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.people import Person, create_guest, delete_person, end_session, person_of_token
from trainer.store.tables import metadata, sessions


def test_token_finds_its_person(database: Database) -> None:
    wren, token = create_guest(database, "Wren", NOW)
    robin, other = create_guest(database, "Robin", NOW)
    assert person_of_token(database, token, NOW) == wren == Person(wren.id, "Wren", NOW)
    assert person_of_token(database, other, NOW) == robin


def test_tokens_are_long_and_only_their_hash_is_kept(database: Database) -> None:
    tokens = {create_guest(database, "Wren", NOW)[1] for _ in range(20)}
    with database.read() as connection:
        kept = set(connection.execute(select(sessions.c.token_hash)).scalars())
    assert kept == {hashlib.sha256(token.encode()).hexdigest() for token in tokens}
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize("token", ["", "x", "nul\x00", "half\ud83d", "x" * 100_000])
def test_any_other_token_finds_nobody(database: Database, wren: Person, token: str) -> None:
    assert person_of_token(database, token, NOW) is None


def test_hash_of_a_token_is_no_token(database: Database) -> None:
    _, token = create_guest(database, "Wren", NOW)
    assert person_of_token(database, hashlib.sha256(token.encode()).hexdigest(), NOW) is None


def test_session_is_noted_as_seen_every_few_minutes_only(database: Database) -> None:
    _, token = create_guest(database, "Wren", NOW)
    seen = []
    for minutes in (1, 4, 6, 7, 12):
        person_of_token(database, token, NOW + timedelta(minutes=minutes))
        with database.read() as connection:
            seen.append(connection.execute(select(sessions.c.seen_at)).scalar_one() - NOW)
    assert seen == [timedelta(minutes=minutes) for minutes in (0, 0, 6, 6, 12)]


def test_ended_session_finds_nobody_and_the_person_stays(database: Database) -> None:
    wren, token = create_guest(database, "Wren", NOW)
    end_session(database, token)
    assert person_of_token(database, token, NOW) is None
    assert started(database, wren)


def test_leaving_takes_everything_but_the_scenarios(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1)
    calls.save_reflection(database, call_id, wren.id, "mine", NOW)
    delete_person(database, wren.id)
    with database.read() as connection:
        left = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar()
            for table in metadata.sorted_tables
        }
    assert {name for name, rows in left.items() if rows} == {"contents"}


def test_leaving_keeps_a_call_that_another_may_open(database: Database, wren: Person, robin: Person) -> None:
    shared, own = started(database, wren), started(database, wren)
    calls.grant_access(database, shared, robin.id, NOW)
    calls.save_reflection(database, shared, wren.id, "mine", NOW)
    delete_person(database, wren.id)
    assert [one.id for one in calls.calls_of(database, robin.id)] == [shared]
    with pytest.raises(NotFound, match="no such call"):
        calls.load_call(database, own)
    delete_person(database, robin.id)
    with pytest.raises(NotFound, match="no such call"):
        calls.load_call(database, shared)


def test_leaving_twice_is_not_found(database: Database, wren: Person) -> None:
    delete_person(database, wren.id)
    with pytest.raises(NotFound, match="no such person"):
        delete_person(database, wren.id)
