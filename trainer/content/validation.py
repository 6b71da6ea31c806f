"""What pydantic finds wrong, told as problems at the place in the file that they come from."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trainer.content.problem import has_errors
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError

Model = TypeVar("Model", bound=BaseModel)

_HINT = "see docs/ for what may stand here"


def report_faults(source: Source, faults: Iterable[ErrorDetails]) -> None:
    """Add one problem to `source` for each fault of form."""
    for fault in faults:
        path = tuple(part for part in fault["loc"] if part != "[key]")
        name = path[-1] if path else source.path.name
        if fault["type"] == "extra_forbidden":
            source.report(source.key_place(path), "unknown-key", f"nothing here is called `{name}`", _HINT)
        elif fault["type"] == "missing":
            source.report(source.key_place(path[:-1]), "missing-key", f"`{name}` is missing here", "add it")
        else:
            message = fault["msg"].removeprefix("Value error, ")
            source.report(source.place(path), "wrong-value", f"`{name}`: {message[:1].lower()}{message[1:]}")


def validated(source: Source, model: type[Model]) -> Model | None:
    """Return what stands in `source` as a `model`, or None with every fault of form added to its problems."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        report_faults(source, error.errors(include_url=False))
        return None


def load_as(path: Path, model: type[Model]) -> Model:
    """Return the file at `path` as a `model`; raises ContentError with every fault, InputError if unreadable."""
    source = read_yaml(path)
    found = validated(source, model)
    if found is None or has_errors(source.problems):
        raise ContentError(tuple(source.problems))
    return found


def check_id(source: Source, id_: str) -> None:
    """Report an id that is not its file's name."""
    if id_ != source.path.stem:
        message = f"the id is `{id_}`, the file's name is `{source.path.stem}`"
        source.report(source.place(("id",)), "id-not-file-name", message, "make them the same")
