"""A good, a mixed and a harmful trainee for each scenario: where their words lead, and how far apart they score."""

from functools import cache
from pathlib import Path

import pytest

from tests.mini import NOON
from trainer.calls.act import Act
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.calls.reply import accepted_reply
from trainer.content.library import RUBRICS, find_scenario
from trainer.content.rubric_file import load_rubric
from trainer.listening.loading import load_listener
from trainer.scoring.scorecard import Scorecard, score

SCRIPTS = Path(__file__).parent / "scripts"
SCENARIOS = sorted(folder.name for folder in SCRIPTS.iterdir())
GAP = 20


@cache
def played(scenario: str, script: str, seed: int = 7) -> tuple[Call, Scorecard]:
    listener = load_listener()
    call = Call(playable(find_scenario(scenario)), seed=seed)
    for line in (SCRIPTS / scenario / f"{script}.txt").read_text(encoding="utf-8").splitlines():
        text = accepted_reply(line)
        call.take(Act("reply", NOON, text, listener.hear(text, call.context()).heard))
    return call, score(call.transcript(listener_hash=listener.hash), load_rubric(RUBRICS / "call.yaml"))


def ending(scenario: str, script: str) -> str:
    found = played(scenario, script)[0].ending
    return found.kind if found else "none"


def total(scenario: str, script: str) -> int:
    return played(scenario, script)[1].total


def test_every_shipped_scenario_has_its_three_scripts() -> None:
    assert set(SCENARIOS) == {"bad_date_report", "rescue_raid", "uber_eats_neighbour"}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scores_come_in_order_with_a_wide_gap(scenario: str) -> None:
    good, mixed, harmful = (total(scenario, name) for name in ("good", "mixed", "harmful"))
    assert good >= mixed + GAP, (good, mixed, harmful)
    assert mixed >= harmful + GAP, (good, mixed, harmful)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_endings_follow_practice(scenario: str) -> None:
    assert ending(scenario, "good") == "good"
    assert ending(scenario, "mixed") in {"partial", "none"}
    assert ending(scenario, "harmful") == "bad"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_good_practice_meets_no_critical_moment_and_harmful_practice_does(scenario: str) -> None:
    assert played(scenario, "good")[1].critical == ()
    assert played(scenario, "harmful")[1].critical != ()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_second_play_reads_differently_and_leads_to_the_same_place(scenario: str) -> None:
    first, second = played(scenario, "good")[0], played(scenario, "good", seed=8)[0]
    assert first.ending
    assert second.ending
    assert first.ending.id == second.ending.id
    said = [[turn.text for turn in call.turns if turn.speaker == "caller"] for call in (first, second)]
    same = sum(one == other for one, other in zip(*said, strict=False))
    assert same <= len(said[0]) / 2


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_evidence_is_quoted_from_the_trainees_own_words(scenario: str) -> None:
    for script in ("good", "mixed", "harmful"):
        call, card = played(scenario, script)
        said = {turn.n: turn.text for turn in call.turns if turn.speaker == "trainee"}
        quoted = [found for criterion in card.criteria for found in criterion.evidence]
        assert quoted
        assert all(found.quote in said[found.turn] for found in quoted)
