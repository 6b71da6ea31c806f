"""What is kept of drills: a card for each skill, the last try of each line."""

from datetime import UTC, timedelta, timezone

import pytest

from tests.store.conftest import NOW
from trainer.errors import NotFound, StoreError
from trainer.store.database import Database
from trainer.store.drills import drill_cards_of, drill_tries_of, save_drill
from trainer.store.people import Person
from trainer.store.stored import DrillCard, DrillTry

CARD = DrillCard("reflect", '{"card": "“x”"}', NOW + timedelta(days=1, microseconds=1))
TRIES = (DrillTry("reflect", "a1", True, NOW), DrillTry("reflect", "b2", False, NOW))


def test_a_drill_comes_back_as_it_was_kept(database: Database, wren: Person) -> None:
    assert (drill_cards_of(database, wren.id), drill_tries_of(database, wren.id)) == ({}, ())
    save_drill(database, wren.id, CARD, reversed(TRIES))
    assert drill_cards_of(database, wren.id) == {"reflect": CARD}
    assert drill_tries_of(database, wren.id) == TRIES
    assert [type(one.met) for one in drill_tries_of(database, wren.id)] == [bool, bool]


def test_the_next_drill_replaces_the_lines_it_held_and_no_other(database: Database, wren: Person) -> None:
    save_drill(database, wren.id, CARD, TRIES)
    later = DrillTry("reflect", "b2", True, NOW + timedelta(hours=1))
    new = DrillTry("reflect", "c3", False, NOW + timedelta(hours=1))
    card = DrillCard("reflect", "{}", NOW + timedelta(days=9))
    save_drill(database, wren.id, card, (later, new))
    assert drill_cards_of(database, wren.id) == {"reflect": card}
    assert drill_tries_of(database, wren.id) == (TRIES[0], later, new)


def test_skills_and_people_are_kept_apart(database: Database, wren: Person, robin: Person) -> None:
    save_drill(database, wren.id, CARD, TRIES)
    other = DrillCard("affirm", "{}", NOW)
    save_drill(database, wren.id, other, (DrillTry("affirm", "a1", False, NOW),))
    save_drill(database, robin.id, DrillCard("reflect", "{}", NOW), ())
    assert drill_cards_of(database, wren.id) == {"affirm": other, "reflect": CARD}
    assert drill_tries_of(database, wren.id) == (DrillTry("affirm", "a1", False, NOW), *TRIES)
    assert drill_cards_of(database, robin.id) == {"reflect": DrillCard("reflect", "{}", NOW)}
    assert drill_tries_of(database, robin.id) == ()


def test_when_a_skill_is_due_comes_back_in_utc(database: Database, wren: Person) -> None:
    save_drill(database, wren.id, DrillCard("reflect", "{}", NOW.astimezone(timezone(timedelta(hours=9)))), ())
    due = drill_cards_of(database, wren.id)["reflect"].due
    assert (due, due.tzinfo) == (NOW, UTC)


def test_nobody_drills_who_is_not_there(database: Database) -> None:
    for person in ("nobody", "nul\x00"):
        with pytest.raises(NotFound, match="no such person"):
            save_drill(database, person, CARD, TRIES)
    assert drill_tries_of(database, "nobody") == ()


def test_a_drill_is_kept_whole_or_not_at_all(database: Database, wren: Person) -> None:
    broken = DrillTry("reflect", "c3", None, NOW)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="refused this"):
        save_drill(database, wren.id, CARD, (*TRIES, broken))
    assert (drill_cards_of(database, wren.id), drill_tries_of(database, wren.id)) == ({}, ())
