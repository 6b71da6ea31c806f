"""The caller's mood: trust and distress, and what a reply's moves do to them."""

from collections.abc import Collection
from dataclasses import dataclass

from trainer.content.moves import CRITICAL_MOVES, HARMFUL_MOVES, HELPFUL_MOVES

LOWEST, HIGHEST = 0.0, 10.0


@dataclass(frozen=True)
class Mood:
    """How the caller is: `trust` in the trainee and `distress`, each 0–10 in steps of a half."""

    trust: float
    distress: float

    def shifted(self, shift: "Shift", least_distress: float = LOWEST) -> "Mood":
        """Return the mood after `shift`, kept within 0–10, and as distressed as `least_distress`."""
        return Mood(_bounded(self.trust + shift.trust), max(least_distress, _bounded(self.distress + shift.distress)))


@dataclass(frozen=True)
class Shift:
    """A change of mood, added to trust and to distress."""

    trust: float
    distress: float


CRITICAL = Shift(-4, +2)
HARMFUL = Shift(-2, +1)
REPAIR = Shift(+2, -0.5)
OPENER = Shift(+2, -1)
HELPFUL = Shift(+1, -0.5)
NOTHING = Shift(0, 0)


def shift_for(moves: Collection[str], *, openers: Collection[str], stale: Collection[str], hurt: bool) -> Shift:
    """Return what one reply does to the mood: the worst harm in it, else the best help.

    Moves do not add up, so a pile of kind phrases earns no more than one that fits. `openers` are the moves that
    open this caller in this state; `stale` are moves made in both replies before, which earn nothing a third
    time; a repair regains trust only where the caller was `hurt` and not yet answered.
    """
    if CRITICAL_MOVES.intersection(moves):
        return CRITICAL
    if HARMFUL_MOVES.intersection(moves):
        return HARMFUL
    if hurt and "repairs_mistake" in moves:
        return REPAIR
    fresh = HELPFUL_MOVES.union(openers).intersection(moves).difference(stale, {"repairs_mistake"})
    if fresh.intersection(openers):
        return OPENER
    return HELPFUL if fresh else NOTHING


def _bounded(value: float) -> float:
    return max(LOWEST, min(HIGHEST, value))
