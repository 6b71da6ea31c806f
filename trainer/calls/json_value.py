"""A value from somebody else's JSON with its place in it, so that one line can say whatever is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from trainer.errors import InputError

LONGEST_TEXT = 20_000
LONGEST_LIST = 5_000


@dataclass(frozen=True)
class JsonValue:
    """A value and where it stands, as `turns[3].mood.trust`; each reading raises InputError naming it."""

    value: Any
    place: str = ""

    def fail(self, message: str) -> NoReturn:
        """Raise the InputError that says what is wrong here."""
        raise InputError(f"{self.place or 'the file'}: {message}")

    def member(self, key: str) -> "JsonValue":
        """Return a member that must be there."""
        found = self.optional(key)
        if found is None:
            JsonValue(None, self._inside(key)).fail("is missing")
        return found

    def optional(self, key: str) -> "JsonValue | None":
        """Return a member, or None where it is left out; a `null` is a value."""
        if not isinstance(self.value, dict):
            self.fail(f"must be an object, not {_kind(self.value)}")
        return JsonValue(self.value[key], self._inside(key)) if key in self.value else None

    def items(self, at_most: int = LONGEST_LIST) -> Iterator["JsonValue"]:
        """Yield the items of a list."""
        if not isinstance(self.value, list):
            self.fail(f"must be a list, not {_kind(self.value)}")
        if len(self.value) > at_most:
            self.fail(f"has {len(self.value):,} items; {at_most:,} are the most")
        for index, item in enumerate(self.value):
            yield JsonValue(item, f"{self.place}[{index}]")

    def text(self, at_most: int = LONGEST_TEXT) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            self.fail(f"must be a text, not {_kind(self.value)}")
        if len(self.value) > at_most:
            self.fail(f"has {len(self.value):,} characters; {at_most:,} are the most")
        if any("\ud800" <= character <= "\udfff" for character in self.value):
            self.fail("holds half a character, which cannot be written out again")
        return self.value

    def one_of(self, choices: tuple[str, ...]) -> str:
        """Return a text that is one of `choices`."""
        text = self.text()
        if text not in choices:
            self.fail(f'"{text[:60]}" is not one of {", ".join(choices)}')
        return text

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.fail(f"must be a whole number, not {_kind(self.value)}")
        if not low <= self.value <= high:
            self.fail(f"must be from {low:,} to {high:,}")
        return self.value

    def number(self, low: float, high: float) -> float:
        """Return a number from `low` to `high`; NaN is in no range."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.fail(f"must be a number, not {_kind(self.value)}")
        if not low <= self.value <= high:
            self.fail(f"must be from {low:g} to {high:g}")
        return float(self.value)

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.fail(f"must be true or false, not {_kind(self.value)}")
        return self.value

    def _inside(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "null" if value is None else names.get(type(value), "this")
