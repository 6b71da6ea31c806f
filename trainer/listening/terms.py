"""A reading as terms: the runs of words, clause forms and letters that the learned listener weighs.

Each term knows which words it came from, so that what was learned can point at them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from trainer.listening.clauses import Clause, Sentence
from trainer.listening.cues import telling_words
from trainer.listening.reading import Reading
from trainer.listening.topics import topics_in_words

Group = Literal["words", "scope", "form", "cues", "letters"]
GROUPS: tuple[Group, ...] = get_args(Group)

_ADDRESS = frozenset({"you", "your", "youre", "youve", "youd", "youll", "yourself", "yours"})
_SHORT_CALLER_LINE = 4


# One term: its group and text, then a sentence (-1 for the whole reply) and its words first–last, last not included.
# A plain tuple, because a long reply has a thousand of them.
Term = tuple[Group, str, int, int, int]


def terms_in(reading: Reading) -> list[Term]:
    """Return every term of `reading`, repeated ones as often as they stand there."""
    context = _context(reading)
    found = list(_whole(reading, context))
    for number, sentence in enumerate(reading.sentences):
        words = [word.text for word in sentence.words]
        found += _words(number, words, question=sentence.question)
        found += _scope(number, sentence, words)
        found += _form(number, sentence, words, context)
        found += _letters(number, words)
        for hit in reading.hits[number]:
            found.append(("cues", f"{hit.move} {hit.cue}", number, hit.first, hit.last))
            found.append(("cues", hit.move, number, hit.first, hit.last))
    return found


@dataclass(frozen=True)
class _Context:
    """What the caller's side adds, as short marks."""

    marks: tuple[str, ...]
    raised: frozenset[str]
    telling: frozenset[str]


def _context(reading: Reading) -> _Context:
    heeded = reading.heeded
    marks = [f"raised {topic}" for topic in sorted(heeded.raised)]
    if heeded.asks:
        marks.append("caller asks")
    if heeded.refuses:
        marks.append("caller refuses")
    if heeded.line.count(" ") - 1 <= _SHORT_CALLER_LINE:
        marks.append("caller is brief")
    return _Context(tuple(marks), heeded.raised, heeded.words)


def _whole(reading: Reading, context: _Context) -> Iterator[Term]:
    words = [word.text for sentence in reading.sentences for word in sentence.words]
    for mark in context.marks:
        yield _form_term(mark)
    yield _form_term(f"sentences {min(6, len(reading.sentences))}")
    yield _form_term(f"length {sum(len(words) >= limit for limit in (4, 8, 15, 30, 60))}")
    for topic in topics_in_words(words):
        yield _form_term(f"topic {topic}")
        if topic not in context.raised:
            yield _form_term(f"topic {topic} is new")
        for mark in context.marks:
            yield _form_term(f"topic {topic}, {mark}")


def _form_term(text: str) -> Term:
    return ("form", text, -1, 0, 0)


def _words(number: int, words: list[str], *, question: bool) -> list[Term]:
    bounded = ["<", *words, ">?" if question else ">"]
    last = len(words)
    return [
        (
            "words",
            " ".join(bounded[start : start + size]),
            number,
            min(max(0, start - 1), last - 1),
            min(last, start - 1 + size),
        )
        for size in (1, 2, 3)
        for start in range(len(bounded) - size + 1)
    ]


def _scope(number: int, sentence: Sentence, words: list[str]) -> Iterator[Term]:
    """Words under a negation or in somebody else's mouth, and words of a question, as words of another kind."""
    marked = [
        ("" if voice == "handler" else "said:") + ("not:" if negated else "") + word
        for word, voice, negated in zip(words, sentence.voices, sentence.negations, strict=True)
    ]
    for index, text in enumerate(marked):
        if text != words[index]:
            yield ("scope", text, number, index, index + 1)
            if index + 1 < len(marked):
                yield ("scope", f"{text} {marked[index + 1]}", number, index, index + 2)
        if sentence.question:
            yield ("scope", f"asks:{words[index]}", number, index, index + 1)


def _form(number: int, sentence: Sentence, words: list[str], context: _Context) -> Iterator[Term]:
    if any(voice != "handler" for voice in sentence.voices):
        yield ("form", "another voice", number, 0, len(words))
    for clause in sentence.clauses:
        yield from _clause_form(number, clause, words[clause.first : clause.last], context)
    taken_up = min(4, len(telling_words(words) & context.telling))
    yield ("form", f"takes up {taken_up}{' asking' if sentence.question else ''}", number, 0, len(words))


def _clause_form(number: int, clause: Clause, words: list[str], context: _Context) -> Iterator[Term]:
    def term(text: str) -> Term:
        return ("form", text, number, clause.first, clause.last)

    kind = (
        clause.mood
        + ("" if clause.voice == "handler" else " said")
        + (" negated" if clause.negated else "")
        + (" if" if clause.hypothetical else "")
    )
    yield term(kind)
    yield term(f"{kind} {'to you' if not _ADDRESS.isdisjoint(words) else 'about else'}")
    if clause.past:
        yield term(f"{clause.mood} past")
    for size in (1, 2, 3):
        if len(words) >= size:
            yield term(f"{clause.mood}: {' '.join(words[:size])}")
    for mark in context.marks:
        yield term(f"{clause.mood}, {mark}")


def _letters(number: int, words: list[str]) -> list[Term]:
    bounded = [f" {word} " for word in words]
    return [
        ("letters", word[start : start + size], number, index, index + 1)
        for index, word in enumerate(bounded)
        for size in (3, 4)
        for start in range(len(word) - size + 1)
    ]
