from pathlib import Path

import numpy as np
import pytest

from trainer.content.replies import MEASURED_AUTHORS, LabelledReply, load_replies
from trainer.errors import ListenerError
from trainer.listening.learning.corpus import NAMES, context_of
from trainer.listening.learning.encoder import MODEL_FILE, SHIPPED, load_encoder
from trainer.listening.learning.encoder_training import FOLDS
from trainer.listening.learning.held_out import (
    SCORES_FILE,
    HeldOutEncoder,
    encoder_digest,
    key_of,
    load_scores,
    save_scores,
)
from trainer.listening.listener import Context

POLICE = frozenset({"police"})


def reply(caller: str, text: str, raised: frozenset[str] = frozenset()) -> LabelledReply:
    return LabelledReply.model_validate({"id": "t", "caller": caller, "reply": text, "raised": raised})


def test_scores_survive_their_file_under_the_reply_in_its_context(tmp_path: Path) -> None:
    replies = [reply("Hi.", "I believe you."), reply("No cops.", "I believe you.", POLICE), reply("", "💛 \u200b")]
    scores = np.arange(3 * len(NAMES), dtype=np.float32).reshape(3, -1) / 4
    save_scores(replies, scores, tmp_path / SCORES_FILE)
    back = load_scores(tmp_path / SCORES_FILE)
    assert len(back) == 3
    for one, row in zip(replies, scores, strict=True):
        assert back[key_of(one.reply, context_of(one))].tolist() == row.tolist()
    assert key_of("I believe you.", Context("No cops.")) not in back


@pytest.mark.parametrize("content", [b"", b"nope", b"PK\x03\x04torn"])
def test_a_torn_file_is_told_as_such(content: bytes, tmp_path: Path) -> None:
    (tmp_path / SCORES_FILE).write_bytes(content)
    with pytest.raises(ListenerError, match="cannot be read"):
        load_scores(tmp_path / SCORES_FILE)


def test_only_the_scores_of_known_replies_are_replaced() -> None:
    encoder = load_encoder()
    assert encoder is not None
    known = Context("He hit me.")
    scores = np.full(len(NAMES), 3.5, np.float32)
    held_out = HeldOutEncoder(encoder, {key_of("I believe you.", known): scores})
    replaced, plain = held_out.read("I believe you.", known), encoder.read("I believe you.", known)
    assert replaced is not None
    assert plain is not None
    assert (replaced.scores == scores).all()
    assert (replaced.shares == plain.shares).all()
    other = held_out.read("I believe you.", Context("He left."))
    assert other is not None
    assert (other.scores != scores).any()
    assert held_out.read("", known) is None


def test_every_measured_reply_has_a_score_by_an_encoder_that_had_not_seen_its_author() -> None:
    assert sorted("".join(FOLDS)) == sorted(MEASURED_AUTHORS)
    scores = load_scores(SHIPPED / SCORES_FILE)
    missing = [
        one.id
        for author, replies in load_replies().items()
        if author in MEASURED_AUTHORS
        for one in replies
        if key_of(one.reply, context_of(one)) not in scores
    ]
    assert missing == []


def test_the_digest_follows_the_model_and_the_scores(tmp_path: Path) -> None:
    assert encoder_digest(tmp_path) == ""
    (tmp_path / MODEL_FILE).write_bytes(b"a model")
    alone = encoder_digest(tmp_path)
    (tmp_path / SCORES_FILE).write_bytes(b"scores")
    assert "" != alone != encoder_digest(tmp_path)
