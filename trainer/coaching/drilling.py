"""A drill: which lines come up, and what one reply to a line does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.content.drills import Drill, DrillLine
from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.listener import Context, Heard, Hearing, Listener
from trainer.listening.topics import topics_in

LINES = 5  # about two minutes


@dataclass(frozen=True)
class Answered:
    """What a reply to a drill's line does: whether it meets the skill, by which words, and what in it may hurt."""

    met: bool
    by: tuple[Heard, ...]
    hurts: tuple[Heard, ...]
    others: tuple[Heard, ...]


@dataclass(frozen=True)
class Tried:
    """When a line was last answered, and whether that met the skill."""

    met: bool
    at: datetime


def lines_to_answer(drill: Drill, tried: dict[str, Tried], count: int = LINES) -> list[DrillLine]:
    """Return the lines of the next drill: first those last missed, then new ones, then those met longest ago.

    `tried` is by the line's key.
    """

    def turn(line: DrillLine) -> tuple[int, str]:
        last = tried.get(line.key)
        if last is None:
            return 1, ""
        return (2 if last.met else 0), last.at.isoformat()

    return sorted(drill.lines, key=turn)[:count]


def answer(drill: Drill, line: str, reply: str, listener: Listener) -> tuple[Answered, Hearing]:
    """Return what `reply` to the caller's `line` does, and all that was heard in it."""
    hearing = listener.hear(reply, Context(line, topics_in(line)))
    by = tuple(one for one in hearing.moves if one.move in drill.meets)
    hurts = tuple(one for one in hearing.moves if one.move in HARMFUL_MOVES)
    others = tuple(one for one in hearing.moves if one not in by and one not in hurts)
    return Answered(bool(by) and not hurts, by, hurts, others), hearing


def share_met(results: Iterable[bool]) -> float:
    """Return the share of lines met, 0–1; 0 where there are none."""
    found = list(results)
    return sum(found) / len(found) if found else 0.0


def weakest_first(skills: Sequence[str], due: dict[str, datetime], now: datetime) -> list[str]:
    """Return the skills with those due first, the longest due before, then new ones, then those not due yet."""

    def turn(skill: str) -> tuple[int, datetime]:
        if skill not in due:
            return 1, now
        return (0 if due[skill] <= now else 2), due[skill]

    return sorted(skills, key=turn)
