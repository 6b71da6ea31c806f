"""Numbers, times and amounts: a caller's line has none that the script does not have."""

import re

from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_VALUES = {word: value for value, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_VALUES |= {
    "couple": 2, "twice": 2, "pair": 2, "double": 2, "third": 3, "thirds": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "nineteenth": 19, "dozen": 12,
}  # fmt: skip
_SCALES = {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "grand": 1000, "million": 1_000_000}
_UNITS = {
    unit: words.split()[0]
    for words in (
        "minute minutes min mins", "hour hours hr hrs", "day days", "night nights", "week weeks", "month months",
        "year years", "second seconds", "dollar dollars buck bucks", "cent cents", "mile miles", "percent",
    )
    for unit in words.split()
}  # fmt: skip
_DAYS = {
    short: day
    for day in "monday tuesday wednesday thursday friday saturday sunday".split()
    for short in (day, f"{day}s", day[:3], day[:4] if day[0] == "t" else day[:3], "thur" if day == "thursday" else day)
} | {"thurs": "thursday", "tues": "tuesday", "weds": "wednesday"}
_MONTHS = "january february april june july august september october november december".split()
_TIMES = {*_MONTHS, "yesterday", "tomorrow", "noon", "midnight", "christmas", "easter", "thanksgiving"}
_WORDS_TOO = frozenset({"sat", "sun", "wed"})  # in a script of text messages they are days
_IDIOMS = re.compile(
    r"\b(?:one or two|a (?:minute|day) or two|two minds|the two of|two and two|second thoughts|zero)\b"
)
_TOKEN = re.compile(r"\d+(?:,\d{3})+|\d+|[a-z]+|[$£€%]")
_AS_PLURAL = 1  # "one" alone is a pronoun

Unit = str | None


def has_new_numbers(of: Compared) -> bool:
    """Return whether a number, a day or an amount in it is neither the script's, nor told before, nor the trainee's.

    What an improvised line takes up from what was told stays an amount of the same: "two locks" are no two months.
    """
    script, said = of.allowed.script, of.allowed.said
    known_numbers, known_times = _counted(plain(" ".join((script,) if of.allowed.improvised else (script, *said))))
    told_numbers, told_times = _counted(plain(" ".join((*said, *of.allowed.known))))
    given_numbers, given_times = _counted(plain(_told(of.allowed.trainee)))
    numbers, times = _counted(of.plain_line, days_cut_short=False)
    if "morning" in of.plain_script:
        known_times.add("tomorrow")
    if times - known_times - given_times - told_times:
        return True
    new = [one for one in numbers if not _is_known(one, known_numbers | given_numbers)]
    return any(one not in told_numbers | {(value, None) for value, _ in told_numbers} for one in new)


def _is_known(number: tuple[int, Unit], known: set[tuple[int, Unit]]) -> bool:
    """A number without its unit is the same number; another unit makes it another one."""
    value, unit = number
    units = {their_unit for their_value, their_unit in known if their_value == value}
    return bool(units) and (unit is None or unit in units or None in units)


def _told(trainee: str) -> str:
    """Return what the trainee stated; what was only asked is no news that a caller may take up."""
    return " ".join(one for one in re.findall(r"[^.!?\n]+[.!?]?", trainee) if not one.endswith("?"))


def _counted(text: str, *, days_cut_short: bool = True) -> tuple[set[tuple[int, Unit]], set[str]]:
    words = _TOKEN.findall(_IDIOMS.sub(" ", text))
    numbers: set[tuple[int, Unit]] = set()
    times: set[str] = set()
    i = 0
    while i < len(words):
        word = words[i]
        if word in _TIMES:
            times.add(word)
        elif word in _DAYS and (days_cut_short or word not in _WORDS_TOO):
            times.add(_DAYS[word])
        value, used = _number(words, i)
        if used:
            unit = _unit(words, i, i + used)
            if value != _AS_PLURAL or unit or word.isdigit():
                numbers.add((value, unit))
        i += used or 1
    return numbers, times


def _unit(words: list[str], start: int, end: int) -> Unit:
    if start and words[start - 1] in "$£€":
        return "dollar"
    following = words[end : end + 2]
    if following[:1] == ["of"] or following[:1] == ["more"]:
        following = following[1:]
    if following and following[0] == "%":
        return "percent"
    return _UNITS.get(following[0]) if following else None


def _number(words: list[str], i: int) -> tuple[int, int]:
    """Return the number that begins at `i` and how many words it takes; 0 words where none begins."""
    word = words[i]
    if word[0].isdigit():
        return int(word.replace(",", "")), 1
    used, value = 0, 0
    if word in _TENS:
        value, used = _TENS[word], 1
        following = words[i + 1] if i + 1 < len(words) else ""
        if 0 < _VALUES.get(following, 0) < 10:
            value, used = value + _VALUES[following], 2
    elif word in _VALUES:
        value, used = _VALUES[word], 1
    elif word in _SCALES:
        return _SCALES[word], 1
    if used and i + used < len(words) and words[i + used] in _SCALES:
        value, used = value * _SCALES[words[i + used]], used + 1
    return value, used
