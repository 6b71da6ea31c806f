"""One broken scenario for each problem that only playing shows, and the place where it is told."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.mini import MINI
from trainer.content.scenario_file import read_scenario
from trainer.simulation.proofs import prove

PATIENT = {"when": {"replies": {"min": 5}}, "to": "cut", "lines": ["Well."]}


def sound() -> dict[str, Any]:
    """Return the small scenario with patience in it, so that no call goes on for ever."""
    data = deepcopy(MINI)
    for state in data["states"].values():
        state["reactions"].insert(0, deepcopy(PATIENT))
    data["states"]["open"]["reactions"][1]["when"] = {"any": ["offers_choices"]}
    data["states"]["open"]["if_trainee_ends"] = "cut"
    return data


def proved(data: dict[str, Any], folder: Path) -> list[tuple[str, str]]:
    path = folder / "mini.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(problem.code, lines[problem.line - 1].strip()) for problem in prove(read_scenario(path))]


def test_a_sound_scenario_has_no_problem(tmp_path: Path) -> None:
    assert proved(sound(), tmp_path) == []


def endless(data: dict[str, Any]) -> None:
    data["states"]["wary"]["reactions"].pop(0)


def good_for_harm(data: dict[str, Any]) -> None:
    data["anywhere"][0] |= {"to": "good"}


def good_for_phrases(data: dict[str, Any]) -> None:
    data["states"]["open"]["reactions"][1]["when"] = {"any": ["warm_close"]}


def never_disclosed(data: dict[str, Any]) -> None:
    data["facts"]["secret"]["opens"] = {"distress": {"min": 9.5}}
    data["states"]["wary"]["reactions"].append({"when": {"any": ["validates_feeling"]}, "to": "open", "lines": ["So."]})


def never_met(data: dict[str, Any]) -> None:
    data["states"]["dark"] = deepcopy(data["states"]["open"])
    data["states"]["open"]["reactions"].append(
        {"when": {"any": ["gentle_humour"], "distress": {"min": 9.5}}, "to": "dark", "lines": ["Ha."]}
    )


def out_of_reach(data: dict[str, Any]) -> None:
    data["states"]["open"]["reactions"][1]["when"] = {"any": ["offers_choices"], "earlier": ["minimises"]}


@pytest.mark.parametrize(
    ("spoil", "code", "at"),
    [
        (endless, "call-never-ends", "states:"),
        (good_for_harm, "good-ending-by-harm", "good:"),
        (good_for_phrases, "good-ending-by-phrases", "good:"),
        (never_disclosed, "fact-never-disclosed", "secret:"),
        (never_met, "state-never-met", "dark:"),
        (out_of_reach, "good-ending-out-of-reach", "good:"),
    ],
)
def test_each_problem_is_told_with_its_code_at_its_place(spoil: Any, code: str, at: str, tmp_path: Path) -> None:
    data = sound()
    spoil(data)
    assert (code, at) in proved(data, tmp_path)
