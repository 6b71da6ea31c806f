"""What holds a line of a model's own besides all that holds every line: no avoided word, nothing made up, no drivel."""

from collections import Counter
from collections.abc import Sequence

from trainer.callers.compared import Compared
from trainer.callers.wording import runs, stem, telling, weighty, words_of

_TOO_NEW = 3  # words of a sentence that nobody has used, a rare one among them
_AGAIN = 4  # words in a row that come back
_HURTS = frozenset(
    map(stem, "hit hits beat punch slap kick drag shove grab choke bruise bleed blood scar stab burn spit hurt".split())
)


def uses_avoided(of: Compared) -> bool:
    """Return whether a word or phrase that is avoided here is in it, in any of its forms, and not in the script."""
    avoided = (words_of(text) for text in of.allowed.avoids)
    return any(_has(of.words, each) and not _has(of.script, each) for each in avoided)


def tells_something_new(of: Compared) -> bool:
    """Return whether a hurt is in it that nobody told of, or a sentence with several new words, a rare one among them.

    A line that only says another's is held to what the script tells; here nothing else shows what was made up.
    """
    if not of.allowed.improvised:
        return False
    for words in of.sentences:
        new = weighty(words) - of.heard
        if not new.isdisjoint(_HURTS) or (len(new) >= _TOO_NEW and not new.isdisjoint(telling(words))):
            return True
    return False


def goes_in_circles(of: Compared) -> bool:
    """Return whether words in a row come twice in it, as weak models go on, and are not the script's."""
    if not of.allowed.improvised:
        return False
    words = of.words
    rows = Counter(tuple(words[i : i + _AGAIN]) for i in range(len(words) - _AGAIN + 1))
    return any(count > 1 for row, count in rows.items() if row not in runs(of.script, _AGAIN))


def breaks_off(of: Compared) -> bool:
    """Return whether a whole line stops in the middle, as one that ran out of tokens, where the script does not."""
    if not of.allowed.improvised:
        return False
    return _ends_in_a_word(of.line) and not _ends_in_a_word(of.allowed.script)


def _ends_in_a_word(text: str) -> bool:
    last = text.rstrip()[-1:]
    return last.isalnum() or last == ","


def _has(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Return whether the words of `phrase` stand in a row, in any of their forms."""
    starts = range(len(words) - len(phrase) + 1) if phrase else ()
    return any(all(map(_is_form_of, words[i : i + len(phrase)], phrase)) for i in starts)


def _is_form_of(word: str, other: str) -> bool:
    """Return whether both are forms of one word: "hats" is one of "hat", and "hates" is not."""
    longer = word.removesuffix("s") if other[-1] not in "shxz" else word
    return word == other or (stem(word) == stem(other) and longer != f"{other}e" and other != f"{word}e")
