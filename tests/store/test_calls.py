"""Calls come back as they were kept, and only to those who may open them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from tests.store.conftest import NOW
from tests.store.examples import HEARD, SCENARIO_TEXT, card, ended, reply, started
from trainer.calls.setting import Setting
from trainer.errors import CallOver, NotFound, StaleTurn, StoreError
from trainer.listening.listener import Heard
from trainer.store import calls
from trainer.store.calls import StoredAct, StoredCall
from trainer.store.database import Database
from trainer.store.heard import heard_from_json, heard_to_json
from trainer.store.people import Person


def test_call_comes_back_as_it_was_kept(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1)
    calls.append_act(database, call_id, 2, "soften", "", (), "", NOW + timedelta(microseconds=1))
    assert calls.load_call(database, call_id) == StoredCall(
        id=call_id,
        scenario="first_call",
        scenario_hash="hash",
        scenario_text=SCENARIO_TEXT,
        seed=7,
        softened=False,
        started_at=NOW,
        acts=(
            StoredAct(
                n=1,
                kind="reply",
                text="that sounds hard, what would help?",
                heard=HEARD,
                listener_hash="listener",
                at=NOW,
            ),
            StoredAct(n=2, kind="soften", at=NOW + timedelta(microseconds=1)),
        ),
    )


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(database: Database, wren: Person) -> None:
    call_id = started(database, wren, NOW.astimezone(timezone(timedelta(hours=-7))))
    moment = calls.load_call(database, call_id).started_at
    assert (moment, moment.tzinfo) == (NOW, UTC)


def test_moment_without_a_zone_is_a_mistake_in_the_program(database: Database, wren: Person) -> None:
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        started(database, wren, datetime(2026, 1, 1))


def test_scenario_stays_as_it_was_when_the_call_began(database: Database, wren: Person) -> None:
    first = started(database, wren)
    calls.start_call(
        database, wren.id, "first_call", "hash 2", "id: first_call\ntitle: new\n", 1, Setting(softened=True), NOW
    )
    assert calls.load_call(database, first).scenario_text == SCENARIO_TEXT


@dataclass(frozen=True)
class Case:
    """A number that is not the next after two acts."""

    id: str
    n: int


CASES = [
    Case("the last again", 2),
    Case("an older one", 1),
    Case("one left out", 4),
    Case("none", 0),
    Case("below", -3),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_the_next_act_is_taken(database: Database, wren: Person, case: Case) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1)
    reply(database, call_id, 2)
    with pytest.raises(StaleTurn, match="gone on in another window"):
        reply(database, call_id, case.n, "lost")
    assert [act.n for act in calls.load_call(database, call_id).acts] == [1, 2]


def test_last_act_and_the_end_are_kept_together(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1)
    ended(database, call_id, 2)
    call = calls.load_call(database, call_id)
    assert (call.ended_at, call.ending, call.ending_kind, len(call.acts)) == (NOW, "calmer", "good", 2)
    with pytest.raises(CallOver, match="has ended"):
        reply(database, call_id, 3)


def test_stopped_call_has_an_end_but_no_ending(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    calls.append_act(database, call_id, 1, "stop", "", (), "", NOW, ended=True)
    call = calls.load_call(database, call_id)
    assert (call.ended_at, call.ending, call.ending_kind) == (NOW, None, None)


@pytest.mark.parametrize("text", ["nul \x00 inside", "half \ud83d a character"])
def test_text_that_cannot_be_kept_is_refused_alike(database: Database, wren: Person, text: str) -> None:
    call_id = started(database, wren)
    with pytest.raises(StoreError, match="broken character"):
        reply(database, call_id, 1, text)
    with pytest.raises(StoreError, match="broken character"):
        calls.save_reflection(database, call_id, wren.id, text, NOW)
    assert calls.load_call(database, call_id).acts == ()


def test_largest_seed_is_kept(database: Database, wren: Person) -> None:
    call_id = calls.start_call(database, wren.id, "s", "hash", "text", 2**63 - 1, Setting(softened=True), NOW)
    assert calls.load_call(database, call_id).seed == 2**63 - 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), max_size=5))
def test_any_text_comes_back(database: Database, wren: Person, texts: list[str]) -> None:
    call_id = started(database, wren)
    for n, text in enumerate(texts, 1):
        heard = (Heard("open_question", 1 / 3, text, 0, len(text), text),)
        calls.append_act(database, call_id, n, "reply", text, heard, "listener", NOW)
    kept = calls.load_call(database, call_id).acts
    assert [(act.text, act.heard[0].quote, act.heard[0].confidence) for act in kept] == [
        (text, text, 1 / 3) for text in texts
    ]


def test_heard_is_kept_under_the_names_of_the_move_catalogue() -> None:
    text = heard_to_json(HEARD[:1])
    assert text == (
        '[{"id": "validates_feeling", "confidence": 0.875, "quote": "that sounds hard", '
        '"start": 0, "end": 16, "reason": "names what the caller feels"}]'
    )
    assert heard_from_json(text) == HEARD[:1]


@pytest.mark.parametrize("call_id", ["missing", "", "a/../b", "x" * 500, "nul\x00", "half\ud83d", "' OR 1=1 --"])
def test_call_that_is_not_there_is_not_found(database: Database, wren: Person, call_id: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: calls.load_call(database, call_id),
        lambda: reply(database, call_id, 1),
        lambda: calls.grant_access(database, call_id, wren.id, NOW),
        lambda: calls.save_scorecard(database, call_id, card(), NOW),
        lambda: calls.delete_call(database, call_id, wren.id),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="no such call, or it is not yours"):
            act()
    assert not calls.has_access(database, call_id, wren.id)


def test_nobody_starts_a_call_for_a_person_who_is_not_there(database: Database) -> None:
    with pytest.raises(NotFound, match="no such person"):
        calls.start_call(database, "nobody", "s", "hash", "text", 1, Setting(), NOW)


def test_calls_are_closed_to_others(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    calls.save_reflection(database, call_id, wren.id, "mine", NOW)
    ended(database, call_id, 1)
    acts: list[Callable[[], object]] = [
        lambda: calls.grant_access(database, call_id, robin.id, NOW),
        lambda: calls.save_reflection(database, call_id, robin.id, "theirs", NOW),
        lambda: calls.reflection_of(database, call_id, robin.id),
        lambda: calls.delete_call(database, call_id, robin.id),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="no such call, or it is not yours"):
            act()
    assert calls.calls_of(database, robin.id) == []
    assert calls.reflection_of(database, call_id, wren.id) == "mine"


def test_link_opens_a_running_call_and_stays_open_after_it(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    assert not calls.has_access(database, call_id, robin.id)
    for _ in range(2):
        calls.grant_access(database, call_id, robin.id, NOW)
    ended(database, call_id, 1)
    calls.grant_access(database, call_id, robin.id, NOW)
    assert calls.has_access(database, call_id, robin.id)
    assert [one.id for one in calls.calls_of(database, robin.id)] == [call_id]


def test_link_gives_nothing_to_a_person_who_is_not_there(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    with pytest.raises(NotFound, match="no such person"):
        calls.grant_access(database, call_id, "nobody", NOW)


def test_calls_are_listed_newest_first_with_the_latest_total(database: Database, wren: Person) -> None:
    older = started(database, wren, NOW - timedelta(days=1), scenario="older")
    newer = started(database, wren, NOW)
    ended(database, older, 1)
    for total, made_at in ((40, NOW), (55, NOW + timedelta(hours=2)), (50, NOW + timedelta(hours=1))):
        calls.save_scorecard(database, older, card(total), made_at)
    listed = calls.calls_of(database, wren.id)
    assert [(one.id, one.scenario, one.ending, one.total) for one in listed] == [
        (newer, "first_call", None, None),
        (older, "older", "calmer", 55),
    ]


def test_scorecard_made_last_counts_even_within_one_moment(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    assert calls.scorecard_of(database, call_id) is None
    for total in (10, 30, 20):
        calls.save_scorecard(database, call_id, card(total), NOW)
    assert calls.scorecard_of(database, call_id) == card(20)
    assert calls.calls_of(database, wren.id)[0].total == 20


def test_reflection_is_replaced(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    assert calls.reflection_of(database, call_id, wren.id) == ""
    for text in ("first thought", "second thought"):
        calls.save_reflection(database, call_id, wren.id, text, NOW)
    assert calls.reflection_of(database, call_id, wren.id) == "second thought"


def test_reflections_of_two_people_on_one_call_are_kept_apart(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    calls.grant_access(database, call_id, robin.id, NOW)
    calls.save_reflection(database, call_id, wren.id, "mine", NOW)
    calls.save_reflection(database, call_id, robin.id, "theirs", NOW)
    assert calls.reflection_of(database, call_id, wren.id) == "mine"


def test_what_is_shown_of_a_call_in_an_error_is_not_what_was_said(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1, "words of mine")
    assert "words of mine" not in repr(calls.load_call(database, call_id))
