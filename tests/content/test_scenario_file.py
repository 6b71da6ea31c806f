from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mini import MINI, NOON, mini_text
from trainer.content.check import check_files
from trainer.content.library import SCENARIOS, scenario_files
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.rules.known import Known
from trainer.content.scenario_file import read_scenario, scenario_from_text
from trainer.errors import ContentError, InputError
from trainer.simulation.proofs import prove


@dataclass(frozen=True)
class Case:
    id: str
    path: tuple[str | int, ...]
    value: Any
    problem: str
    at: str


KNOWN = Known(frozenset({"clinic"}), frozenset({"suicide"}), frozenset({"mini"}), frozenset({"no_blame"}))
DELETE = object()
WARY = ("states", "wary", "reactions", 0)
SHADOWED = {"when": {"any": ["warm_close"], "trust": {"min": 5}}, "to": "good"}
CASES = (
    Case("unknown key", ("states", "wary", "mood"), 3, "unknown-key", "mood: 3"),
    Case("missing key", ("states", "wary", "otherwise"), DELETE, "missing-key", "wary:"),
    Case("wrong type", ("difficulty",), "hard", "wrong-value", "hard"),
    Case("out of range", ("opening", "trust"), 11, "wrong-value", "11"),
    Case("a child", ("caller", "age"), 17, "wrong-value", "17"),
    Case("unknown need", ("need",), "pizza", "wrong-value", "pizza"),
    Case("id is not the file's name", ("id",), "other", "id-not-file-name", "other"),
    Case("unknown move", ("states", "wary", "openers", 0), "hugs", "unknown-move", "hugs"),
    Case("unknown move in advice", ("try_instead",), {"hugs": "Hug."}, "unknown-move", "hugs:"),
    Case("unknown state", ("states", "wary", "reactions", 0, "to"), "nowhere", "unknown-state", "nowhere"),
    Case("unknown opening state", ("opening", "state"), "nowhere", "unknown-state", "nowhere"),
    Case("unknown ending", ("caller_leaves",), "nowhere", "unknown-ending", "nowhere"),
    Case("unknown fact", ("states", "wary", "reactions", 0, "tells"), "lie", "unknown-fact", "lie"),
    Case("fact never told", ("facts", "other"), MINI["facts"]["secret"], "fact-never-told", "other:"),
    Case("unreachable state", ("states", "lost"), MINI["states"]["open"], "unreachable-state", "lost:"),
    Case("unreachable ending", ("endings", "lost"), MINI["endings"]["cut"], "unreachable-ending", "lost:"),
    Case("no way out", ("states", "open", "reactions"), [], "no-way-out", "open:"),
    Case("harm unanswered", ("anywhere",), [], "harm-unanswered", "wary:"),
    Case("silent reaction", ("anywhere", 1), {"when": {"any": ["open_question"]}}, "silent-reaction", "when:"),
    Case("no hint", ("states", "wary", "hint"), DELETE, "hint-missing", "wary:"),
    Case("a harmful hint", ("states", "wary", "hint", "move"), "moralises", "wrong-value", "moralises"),
    Case("unknown place in a hint", ("states", "wary", "hint", "says"), "{{local: castle}}", "unknown-resource", "'{{"),
    Case("limit without its channel", ("time_limit_minutes",), 10, "limit-without-channel", "voice"),
    Case("unknown resource", ("resources",), ["castle"], "unknown-resource", "castle"),
    Case(
        "unknown placeholder",
        ("endings", "good", "lines"),
        ["See {{local: castle}}."],
        "unknown-resource",
        "{{local",
    ),
    Case("unknown switch", ("anywhere", 0, "when", "switch"), ["dark"], "unknown-switch", "dark"),
    Case("unknown protocol", ("protocols",), ["panic"], "unknown-protocol", "panic"),
    Case("unknown criterion", ("does_not_ask_for",), ["no_blame", "smile"], "unknown-criterion", "smile"),
    Case(
        "unknown first part",
        ("variants",),
        {"later": {"title": "Later", "opening": MINI["opening"], "after": "nothing"}},
        "unknown-scenario",
        "nothing",
    ),
    Case("bounds the wrong way round", (*WARY, "when", "trust"), {"min": 6, "max": 5}, "guard-never-holds", "any:"),
    Case("every move ruled out", (*WARY, "when", "none"), ["validates_feeling"], "guard-never-holds", "any:"),
    Case("told and untold", (*WARY, "when"), {"told": ["secret"], "untold": ["secret"]}, "guard-never-holds", "told:"),
    Case("told after itself", ("facts", "secret", "opens", "told"), ["secret"], "guard-never-holds", "trust:"),
    Case("told before it is told", (*WARY, "when", "told"), ["secret"], "guard-never-holds", "any:"),
    Case("a shadowed reaction", ("states", "open", "reactions", 1), SHADOWED, "reaction-shadowed", "when:"),
    Case("few variants", ("states", "open", "otherwise", "lines"), ["Yes."], "too-few-variants", "- Yes."),
    Case(
        "a line twice",
        ("states", "open", "otherwise", "lines", 3),
        "He had a knife.",
        "line-twice",
        "He had a knife.",
    ),
    Case("a number", ("situation",), "Call 020 7946 0018.", "real-number", "Call"),
    Case("a street", ("endings", "good", "lines"), ["Come to 12 Mill Lane."], "real-address", "Come"),
    Case("a word", ("caller", "about"), "A prostitute.", "stigmatising-word", "A prostitute"),
    Case(
        "no note", ("states", "open", "otherwise", "lines", 3), "I might end it all.", "content-note-missing", "I might"
    ),
    Case("name used twice", ("endings", "open"), MINI["endings"]["cut"], "name-used-twice", "open:"),
)


