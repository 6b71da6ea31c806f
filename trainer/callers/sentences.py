"""Finished sentences out of a line that arrives in pieces, so that each can be looked at before it is shown."""

import re
from collections.abc import Iterable, Iterator

# What follows has to be seen first: more spaces would belong to the sentence, and a small letter may go on after "...".
_END = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’»)\]]*+\s++(?=(\S))|(?<!\s)\s++(?=\S)")
_SHORT = re.compile(r"(?:^|[\s(\[])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|etc|[ap]\.m|e\.g|i\.e|[A-Z])$")
_LONGEST_SHORT = 8  # characters, more than any in _SHORT


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield each sentence once it is finished, with the spaces after it; the last one when the pieces end.

    Joined they are the whole text, and how the text was cut into pieces makes no difference.
    """
    rest, seen, depth = "", 0, 0
    for piece in pieces:
        rest += piece
        while match := _END.search(rest, seen):
            depth = _depth(depth, rest[seen : match.end()])
            seen = match.end()
            if depth == 0 and _ends(rest, match):
                yield rest[:seen]
                rest, seen = rest[seen:], 0
    if rest:
        yield rest


def _ends(text: str, match: re.Match[str]) -> bool:
    if "\n" in match.group():
        return True
    stop, following = match.groups()
    if stop is None:
        return False
    start = match.start()
    if stop == "." and _SHORT.search(text[max(start - _LONGEST_SHORT, 0) : start]):
        return False
    return not (stop.endswith(("..", "…")) and following.islower())


def _depth(depth: int, text: str) -> int:
    """Return how many brackets are open after `text`; what happens inside them is one sentence."""
    for character in text:
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(depth - 1, 0)
    return depth
