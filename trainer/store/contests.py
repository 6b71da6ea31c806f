"""Marks that a trainee contests: "that's not what I meant". They belong to the call and change no score."""

from sqlalchemy import Connection, delete, insert, select

from trainer.store.access import keepable, require_access
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import Contest
from trainer.store.tables import contests


def contest(database: Database, call_id: str, person_id: str, contested: Contest) -> None:
    """Keep that the person contests a mark, in place of what they said of it before; raises NotFound."""
    values = {"call_id": call_id, "turn": contested.turn, "move": contested.move}
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        insert_or_replace(connection, contests, values | {"meant": keepable(contested.meant), "at": contested.at})


def take_back_contest(database: Database, call_id: str, person_id: str, turn: int, move: str) -> None:
    """Forget that the person contests a mark; raises NotFound if the call is not theirs."""
    one = (contests.c.call_id == call_id, contests.c.turn == turn, contests.c.move == move)
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        connection.execute(delete(contests).where(*one))


def contests_of(database: Database, call_id: str) -> tuple[Contest, ...]:
    """Return the contested marks of a call, in the order of its turns."""
    with database.read() as connection:
        return read_contests(connection, call_id)


def read_contests(connection: Connection, call_id: str) -> tuple[Contest, ...]:
    """Return the contested marks of a call, in the order of its turns."""
    own = [column for column in contests.columns if column.name != "call_id"]
    found = select(*own).where(contests.c.call_id == call_id).order_by(contests.c.turn, contests.c.move)
    return tuple(Contest(**row._mapping) for row in connection.execute(found))


def insert_contest(connection: Connection, call_id: str, one: Contest) -> None:
    """Insert a contested mark."""
    values = {"turn": one.turn, "move": one.move, "meant": one.meant, "at": one.at}
    connection.execute(insert(contests).values(call_id=call_id, **values))
