"""What the caller never got to tell, and which reply would have opened it: found by trying each at every moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.calls.call import Call
from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.calls.transcript import Turn
from trainer.content.moves import HELPFUL_MOVES, NEUTRAL_MOVES
from trainer.content.scenario import Fact, Scenario
from trainer.simulation.walker import Walker

_TRIED = tuple(sorted(HELPFUL_MOVES)) + tuple(sorted(NEUTRAL_MOVES))


@dataclass(frozen=True)
class Untold:
    """A fact that stayed untold.

    `n` is the turn of the first reply that could have opened it and `moves` what it would have had to do; where
    there was none (`n` is 0), `closed_by` are the moves that had closed it, `trust` is how much it needs (0–10)
    where the caller never trusted so far, and `after` the facts that have to be told before.
    """

    about: str
    n: int = 0
    moves: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    trust: float | None = None
    after: tuple[str, ...] = ()


def untold_in(call: Call) -> tuple[Untold, ...]:
    """Return what the caller of `call` did not get to tell, in the order of the scenario.

    What belongs to a branch that was not switched on is left out: it was no part of this call.
    """
    told = {name for turn in call.turns for name in turn.tells}
    open_here = _tellable(call.scenario, call.setting)
    untold = [name for name in call.scenario.facts if name not in told and name in open_here]
    opened: dict[str, tuple[int, list[str]]] = {}
    if untold:
        for turn, now, walker in _moments(call):
            for move in _TRIED:
                for name in walker.after(now, frozenset({move})).told - now.told:
                    n, moves = opened.setdefault(name, (turn.n, []))
                    if n == turn.n:
                        moves.append(move)
    most_trust = max(turn.mood.trust for turn in call.turns)
    return tuple(_untold(call, name, opened, most_trust, told) for name in untold)


def _tellable(scenario: Scenario, setting: Setting) -> set[str]:
    """The facts that this call could come to, with the branches that were switched on."""
    found, waiting = {setting.opening_of(scenario).state}, [setting.opening_of(scenario).state]
    facts: set[str] = set()
    while waiting:
        for reaction in (*scenario.states[waiting.pop()].reactions, *scenario.anywhere):
            if not setting.switched.issuperset(reaction.when.switch):
                continue
            if reaction.tells and setting.switched.issuperset(scenario.facts[reaction.tells].opens.switch):
                facts.add(reaction.tells)
            if reaction.to in scenario.states and reaction.to not in found:
                found.add(reaction.to)
                waiting.append(reaction.to)
    return facts


def _moments(call: Call) -> Iterator[tuple[Turn, Situation, Walker]]:
    """Yield each reply with the caller's situation before it."""
    walker = Walker(call.scenario)
    now = walker.begin(call.setting)
    for turn in call.turns:
        if turn.speaker == "trainee":
            yield turn, now, walker
            walker.hear(now, frozenset(heard.move for heard in turn.moves))


def _untold(
    call: Call, name: str, opened: dict[str, tuple[int, list[str]]], most_trust: float, told: set[str]
) -> Untold:
    fact = call.scenario.facts[name]
    if name in opened:
        n, moves = opened[name]
        return Untold(fact.about, n, _fitting(moves, fact))
    made = {heard.move for turn in call.turns for heard in turn.moves}
    needed = fact.opens.trust.min or 0.0
    return Untold(
        fact.about,
        closed_by=tuple(move for move in fact.opens.never if move in made),
        trust=needed if needed > most_trust else None,
        after=tuple(call.scenario.facts[one].about for one in fact.opens.told if one not in told),
    )


def _fitting(moves: Sequence[str], fact: Fact) -> tuple[str, ...]:
    """Return `moves` with those that the fact itself looks for first."""
    looked_for = [move for move in fact.opens.any if move in moves]
    return tuple(looked_for or moves)
