"""Second opinions and ratings: whose they are, which stand beside which."""

from datetime import timedelta

import pytest

from tests.store.conftest import NOW
from tests.store.examples import OPINION, started
from trainer.errors import NotFound
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.opinions import opinion_of, rated_opinions, ratings_of, save_opinion, save_ratings
from trainer.store.people import Person
from trainer.store.stored import Rating, StoredOpinion

LATER = NOW + timedelta(hours=1)
FIRST = StoredOpinion(OPINION, NOW)
OTHER = StoredOpinion({**OPINION, "model": "other-model"}, LATER)


def test_the_latest_opinion_is_shown_and_one_of_each_model_is_kept(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    assert opinion_of(database, call_id, wren.id) is None
    for one in (OTHER, FIRST, FIRST):
        save_opinion(database, call_id, wren.id, one)
    assert opinion_of(database, call_id, wren.id) == OTHER


def test_nobody_else_reads_or_asks(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    save_opinion(database, call_id, wren.id, FIRST)
    with pytest.raises(NotFound):
        opinion_of(database, call_id, robin.id)
    with pytest.raises(NotFound):
        save_opinion(database, call_id, robin.id, OTHER)
    with pytest.raises(NotFound):
        save_ratings(database, call_id, robin.id, [Rating("warm_close", True, NOW)])
    assert opinion_of(database, call_id, wren.id) == FIRST


def test_ratings_are_each_persons_and_replaced_whole(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    calls.grant_access(database, call_id, robin.id, NOW)
    mine = (Rating("offers_choices", True, NOW), Rating("warm_close", False, NOW))
    save_ratings(database, call_id, wren.id, mine)
    save_ratings(database, call_id, robin.id, [Rating("warm_close", True, NOW)])
    save_ratings(database, call_id, robin.id, [])
    assert ratings_of(database, call_id, wren.id) == mine
    assert ratings_of(database, call_id, robin.id) == ()
    save_ratings(database, call_id, wren.id, mine[:1])
    assert ratings_of(database, call_id, wren.id) == mine[:1]


def test_ratings_stand_beside_opinions_of_the_same_model_and_wording(
    database: Database, wren: Person, robin: Person
) -> None:
    asked, unasked = started(database, wren), started(database, robin)
    calls.grant_access(database, asked, robin.id, NOW)
    save_opinion(database, asked, wren.id, FIRST)
    save_opinion(database, asked, wren.id, OTHER)
    for call_id, person in ((asked, wren), (asked, robin), (unasked, robin)):
        save_ratings(database, call_id, person.id, [Rating("warm_close", person is wren, NOW)])
    found = rated_opinions(database, "some-model", "wording")
    assert {one.call_id for one in found} == {asked}
    assert sorted(one.rating.met for one in found) == [False, True]
    assert {one.opinion.made_at for one in found} == {NOW}
    assert rated_opinions(database, "some-model", "other wording") == []
