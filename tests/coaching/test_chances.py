from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings

from tests.mini import mini_playable
from tests.scoring.calls_drawn import CALLS
from tests.scoring.played import RUBRIC, caller, played, reply
from trainer.calls.transcript import Transcript, Turn
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR
from trainer.coaching.chances import A_FEELING, MEET_IT, Chance, chances_in, line_for
from trainer.content.rubric import AnswersCue
from trainer.scoring.scorecard import score

SCENARIO = mini_playable(try_instead={"respects_no": "Then we leave it.", "validates_feeling": "Of course."}).scenario
CRITERIA = {criterion.id: criterion for _, criterion in RUBRIC.criteria()}
SUICIDE, MEDICAL = CALLS_FOR["suicide"], CALLS_FOR["medical"]


def telling(text: str) -> Turn:
    return replace(caller(), text=text)


def chances(*turns: Turn) -> list[Chance]:
    return list(chances_in(played(*turns), RUBRIC, SCENARIO))


@dataclass(frozen=True)
class Case:
    id: str
    turns: tuple[Turn, ...]
    found: tuple[tuple[int, str], ...]  # the reply, and what the line before it called for


ASKS = reply("asks_about_suicide_directly")
FEELING = A_FEELING.format(feeling="scared")
CASES = (
    Case("no call at all", (), ()),
    Case("nobody answered", (caller("suicide"),), ()),
    Case("nothing called for", (caller(), reply("open_question")), ()),
    Case("passed by", (caller("suicide"), reply("open_question")), ((2, SUICIDE),)),
    Case("passed by without a word heard", (caller("suicide"), reply()), ((2, SUICIDE),)),
    Case("met", (caller("suicide"), ASKS), ()),
    Case("met before it was said", (caller(), ASKS, caller("suicide"), reply()), ()),
    Case("the first time only", (caller("suicide"), reply(), caller("suicide"), reply()), ((2, SUICIDE),)),
    Case("harm does not meet it", (caller("refusal"), reply("gives_orders")), ((2, CALLS_FOR["refusal"]),)),
    Case(
        "every time",
        (caller("refusal"), reply(), caller("refusal"), reply("respects_no"), caller("refusal"), reply()),
        ((2, CALLS_FOR["refusal"]), (6, CALLS_FOR["refusal"])),
    ),
    Case("what cannot wait", (caller("sensitive", "medical", "suicide"), reply()), ((2, SUICIDE),)),
    Case("the rest of it", (caller("sensitive", "medical", "suicide"), ASKS), ((2, MEDICAL),)),
    Case("a feeling", (telling("I'm scared."), reply("shares_resource_with_consent")), ((2, FEELING),)),
    Case("a feeling met", (telling("I'm scared."), reply("reflects_content")), ()),
    Case("a feeling denied", (telling("I'm not scared."), reply()), ()),
    Case("a cue before a feeling", (replace(telling("I'm scared."), cues=("suicide",)), reply()), ((2, SUICIDE),)),
    Case("a cue met, a feeling not", (replace(telling("I'm scared."), cues=("boundary_test",)), reply("sets_boundary")),
         ((2, FEELING),)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_chances_that_passed(case: Case) -> None:
    assert tuple((one.n, one.called_for) for one in chances(*case.turns)) == case.found


def test_a_move_that_may_have_been_made_counts_as_made() -> None:
    call = played(caller("suicide"), ASKS)
    first, second = call.turns
    unsure = replace(call, turns=(first, replace(second, moves=(), maybe=second.moves)))
    assert list(chances_in(unsure, RUBRIC, SCENARIO)) == []


def test_a_chance_comes_with_what_to_try_and_a_line_for_this_caller() -> None:
    [refused, felt] = chances(caller("refusal"), reply(), telling("I'm scared."), reply())
    assert refused == Chance(
        1, 2, CALLS_FOR["refusal"], CRITERIA["respects_no"].feedback.to_try, "Then we leave it."
    )  # fmt: skip
    assert (felt.line, felt.n, felt.to_try, felt.better_line) == (3, 4, MEET_IT, "Of course.")


def test_without_a_line_for_this_caller_the_rubric_has_one() -> None:
    [chance] = chances(caller("suicide"), reply())
    assert chance.better_line == ANSWERS["suicide"].says


@dataclass(frozen=True)
class LineCase:
    id: str
    moves: tuple[str, ...]
    state: str
    line: str


LINE_CASES = (
    LineCase("the state's own hint", ("respects_no", "validates_feeling"), "wary", "That sounds hard."),
    LineCase("the scenario's, where the hint is another move", ("respects_no",), "wary", "Then we leave it."),
    LineCase("the first that the scenario has", ("open_question", "validates_feeling"), "open", "Of course."),
    LineCase("neither", ("open_question",), "open", "else"),
    LineCase("no moves", (), "wary", "else"),
    LineCase("in an ending", ("respects_no",), "good", "Then we leave it."),
    LineCase("nowhere", ("open_question",), "nowhere", "else"),
)


@pytest.mark.parametrize("case", LINE_CASES, ids=lambda case: case.id)
def test_the_line_that_fits(case: LineCase) -> None:
    assert line_for(case.moves, case.state, SCENARIO, "else") == case.line


def test_a_state_without_a_hint_has_no_line_of_its_own() -> None:
    wary = SCENARIO.states["wary"].model_copy(update={"hint": None})
    scenario = SCENARIO.model_copy(update={"states": {"wary": wary}, "try_instead": {}})
    assert line_for(("validates_feeling",), "wary", scenario, "else") == "else"


@settings(max_examples=60)
@given(CALLS)
def test_at_most_one_chance_a_reply_and_none_where_the_scorecard_sees_it_met(call: Transcript) -> None:
    found = list(chances_in(call, RUBRIC, SCENARIO))
    replies = {turn.n: turn for turn in call.turns if turn.speaker == "trainee"}
    assert len({one.n for one in found}) == len(found)
    assert all(one.n in replies and one.line == one.n - 1 for one in found)
    met = {one.id for one in score(call, RUBRIC).criteria if one.status in {"met", "not_applicable"}}
    spared = {CRITERIA[name].feedback.to_try for name in met if isinstance(CRITERIA[name].rule, AnswersCue)}
    assert not spared & {one.to_try for one in found}
