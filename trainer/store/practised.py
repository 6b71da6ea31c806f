"""A person's ended calls with what is learned from them, and the latest scorecards of some."""

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from trainer.store.calls import calls_of
from trainer.store.database import Database
from trainer.store.stored import PractisedCall
from trainer.store.tables import acts, call_access, scorecards


def practised_calls(database: Database, person_id: str) -> tuple[PractisedCall, ...]:
    """Return the ended calls that the person may open, oldest first."""
    ended = [one for one in reversed(calls_of(database, person_id)) if one.ended_at]
    if not ended:
        return ()
    theirs = select(call_access.c.call_id).where(call_access.c.person_id == person_id)
    replies = select(acts.c.call_id, acts.c.heard).where(acts.c.kind == "reply", acts.c.call_id.in_(theirs))
    moves: defaultdict[str, set[str]] = defaultdict(set)
    with database.read() as connection:
        for row in connection.execute(replies):
            moves[row.call_id].update(one["id"] for one in json.loads(row.heard) if one.get("sure", True))
    cards = latest_cards(database, [one.id for one in ended if one.total is not None])
    scores = {call: {one["id"]: one["score"] for one in card["dimensions"]} for call, card in cards.items()}
    return tuple(PractisedCall(one, scores.get(one.id), frozenset(moves[one.id])) for one in ended)


def latest_cards(database: Database, call_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the latest scorecard's JSON values of each of these calls that has one."""
    by_age = select(scorecards.c.call_id, scorecards.c.card).order_by(scorecards.c.made_at, scorecards.c.id)
    with database.read() as connection:
        found = connection.execute(by_age.where(scorecards.c.call_id.in_(call_ids)))
        cards = {row.call_id: row.card for row in found}
    return {call_id: json.loads(card) for call_id, card in cards.items()}
