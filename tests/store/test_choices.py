"""Calls that somebody leaves out of what is suggested to them."""

import pytest

from tests.store.conftest import NOW
from tests.store.examples import started
from trainer.errors import NotFound, StoreError
from trainer.store.choices import leave_out, left_out_by, let_in
from trainer.store.database import Database
from trainer.store.people import Person


def test_a_call_is_left_out_and_let_in(database: Database, wren: Person, robin: Person) -> None:
    for scenario in ("first_call", "first_call", "second_call"):
        leave_out(database, wren.id, scenario)
    assert left_out_by(database, wren.id) == {"first_call", "second_call"}
    leave_out(database, robin.id, "first_call")
    for _ in range(2):
        let_in(database, wren.id, "first_call")
    assert left_out_by(database, wren.id) == {"second_call"}
    assert left_out_by(database, robin.id) == {"first_call"}


def test_a_call_left_out_can_still_be_taken(database: Database, wren: Person) -> None:
    leave_out(database, wren.id, "first_call")
    assert started(database, wren, NOW)
    assert left_out_by(database, wren.id) == {"first_call"}


def test_nobody_chooses_who_is_not_there(database: Database) -> None:
    with pytest.raises(NotFound, match="no such person"):
        leave_out(database, "nobody", "first_call")
    let_in(database, "nobody", "first_call")
    assert left_out_by(database, "nobody") == frozenset()


def test_a_name_that_cannot_be_kept_is_refused(database: Database, wren: Person) -> None:
    with pytest.raises(StoreError, match="broken character"):
        leave_out(database, wren.id, "nul\x00")
    assert left_out_by(database, wren.id) == frozenset()
