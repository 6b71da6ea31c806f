from dataclasses import dataclass

import pytest

from trainer.listening.patterns import compile_pattern
from trainer.listening.words import plain_words

LISTS = {"feeling": ("sad", "fed up")}


@dataclass(frozen=True)
class Case:
    id: str
    pattern: str
    text: str
    found: bool = True


CASES = (
    Case("word", "believe you", "I believe you"),
    Case("whole words only", "lie", "I believe you", False),
    Case("beginning of a word", "report*", "a reporting line"),
    Case("one of", "(call|ring up) him", "please ring up him"),
    Case("may be missing", "so very? sad", "so sad"),
    Case("gap", "safe ... now", "safe to talk right now"),
    Case("gap has an end", "safe ... now", "safe one two three four five now", False),
    Case("list", "youre <feeling>", "you're fed up"),
    Case("first word", "^ calm", "calm down"),
    Case("not first", "^ calm", "please calm down", False),
    Case("last word", "down $", "calm down"),
    Case("not last", "calm $", "calm down", False),
    Case("joined like replies", "we have time", "we've time"),
    Case("apostrophe in the pattern", "we'll see", "we'll see"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_pattern(case: Case) -> None:
    line = "^ " + " ".join(plain_words(case.text)) + " "
    assert bool(compile_pattern(case.pattern, LISTS).regex.search(line)) == case.found


@dataclass(frozen=True)
class Faulty:
    pattern: str
    message: str


FAULTY = (
    Faulty("(call|ring", "never closes"),
    Faulty("call) him", "closes that never opened"),
    Faulty("<feelings>", "not a named list"),
    Faulty("^ $", "no word"),
    Faulty(", then", "holds no word"),
    Faulty("? then", "where a word should"),
)


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.pattern)
def test_a_faulty_pattern_says_what_is_wrong(case: Faulty) -> None:
    with pytest.raises(ValueError, match=case.message):
        compile_pattern(case.pattern, LISTS)
