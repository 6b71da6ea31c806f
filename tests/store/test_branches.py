"""A branch shares a call's first acts and is a call of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.store.conftest import NOW
from tests.store.examples import HEARD, card, ended, reply, started
from trainer.calls.act import ActKind
from trainer.calls.setting import Setting
from trainer.errors import NotFound
from trainer.store import calls
from trainer.store.contests import contest, contests_of
from trainer.store.database import Database
from trainer.store.people import Person
from trainer.store.stored import Contest

LATER = NOW + timedelta(days=3)
KINDS: tuple[ActKind, ...] = ("hint", "reply", "soften", "hint", "pause", "resume", "reply", "end")


def played(database: Database, person: Person, kinds: tuple[ActKind, ...] = KINDS) -> str:
    """A call with an act every half minute."""
    call_id = started(database, person)
    for n, kind in enumerate(kinds, 1):
        text, heard, listener = ("that sounds hard", HEARD, "listener") if kind == "reply" else ("", (), "")
        at = NOW + n * timedelta(seconds=30)
        calls.append_act(database, call_id, n, kind, text, heard, listener, at, ended=kind == "end")
    return call_id


@dataclass(frozen=True)
class Case:
    """Before which act a branch begins, what it shares, and how long after the call's start its last reply is."""

    id: str
    n: int
    shares: tuple[ActKind, ...]
    seconds: int


CASES = [
    Case("the first reply", 2, (), 0),
    Case("the second reply", 7, ("hint", "reply", "soften"), 60),
    Case("the end", 8, KINDS[:7], 210),
    Case("the beginning", 1, (), 0),
    Case("past everything", 99, KINDS[:7], 210),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_branch_shares_what_came_before(database: Database, wren: Person, case: Case) -> None:
    call_id = played(database, wren)
    source = calls.load_call(database, call_id)
    branch = calls.load_call(database, calls.start_branch(database, wren.id, call_id, case.n, LATER))
    assert tuple(act.kind for act in branch.acts) == case.shares
    assert [act.n for act in branch.acts] == list(range(1, len(case.shares) + 1))
    assert branch == replace(
        source,
        id=branch.id,
        started_at=LATER - timedelta(seconds=case.seconds),
        ended_at=None,
        branch_of=call_id,
        branched_at=len(case.shares) + 1,
        made_at=LATER,
        acts=branch.acts,
    )
    assert [(act.text, act.heard, act.listener_hash) for act in branch.acts if act.kind == "reply"] == [
        ("that sounds hard", HEARD, "listener")
    ] * case.shares.count("reply")
    assert calls.load_call(database, call_id) == source


def test_a_branch_keeps_the_times_between_its_acts(database: Database, wren: Person) -> None:
    call_id = played(database, wren)
    branch = calls.load_call(database, calls.start_branch(database, wren.id, call_id, 8, LATER))
    assert [act.at - branch.started_at for act in branch.acts] == [n * timedelta(seconds=30) for n in range(1, 8)]
    assert branch.acts[-1].at == LATER


def test_a_branch_goes_on_by_itself(database: Database, wren: Person) -> None:
    call_id = played(database, wren)
    source = calls.load_call(database, call_id)
    branch = calls.start_branch(database, wren.id, call_id, 7, LATER)
    reply(database, branch, 4, "another way")
    ended(database, branch, 5)
    calls.save_scorecard(database, branch, card(80), LATER)
    contest(database, branch, wren.id, Contest(2, "open_question", "no", LATER))
    assert calls.load_call(database, call_id) == source
    assert calls.scorecard_of(database, call_id) is None
    assert contests_of(database, call_id, wren.id) == ()


def test_nothing_said_about_a_call_goes_into_its_branch(database: Database, wren: Person) -> None:
    call_id = played(database, wren)
    calls.save_scorecard(database, call_id, card(), NOW)
    calls.save_reflection(database, call_id, wren.id, "mine", NOW)
    contest(database, call_id, wren.id, Contest(2, "open_question", "no", NOW))
    branch = calls.start_branch(database, wren.id, call_id, 7, LATER)
    assert calls.scorecard_of(database, branch) is None
    assert calls.reflection_of(database, branch, wren.id) == ""
    assert contests_of(database, branch, wren.id) == ()


def test_a_branch_stays_when_its_call_is_deleted(database: Database, wren: Person) -> None:
    call_id = played(database, wren)
    first = calls.start_branch(database, wren.id, call_id, 8, LATER)
    second = calls.start_branch(database, wren.id, first, 7, LATER + timedelta(hours=1))
    kept = calls.load_call(database, first)
    calls.delete_call(database, call_id, wren.id)
    assert calls.load_call(database, first) == kept
    assert [(one.id, one.branch_of) for one in calls.calls_of(database, wren.id)] == [(second, first), (first, call_id)]


def test_a_branch_is_its_makers_alone(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    calls.grant_access(database, call_id, robin.id, NOW)
    reply(database, call_id, 1)
    ended(database, call_id, 2)
    branch = calls.start_branch(database, robin.id, call_id, 1, LATER)
    ended(database, branch, 1)
    assert not calls.has_access(database, branch, wren.id)
    assert [one.id for one in calls.calls_of(database, wren.id)] == [call_id]


def test_nobody_branches_from_a_call_that_is_not_theirs(database: Database, wren: Person, robin: Person) -> None:
    call_id = played(database, wren)
    tried: list[Callable[[], object]] = [
        lambda: calls.start_branch(database, robin.id, call_id, 1, LATER),
        lambda: calls.start_branch(database, "nobody", call_id, 1, LATER),
        lambda: calls.start_branch(database, wren.id, "missing", 1, LATER),
        lambda: calls.start_branch(database, wren.id, "nul\x00", 1, LATER),
    ]
    for attempt in tried:
        with pytest.raises(NotFound, match="no such call, or it is not yours"):
            attempt()
    assert [one.id for one in calls.calls_of(database, wren.id)] == [call_id]
    assert calls.calls_of(database, robin.id) == []


def test_a_check_in_is_kept_as_one(database: Database, wren: Person) -> None:
    call_id = calls.start_call(database, wren.id, "s", "hash", "text", 1, Setting(), NOW, check_in=True)
    assert calls.load_call(database, call_id).check_in
    assert [one.check_in for one in calls.calls_of(database, wren.id)] == [True]
    assert not calls.load_call(database, started(database, wren)).check_in


def test_tries_are_listed_in_the_order_in_which_they_were_made(database: Database, wren: Person) -> None:
    call_id = played(database, wren)
    late = calls.start_branch(database, wren.id, call_id, 2, LATER)
    later = calls.start_branch(database, wren.id, call_id, 8, LATER + timedelta(seconds=5))
    listed = calls.calls_of(database, wren.id)
    assert [one.id for one in listed] == [later, late, call_id]
    assert [one.started_at for one in listed] == [LATER + timedelta(seconds=5), LATER, NOW]


def test_what_branched_from_a_deleted_branch_hangs_on_the_call_before_it(database: Database, wren: Person) -> None:
    first = played(database, wren)
    second = calls.start_branch(database, wren.id, first, 7, LATER)
    reply(database, second, 4)
    third = calls.start_branch(database, wren.id, second, 4, LATER)
    fourth = calls.start_branch(database, wren.id, second, 2, LATER)
    calls.delete_call(database, second, wren.id)
    left = {name: calls.load_call(database, name) for name in (third, fourth)}
    assert {name: one.branch_of for name, one in left.items()} == {third: first, fourth: first}
    assert {name: one.branched_at for name, one in left.items()} == {third: 4, fourth: 1}
