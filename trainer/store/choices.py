"""Calls that a person leaves out of what is suggested to them; nobody is asked why."""

from sqlalchemy import Connection, delete, select

from trainer.store.access import keepable, require_person
from trainer.store.database import Database, insert_or_skip
from trainer.store.tables import left_out


def leave_out(database: Database, person_id: str, scenario: str) -> None:
    """Suggest a scenario to this person no more; raises NotFound if there is no such person."""
    with database.write() as connection:
        require_person(connection, person_id)
        insert_left_out(connection, person_id, keepable(scenario))


def let_in(database: Database, person_id: str, scenario: str) -> None:
    """Let a scenario be suggested to this person again."""
    with database.write() as connection:
        mine = (left_out.c.person_id == person_id, left_out.c.scenario == scenario)
        connection.execute(delete(left_out).where(*mine))


def left_out_by(database: Database, person_id: str) -> frozenset[str]:
    """Return the scenarios that a person leaves out."""
    with database.read() as connection:
        return read_left_out(connection, person_id)


def insert_left_out(connection: Connection, person_id: str, scenario: str) -> None:
    """Insert a scenario that a person leaves out."""
    insert_or_skip(connection, left_out, {"person_id": person_id, "scenario": scenario})


def read_left_out(connection: Connection, person_id: str) -> frozenset[str]:
    """Return the scenarios that a person leaves out."""
    found = select(left_out.c.scenario).where(left_out.c.person_id == person_id)
    return frozenset(connection.execute(found).scalars())
