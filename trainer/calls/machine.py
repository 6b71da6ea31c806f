"""The caller as a state machine: which reaction answers a reply. The one module that knows `transitions`."""

from collections.abc import Callable
from typing import Literal, cast

from transitions import EventData, Machine

from trainer.calls.conditions import Way, ways_of
from trainer.calls.situation import Situation
from trainer.content.scenario import Scenario

Trigger = Literal["hear", "trainee_ends", "time_runs_out"]


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
        """Move `situation` on; after `hear` its `way` says which reaction was chosen."""
        before = situation.state
        self._machine.events[trigger].trigger(situation)
        if situation.state != before:
            situation.replies = 0

    def _add_hearing(self, scenario: Scenario, state: str) -> None:
        hear = self._machine.add_transition
        hear("hear", state, scenario.caller_leaves, conditions=_had_enough, before=_answering(None))
        for way in ways_of(scenario, state):
            to = way.reaction.to if way.reaction else None
            hear("hear", state, to, conditions=_fitting(way), before=_answering(way))


def _situation(event: EventData) -> Situation:
    return cast(Situation, event.model)


def _had_enough(event: EventData) -> bool:
    return _situation(event).had_enough


def _fitting(way: Way) -> Callable[[EventData], bool]:
    return lambda event: way.fits(_situation(event))


def _answering(way: Way | None) -> Callable[[EventData], None]:
    return lambda event: _situation(event).answer(way)
