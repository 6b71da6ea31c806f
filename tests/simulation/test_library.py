"""What must hold for every scenario that ships, shown by playing it."""

from functools import cache

import pytest

from trainer.calls.playable import playable
from trainer.content.library import RUBRICS, find_scenario, scenario_files
from trainer.content.rubric_file import load_rubric
from trainer.simulation.report import ScenarioReport, simulate

NAMES = [file.path.stem for file in scenario_files()]
CALLS = 200
every_scenario = pytest.mark.parametrize("name", NAMES)


@cache
def report(name: str) -> ScenarioReport:
    return simulate(
        playable(find_scenario(name)), load_rubric(RUBRICS / "call.yaml"), calls=CALLS, scored_calls=CALLS, paths=False
    )


def mean(name: str, player: str) -> float:
    return report(name).players[player].mean_score


@every_scenario
def test_all_of_it_is_met_and_every_call_ends(name: str) -> None:
    found = report(name)
    assert {key: found.never_met[key] for key in ("states", "endings", "facts")} == {
        "states": [], "endings": [], "facts": [],
    }  # fmt: skip
    assert found.never_ended == 0


@every_scenario
def test_good_practice_is_worth_more(name: str) -> None:
    good, beginner, stuffer = (mean(name, player) for player in ("good", "beginner", "stuffer"))
    harm = {player: mean(name, player) for player in ("rescuer", "carceral", "interrogator")}
    assert good >= beginner + 15
    assert beginner >= harm["carceral"] + 30
    assert beginner > stuffer > max(harm.values()), harm


@every_scenario
def test_phrases_never_reach_a_good_ending(name: str) -> None:
    kinds = {ending: one.kind for ending, one in find_scenario(name).usable().endings.items()}
    for player in ("stuffer", "silent", "rescuer", "carceral", "interrogator"):
        assert "good" not in {kinds[ending] for ending in report(name).players[player].endings}, player


def test_the_same_seed_gives_the_same_report() -> None:
    rubric = load_rubric(RUBRICS / "call.yaml")
    first, second = (
        simulate(playable(find_scenario(NAMES[0])), rubric, calls=5, scored_calls=2, paths=False) for _ in range(2)
    )
    assert first.players == second.players
    assert first.visits == second.visits
