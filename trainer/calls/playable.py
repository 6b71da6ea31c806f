"""One version of a scenario, ready to be played: its values, its machine, and the hash that names it."""

from dataclasses import dataclass
from functools import lru_cache

from trainer.calls.machine import CallerMachine
from trainer.content.scenario import Scenario
from trainer.content.scenario_file import ScenarioFile, scenario_from_text


@dataclass(frozen=True)
class Playable:
    """A scenario with its machine, shared by every call of this version."""

    scenario: Scenario
    machine: CallerMachine
    hash: str
    text: str


def playable(file: ScenarioFile) -> Playable:
    """Return a scenario file ready to be played; raises ContentError if it has errors."""
    file.usable()
    return playable_text(file.text, file.path.stem)


@lru_cache(maxsize=128)
def playable_text(text: str, name: str) -> Playable:
    """Return the version of a scenario that `text` holds, built once; raises ContentError if it has errors."""
    file = scenario_from_text(text, name)
    scenario = file.usable()
    return Playable(scenario, CallerMachine(scenario), file.hash, file.text)
