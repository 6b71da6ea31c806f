"""What is kept after a call: its scorecards, and what the trainee wrote about it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from trainer.store.access import keepable, locked_call, require_access
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import Reflection, StoredScorecard
from trainer.store.tables import reflections, scorecards


def save_scorecard(database: Database, call_id: str, card: Mapping[str, Any], made_at: datetime) -> None:
    """Keep a scorecard, given as its JSON values, beside those made before; raises NotFound."""
    with database.write() as connection:
        locked_call(connection, call_id)
        insert_scorecard(connection, call_id, StoredScorecard(card, made_at))


def scorecard_of(database: Database, call_id: str) -> dict[str, Any] | None:
    """Return the latest scorecard's JSON values, or None if the call has none."""
    with database.read() as connection:
        cards = read_scorecards(connection, call_id)
    return dict(cards[-1].card) if cards else None


def scored_calls(database: Database) -> list[str]:
    """Return the ids of all calls that have a scorecard."""
    with database.read() as connection:
        found = select(scorecards.c.call_id).distinct().order_by(scorecards.c.call_id)
        return list(connection.execute(found).scalars())


def insert_scorecard(connection: Connection, call_id: str, scorecard: StoredScorecard) -> None:
    """Insert a scorecard; its rubric, total and hashes also stand in columns."""
    hashes = scorecard.card["hashes"]
    connection.execute(
        insert(scorecards).values(
            call_id=call_id,
            rubric=scorecard.card["rubric"],
            rubric_hash=hashes["rubric"],
            listener_hash=hashes["listener"],
            scenario_hash=hashes["scenario"],
            total=scorecard.card["total"],
            card=json.dumps(scorecard.card, ensure_ascii=False),
            made_at=scorecard.made_at,
        )
    )


def read_scorecards(connection: Connection, call_id: str) -> tuple[StoredScorecard, ...]:
    """Return every scorecard of a call, the latest last."""
    found = (
        select(scorecards.c.card, scorecards.c.made_at)
        .where(scorecards.c.call_id == call_id)
        .order_by(scorecards.c.made_at, scorecards.c.id)
    )
    return tuple(StoredScorecard(json.loads(row.card), row.made_at) for row in connection.execute(found))


def save_reflection(database: Database, call_id: str, person_id: str, text: str, now: datetime) -> None:
    """Keep what the person writes about a call, in place of what they wrote before; raises NotFound."""
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        insert_reflection(connection, call_id, person_id, Reflection(keepable(text), now))


def reflection_of(database: Database, call_id: str, person_id: str) -> str:
    """Return what the person wrote about a call, "" if nothing; raises NotFound."""
    with database.read() as connection:
        require_access(connection, call_id, person_id)
        kept = read_reflection(connection, call_id, person_id)
    return kept.text if kept else ""


def insert_reflection(connection: Connection, call_id: str, person_id: str, reflection: Reflection) -> None:
    """Insert or replace a person's reflection on a call."""
    values = {
        "call_id": call_id,
        "person_id": person_id,
        "text": reflection.text,
        "updated_at": reflection.updated_at,
    }
    insert_or_replace(connection, reflections, values)


def read_reflection(connection: Connection, call_id: str, person_id: str) -> Reflection | None:
    """Return a person's reflection on a call, or None."""
    own = (reflections.c.call_id == call_id, reflections.c.person_id == person_id)
    row = connection.execute(select(reflections.c.text, reflections.c.updated_at).where(*own)).first()
    return Reflection(row.text, row.updated_at) if row else None
