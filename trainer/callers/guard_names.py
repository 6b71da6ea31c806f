"""Names: a caller's line has no person and no place that has not come up."""

import re

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain
from trainer.callers.wording import words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.!?…:;]|\n|[\[(\"“‘*—–-])[\s\"“”'‘’(\[*]*$")
_CAPITALS = frozenset(
    "i i'm i'd i'll i've ok okay tv id hiv usb atm pm am mom mum dad daddy mama momma grandma grandpa god lord jesus "
    "christ christmas saturday english spanish french american internet facebook google wifi gps er gp".split()
)
_DOES = re.compile(
    r"\s+(?:says?|said|tells?|told|calls|called|comes?|came|knows?|knew|wants?|wanted|lives|works|asked|asks|thinks|"
    r"thought|gave|gives|took|takes|loves|hates|likes|and (?:i|me))\b"
)
_KIN = frozenset(
    "husband wife boyfriend girlfriend fiance son daughter kids kid baby babies child children brother sister mother "
    "father mom mum dad aunt uncle cousin cousins niece nephew grandmother grandfather grandma pimp landlord roommate "
    "roommates".split()
)
_MINE = re.compile(r"\b(?:my|his|her|our)\s+(?:\w+\s+)?([a-z]+)\b")


def names_someone_new(of: Compared) -> bool:
    """Return whether somebody or some place in it is in neither script, what was said, nor the caller's name."""
    allowed = of.allowed
    heard = plain(" ".join((allowed.script, *allowed.said, allowed.trainee, allowed.name)))
    known = {_root(one) for one in _WORD.findall(heard)}
    return (
        any(_root(name) not in known for name in _names_in(of.line))
        or _names_other(of, known)
        or _has_new_kin(of.plain_line, heard)
    )


def _names_in(line: str) -> list[str]:
    found = []
    for match in _WORD.finditer(line):
        word = match.group()
        if not word[0].isupper() or plain(word) in _CAPITALS or _root(plain(word)) in _CAPITALS:
            continue
        if _is_shouted(word):
            continue
        if _BEGINS.search(line[: match.start()]) and not _acts(word, line[match.end() :]):
            continue
        found.append(plain(word))
    return found


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 1 and _root(plain(word)) in COMMON_WORDS


def _acts(word: str, rest: str) -> bool:
    """Return whether a word at the start of a sentence reads as a name: "Derek said"."""
    return _root(plain(word)) not in COMMON_WORDS and plain(word) not in COMMON_WORDS and bool(_DOES.match(rest))


def _names_other(of: Compared, known: set[str]) -> bool:
    said = {_root(one) for one in _WORD.findall(of.plain_line)}
    written = {_root(plain(one)) for one in _WORD.findall(of.line) if one[0].isupper()}
    for other in of.allowed.others:
        for part in words_of(other):
            name = _root(part)
            if name in known or len(name) < 2:
                continue
            if name in (written if name in COMMON_WORDS else said):
                return True
    return False


def _has_new_kin(line: str, heard: str) -> bool:
    kin = {one for one in _MINE.findall(line) if one in _KIN}
    return bool(kin) and bool(
        {one.rstrip("s") for one in kin} - {one.rstrip("s") for one in re.findall(r"[a-z]+", heard)}
    )


def _root(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
