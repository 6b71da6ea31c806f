"""The rubric with other weights: what a trainer who changes it does to scores."""

from pathlib import Path

import yaml

from trainer.content.library import RUBRICS
from trainer.content.rubric import Rubric
from trainer.content.rubric_file import load_rubric

SHIFT = 10  # of a hundred, from the first dimension to the last


def reweighed(folder: Path) -> Rubric:
    """Return the rubric from a changed copy of its file."""
    data = yaml.safe_load((RUBRICS / "call.yaml").read_text(encoding="utf-8"))
    data["dimensions"][0]["weight"] -= SHIFT
    data["dimensions"][-1]["weight"] += SHIFT
    file = folder / "call.yaml"
    file.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return load_rubric(file)
