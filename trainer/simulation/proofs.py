"""What only playing shows: a scenario with a problem of this kind reads well and plays badly."""

from trainer.content.problem import Problem, Severity
from trainer.content.scenario import Scenario
from trainer.content.scenario_file import ScenarioFile
from trainer.content.yaml_source import KeyPath, Source, read_yaml
from trainer.simulation.games import Visits, never_met, play_many, settings_of
from trainer.simulation.search import GOOD_PRACTICE, explore
from trainer.simulation.walker import Walker

HARM_PLAYERS = ("rescuer", "carceral", "interrogator")
PHRASE_PLAYERS = ("stuffer", "silent")
GOOD_PLAYERS = ("good", "wanderer", "beginner", "random")
CALLS = 150


def prove(file: ScenarioFile, calls: int = CALLS, seed: int = 1) -> list[Problem]:
    """Return what playing shows to be wrong in a usable scenario file."""
    scenario, source = file.usable(), read_yaml(file.path)
    before = len(source.problems)
    walker, visits = Walker(scenario), Visits()
    endings: dict[str, set[str]] = {}
    for name in (*HARM_PLAYERS, *PHRASE_PLAYERS, *GOOD_PLAYERS):
        games = list(play_many(walker, [name], calls, seed, visits))
        endings[name] = {game.ending for game in games}
    _endless(scenario, source, endings)
    _undeserved(scenario, source, endings)
    _never_met(scenario, walker, source, visits)
    _beyond_good_practice(scenario, walker, source, endings)
    return source.problems[before:]


def _endless(scenario: Scenario, source: Source, endings: dict[str, set[str]]) -> None:
    """A call that no patience ends."""
    players = [name for name, found in endings.items() if "" in found]
    if players:
        message = f"a call can go on for ever (played by {', '.join(players)})"
        hint = "give every state a first reaction on `replies: {min: …}`"
        _report(source, ("states",), "call-never-ends", message, hint)


def _undeserved(scenario: Scenario, source: Source, endings: dict[str, set[str]]) -> None:
    """A good ending for harm, or for kind phrases that heard nothing."""
    for players, code, how in (
        (HARM_PLAYERS, "good-ending-by-harm", "harmful practice"),
        (PHRASE_PLAYERS, "good-ending-by-phrases", "kind phrases or silence"),
    ):
        for ending in sorted({ending for name in players for ending in endings[name] if ending}):
            if scenario.endings[ending].kind == "good":
                message = f"{how} can reach the good ending `{ending}`"
                hint = "ask for more on the way to it: `told`, `earlier`, `trust`"
                _report(source, ("endings", ending), code, message, hint)


def _never_met(scenario: Scenario, walker: Walker, source: Source, visits: Visits) -> None:
    missing = never_met(scenario, walker, visits)
    found_facts: set[str] = set()
    if missing["facts"]:
        for setting in settings_of(scenario):
            found_facts |= explore(walker, setting).facts.keys()
    for fact in missing["facts"]:
        if fact not in found_facts:
            message = f"no call disclosed `{fact}`"
            _report(source, ("facts", fact), "fact-never-disclosed", message, "widen its `opens`, or where it is told")
    for state in missing["states"]:
        message = f"no call came to `{state}`"
        _report(source, ("states", state), "state-never-met", message, "widen what leads to it", "warning")


def _beyond_good_practice(scenario: Scenario, walker: Walker, source: Source, endings: dict[str, set[str]]) -> None:
    """A good ending that good practice does not reach."""
    reached = set(endings["good"])
    wanted = {name for name, ending in scenario.endings.items() if ending.kind == "good"} - reached
    if wanted:
        for setting in settings_of(scenario):
            reached |= explore(walker, setting, GOOD_PRACTICE).endings.keys()
    for ending in sorted(wanted - reached):
        message = f"good practice does not reach the good ending `{ending}`"
        _report(source, ("endings", ending), "good-ending-out-of-reach", message, "widen what leads to it")


def _report(source: Source, path: KeyPath, code: str, message: str, hint: str, severity: Severity = "error") -> None:
    source.report(source.key_place(path), code, message, hint, severity)
