"""A transcript as the rubric looks at it: replies, slips, and lines of the caller that call for something."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trainer.calls.transcript import ReachedEnding, Transcript, Turn
from trainer.content.moves import HARMFUL_MOVES, HELPFUL_MOVES
from trainer.content.rubric import MovesPerReply
from trainer.content.scenario import Cue
from trainer.listening.listener import Heard

Room = Callable[[int], int]

REPAIR_WITHIN = 2
ANSWER_WITHIN = 2
ABOUT_LIFE: frozenset[Cue] = frozenset({"suicide", "medical"})


@dataclass(frozen=True)
class Reply:
    """One reply of the trainee.

    `good` are its helpful and neutral moves that count, `every` all its moves whether they count or not; each
    move stands once, in the order of their words. `harmful` are all the harmful hearings.
    """

    n: int
    text: str
    good: tuple[Heard, ...]
    harmful: tuple[Heard, ...]
    every: tuple[Heard, ...]

    def made(self, moves: Collection[str]) -> Heard | None:
        """Return the first of the good `moves` in this reply."""
        return next((heard for heard in self.good if heard.move in moves), None)

    @property
    def practises(self) -> bool:
        """Whether something counts in this reply beyond taking something back."""
        return any(heard.move != "repairs_mistake" for heard in self.good)

    @property
    def mends(self) -> bool:
        """Whether this reply puts something right; saying sorry and slipping again does not."""
        return not self.harmful and self.made({"repairs_mistake"}) is not None


@dataclass(frozen=True)
class Moment:
    """A caller's line that calls for something; `next` is the index of the reply after it."""

    n: int
    cues: frozenset[Cue]
    next: int


@dataclass(frozen=True)
class Slip:
    """A reply with harmful moves; `answerable` says that there was a chance to put it right."""

    reply: Reply
    heard: tuple[Heard, ...]
    repair: Reply | None
    answerable: bool

    @property
    def repaired(self) -> bool:
        """Whether one of the next two replies owns it."""
        return self.repair is not None


@dataclass(frozen=True)
class Practice:
    """What was practised in one call, ready for the rules; `practised` counts the replies that practise."""

    replies: tuple[Reply, ...]
    moments: tuple[Moment, ...] = ()
    ending: ReachedEnding | None = None
    practised: int = 0

    @property
    def left(self) -> bool:
        """Whether the trainee ended the call."""
        return self.ending is not None and self.ending.by == "trainee"

    def shows_restraint(self, short_call: int) -> bool:
        """Whether what is left out of this call says something: enough of it practises, twice as much as harms."""
        return self.practised >= max(short_call, 2 * len(self.slips()))

    def after(self, moment: Moment) -> tuple[Reply, ...]:
        """Return the replies that can still answer `moment`, the next one first."""
        return self.replies[moment.next : moment.next + ANSWER_WITHIN]

    def moments_with(self, cues: Collection[Cue]) -> Iterator[Moment]:
        """Yield the moments with one of `cues` that the trainee could answer.

        Ending the call on a caller's last line counts as no answer only where that line is about life or
        health: leaving can be the fitting answer to a no, or to a tested limit.
        """
        for moment in self.moments:
            raised = moment.cues.intersection(cues)
            if raised and (moment.next < len(self.replies) or (self.left and raised & ABOUT_LIFE)):
                yield moment

    def slips(self, moves: Collection[str] = HARMFUL_MOVES) -> tuple[Slip, ...]:
        """Return the replies holding any of the harmful `moves`."""
        found = []
        for index, reply in enumerate(self.replies):
            if heard := tuple(one for one in reply.harmful if one.move in moves):
                later = self.replies[index + 1 : index + 1 + REPAIR_WITHIN]
                repair = next((one for one in later if one.mends), None)
                found.append(Slip(reply, heard, repair, bool(later) or self.left))
        return tuple(found)


class Views(NamedTuple):
    """One call three times: the moves that count in full, those that count at least half, and all of them."""

    counted: Practice
    heard: Practice
    every: Practice


def views_of(transcript: Transcript, limits: MovesPerReply) -> Views:
    """Return the views of `transcript`.

    A caller takes in only so much at once: past the limit, each further helpful move in a reply crowds out
    another.
    """

    def room(at_most: int) -> Room:
        return lambda helpful: max(0, at_most - max(0, helpful - limits.heard))

    return Views(
        counted=practice_of(transcript, room(limits.counted)),
        heard=practice_of(transcript, room(limits.heard)),
        every=practice_of(transcript),
    )


def practice_of(transcript: Transcript, room: Room = int) -> Practice:
    """Return what `transcript` practises.

    `room` says how many of a reply's helpful moves count, from the first on; neutral moves and repairs
    always do. A move made in both replies before counts no third time in a row, as it moves the caller no further.
    """
    replies: list[Reply] = []
    moments: list[Moment] = []
    for turn in transcript.turns:
        if turn.speaker == "trainee":
            said = [{heard.move for heard in reply.every} for reply in replies[-2:]]
            replies.append(_reply(turn, room, stale=said[0] & said[1] if len(said) == 2 else set()))
        elif turn.cues:
            moments.append(Moment(turn.n, frozenset(turn.cues), len(replies)))
    practised = sum(1 for reply in replies if reply.practises)
    return Practice(tuple(replies), tuple(moments), transcript.ending, practised)


def _reply(turn: Turn, room: Room, stale: set[str]) -> Reply:
    in_order = sorted(turn.moves, key=lambda heard: (heard.start, heard.end, heard.move))
    every: dict[str, Heard] = {}
    for heard in in_order:
        every.setdefault(heard.move, heard)
    helpful = [move for move in every if move in HELPFUL_MOVES - {"repairs_mistake"}]
    uncounted = HARMFUL_MOVES.union(helpful[room(len(helpful)) :], stale - {"repairs_mistake"})
    good = tuple(heard for move, heard in every.items() if move not in uncounted)
    harmful = tuple(heard for heard in in_order if heard.move in HARMFUL_MOVES)
    return Reply(turn.n, turn.text, good, harmful, tuple(every.values()))