def changed(path: tuple[str | int, ...], value: Any) -> str:
    data = deepcopy(MINI)
    place: Any = data
    for part in path[:-1]:
        place = place[part]
    if value is DELETE:
        del place[path[-1]]
    elif isinstance(place, list) and path[-1] == len(place):
        place.append(deepcopy(value))
    else:
        place[path[-1]] = deepcopy(value)
    return yaml.safe_dump(data, sort_keys=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_fault_is_reported_with_its_code_at_its_line(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "mini.yaml"
    file.write_text(changed(case.path, case.value))
    problems = read_scenario(file, known=KNOWN).problems
    found = [problem for problem in problems if problem.code == case.problem]
    assert found, problems
    lines = file.read_text().splitlines()
    assert any(case.at in lines[problem.line - 1][problem.column - 1 :] for problem in found), found


def test_the_small_scenario_has_no_problem() -> None:
    assert scenario_from_text(mini_text(), "mini").problems == ()


def test_all_faults_are_reported_in_one_pass() -> None:
    text = mini_text().replace("difficulty: 1", "difficulty: 9\ndifficulty: 8\non: 3")
    text = text.replace("if_trainee_ends: cut", "if_trainee_ends: lost").replace("- validates_feeling", "- hugs")
    codes = {problem.code for problem in scenario_from_text(text, "mini").problems}
    assert codes >= {
        "wrong-value",
        "yaml-duplicate-key",
        "yaml-boolean-key",
        "unknown-key",
        "unknown-ending",
        "unknown-move",
    }


def test_a_broken_file_cannot_be_used() -> None:
    file = scenario_from_text(mini_text(difficulty=9), "mini")
    with pytest.raises(ContentError, match=r"mini\.yaml:8:13: error wrong-value `difficulty`"):
        file.usable()


@pytest.mark.parametrize("text", ["", "[]", "just words", "null", "a: 1"])
def test_files_that_hold_no_scenario_say_so(text: str) -> None:
    file = scenario_from_text(text, "x")
    assert file.scenario is None
    assert file.problems


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_scenario(tmp_path / "none.yaml")


def paths_in(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path for key, inner in items for path in [(*at, key), *paths_in(inner, (*at, key))]]


PLACES = st.sampled_from(paths_in(MINI))
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just({}), st.just([]),
    st.just({"a": [1]}), st.just([[{"when": 3}]]), st.sampled_from(sorted(HARMFUL_MOVES)),
)  # fmt: skip


@settings(max_examples=1_500)
@given(PLACES, JUNK)
def test_no_mutation_causes_a_traceback(path: tuple[str | int, ...], junk: Any) -> None:
    file = scenario_from_text(changed(path, junk), "mini")
    assert file.scenario is not None or file.problems


@settings(max_examples=500)
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_random_file_causes_a_traceback(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("random") / "random.yaml"
    path.write_bytes(content)
    problems, count = check_files([path], NOON.date(), prove)
    assert count == 1
    assert problems


@pytest.mark.parametrize("file", scenario_files(), ids=lambda file: file.path.stem)
def test_every_shipped_scenario_is_without_problems(file: Any) -> None:
    assert file.problems == ()


@pytest.mark.parametrize("file", scenario_files(), ids=lambda file: file.path.stem)
def test_every_shipped_scenario_is_rich_enough(file: Any) -> None:
    scenario = file.usable()
    assert len(scenario.states) >= 6
    assert len(scenario.facts) >= 5
    assert {ending.kind for ending in scenario.endings.values()} == {"good", "partial", "bad"}
    assert all(len(state.otherwise.lines) >= 3 for state in scenario.states.values())


@pytest.mark.parametrize("file", scenario_files(), ids=lambda file: file.path.stem)
def test_every_shipped_scenario_says_how_it_may_go_on_once_it_fades(file: Any) -> None:
    scenario = file.usable()
    assert scenario.fades
    assert len(scenario.fades.split()) >= 20


def test_the_three_first_scenarios_ship() -> None:
    names = {file.stem for file in SCENARIOS.glob("*.yaml")}
    assert names >= {"bad_date_report", "rescue_raid", "uber_eats_neighbour"}
