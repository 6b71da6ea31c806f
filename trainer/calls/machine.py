"""The state machine that drives a caller; the only module that knows `transitions`."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, cast

from transitions import EventData, Machine

from trainer.calls.mood import HIGHEST, LOWEST, Mood
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.scenario import Guard, Reaction, Scenario

Trigger = Literal["hear", "trainee_ends", "time_runs_out"]


class Answer(NamedTuple):
    """What the machine chose: the reaction and a key that names it, or neither where `otherwise` answers."""

    key: str
    reaction: Reaction | None


class Situation:
    """Where a caller is in the call: the state, the mood, and what was heard and told so far."""

    def __init__(self, scenario: Scenario) -> None:
        self.state: str = scenario.opening.state
        self.mood = Mood(scenario.opening.trust, scenario.opening.distress)
        self.moves: frozenset[str] = frozenset()
        self.earlier: set[str] = set()
        self.told: set[str] = set()
        self.replies = 0
        self.answer = Answer("", None)

    def allows(self, guard: Guard) -> bool:
        """Return whether `guard` holds now, after the reply has been heard and has moved the mood."""
        return (
            (not guard.any or not self.moves.isdisjoint(guard.any))
            and self.moves.issuperset(guard.all)
            and self.moves.isdisjoint(guard.none)
            and self.earlier.issuperset(guard.earlier)
            and self.earlier.isdisjoint(guard.never)
            and guard.trust.holds(self.mood.trust)
            and guard.distress.holds(self.mood.distress)
            and self.told.issuperset(guard.told)
            and self.told.isdisjoint(guard.untold)
            and guard.replies.holds(self.replies)
        )


class CallerMachine:
    """A scenario's states and reactions; holds nothing of any one call, so that every call may share it."""

    def __init__(self, scenario: Scenario) -> None:
        self._machine = Machine(
            model=None,
            states=[*scenario.states, *scenario.endings],
            initial=scenario.opening.state,
            auto_transitions=False,
            send_event=True,
        )
        for state in scenario.states:
            self._add_hearing(scenario, state)
            self._machine.add_transition("trainee_ends", state, scenario.states[state].if_trainee_ends)
            if scenario.time_runs_out:
                self._machine.add_transition("time_runs_out", state, scenario.time_runs_out)

    def fire(self, trigger: Trigger, situation: Situation) -> None:
        """Move `situation` on; after `hear` its `answer` says which reaction was chosen."""
        self._machine.events[trigger].trigger(situation)

    def _add_hearing(self, scenario: Scenario, state: str) -> None:
        hear = self._machine.add_transition
        hear(
            "hear",
            state,
            scenario.caller_leaves,
            conditions=_caller_has_had_enough,
            before=_choosing("", None),
        )
        for key, reaction in ordered_reactions(scenario, state):
            conditions = _condition(scenario, reaction)
            hear("hear", state, reaction.to, conditions=conditions, before=_choosing(key, reaction))
        hear("hear", state, None, before=_choosing(f"{state}/otherwise", None))


def ordered_reactions(scenario: Scenario, state: str) -> Iterator[tuple[str, Reaction]]:
    """Yield a state's reactions with their keys in the order they are tried: those to harm before all others."""
    own = [(f"{state}/{i}", reaction) for i, reaction in enumerate(scenario.states[state].reactions)]
    common = [(f"anywhere/{i}", reaction) for i, reaction in enumerate(scenario.anywhere)]
    every = [*own, *common]
    yield from (pair for pair in every if _answers_harm(pair[1]))
    yield from (pair for pair in every if not _answers_harm(pair[1]))


def _answers_harm(reaction: Reaction) -> bool:
    return not HARMFUL_MOVES.isdisjoint((*reaction.when.any, *reaction.when.all))


def _situation(event: EventData) -> Situation:
    return cast(Situation, event.model)


def _caller_has_had_enough(event: EventData) -> bool:
    mood = _situation(event).mood
    return mood.trust <= LOWEST or mood.distress >= HIGHEST


def _condition(scenario: Scenario, reaction: Reaction) -> Callable[[EventData], bool]:
    fact = scenario.facts[reaction.tells] if reaction.tells else None

    def holds(event: EventData) -> bool:
        situation = _situation(event)
        if fact and (reaction.tells in situation.told or not situation.allows(fact.opens)):
            return False
        return situation.allows(reaction.when)

    return holds


def _choosing(key: str, reaction: Reaction | None) -> Callable[[EventData], None]:
    def choose(event: EventData) -> None:
        _situation(event).answer = Answer(key, reaction)

    return choose
