"""Calls of every scenario that ships, played by a beginner, and each of their moments."""

from collections.abc import Iterator
from functools import cache

import pytest

from tests.mini import NOON
from trainer.calls.act import Act
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.calls.transcript import Turn
from trainer.content.library import find_scenario, scenario_files
from trainer.simulation.games import Visits, play_many
from trainer.simulation.voiced import Voices, voiced
from trainer.simulation.walker import Walker

NAMES = [file.path.stem for file in scenario_files()]
every_scenario = pytest.mark.parametrize("name", NAMES)


@cache
def simulated(name: str, calls: int = 2, player: str = "beginner") -> tuple[Call, ...]:
    """Return calls of a scenario, the same ones each time."""
    ready = playable(find_scenario(name))
    games = play_many(Walker(ready.scenario), [player], calls, 1, Visits())
    return tuple(voiced(ready, game, Voices()) for game in games)


def again(call: Call) -> Call:
    """Return the same call at its beginning."""
    return Call(playable(find_scenario(call.scenario.id)), seed=call.seed, setting=call.setting)


def said(turn: Turn) -> Act:
    """Return the act behind a trainee's turn."""
    return Act("reply", NOON, turn.text, (*turn.moves, *turn.maybe))


def moments(call: Call) -> Iterator[Call]:
    """Yield the call as it stood before each reply; the same object, moved on in between."""
    going = again(call)
    for turn in call.turns:
        if turn.speaker == "trainee":
            yield going
            going.take(said(turn))
