"""People and their sessions: a pseudonym, and the hash of a secret token; nothing that says who they are."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from trainer.store.access import keepable, require_person
from trainer.store.database import Database
from trainer.store.tables import call_access, calls, people, sessions

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Person:
    """Someone who practises, under a made-up name."""

    id: str
    pseudonym: str
    created_at: datetime


def create_guest(database: Database, pseudonym: str, now: datetime) -> tuple[Person, str]:
    """Keep a new person with a session of theirs; return both the person and the session's secret token."""
    person = Person(secrets.token_urlsafe(16), keepable(pseudonym), now)
    token = secrets.token_urlsafe(32)
    session = {"token_hash": _hash(token), "person_id": person.id, "created_at": now, "seen_at": now}
    with database.write() as connection:
        connection.execute(insert(people).values(id=person.id, pseudonym=person.pseudonym, created_at=now))
        connection.execute(insert(sessions).values(**session))
    return person, token


def person_of_token(database: Database, token: str, now: datetime) -> Person | None:
    """Return whose session this is, or None; notes that it was seen, at most every five minutes."""
    mine = sessions.c.token_hash == _hash(token)
    found = select(*people.columns, sessions.c.seen_at).join_from(sessions, people).where(mine)
    with database.read() as connection:
        row = connection.execute(found).first()
    if row is None:
        return None
    if now - row.seen_at >= SEEN_EVERY:
        with database.write() as connection:
            connection.execute(update(sessions).where(mine).values(seen_at=now))
    return Person(row.id, row.pseudonym, row.created_at)


def end_session(database: Database, token: str) -> None:
    """Make a token worthless; the person and their calls stay."""
    with database.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))


def delete_person(database: Database, person_id: str) -> None:
    """Delete a person for good: their sessions, all that is theirs alone, and the calls that nobody else may open.

    Raises NotFound if there is no such person.
    """
    theirs = select(call_access.c.call_id).where(call_access.c.person_id == person_id)
    with database.write() as connection:
        require_person(connection, person_id)
        # Locked in order, so that two who share a call and leave at once do not each leave it to the other.
        locked = select(calls.c.id).where(calls.c.id.in_(theirs)).order_by(calls.c.id).with_for_update()
        ids = connection.execute(locked).scalars().all()
        connection.execute(delete(people).where(people.c.id == person_id))
        open_to_others = select(call_access.c.call_id)
        for call_id in ids:
            connection.execute(delete(calls).where(calls.c.id == call_id, calls.c.id.not_in(open_to_others)))
    database.wipe_deleted()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
