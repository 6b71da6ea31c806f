"""Drills: when a skill is due again, and which lines were met last time. What was typed is not kept."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, select

from trainer.store.access import require_person
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import DrillCard, DrillTry
from trainer.store.tables import drill_cards, drill_tries


def save_drill(database: Database, person_id: str, card: DrillCard, tries: Iterable[DrillTry]) -> None:
    """Keep how a drill went: when its skill is due again and each line's last try; raises NotFound."""
    with database.write() as connection:
        require_person(connection, person_id)
        insert_drill(connection, person_id, card, tries)


def drill_cards_of(database: Database, person_id: str) -> dict[str, DrillCard]:
    """Return a person's cards by skill."""
    with database.read() as connection:
        return {card.skill: card for card in read_drill_cards(connection, person_id)}


def drill_tries_of(database: Database, person_id: str) -> tuple[DrillTry, ...]:
    """Return the last try of every line a person has answered in a drill."""
    with database.read() as connection:
        return read_drill_tries(connection, person_id)


def insert_drill(connection: Connection, person_id: str, card: DrillCard, tries: Iterable[DrillTry]) -> None:
    """Insert or replace a skill's card and the tries of its lines."""
    insert_or_replace(connection, drill_cards, {"person_id": person_id, **asdict(card)})
    for one in tries:
        insert_or_replace(connection, drill_tries, {"person_id": person_id, **asdict(one)})


def read_drill_cards(connection: Connection, person_id: str) -> tuple[DrillCard, ...]:
    """Return a person's cards, by skill."""
    own = [column for column in drill_cards.columns if column.name != "person_id"]
    found = select(*own).where(drill_cards.c.person_id == person_id).order_by(drill_cards.c.skill)
    return tuple(DrillCard(**row._mapping) for row in connection.execute(found))


def read_drill_tries(connection: Connection, person_id: str) -> tuple[DrillTry, ...]:
    """Return the last try of every line a person has answered in a drill."""
    own = [column for column in drill_tries.columns if column.name != "person_id"]
    mine = drill_tries.c.person_id == person_id
    found = select(*own).where(mine).order_by(drill_tries.c.skill, drill_tries.c.line)
    return tuple(DrillTry(**row._mapping) for row in connection.execute(found))
