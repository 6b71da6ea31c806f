"""Critical moments: the few lines a trainer looks at together with the trainee."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from trainer.calls.transcript import Transcript
from trainer.content.rubric import Critical, IgnoredCue, LeftInDanger, Rubric, Said, Sign
from trainer.listening.listener import Heard
from trainer.scoring.criteria import Evidence
from trainer.scoring.replies import ANSWER_WITHIN, Practice, Reply

_SENTENCE = re.compile(r"[^.!?\n]{1,400}[.!?]*")  # bounded, so that no pattern can take long
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True)
class CriticalMoment:
    """A critical entry found in a call: the trainee's words at `turn`, a kind note and one thing to try."""

    id: str
    turn: int
    quote: str
    note: str
    to_try: str


def critical_moments(transcript: Transcript, rubric: Rubric, practice: Practice) -> tuple[CriticalMoment, ...]:
    """Return every critical moment, in the rubric's order, then the call's; `practice` counts every move."""
    return tuple(
        CriticalMoment(entry.id, found.turn, found.quote, entry.note, entry.to_try)
        for entry in rubric.critical
        if entry.concerns(transcript.type, transcript.channel)
        for found in _found(entry, transcript, practice)
    )


def _found(entry: Critical, transcript: Transcript, practice: Practice) -> list[Evidence]:
    by_turn: dict[int, Evidence] = {}
    for sign in entry.signs:
        for evidence in _signs(sign, transcript, practice):
            by_turn.setdefault(evidence.turn, evidence)
    return [by_turn[turn] for turn in sorted(by_turn)]


def _signs(sign: Sign, transcript: Transcript, practice: Practice) -> Iterator[Evidence]:
    match sign:
        case Said():
            return said(sign, practice)
        case IgnoredCue():
            return ignored_cue(sign, practice)
        case LeftInDanger():
            return left_in_danger(sign, transcript, practice)


def said(sign: Said, practice: Practice) -> Iterator[Evidence]:
    """Yield each reply that makes one of the moves or, with none given, says the words outside quotations."""
    for reply in practice.replies:
        for heard in (one for one in (*reply.every, *reply.harmful) if one.move in sign.moves):
            if not sign.words or any(_says(sentence, sign) for sentence in _around(reply, heard)):
                yield Evidence(reply.n, heard.quote)
        if not sign.moves:
            yield from (Evidence(reply.n, sentence) for sentence in _own_sentences(reply.text, sign))


def _own_sentences(text: str, sign: Said) -> Iterator[str]:
    own = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    for span in _SENTENCE.finditer(own):
        if _says(span.group(), sign):
            yield text[span.start() : span.end()].strip()


def ignored_cue(sign: IgnoredCue, practice: Practice) -> Iterator[Evidence]:
    """Yield each cue that two replies pass by, or one that the trainee ends the call on.

    The evidence is the last reply that passed it by. A call that breaks off before that proves nothing.
    """
    for moment in practice.moments_with(sign.cues):
        replies = practice.after(moment)
        time_to_answer = len(replies) == ANSWER_WITHIN or practice.left
        if practice.replies and time_to_answer and not any(_touches(reply, sign) for reply in replies):
            yield _last(replies or practice.replies)


def _touches(reply: Reply, sign: IgnoredCue) -> bool:
    sentences = _SENTENCE.findall(reply.text)
    return bool(reply.made(sign.moves)) or any(_matches(one, sign.unless_words) for one in sentences)


def left_in_danger(sign: LeftInDanger, transcript: Transcript, practice: Practice) -> Iterator[Evidence]:
    """Yield the last reply of a call the trainee ended, the caller in danger or in high distress, with no option."""
    ending = practice.ending
    if not practice.replies or not practice.left or ending is None:
        return
    distressed = ending.kind == "bad" and transcript.turns[-1].mood.distress >= sign.distress
    if not ending.in_danger and not distressed:
        return
    if not any(reply.made(sign.unless_moves) for reply in practice.replies):
        yield _last(practice.replies)


def _last(replies: tuple[Reply, ...]) -> Evidence:
    return Evidence(replies[-1].n, replies[-1].text)


def _around(reply: Reply, heard: Heard) -> list[str]:
    spans = _SENTENCE.finditer(reply.text) if heard.quote in reply.text else ()
    around = [span.group() for span in spans if span.start() < heard.end and heard.start < span.end()]
    return around or [heard.quote]


def _says(sentence: str, sign: Said) -> bool:
    return _matches(sentence, sign.words) and not _matches(sentence, sign.unless_words)


def _matches(text: str, patterns: Iterable[str]) -> bool:
    plain = text.replace("’", "'").strip()
    return any(_compiled(pattern).search(plain) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
