"""Calls in which replies name the moves they make, so that a test says what is heard."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.mini import NOON
from trainer.calls.setting import Setting
from trainer.content.moves import MOVES
from trainer.listening.listener import Context, Heard, Hearing
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall

SOON = NOON + timedelta(hours=1)


@dataclass(frozen=True)
class Naming:
    """Hears every move that a reply names, in doubt where a question mark follows, but for those it is deaf to."""

    hash: str = "naming"
    deaf_to: frozenset[str] = frozenset()

    def hear(self, reply: str, context: Context) -> Hearing:
        heard: dict[str, Heard] = {}
        for word in reply.split():
            move, at = word.rstrip("?"), reply.index(word)
            if move in MOVES and move not in self.deaf_to:
                heard.setdefault(move, Heard(move, 1.0, move, at, at + len(move), "", sure=move == word))
        return Hearing(tuple(heard.values()))


def begun(line: PracticeLine, person: str, scenario: str, now: datetime = NOON, *, check_in: bool = False) -> OpenCall:
    """A new call."""
    call_id = line.start(person, scenario, setting=Setting(), now=now, seed=7, check_in=check_in)
    return line.open(person, call_id, now)


def played(line: PracticeLine, opened: OpenCall, *replies: str, now: datetime = NOON) -> OpenCall:
    """The call after these replies, as far as it takes them."""
    for said in replies:
        if opened.over:
            break
        opened = line.reply(opened, said, now)
    return opened


def ended(line: PracticeLine, opened: OpenCall, *replies: str, now: datetime = NOON) -> OpenCall:
    """The call after these replies, ended by the trainee where the caller has not ended it."""
    said = played(line, opened, *replies, now=now)
    return said if said.over else line.act(said, "end", now)
