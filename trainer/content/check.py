"""Checks authored files of every kind: which kind a file is shows in where it lies and what it holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from trainer.content.checklists import CHECKLISTS, read_checklists
from trainer.content.drills import read_drill
from trainer.content.library import PLAN_ENDING, call_rubric, known_here, usable_scenarios
from trainer.content.moves import load_moves
from trainer.content.people import load_people
from trainer.content.plans import read_plans
from trainer.content.problem import Problem
from trainer.content.protocols import read_protocol
from trainer.content.replies import read_replies
from trainer.content.resources import load_resources
from trainer.content.rubric import Rubric
from trainer.content.rubric_file import load_rubric
from trainer.content.rules.known import Known
from trainer.content.rules.library import problems_between
from trainer.content.scenario_file import ScenarioFile, read_scenario
from trainer.content.yaml_source import authored_files, read_yaml
from trainer.errors import ContentError

BY_NAME: dict[str, Callable[[Path], Any]] = {"resources.yaml": load_resources, "people.yaml": load_people}
Prove = Callable[[ScenarioFile], list[Problem]]


def check_files(paths: list[Path], today: date, prove: Prove | None = None) -> tuple[list[Problem], int]:
    """Return every problem in the files at `paths`, folders searched, and how many files were read.

    `prove` adds what only playing a scenario shows. Raises InputError for a path that is not there or cannot be read.
    """
    files = list(authored_files(paths))
    problems: list[Problem] = []
    scenarios: list[ScenarioFile] = []
    for path in files:
        if _is_scenario(path):
            scenarios.append(read_scenario(path, known=_known()))
        else:
            problems += _check(path, today)
    for file in scenarios:
        problems += file.problems
        if prove and file.scenario:
            problems += prove(file)
    problems += problems_between(scenarios)
    return sorted(set(problems)), len(files)


def _is_scenario(path: Path) -> bool:
    if path.suffix == ".jsonl" or path.name in (*BY_NAME, CHECKLISTS.name) or path.name.endswith(PLAN_ENDING):
        return False
    if path.parent.name in ("moves", "protocols", "drills"):
        return False
    data = read_yaml(path).data
    return not (isinstance(data, dict) and "dimensions" in data)


def _check(path: Path, today: date) -> list[Problem]:
    if path.suffix == ".jsonl":
        return list(read_replies(path).problems)
    if path.name.endswith(PLAN_ENDING):
        return read_plans(path)[1].problems
    if path.parent.name == "moves":
        return [problem for problem in _raised_by(load_moves, path.parent) if problem.file == str(path)]
    if path.parent.name == "drills":
        return read_drill(path, usable_scenarios())[1].problems
    if path.parent.name == "protocols":
        return read_protocol(path, today)[1].problems
    if path.name == CHECKLISTS.name:
        return read_checklists(path, _rubric())[1].problems
    return _raised_by(BY_NAME.get(path.name, load_rubric), path)


def _raised_by(load: Callable[[Path], Any], path: Path) -> list[Problem]:
    try:
        load(path)
    except ContentError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


def _known() -> Known:
    try:
        return known_here()
    except ContentError:
        return Known()  # the resource file's own problems are told with that file


def _rubric() -> Rubric | None:
    try:
        return call_rubric()
    except ContentError:
        return None  # the rubric's own problems are told with that file
