"""Games on a small scenario whose every way is known."""

from tests.mini import PRISON, mini_playable
from trainer.content.library import RUBRICS
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.rubric_file import load_rubric
from trainer.simulation.games import Visits, never_met, play_many, settings_of
from trainer.simulation.pictures import dot, mermaid
from trainer.simulation.players import PLAYERS
from trainer.simulation.report import report_to_json, simulate
from trainer.simulation.search import END, GOOD_PRACTICE, explore
from trainer.simulation.walker import Walker

MINI = mini_playable()
SWITCHES = {"switches": {"dark": {"title": "Dark", "about": "A darker call."}}}
VARIANTS = {
    "variants": {
        "second": {"title": "Second", "opening": {"state": "open", "trust": 5, "distress": 3, "lines": ["Me."]}}
    }
}


def test_the_same_seed_gives_the_same_games() -> None:
    def games(seed: int) -> list[object]:
        return list(play_many(Walker(MINI.scenario), PLAYERS, 20, seed, Visits()))

    assert games(3) == games(3)
    assert games(3) != games(4)


def test_every_setting_is_played() -> None:
    scenario = mini_playable(**SWITCHES, **VARIANTS).scenario
    assert len(settings_of(scenario)) == 4
    games = list(play_many(Walker(scenario), ["good"], 8, 1, Visits()))
    assert {game.setting for game in games} == set(settings_of(scenario))


def test_what_was_never_met_is_named() -> None:
    walker, visits = Walker(MINI.scenario), Visits()
    assert never_met(MINI.scenario, walker, visits)["facts"] == ["secret"]
    for _ in play_many(walker, ["carceral"], 30, 1, visits):
        pass
    missing = never_met(MINI.scenario, walker, visits)
    assert missing["endings"] == ["good", "cut"]
    assert "open/0" in missing["reactions"]


def test_a_call_on_the_clock_is_cut_off() -> None:
    walker = Walker(mini_playable(**PRISON).scenario)
    [game] = play_many(walker, ["silent"], 1, 1, Visits())
    assert game.ending == "late"
    assert len(game.replies) == walker.longest


def test_a_call_that_goes_on_for_ever_is_counted_as_such() -> None:
    report = simulate(MINI, load_rubric(RUBRICS / "call.yaml"), players=["silent"], calls=3, scored_calls=1)
    assert report.never_ended == 3
    assert report_to_json(report)["players"]["silent"]["endings"] == {"": 3}


def test_the_shortest_way_is_found_and_good_practice_has_its_own() -> None:
    walker = Walker(MINI.scenario)
    [setting] = settings_of(MINI.scenario)
    found = explore(walker, setting)
    assert found.endings["good"] == ("validates_feeling", END)
    assert found.endings["cut"] == (END,)
    assert len(found.endings["gone"]) == 1  # one critical move takes all of her trust
    assert found.facts["secret"] == ("validates_feeling",)
    assert "gone" not in explore(walker, setting, GOOD_PRACTICE).endings
    assert explore(walker, setting, HARMFUL_MOVES).facts == {}


def test_a_search_that_gives_up_says_so() -> None:
    [setting] = settings_of(MINI.scenario)
    assert not explore(Walker(MINI.scenario), setting, GOOD_PRACTICE, most=2).complete


def test_pictures_show_every_step_and_how_often_it_was_taken() -> None:
    text = mermaid(MINI.scenario)
    assert "wary --> open: validates_feeling" in text
    assert "[*] --> wary" in text
    assert "note right of gone: when trust runs out" in text
    assert "wary --> open: 7" in mermaid(MINI.scenario, {("wary", "open"): 7})
    drawn = dot(MINI.scenario, {("wary", "open"): 7})
    assert '"wary" -> "open" [label="7", style=solid];' in drawn
    assert '"wary" -> "cut" [style=dotted];' in drawn
