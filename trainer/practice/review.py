"""A call looked back at: what each reply did, and the marks that its trainee contests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.calls.contested import UNHEARD
from trainer.calls.reply import accepted_reply
from trainer.calls.transcript import Turn
from trainer.coaching.chances import Chance, chances_in
from trainer.coaching.changes import Change, changes_in
from trainer.coaching.untold import Untold, untold_in
from trainer.errors import CallError, EmptyReply
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.store import contests
from trainer.store.stored import Contest

SHORT = 500  # characters of what was meant


@dataclass(frozen=True)
class ReadReply:
    """One reply of the trainee: what it changed, the chance that passed at it, and its contested marks by move."""

    turn: Turn
    change: Change | None
    chance: Chance | None
    contested: Mapping[str, Contest]


@dataclass(frozen=True)
class Reading:
    """A call read line by line: its replies by their turn's number, and what stayed untold."""

    replies: Mapping[int, ReadReply]
    untold: tuple[Untold, ...]


def read(line: PracticeLine, person: str, opened: OpenCall) -> Reading:
    """Return a call read line by line, with the marks that the person contests."""
    transcript = line.transcript(opened)
    changes = {one.n: one for one in changes_in(transcript)}
    chances = {one.n: one for one in chances_in(transcript, line.rubric, opened.playable.scenario)}
    contested: dict[int, dict[str, Contest]] = {}
    for one in contests.contests_of(line.database, opened.stored.id, person):
        contested.setdefault(one.turn, {})[one.move] = one
    replies = {
        turn.n: ReadReply(turn, changes.get(turn.n), chances.get(turn.n), contested.get(turn.n, {}))
        for turn in transcript.turns
        if turn.speaker == "trainee"
    }
    return Reading(replies, untold_in(opened.call))


def contest(line: PracticeLine, person: str, opened: OpenCall, turn: int, move: str, meant: str, now: datetime) -> None:
    """Keep that a mark is not what the trainee meant, with what they meant.

    UNHEARD as `move` says that something was not heard; then what was meant has to be said, else it may be empty.
    Raises CallError if no such mark stands there, or if what was meant is missing or too long.
    """
    replies = {one.n: one for one in opened.call.turns if one.speaker == "trainee"}
    if turn not in replies or move not in {UNHEARD, *(heard.move for heard in replies[turn].moves)}:
        raise CallError("There is no such mark in this call.")
    try:
        said = accepted_reply(meant)
    except EmptyReply:
        said = ""
    if move == UNHEARD and not said:
        raise CallError("Please say what you meant; nothing was heard that could be taken back.")
    if len(said) > SHORT:
        raise CallError(f"Please say it in {SHORT} characters; this has {len(said)}.")
    contests.contest(line.database, opened.stored.id, person, Contest(turn, move, said, now))


def take_back(line: PracticeLine, person: str, opened: OpenCall, turn: int, move: str) -> None:
    """Forget that the person contests a mark."""
    contests.take_back_contest(line.database, opened.stored.id, person, turn, move)


def contested(line: PracticeLine, person: str, call_id: str) -> tuple[Contest, ...]:
    """Return the marks of a call that the person contests."""
    return contests.contests_of(line.database, call_id, person)
