from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mini import mini_playable
from tests.scoring.calls_drawn import CALLS
from tests.scoring.played import RUBRIC, caller, played, reply
from trainer.calls.mood import Mood
from trainer.calls.transcript import Transcript, Turn
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR
from trainer.coaching.chances import A_FEELING, MEET_IT, MOST, Chance, chances_in
from trainer.content.rubric import AnswersCue
from trainer.content.scenario import CallType, Scenario
from trainer.scoring.scorecard import score

SCENARIO = mini_playable(try_instead={"respects_no": "Then we leave it.", "validates_feeling": "Of course."}).scenario
CRITERIA = {criterion.id: criterion for _, criterion in RUBRIC.criteria()}
SUICIDE, MEDICAL, REFUSAL = CALLS_FOR["suicide"], CALLS_FOR["medical"], CALLS_FOR["refusal"]
PRIVACY, POLICE, LIMIT = CALLS_FOR["privacy_asked"], CALLS_FOR["police_asked"], CALLS_FOR["boundary_test"]
FEELING = A_FEELING.format(feeling="scared")


def telling(text: str) -> Turn:
    return replace(caller(), text=text)


def trusting(turn: Turn, trust: float = 5) -> Turn:
    """The same line by a caller who trusts so much; after the replies made here, 4 is as much as before."""
    return replace(turn, mood=Mood(trust, turn.mood.distress))


def chances(*turns: Turn, call_type: CallType = "A", scenario: Scenario = SCENARIO) -> list[Chance]:
    return chances_in(played(*turns, type=call_type), RUBRIC, scenario)


@dataclass(frozen=True)
class Case:
    id: str
    turns: tuple[Turn, ...]
    found: tuple[tuple[int, str], ...]  # the reply, and what the line before it called for
    type: CallType = "A"


