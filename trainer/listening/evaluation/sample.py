"""A part of the replies measured on, for a listener that takes seconds a reply: fair to every author."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256

from trainer.listening.evaluation.trial import Measured


def sampled(measured: Measured, size: int, seed: int) -> Measured:
    """Return `size` of the replies, drawn evenly over the authors, or all where there are fewer; in their old order.

    The hash of a reply's id and `seed` decides, so that a smaller sample is part of a larger one.
    """
    drawn: Counter[str] = Counter()
    turns: list[tuple[int, bytes, int]] = []
    for by_hash, row in sorted((_hash(reply.id, seed), row) for row, reply in enumerate(measured.replies)):
        author = measured.authors[row]
        turns.append((drawn[author], by_hash, row))
        drawn[author] += 1
    rows = sorted(row for _, _, row in sorted(turns)[:size])
    authors = tuple(measured.authors[row] for row in rows)
    known = {author: known for author, known in measured.known_as.items() if author in authors}
    return replace(measured, replies=tuple(measured.replies[row] for row in rows), authors=authors, known_as=known)


def _hash(name: str, seed: int) -> bytes:
    return sha256(f"{seed}\0{name}".encode("utf-8", "surrogatepass")).digest()
