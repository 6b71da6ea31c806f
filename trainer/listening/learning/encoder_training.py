"""Makes the shipped encoder: python -m trainer.listening.learning.encoder_training BASE --begun FILE

Run by whoever maintains the project, seldom; it needs requirements-encoder.txt and about an hour on two cores. BASE is
a folder with the published all-MiniLM-L6-v2 (its weights are checked by hash).

1. Four of its six layers are tuned on the replies of the later authors. 2. From there one encoder is tuned further for
each of FOLDS, on the measured authors outside it and a share of the later replies, and scores the authors inside: what
is measured and fitted uses these scores (`held_out.py`). 3. The one that ships is tuned further on all authors.
"""

import argparse
import hashlib
import math
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.content.replies import MEASURED_AUTHORS, LabelledReply
from trainer.errors import InputError
from trainer.listening.learning.corpus import NAMES, context_of, encoded_replies
from trainer.listening.learning.encoder import (
    MODEL_FILE,
    PRODUCTS_FILE,
    SHIPPED,
    VOCABULARY_FILE,
    closed,
    load_encoder,
    opening,
)
from trainer.listening.learning.fusion import Floats
from trainer.listening.learning.held_out import SCORES_FILE, save_scores
from trainer.listening.learning.kept import say_progress, shipped_replies
from trainer.listening.learning.products import LARGEST, LARGEST_WEIGHT, write_products
from trainer.listening.learning.wordpiece import WordPiece, read_vocabulary

# sentence-transformers/all-MiniLM-L6-v2 at revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41, Apache-2.0.
BASE_HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
LAYERS = (0, 1, 3, 5)
FOLDS = ("afj", "bck", "dgl", "eim")  # measured authors scored together; authors of one kind stand apart
EPOCHS, RATE = 6, 3e-4
FURTHER_EPOCHS, FURTHER_RATE = 3, 1e-4
HEAD_RATE = 10  # the head learns this much faster than the body
BATCH = 32
WARM_UP = 0.05
DROPOUT = 0.1
# Targets a little off 0 and 1, because some labels are wrong.
LEAST, MOST = 0.005, 0.985


@dataclass(frozen=True)
class Lesson:
    """One reply as ids and kinds, with 1 for each move made."""

    ids: list[int]
    kinds: list[int]
    made: list[float]


def main() -> int:
    """Train, export and report; raises InputError if BASE is not the published model."""
    import torch

    parser = argparse.ArgumentParser(description="Make the shipped encoder.")
    parser.add_argument("base", type=Path, metavar="BASE", help="folder with model.safetensors, config.json, vocab.txt")
    parser.add_argument("--begun", type=Path, required=True, metavar="FILE", help="keeps step 1, or goes on from it")
    chosen = parser.parse_args()
    check_base(chosen.base)
    shutil.copy(chosen.base / VOCABULARY_FILE, SHIPPED / VOCABULARY_FILE)
    write_products(SHIPPED / PRODUCTS_FILE)
    pieces = WordPiece(read_vocabulary(SHIPPED / VOCABULARY_FILE))
    authors = shipped_replies()
    lessons = {author: [lesson_of(pieces, reply) for reply in theirs] for author, theirs in authors.items()}
    later = [lesson for author in sorted(lessons) if author not in MEASURED_AUTHORS for lesson in lessons[author]]
    model = build(chosen.base)
    if not chosen.begun.is_file():
        say_progress(f"Tuning on {len(later):,} replies of later authors …")
        torch.save(train(model, later, EPOCHS, RATE).state_dict(), chosen.begun)

    def tuned_further(without: str) -> Any:
        model.load_state_dict(torch.load(chosen.begun))
        theirs = [lesson for author in sorted(MEASURED_AUTHORS - set(without)) for lesson in lessons[author]]
        again = random.Random(0).sample(later, min(len(later), len(theirs)))
        return train(model, theirs + again, FURTHER_EPOCHS, FURTHER_RATE)

    replies: list[LabelledReply] = []
    scores: list[Floats] = []
    for fold in FOLDS:
        say_progress(f"Tuning further without {', '.join(fold)} …")
        held_out = [reply for author in fold for reply in authors[author]]
        replies += held_out
        scores.append(_scored(tuned_further(without=fold), held_out))
    say_progress("Tuning further on all …")
    export(tuned_further(without=""), SHIPPED / MODEL_FILE)
    save_scores(replies, np.concatenate(scores), SHIPPED / SCORES_FILE)
    return 0


