import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.listening.evidence import Spread, evidence_for
from trainer.listening.listener import Context
from trainer.listening.reading import Reading, load_reader
from trainer.listening.terms import terms_in

READER = load_reader()
REPLY = "I believe you. You should call someone, but it is up to you. Rest."


def read(reply: str) -> Reading:
    return READER.read(reply, Context())


def quote(reply: str, weights: dict[str, float], ground: float = -0.1) -> str:
    reading = read(reply)
    words = [word.text for sentence in reading.sentences for word in sentence.words]
    start, end = evidence_for(reading, np.array([weights.get(word, ground) for word in words]))
    return reply[start:end]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"believe": 2.0}, "I believe you"),
        ({"should": 2.0, "call": 1.0}, "You should call someone"),
        ({"should": 2.0, "up": 2.0}, "You should call someone, but it is up to you"),
        ({"rest": 1.0}, "Rest"),
        ({}, "Rest"),
    ],
)
def test_the_clauses_that_add_most_are_quoted(weights: dict[str, float], words: str) -> None:
    assert quote(REPLY, weights) == words


def test_a_word_that_tells_nothing_is_widened_within_its_sentence() -> None:
    assert quote("No, you don't have to. Bye.", {"no": 3.0}) == "No, you don't have to"


def test_what_stretches_add_is_spread_over_their_words_and_kept_whole() -> None:
    reading = read(REPLY)
    terms = terms_in(reading)
    spread = Spread(reading, terms)
    adds = np.arange(len(terms), dtype=float)
    placed = sum(adds[number] for number, (_, _, sentence, _, _) in enumerate(terms) if sentence >= 0)
    assert spread.terms(adds).sum() == pytest.approx(placed)
    assert spread.spans([(0, 1), (2, 9), (60, 64)], np.array([1.0, 2.0, 3.0])).sum() == pytest.approx(6)
    assert spread.cue(1, 0, 2, 4.0).nonzero()[0].tolist() == [3, 4]


@given(reply=st.text(min_size=1, max_size=80), seed=st.integers(0, 1000))
def test_evidence_is_always_words_of_the_reply(reply: str, seed: int) -> None:
    reading = read(reply)
    if not reading.words:
        return
    start, end = evidence_for(reading, np.random.default_rng(seed).normal(size=reading.words))
    assert 0 <= start < end <= len(reply)
    assert reply[start:end].strip()
