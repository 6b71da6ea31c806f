"""A rubric file to a typed rubric, or every problem in it."""

from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from trainer.content.problem import has_errors
from trainer.content.rubric import Rubric
from trainer.content.validation import report_faults
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError


def load_rubric(path: Path) -> Rubric:
    """Read and check the rubric at `path`; raises ContentError with every fault, InputError if unreadable."""
    source = read_yaml(path)
    rubric = None if has_errors(source.problems) else _validated(source)
    if rubric is not None:
        _check_weights_make_a_hundred(source, rubric)
        _check_ids_are_unique(source, rubric)
        _check_majors_name_dimensions(source, rubric)
    if rubric is None or has_errors(source.problems):
        raise ContentError(tuple(source.problems))
    return rubric


def _validated(source: Source) -> Rubric | None:
    data = source.data if isinstance(source.data, dict) else {}
    if "hash" in data:
        source.report(source.key_place(("hash",)), "rubric-hash", "`hash` is worked out from the file", "delete it")
        return None
    try:
        return Rubric.model_validate({**data, "hash": source.hash})
    except ValidationError as error:
        report_faults(source, error.errors(include_url=False))
        return None


def _check_weights_make_a_hundred(source: Source, rubric: Rubric) -> None:
    total = sum(dimension.weight for dimension in rubric.dimensions)
    if total != 100:
        message = f"the dimensions' weights make {total}, not 100"
        source.report(source.key_place(("dimensions",)), "rubric-weights", message, "share out a hundred")


def _check_ids_are_unique(source: Source, rubric: Rubric) -> None:
    families = {
        "dimensions": [dimension.id for dimension in rubric.dimensions],
        "criteria": [criterion.id for _, criterion in rubric.criteria()],
        "critical": [critical.id for critical in rubric.critical],
        "majors": [major.id for major in rubric.majors],
    }
    for family, ids in families.items():
        for id_, times in Counter(ids).items():
            if times > 1:
                key = "dimensions" if family == "criteria" else family
                message = f"{times} {family} have the id `{id_}`"
                source.report(source.key_place((key,)), "rubric-duplicate-id", message, "rename all but one")


def _check_majors_name_dimensions(source: Source, rubric: Rubric) -> None:
    known = {dimension.id for dimension in rubric.dimensions}
    for index, major in enumerate(rubric.majors):
        for dimension in sorted(set(major.dimensions) - known):
            place = source.place(("majors", index, "dimensions"))
            source.report(place, "rubric-unknown-dimension", f"no dimension is called `{dimension}`", "use its id")
