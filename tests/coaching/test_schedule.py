import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mini import NOON
from trainer.coaching.schedule import Scheduled, is_schedule, schedule

MET = st.floats(0, 1)
LATER = st.timedeltas(timedelta(), timedelta(days=400))
PRACTICE = st.lists(st.tuples(MET, LATER), max_size=6)


def practised(steps: list[tuple[float, timedelta]]) -> tuple[str | None, datetime]:
    """The card after these drills, each so long after the one before, and when the last was."""
    card, now = None, NOON
    for met, wait in steps:
        now += wait
        card = schedule(card, met, now).card
    return card, now


@given(PRACTICE, MET, MET, LATER)
def test_what_went_worse_never_comes_back_later(
    steps: list[tuple[float, timedelta]], one: float, other: float, wait: timedelta
) -> None:
    card, now = practised(steps)
    worse, better = (schedule(card, met, now + wait) for met in sorted((one, other)))
    assert worse.due <= better.due


@given(PRACTICE, MET, LATER)
def test_it_is_due_on_another_day_and_within_a_month(
    steps: list[tuple[float, timedelta]], met: float, wait: timedelta
) -> None:
    card, now = practised(steps)
    found = schedule(card, met, now + wait)
    assert timedelta(hours=12) <= found.due - (now + wait) <= timedelta(days=30)
    assert found.due.utcoffset() == timedelta()
    assert found == schedule(card, met, now + wait)
    assert is_schedule(found.card)


def test_what_goes_well_again_and_again_comes_back_ever_later() -> None:
    found, waits = Scheduled("", NOON), list[timedelta]()
    for _ in range(5):
        now = found.due
        found = schedule(found.card or None, 1, now)
        waits.append(found.due - now)
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] == timedelta(days=30)


def test_what_went_badly_comes_back_the_next_day() -> None:
    well = schedule(None, 1, NOON)
    assert schedule(well.card, 0, well.due).due - well.due <= timedelta(days=1)
    assert schedule(None, 0, NOON).due - NOON <= timedelta(days=1)


OURS: dict[str, Any] = json.loads(schedule(None, 1, NOON).card)


@dataclass(frozen=True)
class Case:
    id: str
    card: str


def changed(**changes: Any) -> str:
    return json.dumps({**OURS, **changes})


CASES = (
    Case("nothing", ""),
    Case("no JSON", "soon"),
    Case("null", "null"),
    Case("a number", "3"),
    Case("a list", "[]"),
    Case("an empty object", "{}"),
    Case("half a surrogate", "\ud800"),
    Case("nested beyond reason", "[" * 100_000),
    *(Case(f"without {key}", json.dumps({k: v for k, v in OURS.items() if k != key})) for key in OURS),
    Case("no such state", changed(state=9)),
    Case("a state we never keep", changed(state=1)),
    Case("relearning, without a step", changed(state=3)),
    *(Case(f"stability {value}", changed(stability=value)) for value in (None, 0, -1, 1e400, float("nan"), "x", [1])),
    *(Case(f"difficulty {value}", changed(difficulty=value)) for value in (None, 0, -1, 11, float("nan"), "x", {})),
    *(Case(f"last review {at}", changed(last_review=at)) for at in (None, 5, "", "soon", "2026-01-05T12:00:00")),
    *(Case(f"due {at}", changed(due=at)) for at in (None, 5, "", "soon")),
    Case("an id beyond counting", changed(card_id="1" * 5_000)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_no_schedule_is_refused(case: Case) -> None:
    assert not is_schedule(case.card)


@given(st.text())
def test_any_text_is_refused(text: str) -> None:
    assert not is_schedule(text)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4)
NUMBERS = st.integers() | st.floats() | st.floats(0, 12).map(str)
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, None])).map(lambda at: at and at.isoformat())
SPOILED = st.fixed_dictionaries({}, optional=dict.fromkeys(OURS, JSON | NUMBERS | MOMENTS))


@given(SPOILED, MET, st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)))
def test_what_is_taken_for_a_schedule_can_be_gone_on_with(spoiled: dict[str, Any], met: float, now: datetime) -> None:
    card = changed(**spoiled)
    if is_schedule(card):
        found = schedule(card, met, now)
        assert timedelta(hours=12) <= found.due - now <= timedelta(days=30)
        assert is_schedule(found.card)


def test_our_own_is_taken() -> None:
    assert is_schedule(changed())
    assert is_schedule(changed(stability=3, difficulty=1, card_id=7))
