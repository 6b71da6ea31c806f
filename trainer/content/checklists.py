"""Checklists: what a language model is asked about a finished call, as plain yes/no questions to each criterion.

They are read from `rubrics/judge.yaml` and change no score. How they are asked lives in `trainer.second_opinion`.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from trainer.content.library import RUBRICS, call_rubric
from trainer.content.problem import has_errors
from trainer.content.rubric import Rubric
from trainer.content.scenario import Authored, Name, Words
from trainer.content.validation import validated
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError

CHECKLISTS = RUBRICS / "judge.yaml"
MOST_QUESTIONS = 4

MetWhen = Literal["all_yes", "all_no"]


def _asked(words: str) -> str:
    if not words.endswith("?"):
        raise ValueError("a question ends with a question mark")
    return words


def _few(questions: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise ValueError(f"ask one to {MOST_QUESTIONS} questions, not {len(questions)}")
    return questions


Question = Annotated[Words, AfterValidator(_asked)]


class Checklist(Authored):
    """One criterion's questions; `met_when` every one is answered with yes, or with no where they ask for a harm."""

    met_when: MetWhen
    questions: Annotated[tuple[Question, ...], AfterValidator(_few)]


class Checklists(Authored):
    """The checklists by criterion."""

    checklists: Annotated[dict[Name, Checklist], Field(min_length=1)]


def read_checklists(path: Path, rubric: Rubric | None) -> tuple[Checklists | None, Source]:
    """Return the checklists at `path`, None if they cannot be used, with every problem in their source.

    They have to fit the `rubric`; without one only their form is checked. Raises InputError if the file cannot be
    opened.
    """
    source = read_yaml(path)
    found = validated(source, Checklists)
    if found is not None and rubric is not None:
        _check_criteria_are_the_rubrics(source, found, rubric)
    return (None if has_errors(source.problems) else found), source


def load_checklists(path: Path, rubric: Rubric) -> Checklists:
    """Return the checklists at `path` for `rubric`; raises ContentError with every fault, InputError if unreadable."""
    found, source = read_checklists(path, rubric)
    if found is None:
        raise ContentError(tuple(source.problems))
    return found


def checklists() -> Checklists:
    """Return the checklists for the rubric that calls are looked at with; raises ContentError."""
    return _loaded(tuple((path, _changed_at(path)) for path in (CHECKLISTS, RUBRICS / "call.yaml")))


def _changed_at(path: Path) -> int:
    """Return when a file was last changed; 0 where it cannot be looked at, which reading it then says."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=2)
def _loaded(_files: tuple[tuple[Path, int], ...]) -> Checklists:
    return load_checklists(CHECKLISTS, call_rubric())


def _check_criteria_are_the_rubrics(source: Source, found: Checklists, rubric: Rubric) -> None:
    kinds = {criterion.id: criterion.rule.kind for _, criterion in rubric.criteria()}
    for name in found.checklists:
        place = source.key_place(("checklists", name))
        if name not in kinds:
            source.report(place, "unknown-criterion", f"no criterion is called `{name}`", "see rubrics/call.yaml")
        elif kinds[name] == "person":
            source.report(place, "unknown-criterion", f"`{name}` is left to a person", "delete its checklist")
    for name, kind in kinds.items():
        if kind != "person" and name not in found.checklists:
            message = f"`{name}` is missing here: a criterion without a checklist"
            source.report(source.key_place(("checklists",)), "missing-key", message, "add its questions")