def _scored(model: Any, replies: Sequence[LabelledReply]) -> Floats:
    """Return what `model` will say of `replies` when it runs as the shipped one does, with 8-bit weights."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        export(model, folder / MODEL_FILE)
        for name in (VOCABULARY_FILE, PRODUCTS_FILE):
            shutil.copy(SHIPPED / name, folder / name)
        encoder = load_encoder(folder)
        assert encoder, "it was written just now"
        return encoded_replies(encoder, replies)


def check_base(base: Path) -> None:
    """Raise InputError unless `base` holds the published weights and vocabulary."""
    for name, expected in BASE_HASHES.items():
        path = base / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise InputError(f"{path}: not the published file (sha256 {expected})")


def lesson_of(pieces: WordPiece, reply: LabelledReply) -> Lesson:
    """Return a reply as the encoder will read it."""
    before, own = opening(pieces, context_of(reply)), closed(pieces, pieces.pieces(reply.reply)[:160])
    return Lesson(
        [*before, *own], [0] * len(before) + [1] * len(own), [MOST if name in reply.moves else LEAST for name in NAMES]
    )


def build(base: Path) -> Any:
    """Return the untrained model: the base cut to LAYERS, and for each move an attention of its own over the words."""
    import torch
    from torch import nn
    from transformers import AutoModel

    torch.manual_seed(0)
    body = AutoModel.from_pretrained(base)
    body.encoder.layer = nn.ModuleList([body.encoder.layer[layer] for layer in LAYERS])
    body.config.num_hidden_layers = len(LAYERS)

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            width = body.config.hidden_size
            self.body = body
            self.drop = nn.Dropout(DROPOUT)
            self.looks = nn.Linear(width, len(NAMES), bias=False)
            self.says = nn.Linear(width, len(NAMES), bias=False)
            self.whole = nn.Linear(width, len(NAMES), bias=False)
            self.rarely = nn.Parameter(torch.full((len(NAMES),), -3.0))
            self.looks.weight.data.mul_(0.1)

        def forward(self, ids: Any, kinds: Any, there: Any) -> tuple[Any, Any]:
            words = self.drop(self.body(ids, token_type_ids=kinds, attention_mask=there).last_hidden_state)
            own = (kinds * there).unsqueeze(-1).to(words.dtype)
            looks = (self.looks(words) - 1e4 * (1 - own)).softmax(1)
            shares = looks * self.says(words) + self.whole(words) * own / own.sum(1, keepdim=True)
            return shares.sum(1) + self.rarely, shares

    return Model()


def train(model: Any, lessons: Sequence[Lesson], epochs: int, rate: float) -> Any:
    """Return `model` tuned on `lessons`."""
    import torch

    body = [weights for name, weights in model.named_parameters() if name.startswith("body.")]
    head = [weights for name, weights in model.named_parameters() if not name.startswith("body.")]
    steps = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": head, "lr": HEAD_RATE * rate}], weight_decay=0.01
    )
    rates = [group["lr"] for group in steps.param_groups]
    for epoch in range(epochs):
        model.train()
        lost, count = 0.0, math.ceil(len(lessons) / BATCH)
        for number, batch in enumerate(batches(lessons, epoch)):
            done = (epoch + number / count) / epochs
            for group, highest in zip(steps.param_groups, rates, strict=True):
                group["lr"] = highest * min(1, done / WARM_UP) * (1 - done)
            # Half the bits halve the time, and change no figure that is not noise.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds, _ = model(*padded(batch))
            made = torch.tensor([lesson.made for lesson in batch])
            loss = (
                torch.nn.functional.binary_cross_entropy_with_logits(odds.float(), made, reduction="none").sum(1).mean()
            )
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            steps.step()
            lost += float(loss.detach())
        say_progress(f"  epoch {epoch + 1} of {epochs}: loss {lost / count:.3f}")
    return model.eval()


def batches(lessons: Sequence[Lesson], epoch: int) -> Iterator[list[Lesson]]:
    """Yield the lessons in batches of about the same length, in an order of this epoch's own."""
    order = random.Random(epoch)
    mixed = order.sample(list(lessons), len(lessons))
    chunks = [
        sorted(mixed[at : at + 20 * BATCH], key=lambda one: len(one.ids)) for at in range(0, len(mixed), 20 * BATCH)
    ]
    found = [chunk[at : at + BATCH] for chunk in chunks for at in range(0, len(chunk), BATCH)]
    order.shuffle(found)
    yield from found


