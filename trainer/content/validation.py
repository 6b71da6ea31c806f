"""What pydantic finds wrong, told as problems at the place in the file that they come from."""

from collections.abc import Iterable

from pydantic_core import ErrorDetails

from trainer.content.yaml_source import Source

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
