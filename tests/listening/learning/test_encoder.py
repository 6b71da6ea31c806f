from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.errors import ListenerError
from trainer.listening.learning.corpus import NAMES
from trainer.listening.learning.encoder import MODEL_FILE, SHIPPED, Encoder, load_encoder
from trainer.listening.learning.wordpiece import WordPiece, read_vocabulary
from trainer.listening.listener import Context

PIECES = WordPiece(read_vocabulary(SHIPPED / "vocab.txt"))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder()
    assert found is not None
    return found


def names(text: str) -> list[str]:
    by_id = {number: piece for piece, number in read_vocabulary(SHIPPED / "vocab.txt").items()}
    return [by_id[piece] for piece, _, _ in PIECES.pieces(text)]


def test_a_text_is_cut_as_the_published_tokenizer_cuts_it() -> None:
    assert names("I'm Zoë, unbelievably café-bound!") == [
        "i", "'", "m", "zoe", ",", "un", "##bel", "##ie", "##va", "##bly", "cafe", "-", "bound", "!",
    ]  # fmt: skip
    assert names("a_b 💛 " + "x" * 101) == ["a", "_", "b", "[UNK]", "[UNK]"]
    assert names("be\u200blieve\u202e\x07 \u200b") == ["believe"]


@given(text=st.text(max_size=60))
def test_pieces_point_at_their_words(text: str) -> None:
    for _, start, end in PIECES.pieces(text):
        assert 0 <= start < end <= len(text)
        assert not text[start:end].isspace()


def test_what_the_pieces_add_and_a_constant_are_the_scores(encoder: Encoder) -> None:
    constants = []
    for reply in ("I believe you.", "You should call the police right now, love."):
        read = encoder.read(reply, Context("He hit me.", frozenset({"police"})))
        assert read is not None
        assert read.shares.shape == (len(read.spans), len(NAMES))
        constants.append(read.scores - read.shares.sum(axis=0))
    # The closing mark has a share of its own, so the rest is a constant but for that.
    assert np.abs(constants[0] - constants[1]).max() < 3


def test_the_context_changes_what_is_read(encoder: Encoder) -> None:
    reply = "They would take a statement and you could have a lawyer there."
    asked = encoder.read(reply, Context("What happens if I report it?", frozenset({"police"})))
    unasked = encoder.read(reply, Context("I just want to sleep."))
    assert asked is not None
    assert unasked is not None
    column = NAMES.index("gives_asked_for_information")
    assert asked.scores[column] > unasked.scores[column]


@settings(max_examples=25)
@given(reply=st.text(max_size=200), caller=st.text(max_size=60))
def test_any_text_is_read_the_same_twice(encoder: Encoder, reply: str, caller: str) -> None:
    first, second = (encoder.read(reply, Context(caller)) for _ in range(2))
    if first is None:
        assert second is None
    else:
        assert second is not None
        assert (first.scores == second.scores).all()


def test_a_reply_longer_than_the_model_is_read_in_parts(encoder: Encoder) -> None:
    read = encoder.read("word " * 2_000, Context())
    assert read is not None
    assert len(read.spans) == 2_000


def test_without_its_file_there_is_no_encoder(tmp_path: Path) -> None:
    assert load_encoder(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"nope", b"PK\x03\x04torn"])
def test_a_torn_file_is_told_as_such(content: bytes, tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).write_bytes(content)
    with pytest.raises(ListenerError, match="cannot be read"):
        load_encoder(tmp_path)
