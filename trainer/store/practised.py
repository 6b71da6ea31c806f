"""A person's ended calls with what is learned from them: scorecards and the moves heard, oldest first."""

import json
from collections import defaultdict

from sqlalchemy import select

from trainer.store.calls import calls_of
from trainer.store.database import Database
from trainer.store.heard import heard_from_json
from trainer.store.stored import PractisedCall
from trainer.store.tables import acts, call_access, scorecards


def practised_calls(database: Database, person_id: str) -> tuple[PractisedCall, ...]:
    """Return the ended calls that the person may open, oldest first."""
    ended = [one for one in reversed(calls_of(database, person_id)) if one.ended_at]
    if not ended:
        return ()
    theirs = select(call_access.c.call_id).where(call_access.c.person_id == person_id)
    by_age = select(scorecards.c.call_id, scorecards.c.card).order_by(scorecards.c.made_at, scorecards.c.id)
    replies = select(acts.c.call_id, acts.c.heard).where(acts.c.kind == "reply").order_by(acts.c.call_id, acts.c.n)
    cards: dict[str, str] = {}
    moves: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    with database.read() as connection:
        for row in connection.execute(by_age.where(scorecards.c.call_id.in_(theirs))):
            cards[row.call_id] = row.card
        for row in connection.execute(replies.where(acts.c.call_id.in_(theirs))):
            heard = heard_from_json(row.heard)
            moves[row.call_id].append(frozenset(one.move for one in heard if one.sure))
    return tuple(
        PractisedCall(one, json.loads(cards[one.id]) if one.id in cards else None, tuple(moves[one.id]))
        for one in ended
    )
