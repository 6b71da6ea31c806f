"""How somebody was around a call: kept, changed, and theirs alone."""

import pytest

from tests.mini import NOON
from tests.practice.naming import begun, ended
from trainer.errors import NotFound
from trainer.practice import feelings
from trainer.practice.line import PracticeLine
from trainer.store.stored import OwnMood


def test_moods_are_kept_and_changed(named: PracticeLine, person: str, mini: str) -> None:
    call = ended(named, begun(named, person, mini))
    assert feelings.around(named, person, call) == OwnMood()
    assert feelings.around_all(named, person) == {}
    feelings.keep(named, person, call.stored.id, OwnMood(before=4))
    feelings.keep(named, person, call.stored.id, OwnMood(before=4, after=2))
    begun(named, person, mini)
    assert feelings.around(named, person, call) == OwnMood(4, 2)
    assert feelings.around_all(named, person) == {call.stored.id: OwnMood(4, 2)}


def test_two_who_share_a_call_each_have_their_own(named: PracticeLine, person: str, other: str, mini: str) -> None:
    opened = begun(named, person, mini)
    named.open(other, opened.stored.id, NOON)
    feelings.keep(named, person, opened.stored.id, OwnMood(before=2))
    feelings.keep(named, other, opened.stored.id, OwnMood(before=5))
    assert [feelings.around(named, one, opened) for one in (person, other)] == [OwnMood(before=2), OwnMood(before=5)]


def test_nobody_says_how_they_were_in_a_call_of_somebody_elses(
    named: PracticeLine, person: str, other: str, mini: str
) -> None:
    call = ended(named, begun(named, person, mini))
    feelings.keep(named, person, call.stored.id, OwnMood(before=4))
    with pytest.raises(NotFound, match="not yours"):
        feelings.keep(named, other, call.stored.id, OwnMood(after=1))
    assert feelings.around(named, person, call) == OwnMood(before=4)
    assert feelings.around(named, other, call) == OwnMood()
    assert feelings.around_all(named, other) == {}
