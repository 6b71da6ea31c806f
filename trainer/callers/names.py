"""What reads as a name: a word with a capital where none is due."""

import re
from collections.abc import Iterator

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.look_alikes import plain

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Given names that are other words too: in small letters they name nobody.
NAMES_THAT_ARE_WORDS = frozenset(
    """
    amber angel april art ash august autumn basil bay bill brook brooke bunny candy carol chance charity chase cherry
    chip clay cliff crystal dale dawn dean destiny dot drew earl eve faith fern flora frank gene ginger glen grace grant
    hazel heath heather holly hope hunter iris ivy jack jade jay jean jewel joy june justice ken lance lily marina
    mark mason may melody mercy miles misty nick norm olive opal pansy pat patience pearl penny pierce poppy ray reed
    rich river rob robin rose ruby rusty sage sandy scarlet sky skip star sterling stone storm sue summer sunny terry
    trinity tucker victor violet wade ward will willow winter
    """.split()
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St)\.?\s+$")
_BEGINS = re.compile(r"(?:^|[.!?…:;]|\n|[\[(\"“‘*—–-])[\s\"“”'‘’()\[\]*]*$")
_CAPITALS = frozenset(
    "i i'm i'd i'll i've ok okay tv id hiv usb atm pm am mom mum dad daddy mama momma grandma grandpa god lord jesus "
    "christ christmas saturday english spanish french american internet facebook google wifi gps er gp mr mrs ms dr "
    "miss".split()
)
_DOES = re.compile(
    r"\s+(?:says?|said|tells?|told|calls|called|comes?|came|knows?|knew|wants?|wanted|lives|works|asked|asks|thinks|"
    r"thought|gave|gives|took|takes|loves|hates|likes|and (?:i|me))\b"
)
_ENDING = re.compile(r"['’](?:s|d|ll|ve|re|m)?$")


def root(word: str) -> str:
    """Return a plain word without what is joined to it: "Teddy'd" is about Teddy."""
    return _ENDING.sub("", word)


def capitals_in(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield each word with a capital that may be a name, whether a sentence begins with it, and whether it acts.

    A word acts where somebody does something by what follows, as in "Derek said"; shouting and "I" are left out.
    """
    for match in WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or plain(word) in _CAPITALS or root(plain(word)) in _CAPITALS or _is_shouted(word):
            continue
        before = text[: match.start()]
        begins = bool(_BEGINS.search(before)) and not _TITLE.search(before)
        yield word, begins, bool(_DOES.match(text[match.end() :]))


def names_in(text: str) -> list[str]:
    """Return the plain names in `text`; a sentence may begin with one only where it does not read as another word."""
    return [
        plain(word)
        for word, begins, acts in capitals_in(text)
        if not begins or (acts and COMMON_WORDS.isdisjoint((plain(word), root(plain(word)))))
    ]


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 1 and root(plain(word)) in COMMON_WORDS
