"""How a trainee felt before and after a call: for them alone, and only if they say so."""

from dataclasses import asdict

from sqlalchemy import Connection, select

from trainer.store.access import require_access
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import OwnMood
from trainer.store.tables import moods


def save_mood(database: Database, call_id: str, person_id: str, mood: OwnMood) -> None:
    """Keep a person's mood around a call, in place of what they said before; raises NotFound."""
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        insert_mood(connection, call_id, person_id, mood)


def mood_of(database: Database, call_id: str, person_id: str) -> OwnMood:
    """Return a person's mood around a call."""
    with database.read() as connection:
        return read_mood(connection, call_id, person_id)


def moods_of(database: Database, person_id: str) -> dict[str, OwnMood]:
    """Return a person's moods by call."""
    with database.read() as connection:
        found = connection.execute(select(moods).where(moods.c.person_id == person_id))
        return {row.call_id: OwnMood(row.before, row.after) for row in found}


def insert_mood(connection: Connection, call_id: str, person_id: str, mood: OwnMood) -> None:
    """Insert or replace a person's mood around a call."""
    insert_or_replace(connection, moods, {"call_id": call_id, "person_id": person_id, **asdict(mood)})


def read_mood(connection: Connection, call_id: str, person_id: str) -> OwnMood:
    """Return a person's mood around a call."""
    own = (moods.c.call_id == call_id, moods.c.person_id == person_id)
    row = connection.execute(select(moods.c.before, moods.c.after).where(*own)).first()
    return OwnMood(row.before, row.after) if row else OwnMood()
