"""Marks that a trainee contests: "that's not what I meant". Each is one person's and changes no score."""

from sqlalchemy import Connection, delete, select

from trainer.store.access import keepable, require_access
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import Contest
from trainer.store.tables import contests


def contest(database: Database, call_id: str, person_id: str, contested: Contest) -> None:
    """Keep that the person contests a mark, in place of what they said of it before; raises NotFound."""
    keepable(contested.meant)
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        insert_contest(connection, call_id, person_id, contested)


def take_back_contest(database: Database, call_id: str, person_id: str, turn: int, move: str) -> None:
    """Forget that the person contests a mark; raises NotFound if they may not open the call."""
    own = (contests.c.call_id == call_id, contests.c.person_id == person_id)
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        connection.execute(delete(contests).where(*own, contests.c.turn == turn, contests.c.move == move))


def contests_of(database: Database, call_id: str, person_id: str) -> tuple[Contest, ...]:
    """Return the marks of a call that the person contests, in the order of its turns."""
    with database.read() as connection:
        return read_contests(connection, call_id, person_id)


def read_contests(connection: Connection, call_id: str, person_id: str) -> tuple[Contest, ...]:
    """Return the marks of a call that the person contests, in the order of its turns."""
    own = (contests.c.call_id == call_id, contests.c.person_id == person_id)
    shown = (contests.c.turn, contests.c.move, contests.c.meant, contests.c.at)
    found = select(*shown).where(*own).order_by(contests.c.turn, contests.c.move)
    return tuple(Contest(**row._mapping) for row in connection.execute(found))


def insert_contest(connection: Connection, call_id: str, person_id: str, one: Contest) -> None:
    """Insert or replace a mark that a person contests."""
    values = {"turn": one.turn, "move": one.move, "meant": one.meant, "at": one.at}
    insert_or_replace(connection, contests, {"call_id": call_id, "person_id": person_id, **values})
