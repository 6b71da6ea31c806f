"""Whose words they are: nothing of the prompt or its marks, not the trainee's words, not the caller's last ones."""

import codecs
import re

from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain
from trainer.callers.wording import runs

_PROMPT_RUN = 5  # words
_TRAINEE_RUN = 6
_OWN_RUN = 8
_SHORT_LINE = 3  # words; a shorter one is no echo
_ALIKE = 0.8
_MARK_PIECE = 8  # letters and digits
_SPELLED_IN_DIGITS = str.maketrans("01345789|$@", "oieastbgisa")
_NOT_SIGNS = re.compile(r"[\W_]+")


def leaks_prompt(of: Compared) -> bool:
    """Return whether any mark can be seen, or five words in a row of the prompt that are not the caller's own."""
    if any(_shows(mark, of) for mark in of.allowed.marks):
        return True
    shown = runs(of.words, _PROMPT_RUN).difference(*(runs(own, _PROMPT_RUN) for own in (of.script, *of.known)))
    return bool(shown) and not shown.isdisjoint(runs(of.prompt, _PROMPT_RUN))


def echoes_trainee(of: Compared) -> bool:
    """Return whether it says back what the trainee said, in the trainee's words."""
    return _echoes(of.words, of.trainee, of.script, _TRAINEE_RUN)


def echoes_self(of: Compared) -> bool:
    """Return whether it says again what the caller has just said, where the script does not."""
    return any(_echoes(of.words, before, of.script, _OWN_RUN) for before in of.said)


def _echoes(said: list[str], before: list[str], script: list[str], length: int) -> bool:
    if not (runs(said, length) & runs(before, length)) <= runs(script, length):
        return True
    return len(said) >= _SHORT_LINE and _alike(said, before) >= _ALIKE > _alike(script, before)


def _alike(one: list[str], other: list[str]) -> float:
    """Return how much of the two texts' words are common to both, 0 to 1."""
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _shows(mark: str, of: Compared) -> bool:
    """Return whether a part of `mark` long enough to know it by is there, even backwards or turned by 13 letters."""
    whole = _signs(mark)
    if not whole:
        return mark in of.line
    shown = _signs(of.line)
    if whole in shown:
        return True
    own = _signs(of.allowed.script)
    pieces = {whole[i : i + _MARK_PIECE] for i in range(max(len(whole) - _MARK_PIECE, 0) + 1)}
    hidden = (shown, shown[::-1], _signs(codecs.encode(of.plain_line, "rot13")))
    return any(piece in text for piece in pieces if piece not in own for text in hidden)


def _signs(text: str) -> str:
    """Return only the letters of `text`, digits among them as the letters they stand for."""
    return _NOT_SIGNS.sub("", plain(text).translate(_SPELLED_IN_DIGITS))