ASKS, AFRAID, OPENS = reply("asks_about_suicide_directly"), telling("I'm scared."), trusting(caller())
CASES = (
    Case("no call at all", (), ()),
    Case("nobody answered", (caller("suicide"),), ()),
    Case("nothing called for", (caller(), reply("open_question")), ()),
    Case("passed by", (caller("suicide"), reply("open_question")), ((2, SUICIDE),)),
    Case("passed by without a word heard", (caller("suicide"), reply()), ((2, SUICIDE),)),
    Case("met", (caller("suicide"), ASKS), ()),
    Case("met before it was said", (caller(), ASKS, caller("suicide"), reply()), ()),
    Case("the first time only", (caller("suicide"), reply(), caller("suicide"), reply()), ((2, SUICIDE),)),
    Case("harm does not meet it", (caller("refusal"), reply("gives_orders")), ((2, REFUSAL),)),
    Case(
        "each kind once, the first",
        (caller("refusal"), reply("respects_no"), caller("refusal"), reply(), caller("refusal"), reply()),
        ((4, REFUSAL),),
    ),
    Case("two cues of one kind", (caller("police_asked"), reply(), caller("leaving_asked"), reply()), ((2, POLICE),)),
    Case("what cannot wait", (caller("privacy_asked", "medical", "suicide"), reply()), ((2, SUICIDE),)),
    Case("the rest of it", (caller("privacy_asked", "medical", "suicide"), ASKS), ((2, MEDICAL),)),
    Case(
        "three at most, oldest first",
        (caller("refusal"), reply(), caller("privacy_asked"), reply(), AFRAID, reply(), caller("police_asked"),
         reply()),
        ((2, REFUSAL), (4, PRIVACY), (6, FEELING)),
    ),
    Case(
        "what cannot wait is kept, in its place",
        (caller("refusal"), reply(), caller("privacy_asked"), reply(), caller("medical"), reply(), AFRAID, reply(),
         caller("suicide"), reply()),
        ((2, REFUSAL), (6, MEDICAL), (10, SUICIDE)),
    ),
    Case("not required", (caller("sensitive"), reply()), ()),
    Case("not required in this type of call", (caller("boundary_test"), reply()), ()),
    Case("required in another", (caller("boundary_test"), reply()), ((2, LIMIT),), "D"),
    Case("the caller opened", (caller("refusal"), reply(), OPENS), ()),
    Case("the caller opened only later", (caller("refusal"), reply(), caller(), reply(), OPENS), ((2, REFUSAL),)),
    Case("the caller stayed as they were", (caller("refusal"), reply(), trusting(caller(), 4)), ((2, REFUSAL),)),
    Case("the caller closed", (caller("refusal"), reply(), trusting(caller(), 3)), ((2, REFUSAL),)),
    Case("the caller opened, and it cannot wait", (caller("suicide"), reply(), OPENS), ((2, SUICIDE),)),
    Case("opened to, medical", (caller("refusal", "medical"), reply(), OPENS), ((2, MEDICAL),)),
    Case("opened to the first, not to the next", (caller("refusal"), reply(), trusting(caller("refusal")), reply()),
         ((4, REFUSAL),)),
    Case("a feeling", (AFRAID, reply("shares_resource_with_consent")), ((2, FEELING),)),
    Case("a feeling met", (AFRAID, reply("reflects_content")), ()),
    Case("a feeling denied", (telling("I'm not scared."), reply()), ()),
    Case("a feeling, and the caller opened", (AFRAID, reply(), OPENS), ()),
    Case("a feeling twice", (AFRAID, reply(), telling("I'm lonely."), reply()), ((2, FEELING),)),
    Case("a cue before a feeling", (replace(AFRAID, cues=("suicide",)), reply()), ((2, SUICIDE),)),
    Case("a cue met, a feeling not", (replace(AFRAID, cues=("boundary_test",)), reply("sets_boundary")),
         ((2, FEELING),), "D"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_chances_that_passed(case: Case) -> None:
    found = chances(*case.turns, call_type=case.type)
    assert tuple((one.n, one.called_for) for one in found) == case.found


def test_what_a_scenario_does_not_ask_for_is_no_chance() -> None:
    spared = SCENARIO.model_copy(update={"does_not_ask_for": ("respects_no",)})
    assert chances(caller("refusal"), reply()) != []
    assert chances(caller("refusal"), reply(), scenario=spared) == []


def test_a_move_that_may_have_been_made_counts_as_made() -> None:
    call = played(caller("suicide"), ASKS)
    first, second = call.turns
    unsure = replace(call, turns=(first, replace(second, moves=(), maybe=second.moves)))
    assert chances_in(unsure, RUBRIC, SCENARIO) == []


def test_a_chance_comes_with_what_to_try_and_a_line_for_any_caller() -> None:
    [refused] = chances(caller("refusal"), reply())
    assert refused == Chance(2, REFUSAL, CRITERIA["respects_no"].feedback.to_try, ANSWERS["refusal"].says)


@dataclass(frozen=True)
class LineCase:
    id: str
    line: Turn
    move: str  # of the hint in the state where the reply is given, empty for none
    better: str
    type: CallType = "A"


REFUSED, TESTED = caller("refusal"), caller("boundary_test")
OWN = "That sounds hard."
LINE_CASES = (
    LineCase("the state's own hint", REFUSED, "respects_no", OWN),
    LineCase("its hint is another move", REFUSED, "open_question", ANSWERS["refusal"].says),
    LineCase("it has no hint", REFUSED, "", ANSWERS["refusal"].says),
    LineCase("a limit, the state's own", TESTED, "sets_boundary", OWN, "D"),
    LineCase("a limit, and no line that fits", TESTED, "open_question", "", "D"),
    LineCase("a feeling, the state's own", AFRAID, "validates_feeling", OWN),
    LineCase("a feeling, and no line that fits", AFRAID, "open_question", ""),
)


@pytest.mark.parametrize("case", LINE_CASES, ids=lambda case: case.id)
def test_the_line_is_the_states_own_or_for_any_caller_and_never_one_of_another_moment(case: LineCase) -> None:
    wary = SCENARIO.states["wary"]
    assert wary.hint
    hint = wary.hint.model_copy(update={"move": case.move}) if case.move else None
    states = SCENARIO.states | {"wary": wary.model_copy(update={"hint": hint})}
    scenario = SCENARIO.model_copy(update={"states": states})
    [found] = chances(case.line, replace(reply(), state="wary"), call_type=case.type, scenario=scenario)
    assert found.better_line == case.better


def test_where_the_scenario_knows_no_such_state_the_line_is_for_any_caller() -> None:
    [found] = chances(caller("suicide"), replace(reply(), state="good"))
    assert found.better_line == ANSWERS["suicide"].says


@st.composite
def _moved(draw: st.DrawFn) -> Transcript:
    call = draw(CALLS)
    trust = draw(st.lists(st.integers(3, 5), min_size=len(call.turns), max_size=len(call.turns)))
    return replace(call, turns=tuple(map(trusting, call.turns, trust)))


@settings(max_examples=100)
@given(_moved())
def test_chances_are_few_each_of_its_kind_and_none_where_the_scorecard_sees_it_met(call: Transcript) -> None:
    found = chances_in(call, RUBRIC, SCENARIO)
    replies = [turn.n for turn in call.turns if turn.speaker == "trainee"]
    assert len(found) <= MOST == 3
    assert [one.n for one in found] == sorted({one.n for one in found} & set(replies))
    assert len({one.to_try for one in found}) == len(found)
    met = {one.id for one in score(call, RUBRIC).criteria if one.status in {"met", "not_applicable"}}
    spared = {CRITERIA[name].feedback.to_try for name in met if isinstance(CRITERIA[name].rule, AnswersCue)}
    assert not spared & {one.to_try for one in found}


@settings(max_examples=100)
@given(_moved())
def test_where_the_caller_opened_only_a_danger_to_life_was_passed_by(call: Transcript) -> None:
    opened = {
        turn.n
        for turn, answer in pairwise(call.turns)
        if turn.speaker == "trainee" and answer.mood.trust > turn.mood.trust
    }
    found = [one.called_for for one in chances_in(call, RUBRIC, SCENARIO) if one.n in opened]
    assert set(found) <= {SUICIDE, MEDICAL}


def test_nothing_to_try_for_a_feeling_but_to_meet_it() -> None:
    [felt] = chances(AFRAID, reply())
    assert felt.to_try == MEET_IT
