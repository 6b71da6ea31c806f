from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.model.quoting import found_in

TEXT = "I don’t know.  You said “no,\n and no” again: he’s wrong. It's 5 o'clock, leaves fall."


@dataclass(frozen=True)
class Case:
    name: str
    quote: str
    words: str | None


CASES = (
    Case("the words as they stand", "It's 5 o'clock", "It's 5 o'clock"),
    Case("a straight apostrophe for a curly one", "I don't know", "I don’t know"),
    Case("a curly apostrophe for a straight one", "It’s 5", "It's 5"),
    Case("straight quotation marks and one space for a line end", '"no, and no"', "“no,\n and no”"),
    Case("two spaces for one", "he's  wrong", "he’s wrong"),
    Case("white space around it", " \n again: ", "again:"),
    Case("its end is the end of the text", "fall.", "fall."),
    Case("other case", "i don't know", None),
    Case("one word left out", "You said and no", None),
    Case("one word more", "You once said", None),
    Case("other punctuation", "I don't know!", None),
    Case("part of a word at its end", "leave", None),
    Case("part of a word at its beginning", "gain", None),
    Case("half of a contraction", "don", None),
    Case("the other half", "t know", None),
    Case("words that only read on in another order", "no You said", None),
    Case("nothing", "", None),
    Case("white space only", " \n\t", None),
    Case("signs without a word", ".", None),
    Case("signs of a pattern are signs", "I don.t know", None),
    Case("a pattern is no pattern", ".*", None),
    Case("longer than the text", TEXT + " And more.", None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_are_found_where_they_stand(case: Case) -> None:
    place = found_in(case.quote, TEXT)
    assert (TEXT[slice(*place)] if place else None) == case.words


def test_the_first_of_several_is_found() -> None:
    assert found_in("no", "know no no") == (5, 7)


def test_a_quoted_word_is_a_whole_word() -> None:
    assert found_in("no", "He said 'no' to me.") == (9, 11)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000", "\x1f", "\r\n"])
def test_every_kind_of_white_space_is_white_space(space: str) -> None:
    assert found_in("take care", f"So take{space}care.") == (3, 11 + len(space))


def test_nothing_occurs_in_an_empty_text() -> None:
    assert found_in("no", "") is None


@given(
    words=st.lists(st.text(min_size=1, max_size=12), max_size=20), first=st.integers(0, 19), count=st.integers(1, 20)
)
def test_words_cut_from_a_text_are_found_in_it(words: list[str], first: int, count: int) -> None:
    parts = " ".join(words).split()
    quote = " ".join(parts[first : first + count])
    place = found_in(quote, " ".join(parts))
    if any(character.isalnum() for character in quote):
        assert place
        assert " ".join(parts)[slice(*place)] == quote
    else:
        assert place is None


@given(quote=st.text(max_size=40), text=st.text(max_size=120))
@example(quote="\ud800a", text="b \ud800a")
@example(quote="ß", text="SS")
def test_what_is_found_has_the_letters_of_the_quotation(quote: str, text: str) -> None:
    place = found_in(quote, text)
    if place:
        start, end = place
        assert 0 <= start < end <= len(text)
        assert [c for c in text[start:end] if c.isalnum()] == [c for c in quote if c.isalnum()]


def test_a_hostile_text_costs_no_time() -> None:
    assert found_in("a b " * 1_000 + "c", "a b " * 5_000) is None
    assert found_in("a b", "a" + " " * 20_000 + "c") is None
    assert found_in("a" * 4_000, ("a" * 3_999 + "b") * 5) is None
