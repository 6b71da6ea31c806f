"""The small language in which move files write their cues, compiled to regular expressions over plain words.

`word` a word, `word*` any word that begins so, `(a|b c)` one of these, `x?` may be missing, `...` up to four words,
`<name>` one of a named list, `^` and `$` the first and last word of a sentence. Every repetition is bounded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trainer.listening.words import plain_words

_PIECE = re.compile(r"\s*(?:(?P<gap>\.\.\.)|(?P<list><[a-z_]+>)|(?P<mark>[()|?^$])|(?P<word>[^\s()|?^$<>]+))")
# Words that most sentences hold: a pattern is better looked up by another of its words.
_FREQUENT = frozenset({
    "a", "an", "and", "are", "but", "can", "do", "for", "have", "he", "her", "him", "i", "if", "im", "in",
    "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "so", "that", "thats", "the", "them",
    "they", "this", "to", "we", "what", "with", "you", "your", "youre",
})  # fmt: skip
_ANY_WORDS = "(?:[^ ]{1,60} ){0,4}"

Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern; at least one of `keys` stands in any text it matches (no keys: try it always)."""

    source: str
    expression: str
    keys: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.expression)


@dataclass(frozen=True)
class _Part:
    expression: str
    keys: frozenset[str] = frozenset()
    sure: bool = False


def compile_pattern(source: str, lists: Lists) -> Pattern:
    """Compile one cue; raises ValueError where it cannot be read."""
    pieces = _pieces(source)
    part = _sequence(pieces, lists)
    if pieces:
        raise ValueError(f"{source!r}: a bracket closes that never opened")
    if not re.search("[a-z0-9]", part.expression.replace("?:", "")):
        raise ValueError(f"{source!r}: no word stands here")
    return Pattern(source, "(?<= )" + part.expression, part.keys if part.sure else frozenset())


def _pieces(source: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    at = 0
    source = source.rstrip()
    while at < len(source):
        match = _PIECE.match(source, at)
        if not match or not match.lastgroup:
            raise ValueError(f"{source!r}: cannot be read from {source[at : at + 10]!r}")
        _take(pieces, match.lastgroup, match.group(match.lastgroup))
        at = match.end()
    return pieces[::-1]


def _take(pieces: list[tuple[str, str]], kind: str, text: str) -> None:
    """Append a piece; two words that replies join ("we have") are joined here too."""
    if kind == "word" and pieces and pieces[-1][0] == "word":
        joined = plain_words(f"{pieces[-1][1]} {text}")
        if len(joined) == 1 and plain_words(pieces[-1][1]) and plain_words(text):
            pieces[-1] = ("word", joined[0])
            return
    pieces.append((kind, text))


def _sequence(pieces: list[tuple[str, str]], lists: Lists) -> _Part:
    """Read pieces (last first) up to the end of this sequence."""
    parts: list[_Part] = []
    while pieces and pieces[-1] not in (("mark", "|"), ("mark", ")")):
        part = _item(pieces, lists)
        if pieces and pieces[-1] == ("mark", "?"):
            pieces.pop()
            part = _Part(f"(?:{part.expression})?")
        parts.append(part)
    surest = min((part for part in parts if part.sure), key=lambda part: _frequency(part.keys), default=_Part(""))
    return _Part("".join(part.expression for part in parts), surest.keys, surest.sure)


def _frequency(keys: frozenset[str]) -> int:
    """Return how often, roughly, a sentence holds one of `keys`."""
    return len(keys) + 30 * len(keys & _FREQUENT)


def _item(pieces: list[tuple[str, str]], lists: Lists) -> _Part:
    kind, text = pieces.pop()
    if kind == "gap":
        return _Part(_ANY_WORDS)
    if kind == "list":
        return _list(text[1:-1], lists)
    if kind == "word":
        return _word(text)
    if text == "^":
        return _Part(r"(?<=\^ )")
    if text == "$":
        return _Part("$")
    if text != "(":
        raise ValueError(f"{text!r} stands where a word should")
    return _choice(pieces, lists)


def _choice(pieces: list[tuple[str, str]], lists: Lists) -> _Part:
    options = [_sequence(pieces, lists)]
    while pieces and pieces[-1] == ("mark", "|"):
        pieces.pop()
        options.append(_sequence(pieces, lists))
    if not pieces:
        raise ValueError("a bracket opens that never closes")
    pieces.pop()
    return _either(options)


def _either(options: list[_Part]) -> _Part:
    keys = frozenset().union(*(option.keys for option in options))
    expression = "(?:" + "|".join(option.expression for option in options) + ")"
    return _Part(expression, keys, all(option.sure for option in options))


def _list(name: str, lists: Lists) -> _Part:
    if name not in lists:
        raise ValueError(f"<{name}> is not a named list")
    return _either([_sequence(_pieces(entry), lists) for entry in lists[name]])


def _word(text: str) -> _Part:
    if text.endswith("*"):
        return _Part(re.escape(text[:-1].replace("'", "").lower()) + "[^ ]{0,30} ")
    words = plain_words(text)
    if not words:
        raise ValueError(f"{text!r} holds no word")
    return _Part("".join(re.escape(word) + " " for word in words), frozenset(words[:1]), True)
