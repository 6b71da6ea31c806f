"""Critical moments: the few lines a trainer looks at together with the trainee."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from trainer.calls.transcript import Transcript
from trainer.content.rubric import Critical, IgnoredCue, LeftInDanger, OwnWords, Rubric, Said, Sign
from trainer.listening.listener import Heard
from trainer.scoring.criteria import Evidence
from trainer.scoring.replies import ANSWER_WITHIN, Practice, Reply

_SENTENCE = re.compile(r"[^.!?\n]{1,400}[.!?]*")  # bounded, so that no pattern can take long
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True)
class CriticalMoment:
    """A critical entry found in a call: the trainee's words at `turn`, a kind note and one thing to try.

    `caller` is the caller's line that was passed by, empty where it is about none; `quote` is empty where it is about
    what was not said.
    """

    id: str
    turn: int
    quote: str
    note: str
    to_try: str
    caller: str = ""


class Found(NamedTuple):
    """Where a sign shows, and the caller's line it is about, if it is about one."""

    evidence: Evidence
    caller: str = ""


def critical_moments(transcript: Transcript, rubric: Rubric, practice: Practice) -> tuple[CriticalMoment, ...]:
    """Return every critical moment, in the rubric's order, then the call's; `practice` counts every move."""
    return tuple(
        moment
        for entry in rubric.critical
        if entry.concerns(transcript.type, transcript.channel)
        for moment in _moments(entry, transcript, practice)
    )


def _moments(entry: Critical, transcript: Transcript, practice: Practice) -> list[CriticalMoment]:
    by_turn: dict[int, CriticalMoment] = {}
    for sign in entry.signs:
        own = sign if isinstance(sign, OwnWords) else OwnWords()
        note, to_try = own.note or entry.note, own.to_try or entry.to_try
        for evidence, caller in _signs(sign, transcript, practice):
            moment = CriticalMoment(entry.id, evidence.turn, evidence.quote, note, to_try, caller)
            by_turn.setdefault(evidence.turn, moment)
    return [by_turn[turn] for turn in sorted(by_turn)]


def _signs(sign: Sign, transcript: Transcript, practice: Practice) -> Iterator[Found]:
    match sign:
        case Said():
            return (Found(evidence) for evidence in said(sign, practice))
        case IgnoredCue():
            return ignored_cue(sign, transcript, practice)
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


def ignored_cue(sign: IgnoredCue, transcript: Transcript, practice: Practice) -> Iterator[Found]:
    """Yield each cue that two replies pass by, or one that the trainee ends the call on.

    The evidence is the last reply that passed it by. A call that breaks off before that proves nothing.
    """
    lines = {turn.n: turn.text for turn in transcript.turns}
    for moment in practice.moments_with(sign.cues):
        replies = practice.after(moment)
        time_to_answer = len(replies) == ANSWER_WITHIN or practice.left
        if practice.replies and time_to_answer and not any(_touches(reply, sign) for reply in replies):
            yield Found(_last(replies or practice.replies), lines[moment.n])


def _touches(reply: Reply, sign: IgnoredCue) -> bool:
    sentences = _SENTENCE.findall(reply.text)
    return bool(reply.made(sign.moves)) or any(_matches(one, sign.unless_words) for one in sentences)


def left_in_danger(sign: LeftInDanger, transcript: Transcript, practice: Practice) -> Iterator[Found]:
    """Yield the last reply of a call the trainee ended, the caller in danger or in high distress, with no option.

    It is about what was not said, so nothing is quoted.
    """
    ending = practice.ending
    if not practice.replies or not practice.left or ending is None:
        return
    distressed = ending.kind == "bad" and transcript.turns[-1].mood.distress >= sign.distress
    if not ending.in_danger and not distressed:
        return
    if not any(reply.made(sign.unless_moves) for reply in practice.replies):
        yield Found(Evidence(practice.replies[-1].n, ""))


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
