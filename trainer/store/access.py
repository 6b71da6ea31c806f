"""Who may open a call: those who have been given it; its link gives a running call, and only that."""

import re
from datetime import datetime

from sqlalchemy import Connection, Row, exists, select

from trainer.errors import NotFound, StoreError
from trainer.store.database import Database, insert_or_skip
from trainer.store.tables import call_access, calls, people

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def has_access(database: Database, call_id: str, person_id: str) -> bool:
    """Return whether the person may open the call."""
    with database.read() as connection:
        return may_open(connection, call_id, person_id)


def grant_access(database: Database, call_id: str, person_id: str, now: datetime) -> None:
    """Let a person who holds its link open a running call.

    Raises NotFound for a call that has ended, does not exist or is not known to be theirs.
    """
    with database.write() as connection:
        if may_open(connection, call_id, person_id):
            return
        call = locked_call(connection, call_id)
        if call.ended_at is not None:
            raise not_found()
        require_person(connection, person_id)
        give(connection, call_id, person_id, now)


def give(connection: Connection, call_id: str, person_id: str, now: datetime) -> None:
    """Note that the person may open the call from `now` on."""
    insert_or_skip(connection, call_access, {"call_id": call_id, "person_id": person_id, "since": now})


def may_open(connection: Connection, call_id: str, person_id: str) -> bool:
    """Return whether the person may open the call."""
    if not (is_id(call_id) and is_id(person_id)):
        return False
    given = exists().where(call_access.c.call_id == call_id, call_access.c.person_id == person_id)
    return bool(connection.execute(select(given)).scalar())


def require_access(connection: Connection, call_id: str, person_id: str) -> None:
    """Raise NotFound unless the person may open the call."""
    if not may_open(connection, call_id, person_id):
        raise not_found()


def require_person(connection: Connection, person_id: str) -> None:
    """Raise NotFound unless there is such a person."""
    if not is_id(person_id) or not connection.execute(select(people.c.id).where(people.c.id == person_id)).first():
        raise NotFound("There is no such person here. Open the first page again to begin anew.")


def locked_call(connection: Connection, call_id: str) -> Row[str, datetime | None]:
    """Return a call's id and end, keeping others from changing it in this transaction; raises NotFound."""
    found = select(calls.c.id, calls.c.ended_at).where(calls.c.id == call_id).with_for_update()
    row = connection.execute(found).first() if is_id(call_id) else None
    if row is None:
        raise not_found()
    return row


def not_found() -> NotFound:
    """Say the same of a missing call and of somebody else's, so that nobody can tell which it is."""
    return NotFound("There is no such call, or it is not yours to open.")


def is_id(text: str) -> bool:
    """Return whether `text`, perhaps from an address somebody typed, can be an id at all."""
    return _ID.fullmatch(text) is not None


def is_keepable(text: str) -> bool:
    """Return whether every database can keep `text`: neither NUL nor half a surrogate pair is in it."""
    return _UNKEEPABLE.search(text) is None


def keepable(text: str) -> str:
    """Return `text`; raises StoreError if no database can keep it."""
    if not is_keepable(text):
        raise StoreError("The text holds a broken character that cannot be kept. Take it out, then try again.")
    return text
