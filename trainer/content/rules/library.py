"""Rules between scenarios, and on what a scenario of the library must have."""

from collections.abc import Iterator, Sequence

from trainer.content.problem import Problem
from trainer.content.rules.parts import lines_in
from trainer.content.scenario_file import ScenarioFile
from trainer.content.yaml_source import read_yaml

_SHORTEST_SHARED = 5  # words; shorter lines are anybody's
LEAST = {"states": 6, "facts": 5, "endings": 3}


def problems_between(files: Sequence[ScenarioFile]) -> list[Problem]:
    """Return the lines that two callers share, and what is too small for a library of more than one scenario."""
    usable = [file for file in files if file.scenario]
    if len(usable) < 2:
        return []
    return [*_shared_lines(usable), *(problem for file in usable for problem in _too_small(file))]


def _shared_lines(files: Sequence[ScenarioFile]) -> Iterator[Problem]:
    said_by: dict[str, str] = {}
    for file in files:
        scenario = file.usable()
        for line, at in lines_in(scenario):
            words = " ".join(line.say.lower().split())
            other = said_by.setdefault(words, scenario.caller.name)
            if other != scenario.caller.name and len(words.split()) >= _SHORTEST_SHARED:
                place = read_yaml(file.path).place(at)
                message = f"{other} says this too: {line.say[:60]!r}"
                yield Problem(str(file.path), *place, "error", "line-of-another", message, "give each caller their own")


def _too_small(file: ScenarioFile) -> Iterator[Problem]:
    scenario = file.usable()
    for key, least in LEAST.items():
        count = len(getattr(scenario, key))
        if count < least:
            place = read_yaml(file.path).key_place((key,))
            message = f"{count} {key}; a call that can go many ways has at least {least}"
            yield Problem(str(file.path), *place, "warning", "too-small", message, "add some")
