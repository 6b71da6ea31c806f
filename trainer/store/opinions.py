"""Second opinions on calls, one of each model and wording, and people's own ratings to measure them by."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from trainer.store.access import require_access
from trainer.store.database import Database, insert_or_replace
from trainer.store.stored import Rating, StoredOpinion
from trainer.store.tables import opinions, ratings


class RatedOpinion(NamedTuple):
    """A rating beside the opinion that a model gave on the same call."""

    call_id: str
    rating: Rating
    opinion: StoredOpinion


def save_opinion(database: Database, call_id: str, person_id: str, opinion: StoredOpinion) -> None:
    """Keep an opinion in place of an earlier one of the same model and wording; raises NotFound."""
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        insert_opinion(connection, call_id, opinion)


def opinion_of(database: Database, call_id: str, person_id: str) -> StoredOpinion | None:
    """Return the latest opinion on a call of this person's, None without one; raises NotFound."""
    with database.read() as connection:
        require_access(connection, call_id, person_id)
        return next(reversed(read_opinions(connection, call_id)), None)


def has_opinion(database: Database, call_id: str) -> bool:
    """Return whether anybody has asked for an opinion on a call."""
    with database.read() as connection:
        return connection.execute(select(opinions.c.call_id).where(opinions.c.call_id == call_id)).first() is not None


def save_ratings(database: Database, call_id: str, person_id: str, given: Iterable[Rating]) -> None:
    """Keep what a person says of a call's criteria, in place of all they said before; raises NotFound."""
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        own = (ratings.c.call_id == call_id, ratings.c.person_id == person_id)
        connection.execute(delete(ratings).where(*own))
        for rating in given:
            insert_rating(connection, call_id, person_id, rating)


def ratings_of(database: Database, call_id: str, person_id: str) -> tuple[Rating, ...]:
    """Return what a person says of a call's criteria."""
    with database.read() as connection:
        return read_ratings(connection, call_id, person_id)


def rated_opinions(database: Database, model: str, prompt_hash: str) -> list[RatedOpinion]:
    """Return every rating of a call on which this model was asked here, in this wording; nobody is named."""
    same = (opinions.c.model == model, opinions.c.prompt_hash == prompt_hash, opinions.c.asked_here)
    found = (
        select(ratings, opinions.c.opinion, opinions.c.made_at)
        .join_from(ratings, opinions, ratings.c.call_id == opinions.c.call_id)
        .where(*same)
        .order_by(ratings.c.call_id, ratings.c.person_id, ratings.c.criterion)
    )
    with database.read() as connection:
        return [
            RatedOpinion(
                row.call_id,
                Rating(row.criterion, row.met, row.at),
                StoredOpinion(json.loads(row.opinion), row.made_at),
            )
            for row in connection.execute(found)
        ]


def read_opinions(connection: Connection, call_id: str) -> tuple[StoredOpinion, ...]:
    """Return the opinions on a call, the oldest first."""
    found = select(opinions).where(opinions.c.call_id == call_id).order_by(opinions.c.made_at, opinions.c.model)
    return tuple(
        StoredOpinion(json.loads(row.opinion), row.made_at, row.asked_here) for row in connection.execute(found)
    )


def insert_opinion(connection: Connection, call_id: str, one: StoredOpinion) -> None:
    """Insert an opinion, in place of an earlier one of the same model and wording."""
    values = {
        "call_id": call_id,
        "model": one.opinion["model"],
        "prompt_hash": one.opinion["prompt_hash"],
        "opinion": json.dumps(one.opinion, ensure_ascii=False),
        "made_at": one.made_at,
        "asked_here": one.asked_here,
    }
    insert_or_replace(connection, opinions, values)


def read_ratings(connection: Connection, call_id: str, person_id: str) -> tuple[Rating, ...]:
    """Return what a person says of a call's criteria."""
    own = (ratings.c.call_id == call_id, ratings.c.person_id == person_id)
    found = select(ratings).where(*own).order_by(ratings.c.criterion)
    return tuple(Rating(row.criterion, row.met, row.at) for row in connection.execute(found))


def insert_rating(connection: Connection, call_id: str, person_id: str, one: Rating) -> None:
    """Insert or replace what a person says of a criterion."""
    values = {"criterion": one.criterion, "met": one.met, "at": one.at}
    insert_or_replace(connection, ratings, {"call_id": call_id, "person_id": person_id, **values})
