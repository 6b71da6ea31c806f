"""A scenario walked at the level of moves: what a call does, without its words, thousands of times a second."""

from copy import copy

from trainer.calls.conditions import Way, ways_of
from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.content.scenario import Scenario

# How long one reply and its answer take on a line that is cut off when its time is up.
SECONDS_A_REPLY = 45
LONGEST_CALL = 100  # replies; a call that has not ended by then is taken to go on for ever


class Walker:
    """Walks one scenario; holds nothing of any one call."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.ways: dict[str, tuple[Way, ...]] = {state: ways_of(scenario, state) for state in scenario.states}
        self._openers = {name: frozenset(state.openers) for name, state in scenario.states.items()}
        limit = scenario.time_limit_minutes
        self.longest = int(limit * 60 / SECONDS_A_REPLY) if limit else LONGEST_CALL

    def begin(self, setting: Setting) -> Situation:
        """Return a call's situation before the first reply."""
        return Situation(setting.opening_of(self.scenario), setting.switched, self.scenario.least_distress)

    def hear(self, now: Situation, moves: frozenset[str]) -> None:
        """Move `now` on as a call would after a reply that makes `moves`."""
        before = now.state
        now.hear(moves, self._openers[before])
        if now.had_enough:
            now.answer(None)
            now.state = self.scenario.caller_leaves
        else:
            way = next(way for way in self.ways[before] if way.fits(now))
            now.answer(way)
            if way.reaction and way.reaction.to:
                now.state = way.reaction.to
        if now.state != before:
            now.replies = 0

    def after(self, now: Situation, moves: frozenset[str]) -> Situation:
        """Return how it would stand after such a reply, leaving `now` alone."""
        then = copy(now)
        self.hear(then, moves)
        return then

    def end(self, now: Situation) -> None:
        """Let the trainee end the call."""
        now.state = self.scenario.states[now.state].if_trainee_ends

    def run_out(self, now: Situation) -> None:
        """Let the time run out, on a line that has a limit."""
        if self.scenario.time_runs_out:
            now.state = self.scenario.time_runs_out

    def over(self, now: Situation) -> bool:
        """Return whether an ending has been reached."""
        return now.state in self.scenario.endings
