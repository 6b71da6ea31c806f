"""Checks authored files of every kind: which kind a file is shows in where it lies and what it holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from trainer.content.library import RUBRICS, local_resources
from trainer.content.moves import load_moves
from trainer.content.problem import Problem
from trainer.content.replies import read_replies
from trainer.content.resources import load_resources
from trainer.content.rubric_file import load_rubric
from trainer.content.scenario_file import read_scenario
from trainer.content.yaml_source import authored_files, read_yaml
from trainer.errors import ContentError


def check_files(paths: list[Path]) -> tuple[list[Problem], int]:
    """Return every problem in the files at `paths`, folders searched, and how many files were read.

    Raises InputError for a path that is not there or cannot be read.
    """
    files = list(authored_files(paths))
    problems = [problem for path in files for problem in _check(path)]
    return sorted(set(problems)), len(files)


def _check(path: Path) -> list[Problem]:
    if path.suffix == ".jsonl":
        return list(read_replies(path).problems)
    if path.parent.name == "moves":
        return [problem for problem in _raised_by(load_moves, path.parent) if problem.file == str(path)]
    if path.name == "resources.yaml":
        return _raised_by(load_resources, path)
    data = read_yaml(path).data
    if isinstance(data, dict) and "dimensions" in data:
        return _raised_by(load_rubric, path)
    return list(read_scenario(path, resources=_kinds()).problems)


def _raised_by(load: Callable[[Path], Any], path: Path) -> list[Problem]:
    try:
        load(path)
    except ContentError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


def _kinds() -> frozenset[str] | None:
    try:
        return frozenset(local_resources(RUBRICS / "resources.yaml").resources)
    except ContentError:
        return None  # the resource file's own problems are told with that file
