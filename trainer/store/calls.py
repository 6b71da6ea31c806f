"""Calls in the store: begun, answered act by act, listed, deleted for good."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, case, delete, func, insert, select, update

from trainer.calls.act import ActKind
from trainer.calls.setting import Setting
from trainer.errors import CallOver, StaleTurn
from trainer.listening.listener import Heard
from trainer.store.access import (
    give,
    grant_access,
    has_access,
    is_id,
    keepable,
    locked_call,
    not_found,
    require_access,
    require_person,
)
from trainer.store.aftermath import reflection_of, save_reflection, save_scorecard, scorecard_of
from trainer.store.database import Database, insert_or_skip
from trainer.store.heard import heard_from_json, heard_to_json
from trainer.store.stored import CallSummary, Reflection, StoredAct, StoredCall, StoredScorecard
from trainer.store.tables import acts, call_access, calls, contents, scorecards
from trainer.store.voices import insert_voiced, read_voiced

__all__ = [
    "CallSummary",
    "Reflection",
    "StoredAct",
    "StoredCall",
    "StoredScorecard",
    "append_act",
    "calls_of",
    "delete_call",
    "go_on_without_model",
    "grant_access",
    "has_access",
    "load_call",
    "reflection_of",
    "save_reflection",
    "save_scorecard",
    "scorecard_of",
    "start_branch",
    "start_call",
]


def start_call(
    database: Database,
    person_id: str,
    scenario_id: str,
    scenario_hash: str,
    scenario_text: str,
    seed: int,
    setting: Setting,
    now: datetime,
    *,
    check_in: bool = False,
    told_of: str = "",
) -> str:
    """Keep a new call of this person's, pinned to the scenario's exact text, and return its id.

    Raises NotFound if there is no such person.
    """
    call_id = secrets.token_urlsafe(16)
    call = StoredCall(
        call_id,
        scenario_id,
        scenario_hash,
        scenario_text,
        seed,
        setting.softened,
        now,
        variant=setting.variant,
        switched=" ".join(sorted(setting.switched)),
        check_in=check_in,
        with_model=bool(told_of),
        told_of=told_of,
    )
    with database.write() as connection:
        require_person(connection, person_id)
        insert_call(connection, call)
        give(connection, call_id, person_id, now)
    return call_id


def start_branch(database: Database, person_id: str, call_id: str, n: int, now: datetime) -> str:
    """Keep a new call that shares the acts before the `n`-th with this person's call `call_id`; return its id.

    Their times are moved so that the last reply of them is at `now`: a clock goes on from where it stood then. Raises
    NotFound if the call is not theirs.
    """
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        source = read_call(connection, call_id)
        shared = _up_to(source, n)
        later = now - (shared[-1].at if shared else source.started_at)
        branch = replace(
            source,
            id=secrets.token_urlsafe(16),
            started_at=source.started_at + later,
            ended_at=None,
            ending=None,
            ending_kind=None,
            branch_of=call_id,
            branched_at=len(shared) + 1,
            made_at=now,
            acts=tuple(replace(act, at=act.at + later) for act in shared),
            voiced={turn: line for turn, line in source.voiced.items() if turn <= _turns_of(shared)},
        )
        insert_call(connection, branch)
        give(connection, branch.id, person_id, now)
    return branch.id


def _turns_of(played: Iterable[StoredAct]) -> int:
    """How many turns a call has after these acts: the opening, and two for each reply."""
    return 1 + 2 * sum(act.kind == "reply" for act in played)


def _up_to(source: StoredCall, n: int) -> tuple[StoredAct, ...]:
    """The acts before the `n`-th, without what only belonged to that moment: a pause, a hint.

    A softening after the last reply is kept as if it came with that reply: in a pause that is left out, it would make
    the clock run.
    """
    before = [act for act in source.acts if act.n < n]
    last, at = max(((act.n, act.at) for act in before if act.kind == "reply"), default=(0, source.started_at))
    kept = [act for act in before if act.n <= last]
    kept += [replace(act, at=at) for act in before if act.n > last and act.kind == "soften"]
    return tuple(replace(act, n=number) for number, act in enumerate(kept, start=1))


def insert_call(connection: Connection, call: StoredCall) -> None:
    """Insert a call with its scenario and all its acts; nobody may open it yet."""
    insert_or_skip(
        connection,
        contents,
        {
            "hash": call.scenario_hash,
            "kind": "scenario",
            "name": call.scenario,
            "text": call.scenario_text,
        },
    )
    values = {column.name: getattr(call, column.name) for column in calls.columns}
    connection.execute(insert(calls).values(**values))
    for act in call.acts:
        _insert_act(connection, call.id, act)
    for turn, line in call.voiced.items():
        insert_voiced(connection, call.id, turn, line)


def load_call(database: Database, call_id: str) -> StoredCall:
    """Return a call with its acts in order; raises NotFound."""
    with database.read() as connection:
        return read_call(connection, call_id)


def read_call(connection: Connection, call_id: str) -> StoredCall:
    """Return a call with its acts in order; raises NotFound."""
    columns = (*calls.columns, contents.c.text.label("scenario_text"))
    found = select(*columns).join_from(calls, contents).where(calls.c.id == call_id)
    row = connection.execute(found).first() if is_id(call_id) else None
    if row is None:
        raise not_found()
    own = [column for column in acts.columns if column.name != "call_id"]
    rows = connection.execute(select(*own).where(acts.c.call_id == call_id).order_by(acts.c.n))
    played = tuple(StoredAct(**{**act, "heard": heard_from_json(act["heard"])}) for act in map(dict, rows.mappings()))
    return StoredCall(**row._mapping, acts=played, voiced=read_voiced(connection, call_id))


def append_act(
    database: Database,
    call_id: str,
    n: int,
    kind: ActKind,
    text: str,
    heard: Iterable[Heard],
    listener_hash: str,
    at: datetime,
    *,
    ended: bool = False,
    ending: str | None = None,
    ending_kind: str | None = None,
) -> None:
    """Keep the `n`-th act of a call, from 1, and with it, if it is the last one, the call's end.

    It is on the disk on return. Raises CallOver if the call has ended, StaleTurn if `n` is not the next
    number, NotFound if there is no such call.
    """
    act = StoredAct(kind=kind, at=at, text=keepable(text), heard=tuple(heard), n=n, listener_hash=listener_hash)
    with database.write() as connection:
        if locked_call(connection, call_id).ended_at is not None:
            raise CallOver("This call has ended; nothing more can be said in it.")
        last = connection.execute(select(func.max(acts.c.n)).where(acts.c.call_id == call_id)).scalar() or 0
        if n != last + 1:
            raise StaleTurn("This call has gone on in another window. Reload the page to see it.")
        _insert_act(connection, call_id, act)
        if ended or ending is not None:
            end = update(calls).where(calls.c.id == call_id)
            connection.execute(end.values(ended_at=at, ending=ending, ending_kind=ending_kind))


def go_on_without_model(database: Database, call_id: str, person_id: str) -> None:
    """Keep that no language model voices the rest of a call; of which one its trainee was told stays. NotFound."""
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        connection.execute(update(calls).where(calls.c.id == call_id).values(with_model=False))


def calls_of(database: Database, person_id: str) -> list[CallSummary]:
    """Return the calls the person may open, newest first."""
    latest = (
        select(scorecards.c.total)
        .where(scorecards.c.call_id == calls.c.id)
        .order_by(scorecards.c.made_at.desc(), scorecards.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    begun = func.coalesce(calls.c.made_at, calls.c.started_at)
    shown = [calls.c[name] for name in CallSummary.__dataclass_fields__ if name not in {"total", "started_at"}]
    theirs = (
        select(*shown, begun.label("started_at"), latest.label("total"))
        .join_from(calls, call_access)
        .where(call_access.c.person_id == person_id)
        .order_by(begun.desc(), calls.c.id)
    )
    with database.read() as connection:
        return [CallSummary(**row._mapping) for row in connection.execute(theirs)] if is_id(person_id) else []


def delete_call(database: Database, call_id: str, person_id: str) -> None:
    """Delete a call for good, for everybody who could open it, and wipe its text from SQLite's files.

    What branched from a branch then hangs on the call before it. Raises NotFound unless the person may open it.
    """
    with database.write() as connection:
        require_access(connection, call_id, person_id)
        gone = read_call(connection, call_id)
        if gone.branch_of:
            first = case((calls.c.branched_at < gone.branched_at, calls.c.branched_at), else_=gone.branched_at)
            onto = {"branch_of": gone.branch_of, "branched_at": first}
            connection.execute(update(calls).where(calls.c.branch_of == call_id).values(**onto))
        connection.execute(delete(calls).where(calls.c.id == call_id))
    database.wipe_deleted()


def _insert_act(connection: Connection, call_id: str, act: StoredAct) -> None:
    connection.execute(
        insert(acts).values(
            call_id=call_id,
            n=act.n,
            kind=act.kind,
            text=act.text,
            heard=heard_to_json(act.heard),
            listener_hash=act.listener_hash,
            at=act.at,
        )
    )
