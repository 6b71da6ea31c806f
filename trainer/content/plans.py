"""Plans: sample replies beside a scenario, with what each does and where it must lead, so that it stays true.

They lie beside the scenario as `<id>.plan.yaml`, a name for each plan.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from trainer.content.moves import MOVES
from trainer.content.problem import has_errors
from trainer.content.scenario import Authored, Name, Words
from trainer.content.validation import report_faults
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError


class PlannedReply(Authored):
    """One reply: what is said, the moves it must be heard as, the fact it opens and the state it leads to, if any."""

    say: Words
    moves: tuple[Name, ...]
    tells: Name | None = None
    to: Name | None = None


class Plan(Authored):
    """One call from its opening to its ending."""

    seed: int = 7
    variant: str = ""
    switch: tuple[Name, ...] = ()
    ending: Name
    replies: Annotated[tuple[PlannedReply, ...], Field(min_length=1, max_length=60)]


_PLANS: TypeAdapter[dict[str, Plan]] = TypeAdapter(dict[Name, Plan])


def read_plans(path: Path) -> tuple[dict[str, Plan], Source]:
    """Return the plans in a file by name, none if it cannot be used, with every problem in its source."""
    source = read_yaml(path)
    try:
        plans = _PLANS.validate_python(source.data)
    except ValidationError as error:
        report_faults(source, error.errors(include_url=False))
        return {}, source
    for name, plan in plans.items():
        for i, reply in enumerate(plan.replies):
            for j, move in enumerate(reply.moves):
                if move not in MOVES:
                    place = source.place((name, "replies", i, "moves", j))
                    source.report(place, "unknown-move", f"no move is called `{move}`", "see rubrics/moves")
    return plans, source


def load_plans(path: Path) -> dict[str, Plan]:
    """Return the plans in a file; raises ContentError with what is wrong in it."""
    plans, source = read_plans(path)
    if has_errors(source.problems):
        raise ContentError(tuple(source.problems))
    return plans
