"""A reply cut into sentences and clauses, each with who speaks in it, what is negated, and what it does.

The rules follow trigger, scope and end: a negation or a report begins at its word and lasts until something ends it.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from trainer.listening import grammar
from trainer.listening.words import Word, words_in

Voice = Literal["handler", "quoted", "reported"]
Mood = Literal["statement", "open_question", "closed_question", "order", "offer"]

_ENDS = re.compile(r"[.!?…\n؟。？！]")
_BREAKS = re.compile(r"[,;:—–()\[\]؛،]|\s-+\s")
_LONGEST_SENTENCE = 70


@dataclass(frozen=True)
class Clause:
    """One clause; `start`–`end` are its offsets in the reply, `first`–`last` its words in the sentence."""

    text: str
    start: int
    end: int
    voice: Voice
    negated: bool
    mood: Mood
    hypothetical: bool
    past: bool
    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, its clauses, and for each word who speaks it and whether an earlier word negates it."""

    words: tuple[Word, ...]
    question: bool
    clauses: tuple[Clause, ...]
    voices: tuple[Voice, ...]
    negations: tuple[bool, ...]

    def clause_at(self, index: int) -> Clause:
        """Return the clause that holds the word at `index`."""
        return next(clause for clause in self.clauses if index < clause.last)


def sentences_in(reply: str) -> list[Sentence]:
    """Return the sentences of `reply` in order; none for a reply without words."""
    words = words_in(reply)
    quoted = _quoted(reply, words)
    bounds = [0, *_sentence_starts(words), len(words)]
    return [_sentence(reply, words, quoted, first, last) for first, last in pairwise(bounds) if first < last]


def clauses_in(reply: str) -> list[Clause]:
    """Return the clauses of `reply` in order."""
    return [clause for sentence in sentences_in(reply) for clause in sentence.clauses]


def _sentence_starts(words: list[Word]) -> list[int]:
    starts: list[int] = []
    last = 0
    for index, word in enumerate(words[1:], start=1):
        if _ENDS.search(word.gap) or index - last >= _LONGEST_SENTENCE:
            starts.append(index)
            last = index
    return starts


_DOUBLE = re.compile(r'["“”«»„]([^"“”«»„\n]{1,300})["“”«»„]')
_SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’\n](?:[^'‘’\n]|['’](?=\w)){0,298})['’](?!\w)")


def _quoted(reply: str, words: list[Word]) -> list[bool]:
    spans = [match.span(1) for pattern in (_DOUBLE, _SINGLE) for match in pattern.finditer(reply)]
    if not spans:
        return [False] * len(words)
    return [any(start <= word.start < end for start, end in spans) for word in words]


def _sentence(reply: str, words: list[Word], quoted: list[bool], first: int, last: int) -> Sentence:
    own = words[first:last]
    texts = [word.text for word in own]
    after = reply[own[-1].end : words[last].start] if last < len(words) else reply[own[-1].end :]
    mark = _ENDS.search(after)
    question = bool(mark and "?" in after[mark.start() : mark.start() + 4].replace("？", "?").replace("؟", "?"))
    voices = _voices(texts, quoted[first:last])
    starts = _clause_starts(own, quoted[first:last])
    negations = grammar.negations(texts, starts)
    ends = [*starts[1:], len(own)]
    clauses = tuple(
        _clause(reply, own, begin, end, question and _asks_to_the_end(texts, end), voices[begin], negations)
        for begin, end in zip(starts, ends, strict=True)
    )
    return Sentence(tuple(own), question, clauses, tuple(voices), tuple(negations))


def _asks_to_the_end(texts: list[str], end: int) -> bool:
    """Return whether the question mark covers the clause that stops at `end`: the last, or the one before a tag."""
    return end == len(texts) or " ".join(texts[end:]) in grammar.TAGS


def _voices(texts: list[str], quoted: list[bool]) -> list[Voice]:
    reported = grammar.reported(texts)
    return [
        "quoted" if is_quoted else "reported" if is_reported else "handler"
        for is_quoted, is_reported in zip(quoted, reported, strict=True)
    ]


def _clause_starts(words: list[Word], quoted: list[bool]) -> list[int]:
    starts = [0]
    for index in range(1, len(words)):
        joins = words[index].text in grammar.JOINERS and index + 1 < len(words)
        opens = joins and words[index + 1].text in grammar.CLAUSE_OPENERS
        if opens or _BREAKS.search(words[index].gap) or quoted[index] != quoted[index - 1]:
            starts.append(index)
    return starts


def _clause(
    reply: str, words: list[Word], begin: int, end: int, asks: bool, voice: Voice, negations: list[bool]
) -> Clause:
    texts = [word.text for word in words[begin:end]]
    start, stop = words[begin].start, words[end - 1].end
    return Clause(
        text=reply[start:stop],
        start=start,
        end=stop,
        voice=voice,
        negated=any(negations[begin:end]),
        mood=_mood(texts, [word.text for word in words], asks),
        hypothetical=grammar.is_hypothetical(texts),
        past=grammar.is_past(texts),
        first=begin,
        last=end,
    )


def _mood(texts: list[str], sentence: list[str], asks: bool) -> Mood:
    opens = grammar.without_interjections(texts)
    if grammar.opens_wh_question(opens, asks):
        return "open_question"
    if asks and grammar.wh_question_inside(opens):
        return "open_question"
    if asks or grammar.opens_closed_question(opens):
        return "closed_question"
    if grammar.is_order(opens):
        return "offer" if grammar.leaves_the_wish(sentence) else "order"
    if grammar.is_offer(opens):
        return "offer"
    return "statement"
