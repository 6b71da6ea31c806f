"""Names: a caller's line has no person and no place that has not come up."""

import re

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain
from trainer.callers.names import NAMES_THAT_ARE_WORDS, WORD, capitals_in, names_in, root
from trainer.callers.wording import words_of

_KIN = frozenset(
    "husband wife boyfriend girlfriend fiance son daughter kids kid baby babies child children brother sister mother "
    "father mom mum dad aunt uncle cousin cousins niece nephew grandmother grandfather grandma pimp landlord roommate "
    "roommates".split()
)
_MINE = re.compile(r"\b(?:my|his|her|our)\s+(?:\w+\s+)?([a-z]+)\b")


def names_someone_new(of: Compared) -> bool:
    """Return whether somebody or some place in it is in neither script, what was said, nor the caller's name."""
    allowed = of.allowed
    own = (allowed.script, *allowed.said, *allowed.known, allowed.goal)
    heard = plain(" ".join((*own, allowed.trainee, allowed.name)))
    known = {root(one) for one in WORD.findall(heard)}
    return (
        any(root(name) not in known for name in names_in(of.line))
        or _names_other(of, known)
        or _has_new_kin(of.plain_line, heard)
    )


def _names_other(of: Compared, known: set[str]) -> bool:
    """Return whether it names one of the others, in small letters too; a word that is no name alone must act as one."""
    said = {root(one) for one in WORD.findall(of.plain_line)}
    acting = {root(plain(word)) for word, _, acts in capitals_in(of.line) if acts}
    for other in of.allowed.others:
        for part in words_of(other):
            name = root(part)
            if name in known or len(name) < 2:
                continue
            if name in (acting if name in NAMES_THAT_ARE_WORDS | COMMON_WORDS else said):
                return True
    return False


def _has_new_kin(line: str, heard: str) -> bool:
    kin = {one for one in _MINE.findall(line) if one in _KIN}
    return bool(kin) and bool(
        {one.rstrip("s") for one in kin} - {one.rstrip("s") for one in re.findall(r"[a-z]+", heard)}
    )