def padded(batch: Sequence[Lesson]) -> tuple[Any, Any, Any]:
    """Return ids, kinds and which places are filled, as tensors."""
    import torch

    longest = max(len(lesson.ids) for lesson in batch)

    def table(rows: Sequence[list[int]]) -> Any:
        return torch.tensor([row + [0] * (longest - len(row)) for row in rows])

    ids, kinds = [lesson.ids for lesson in batch], [lesson.kinds for lesson in batch]
    return table(ids), table(kinds), table([[1] * len(row) for row in ids])


def export(model: Any, path: Path) -> None:
    """Write `model` in whole numbers, as `Transformer` reads it."""
    trained = {name: weights.numpy() for name, weights in model.state_dict().items()}
    arrays: dict[str, Any] = {"rarely": trained["rarely"]}

    def put(name: str, **parts: Any) -> None:
        arrays.update({f"{name}.{part}": values for part, values in parts.items()})

    def put_table(name: str, source: str) -> None:
        values, scales = whole_rows(trained[f"body.embeddings.{source}.weight"], LARGEST)
        put(name, values=values, scales=scales)

    def put_linear(name: str, *sources: str) -> None:
        weights = np.concatenate([trained[f"{source}.weight"] for source in sources])
        nothing = np.zeros(len(weights), np.float32)
        constants = [trained[f"{source}.bias"] for source in sources if f"{source}.bias" in trained]
        values, scales = whole_rows(weights, LARGEST_WEIGHT)
        put(
            name,
            weights=np.ascontiguousarray(values.T),
            scales=scales[:, 0],
            constants=np.concatenate(constants) if constants else nothing,
        )

    def put_norm(name: str, source: str) -> None:
        put(name, slopes=trained[f"{source}.weight"], constants=trained[f"{source}.bias"])

    for name, source in (("words", "word"), ("kinds", "token_type"), ("places", "position")):
        put_table(name, f"{source}_embeddings")
    put_norm("norm", "body.embeddings.LayerNorm")
    for number in range(len(LAYERS)):
        layer, source = f"layer.{number}", f"body.encoder.layer.{number}"
        put_linear(f"{layer}.ask", f"{source}.attention.self.query")
        put_linear(f"{layer}.offer", f"{source}.attention.self.key", f"{source}.attention.self.value")
        put_linear(f"{layer}.gather", f"{source}.attention.output.dense")
        put_norm(f"{layer}.gathered", f"{source}.attention.output.LayerNorm")
        put_linear(f"{layer}.widen", f"{source}.intermediate.dense")
        put_linear(f"{layer}.narrow", f"{source}.output.dense")
        put_norm(f"{layer}.done", f"{source}.output.LayerNorm")
    put_linear("head", "looks", "says", "whole")
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def whole_rows(rows: Floats, largest: int) -> tuple[NDArray[np.int8], Floats]:
    """Return `rows` as whole numbers up to `largest`, and the scale of each row (rows × 1)."""
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.float32(1e-12)) / np.float32(largest)
    return np.rint(rows / scales).astype(np.int8), scales


if __name__ == "__main__":
    raise SystemExit(main())
