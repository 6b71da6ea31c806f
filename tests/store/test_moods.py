"""How somebody felt around a call is theirs alone."""

import pytest

from tests.store.conftest import NOW
from tests.store.examples import ended, started
from trainer.errors import NotFound
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.moods import mood_of, moods_of, save_mood
from trainer.store.people import Person
from trainer.store.stored import OwnMood


@pytest.mark.parametrize("mood", [OwnMood(1, 5), OwnMood(before=3), OwnMood(after=2), OwnMood()], ids=str)
def test_a_mood_comes_back_as_far_as_it_was_said(database: Database, wren: Person, mood: OwnMood) -> None:
    call_id = started(database, wren)
    assert mood_of(database, call_id, wren.id) == OwnMood()
    save_mood(database, call_id, wren.id, mood)
    assert mood_of(database, call_id, wren.id) == mood
    assert moods_of(database, wren.id) == {call_id: mood}


def test_a_mood_is_replaced_whole(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    save_mood(database, call_id, wren.id, OwnMood(before=4))
    save_mood(database, call_id, wren.id, OwnMood(after=2))
    assert mood_of(database, call_id, wren.id) == OwnMood(after=2)


def test_two_who_share_a_call_each_have_their_own(database: Database, wren: Person, robin: Person) -> None:
    call_id, own = started(database, wren), started(database, robin)
    calls.grant_access(database, call_id, robin.id, NOW)
    save_mood(database, call_id, wren.id, OwnMood(5, 4))
    save_mood(database, call_id, robin.id, OwnMood(1, 2))
    save_mood(database, own, robin.id, OwnMood(3, 3))
    assert moods_of(database, wren.id) == {call_id: OwnMood(5, 4)}
    assert moods_of(database, robin.id) == {call_id: OwnMood(1, 2), own: OwnMood(3, 3)}


def test_nobody_says_how_they_felt_in_a_call_of_somebody_elses(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    ended(database, call_id, 1)
    for wanted in (call_id, "missing", "nul\x00"):
        with pytest.raises(NotFound, match="no such call, or it is not yours"):
            save_mood(database, wanted, robin.id, OwnMood(1, 1))
    assert moods_of(database, robin.id) == {}
