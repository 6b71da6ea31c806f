"""Guards made ready to be asked often: the one place that says whether a reaction may happen now."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.content.scenario import Cue, Fact, Guard, Reaction, Scenario

if TYPE_CHECKING:
    from trainer.calls.situation import Situation

_ALWAYS = float("inf")


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard as sets and bounds; everything in it must hold."""

    any: frozenset[str]
    all: frozenset[str]
    none: frozenset[str]
    earlier: frozenset[str]
    never: frozenset[str]
    told: frozenset[str]
    untold: frozenset[str]
    switch: frozenset[str]
    trust: tuple[float, float]
    distress: tuple[float, float]
    replies: tuple[float, float]

    def holds(self, now: "Situation") -> bool:
        """Return whether it holds, after the reply has been heard and has moved the mood."""
        return (
            (not self.any or not self.any.isdisjoint(now.moves))
            and self.all <= now.moves
            and self.none.isdisjoint(now.moves)
            and self.trust[0] <= now.mood.trust <= self.trust[1]
            and self.distress[0] <= now.mood.distress <= self.distress[1]
            and self.replies[0] <= now.replies <= self.replies[1]
            and self.told <= now.told
            and self.untold.isdisjoint(now.told)
            and self.earlier <= now.earlier
            and self.never.isdisjoint(now.earlier)
            and self.switch <= now.switched
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One reaction of a state, by its key.

    `opens` is the condition of the fact it tells, if it tells one; `cues` are what its words call for.
    """

    key: str
    reaction: Reaction | None
    when: Condition
    opens: Condition | None = None
    cues: tuple[Cue, ...] = ()

    def fits(self, now: "Situation") -> bool:
        """Return whether this reaction may answer now."""
        if not self.when.holds(now):
            return False
        return self.opens is None or (self.tells not in now.told and self.opens.holds(now))

    @property
    def tells(self) -> str:
        """The fact it tells, empty if none."""
        return (self.reaction.tells or "") if self.reaction else ""


def condition_of(guard: Guard) -> Condition:
    """Return `guard` as a condition."""
    return Condition(
        frozenset(guard.any),
        frozenset(guard.all),
        frozenset(guard.none),
        frozenset(guard.earlier),
        frozenset(guard.never),
        frozenset(guard.told),
        frozenset(guard.untold),
        frozenset(guard.switch),
        *(
            (-_ALWAYS if bounds.min is None else bounds.min, _ALWAYS if bounds.max is None else bounds.max)
            for bounds in (guard.trust, guard.distress, guard.replies)
        ),
    )


def ways_of(scenario: Scenario, state: str) -> tuple[Way, ...]:
    """Return a state's reactions in the order they are tried.

    First those that look for a critical move, then those that look for another harmful one, then the others; within
    each the state's own before the common ones, as written. `otherwise` is last.
    """
    groups = ((state, scenario.states[state].reactions), ("anywhere", scenario.anywhere))
    written = [(f"{name}/{i}", reaction) for name, group in groups for i, reaction in enumerate(group)]
    in_turn = sorted(written, key=lambda pair: pair[1].when.gravity)
    ways = (_way(key, reaction, scenario.facts) for key, reaction in in_turn)
    otherwise = scenario.states[state].otherwise
    return (*ways, Way(f"{state}/otherwise", None, condition_of(Guard()), cues=otherwise.cues))


def _way(key: str, reaction: Reaction, facts: dict[str, Fact]) -> Way:
    when = condition_of(reaction.when)
    if not reaction.tells:
        return Way(key, reaction, when, cues=reaction.cues)
    fact = facts[reaction.tells]
    return Way(key, reaction, when, condition_of(fact.opens), (*reaction.cues, *fact.cues))
