"""Where a caller is in a call, and what hearing one reply does to it."""

from collections.abc import Collection

from trainer.calls.conditions import Way
from trainer.calls.mood import HIGHEST, LOWEST, Mood, shift_for
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.scenario import Opening

_NO_MOVES: frozenset[str] = frozenset()


class Situation:
    """The state, the mood, and what was heard and told so far.

    `way` is the reaction that answered last, None before any and where the caller has had enough.
    """

    def __init__(self, opening: Opening, switched: frozenset[str] = _NO_MOVES, least_distress: float = LOWEST) -> None:
        self.state: str = opening.state
        self.mood = Mood(opening.trust, opening.distress)
        self.switched = switched
        self.moves = _NO_MOVES
        self.earlier = _NO_MOVES
        self.told = _NO_MOVES
        self.replies = 0
        self.hurt = False
        self.way: Way | None = None
        self._last = self._before_last = _NO_MOVES
        self._least_distress = least_distress

    def hear(self, moves: frozenset[str], openers: Collection[str]) -> None:
        """Take in what one reply did; `openers` are the moves that open this caller in this state."""
        stale = self._last & self._before_last
        shift = shift_for(moves, openers=openers, stale=stale, hurt=self.hurt)
        self.mood = self.mood.shifted(shift, self._least_distress)
        if not HARMFUL_MOVES.isdisjoint(moves):
            self.hurt = True
        elif "repairs_mistake" in moves:
            self.hurt = False
        self._before_last, self._last = self._last, moves
        self.moves = moves
        self.earlier |= moves
        self.replies += 1

    def answer(self, way: Way | None) -> None:
        """Answer by `way`, which tells its fact."""
        self.way = way
        if way and way.tells:
            self.told |= {way.tells}

    @property
    def had_enough(self) -> bool:
        """Whether the caller leaves."""
        return self.mood.trust <= LOWEST or self.mood.distress >= HIGHEST
