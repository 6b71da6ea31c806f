"""Teaching the listener an example: what it would change is shown before it is kept, and it can be taken back."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.content.moves import MOVES
from trainer.content.replies import (
    OWN_FILE,
    REPLIES_FOLDER,
    LabelledReply,
    conflicts_in,
    reply_line,
)
from trainer.errors import InputError
from trainer.listening.learning.corpus import NAMES, Corpus, Tell
from trainer.listening.learning.fusion import Floats
from trainer.listening.learning.kept import (
    corpus_of,
    learned_for,
    own_replies,
    say_progress,
    shipped_replies,
)
from trainer.listening.learning.limits import best_limit
from trainer.listening.learning.training import examples_of, refine
from trainer.listening.reading import Reader
from trainer.listening.topics import topics_in

_HELD_BACK = 4  # every fourth author's replies are held back to see what an example changes


@dataclass(frozen=True)
class Flip:
    """One held-back reply that is heard otherwise after the example: `made` says whether it makes the move."""

    reply: LabelledReply
    now_heard: bool
    made: bool

    @property
    def better(self) -> bool:
        """Whether it is heard rightly now."""
        return self.now_heard == self.made


@dataclass(frozen=True)
class Lesson:
    """What one example would change on replies held back, and the labels that contradict it."""

    example: LabelledReply
    move: str
    held_back: int
    flips: tuple[Flip, ...]
    conflicts: tuple[LabelledReply, ...] = field(default=())

    @property
    def better(self) -> tuple[Flip, ...]:
        """Replies heard rightly now that were not before."""
        return tuple(flip for flip in self.flips if flip.better)

    @property
    def worse(self) -> tuple[Flip, ...]:
        """Replies heard wrongly now that were heard rightly before."""
        return tuple(flip for flip in self.flips if not flip.better)

    @property
    def newly_confused(self) -> dict[str, int]:
        """Moves made in the replies that are now wrongly heard as this one, and how often."""
        wrong = [flip for flip in self.worse if flip.now_heard]
        return dict(Counter(move for flip in wrong for move in flip.reply.moves or {"no move"}).most_common())


def example_of(move: str, text: str, *, makes: bool, caller: str = "") -> LabelledReply:
    """Return an example, or with `makes` false a non-example, of `move`; raises InputError for an unknown move."""
    if move not in MOVES:
        raise InputError(f"no move is called `{move}` (there are: {', '.join(sorted(MOVES))})")
    if not text.strip():
        raise InputError("the example is empty")
    moves, judged = frozenset({move} if makes else ()), frozenset({move})
    return LabelledReply(
        id="own", caller=caller, raised=topics_in(caller), reply=text.strip(), moves=moves, judged=judged
    )


def try_example(
    reader: Reader, example: LabelledReply, replies: Path = REPLIES_FOLDER, tell: Tell = say_progress
) -> Lesson:
    """Return what `example`, which speaks of one move, would change; nothing is kept."""
    [move] = example.judged or {""}
    own = own_replies(replies)
    known = [reply for theirs in shipped_replies(replies).values() for reply in theirs]
    conflicts = tuple(other for other, one in conflicts_in([*known, *own, example]) if one is example)
    corpus = corpus_of(reader, replies, tell)
    before, after = _scores_held_back(reader, corpus, move, own, example)
    held = _held_back(corpus)
    made = corpus.made[held, NAMES.index(move)]
    limit = best_limit(before, made)
    changed = np.flatnonzero((before >= limit) != (after >= limit))
    rows = np.flatnonzero(held)
    flips = tuple(Flip(corpus.replies[rows[at]], bool(after[at] >= limit), bool(made[at])) for at in changed.tolist())
    return Lesson(example, move, int(held.sum()), flips, conflicts)


def keep(
    reader: Reader, example: LabelledReply, replies: Path = REPLIES_FOLDER, tell: Tell = say_progress
) -> LabelledReply:
    """Add `example` to the organisation's own file, learn it, and return it as it was kept."""
    number = 1 + max((_number(one) for one in own_replies(replies)), default=0)
    kept = example.model_copy(update={"id": f"own-{number}"})
    _rewrite(replies, lambda lines: [*lines, reply_line(kept)])
    learned_for(reader, replies, tell)
    return kept


def take_back(replies: Path = REPLIES_FOLDER) -> LabelledReply:
    """Remove the example kept last and return it; raises InputError if none was kept."""
    own = own_replies(replies)
    if not own:
        raise InputError("nothing has been taught here that could be taken back")
    _rewrite(replies, lambda lines: lines[:-1])
    return own[-1]


def _scores_held_back(
    reader: Reader, corpus: Corpus, move: str, own: tuple[LabelledReply, ...], example: LabelledReply
) -> tuple[Floats, Floats]:
    column = NAMES.index(move)
    held = _held_back(corpus)
    taught = Corpus(
        tuple(reply for reply, out in zip(corpus.replies, held, strict=True) if not out),
        tuple(author for author, out in zip(corpus.authors, held, strict=True) if not out),
        corpus.vectorizer,
        corpus.matrix[~held],
        corpus.made[~held],
    )
    examples = [*examples_of(reader.moves[move]), *(one for one in own if one.judged is None or move in one.judged)]
    scores = []
    for lesson in (examples, [*examples, example]):
        weights, constant = refine(reader, taught, column, lesson)
        scores.append(np.asarray(corpus.matrix[held] @ weights + constant, dtype=np.float32))
    return scores[0], scores[1]


def _held_back(corpus: Corpus) -> NDArray[np.bool_]:
    authors = sorted(set(corpus.authors))
    out = set(authors[::_HELD_BACK])
    return np.array([author in out for author in corpus.authors])


def _rewrite(replies: Path, change: Callable[[list[str]], list[str]]) -> None:
    path = replies / OWN_FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    changed = change(lines)
    if not changed:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text("".join(f"{line}\n" for line in changed), encoding="utf-8")
    part.replace(path)


def _number(reply: LabelledReply) -> int:
    last = reply.id.rpartition("-")[2]
    return int(last) if last.isdigit() else 0
