"""Sentences out of pieces: nothing is lost, nothing depends on how the text was cut, and each is a whole sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.callers.sentences import sentences

TEXTS = st.text(alphabet=st.sampled_from(list("ab Ik.!?…,'\"”()[]\n\t:5é\u200b")), max_size=80) | st.text(max_size=60)


@given(TEXTS)
def test_joined_they_are_the_text(text: str) -> None:
    assert "".join(sentences([text])) == text


@given(TEXTS, st.lists(st.integers(0, 80), max_size=12))
def test_how_it_is_cut_into_pieces_makes_no_difference(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert list(sentences(pieces)) == list(sentences([text])) == list(sentences(text))


@given(TEXTS)
def test_none_is_empty(text: str) -> None:
    assert all(sentences([text]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Yes", ["Yes"]),
        ("Yes. No? Yes!", ["Yes. ", "No? ", "Yes!"]),
        ("ok. breathing. i'm here", ["ok. ", "breathing. ", "i'm here"]),
        ("It's... no, wait. Go on.", ["It's... no, wait. ", "Go on."]),
        ("It's... Wait.", ["It's... ", "Wait."]),
        ("At 9.15 p.m. sharp. Dr. Odum and Ms. K. know.", ["At 9.15 p.m. sharp. ", "Dr. Odum and Ms. K. know."]),
        ("He said, 'Cute.' I ran.", ["He said, 'Cute.' ", "I ran."]),
        ("[A wait. Then low.] Gone. You hear?", ["[A wait. Then low.] ", "Gone. ", "You hear?"]),
        ("(Big one. Loud.) Still here.", ["(Big one. Loud.) ", "Still here."]),
        ("One\n\nTwo. Three", ["One\n\n", "Two. ", "Three"]),
        ("Open (and. never. closed", ["Open (and. never. closed"]),
    ],
)
def test_where_a_sentence_ends(text: str, parts: list[str]) -> None:
    assert list(sentences([text])) == parts


def test_a_sentence_is_out_once_the_next_one_begins() -> None:
    got = sentences(iter(["Yes", ". ", "I", " am", "."]))
    assert next(got) == "Yes. "


@pytest.mark.parametrize("text", ["." * 4000, "(" + ". " * 2000, "\n" * 4000, " " * 4000, ".)" * 2000])
def test_a_hostile_stream_of_single_characters_comes_to_its_end(text: str) -> None:
    assert "".join(sentences(text)) == text
