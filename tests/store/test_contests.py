"""Marks that a person contests come back to them as they were kept, whoever else may open the call."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.store.conftest import NOW
from tests.store.examples import card, reply, started
from trainer.errors import NotFound, StoreError
from trainer.store import calls
from trainer.store.contests import contest, contests_of, take_back_contest
from trainer.store.database import Database
from trainer.store.people import Person, delete_person
from trainer.store.stored import Contest

ONE = Contest(2, "open_question", "“no” — 你好 🌱\n'); DROP TABLE contests; --", NOW)


@pytest.fixture
def call(database: Database, wren: Person) -> str:
    """A call of Wren's with two replies."""
    call_id = started(database, wren)
    reply(database, call_id, 1)
    reply(database, call_id, 2)
    return call_id


def test_contests_come_back_in_the_order_of_the_call(database: Database, wren: Person, call: str) -> None:
    kept = (ONE, Contest(4, "open_question", "", NOW), Contest(4, "validates_feeling", "x", NOW))
    for one in reversed(kept):
        contest(database, call, wren.id, one)
    assert contests_of(database, call, wren.id) == kept


def test_a_contest_is_replaced_by_the_next_of_the_same_mark(database: Database, wren: Person, call: str) -> None:
    contest(database, call, wren.id, ONE)
    later = Contest(2, "open_question", "yes, after all", NOW + timedelta(hours=1))
    contest(database, call, wren.id, later)
    assert contests_of(database, call, wren.id) == (later,)


def test_a_contest_is_taken_back(database: Database, wren: Person, call: str) -> None:
    others = (Contest(2, "validates_feeling", "", NOW), Contest(4, "open_question", "", NOW))
    for one in (ONE, *others):
        contest(database, call, wren.id, one)
    for _ in range(2):
        take_back_contest(database, call, wren.id, 2, "open_question")
    assert contests_of(database, call, wren.id) == others


def test_contests_change_nothing_else_of_a_call(database: Database, wren: Person, call: str) -> None:
    calls.save_scorecard(database, call, card(), NOW)
    before = calls.load_call(database, call)
    contest(database, call, wren.id, ONE)
    assert calls.load_call(database, call) == before
    assert calls.scorecard_of(database, call) == card()
    assert contests_of(database, started(database, wren), wren.id) == ()


def test_those_who_share_a_call_each_have_their_own(database: Database, wren: Person, robin: Person, call: str) -> None:
    calls.grant_access(database, call, robin.id, NOW)
    contest(database, call, wren.id, ONE)
    assert contests_of(database, call, robin.id) == ()
    theirs = Contest(2, "open_question", "theirs", NOW + timedelta(hours=1))
    contest(database, call, robin.id, theirs)
    assert (contests_of(database, call, wren.id), contests_of(database, call, robin.id)) == ((ONE,), (theirs,))
    take_back_contest(database, call, robin.id, 2, "open_question")
    assert (contests_of(database, call, wren.id), contests_of(database, call, robin.id)) == ((ONE,), ())


def test_whoever_leaves_takes_theirs_along_alone(database: Database, wren: Person, robin: Person, call: str) -> None:
    calls.grant_access(database, call, robin.id, NOW)
    for one in (wren, robin):
        contest(database, call, one.id, ONE)
    delete_person(database, wren.id)
    assert (contests_of(database, call, wren.id), contests_of(database, call, robin.id)) == ((), (ONE,))


def test_nobody_contests_in_a_call_of_somebody_elses(
    database: Database, wren: Person, robin: Person, call: str
) -> None:
    contest(database, call, wren.id, ONE)
    tried: list[Callable[[], object]] = [
        lambda: contest(database, call, robin.id, Contest(2, "open_question", "theirs", NOW)),
        lambda: take_back_contest(database, call, robin.id, 2, "open_question"),
        lambda: contest(database, "missing", wren.id, ONE),
        lambda: take_back_contest(database, "missing", wren.id, 2, "open_question"),
    ]
    for attempt in tried:
        with pytest.raises(NotFound, match="no such call, or it is not yours"):
            attempt()
    assert contests_of(database, call, wren.id) == (ONE,)
    assert contests_of(database, call, robin.id) == ()


@pytest.mark.parametrize("meant", ["nul \x00 inside", "half \ud83d a character"])
def test_what_no_database_can_keep_is_refused(database: Database, wren: Person, call: str, meant: str) -> None:
    with pytest.raises(StoreError, match="broken character"):
        contest(database, call, wren.id, Contest(2, "open_question", meant, NOW))
    assert contests_of(database, call, wren.id) == ()


def test_what_was_meant_is_not_shown_in_an_error() -> None:
    assert "DROP" not in repr(ONE)
