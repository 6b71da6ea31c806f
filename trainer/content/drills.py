"""Drills: two minutes on one skill, with caller lines from the library. One skill a file in `rubrics/drills/`."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field

from trainer.content.moves import GoodMove
from trainer.content.problem import Problem, has_errors
from trainer.content.rules.parts import lines_in
from trainer.content.scenario import Authored, Name, Scenario, Words
from trainer.content.validation import check_id, validated
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError

DRILLS = Path(__file__).resolve().parents[2] / "rubrics" / "drills"


class DrillLine(Authored):
    """A caller's line, word for word as in its scenario; a reply that meets it, one that slips, and why."""

    scenario: Name
    says: Words
    good: Words
    slip: Words
    why: Words

    @property
    def key(self) -> str:
        """A short name for the line that stays when lines are put in another order."""
        return sha256(f"{self.scenario}/{self.says}".encode()).hexdigest()[:16]


class Drill(Authored):
    """One skill: what it is, what makes it land, the moves any of which meet it, and lines to answer."""

    id: Name
    title: Words
    about: Words
    tip: Words
    meets: Annotated[tuple[GoodMove, ...], Field(min_length=1)]
    lines: Annotated[tuple[DrillLine, ...], Field(min_length=5)]


def read_drill(path: Path, scenarios: Mapping[str, Scenario]) -> tuple[Drill | None, Source]:
    """Return the drill at `path`, None if it cannot be used, with every problem in its source.

    Raises InputError if the file cannot be opened.
    """
    source = read_yaml(path)
    drill = validated(source, Drill)
    if drill is None:
        return None, source
    check_id(source, drill.id)
    for i, line in enumerate(drill.lines):
        scenario = scenarios.get(line.scenario)
        if scenario is None or all(line.says not in (said.say, said.soft) for said, _ in lines_in(scenario)):
            message = f"no line of `{line.scenario}` reads like this"
            hint = "copy a caller's line from that scenario, word for word"
            source.report(source.place(("lines", i, "says")), "drill-line-not-found", message, hint)
    return (None if has_errors(source.problems) else drill), source


def load_drills(scenarios: Mapping[str, Scenario], folder: Path = DRILLS) -> dict[str, Drill]:
    """Return the drills by id, in the order of their files; raises ContentError with every fault.

    A drill whose lines are not in `scenarios` any more is a fault too.
    """
    drills: dict[str, Drill] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        drill, source = read_drill(path, scenarios)
        problems.extend(source.problems)
        if drill:
            drills[drill.id] = drill
    if has_errors(problems):
        raise ContentError(tuple(problems))
    return drills
