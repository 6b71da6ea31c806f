"""Single values of an archive, each checked as what anybody may have written; all raise InputError with the place."""

import json
from datetime import UTC, datetime

from trainer.calls.json_value import JsonValue
from trainer.store.access import is_keepable

LONGEST_NAME = 200
LONGEST_SCENARIO = 1_000_000
EARLIEST, LATEST = 2000, 2200  # years; what lies outside cannot be reckoned with


def text_of(row: JsonValue, key: str, at_most: int) -> str:
    """Return a text of at most so many characters that both databases can keep."""
    text = row.member(key).text(at_most)
    if not is_keepable(text):
        row.member(key).fail("holds a broken character")
    return text


def setting_of(row: JsonValue, key: str) -> str:
    """Return a short text, empty where there is none."""
    found = row.optional(key)  # older archives have none
    return text_of(row, key, LONGEST_NAME) if found and found.value is not None else ""


def whole_or_none(row: JsonValue, key: str, low: int, high: int) -> int | None:
    """Return a whole number within bounds, None where there is none."""
    found = row.optional(key)
    return found.whole(low, high) if found and found.value is not None else None


def moment_of(row: JsonValue, key: str) -> datetime:
    """Return a time with its zone."""
    moment = _aware(row.member(key).text(40))
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        row.member(key).fail("must be a time with its zone, such as 2026-01-31T22:15:00+00:00")
    return moment


def _aware(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def json_of(row: JsonValue, key: str) -> JsonValue:
    """Return a text that holds JSON as what it holds."""
    place = row.member(key)
    try:
        return JsonValue(json.loads(place.text(LONGEST_SCENARIO)), place.place)
    except (ValueError, RecursionError):
        place.fail("is not JSON")
