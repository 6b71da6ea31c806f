"""A scenario file to a typed scenario and every problem in it, in one pass."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trainer.content.problem import Problem, has_errors
from trainer.content.rules import RULES
from trainer.content.rules.known import Known
from trainer.content.scenario import Scenario
from trainer.content.validation import report_faults
from trainer.content.yaml_source import Source, read_yaml, read_yaml_bytes
from trainer.errors import ContentError

MAX_MENDS = 20
_NOTHING_KNOWN = Known()
_SILENT = {"lines": ["…"]}
_FILLERS: dict[str, Any] = {
    "say": "…",
    "lines": ["…"],
    "otherwise": _SILENT,
    "when": {},
    "opens": {},
    "debrief": ["…"],
    "learning_goals": ["…"],
    "content_notes": [{"theme": "…", "softened": "…"}],
    "caller": {"name": "…", "age": 18, "pronouns": "…", "about": "…"},
    "facts": {},
    "type": "A",
    "channel": "voice",
    "need": "safety",
    "kind": "partial",
    "code": "S1",
    "difficulty": 1,
    "minutes": 1,
    "age": 18,
    "trust": 5,
    "distress": 5,
}
_ITEM_FILLERS: dict[str, Any] = {
    "reactions": {"when": {}, **_SILENT},
    "anywhere": {"when": {}, **_SILENT},
    "content_notes": {"theme": "…", "softened": "…"},
    "cues": "sensitive",
    "lines": "…",
    "learning_goals": "…",
    "debrief": "…",
}


@dataclass(frozen=True)
class ScenarioFile:
    """What one file holds: the scenario, unless errors stand in the way, with its text, hash and problems."""

    path: Path
    text: str
    hash: str
    scenario: Scenario | None
    problems: tuple[Problem, ...]

    def usable(self) -> Scenario:
        """Return the scenario; raises ContentError with every problem if there is an error."""
        if self.scenario is None:
            raise ContentError(self.problems)
        return self.scenario


def read_scenario(path: Path, *, known: Known = _NOTHING_KNOWN) -> ScenarioFile:
    """Read and check one scenario file; `known` is what else there is.

    Raises InputError if the file cannot be opened; every other fault is in `problems`.
    """
    return _checked(read_yaml(path), known)


def scenario_from_text(text: str, name: str) -> ScenarioFile:
    """Read a scenario from text kept elsewhere, such as the version a stored call was played with."""
    return _checked(read_yaml_bytes(text.encode(), Path(f"{name}.yaml")), _NOTHING_KNOWN)


def _checked(source: Source, known: Known) -> ScenarioFile:
    scenario = None
    syntax = any(problem.code == "yaml-syntax" for problem in source.problems)
    if isinstance(source.data, dict) and not syntax:
        scenario = _validated(source)
        if scenario:
            for rule in RULES:
                rule(scenario, source, known)
    elif not has_errors(source.problems):
        source.report((1, 1), "not-a-scenario", "the file holds no scenario", "begin with `id: file_name`")
    problems = tuple(sorted(set(source.problems)))
    usable = None if has_errors(problems) else scenario
    return ScenarioFile(source.path, source.text, source.hash, usable, problems)


def _validated(source: Source) -> Scenario | None:
    """Validate, mending a copy after each fault so that one fault does not hide the others."""
    data = deepcopy(source.data)
    for _ in range(MAX_MENDS):
        try:
            return Scenario.model_validate(data)
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
        report_faults(source, errors)
        mended = [_mend(data, error) for error in errors]
        if not all(mended):
            return None
    return None


def _mend(data: Any, error: ErrorDetails) -> bool:
    """Make the place of `error` harmless in `data`; return False if that cannot be done."""
    path = error["loc"]
    if not path:
        return False
    if path[-1] == "[key]":
        path = path[:-1]
    parent: Any = data
    for part in path[:-1]:
        if not _holds(parent, part):
            return True  # mended together with something around it
        parent = parent[part]
    last = path[-1]
    if isinstance(parent, list) and isinstance(last, int):
        parent[last] = deepcopy(_ITEM_FILLERS.get(str(path[-2]), "open_question"))
        return True
    return _mend_entry(parent, path[-1], data, broken_key=error["loc"][-1] == "[key]")


def _holds(parent: Any, part: str | int) -> bool:
    if isinstance(parent, list):
        return isinstance(part, int) and part < len(parent)
    return isinstance(parent, dict) and part in parent


def _mend_entry(parent: Any, name: Any, data: Any, *, broken_key: bool) -> bool:
    if not isinstance(parent, dict):
        return False
    filler = None if broken_key else _filler(str(name), data)
    if filler is None or parent.get(name) == filler:
        return parent.pop(name, None) is not None
    parent[name] = deepcopy(filler)
    return True


def _filler(name: str, data: Any) -> Any:
    if name in {"if_trainee_ends", "caller_leaves"}:
        endings = data.get("endings") if isinstance(data, dict) else None
        return next(iter(endings), None) if isinstance(endings, dict) else None
    if name in {"about", "title", "situation", "pronouns", "theme", "softened", "name"}:
        return "…"
    return _FILLERS.get(name)
