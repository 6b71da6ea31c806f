"""Two runs in opposite order; whatever a model sends, one of four words comes of it and no words that were not said."""

import json
from copy import deepcopy
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.played import GOOD, LEFT, RUBRIC, WELL, played, reply, says
from tests.second_opinion.doubles import ALL, CALL, Double, always, checklist, filled, only, opinion_of, questions_in
from tests.second_opinion.test_asking import HOSTILE
from trainer.calls.transcript import Transcript
from trainer.content.checklists import Checklists
from trainer.model.asking import Kind, Message, ModelFault
from trainer.scoring.criteria import Evidence
from trainer.scoring.scorecard import score
from trainer.second_opinion.answers import Reading
from trainer.second_opinion.judge import ScoredCall, both, second_opinion, second_opinions
from trainer.second_opinion.opinion import CriterionOpinion, Opinion

OWN = {turn.n: turn.text for turn in CALL.turns if turn.speaker == "trainee"}
BELIEF, THANKS = Evidence(4, "I believe you."), Evidence(8, "Thank you")


def words_of(opinion: Opinion) -> dict[str, str]:
    return {one.criterion: one.says for one in opinion.criteria}


def criterion_of(messages: list[Message]) -> str:
    asked = set(questions_in(messages))
    return next(name for name, one in ALL.checklists.items() if set(one.questions) == asked)


@pytest.mark.parametrize(
    ("first", "second", "says_"),
    [
        ("met", "met", "met"),
        ("not_met", "not_met", "not_met"),
        ("void", "void", "void"),
        ("met", "not_met", "unsure"),
        ("not_met", "met", "unsure"),
        ("met", "void", "unsure"),
        ("void", "not_met", "unsure"),
    ],
)
def test_two_runs_say_one_word(first: str, second: str, says_: str) -> None:
    assert both("no_blame", Reading(first), Reading(second)).says == says_  # type: ignore[arg-type]


def test_the_words_of_both_runs_are_shown_once_in_the_order_of_the_call() -> None:
    one = both("believes_caller", Reading("met", (THANKS,)), Reading("met", (BELIEF, THANKS)))
    assert one == CriterionOpinion("believes_caller", "met", (BELIEF, THANKS))


def test_only_what_the_scorecard_applied_is_asked_about() -> None:
    call = played(*WELL, reply("warm_close"), type="B", ending=LEFT)
    card = score(call, RUBRIC)
    statuses = {result.id: result.status for result in card.criteria}
    asked = list(words_of(opinion_of(always(yes=False), call)))
    assert {"not_applicable", "unscored", "met"} <= set(statuses.values())
    assert asked == [name for name, status in statuses.items() if status in {"met", "partly", "missed"}]
    assert "facts_match" not in asked


def test_what_is_left_to_a_person_is_not_asked_about_whatever_its_status() -> None:
    card = score(CALL, RUBRIC)
    read = replace(card, criteria=tuple(replace(one, status="met") for one in card.criteria))
    asked = Checklists(checklists={**ALL.checklists, "facts_match": checklist("all_yes", "Are the facts right?")})
    opinion = second_opinion(CALL, RUBRIC, read, asked, always(yes=False), model="double", seed=1)
    assert words_of(opinion).keys() == ALL.checklists.keys()


def test_a_call_with_nothing_to_ask_about_asks_nothing() -> None:
    double = always(yes=True, quote="I believe you.")
    silent = Transcript("s", "", "", "A", "voice", 1, False, (), None)
    card = score(silent, RUBRIC)
    nothing = replace(card, criteria=())
    opinion = second_opinion(silent, RUBRIC, nothing, ALL, double, model="double", seed=1)
    assert (opinion.criteria, double.asked) == ((), [])


def test_the_opinion_names_model_and_rubric() -> None:
    opinion = opinion_of(always(yes=False))
    assert (opinion.model, opinion.rubric_hash) == ("double", RUBRIC.hash)


def test_yes_meets_what_is_to_be_done_and_misses_what_is_to_be_left() -> None:
    asked = only("believes_caller", "no_blame")
    assert words_of(opinion_of(always(True, "I believe you."), asked=asked)) == {
        "believes_caller": "met",
        "no_blame": "not_met",
    }
    assert words_of(opinion_of(always(False), asked=asked)) == {"believes_caller": "not_met", "no_blame": "met"}


def test_runs_that_differ_are_unsure() -> None:
    answers = cycle([filled((True, "I believe you.")), filled((False, ""))])
    [one] = opinion_of(Double(lambda _: next(answers)), asked=only("believes_caller")).criteria
    assert one == CriterionOpinion("believes_caller", "unsure", (BELIEF,))


def test_the_second_run_turns_the_order_of_criteria_and_questions_round() -> None:
    double = always(yes=False)
    opinion = opinion_of(double)
    half = len(double.asked) // 2
    first, second = double.asked[:half], double.asked[half:]
    asked = [criterion_of(messages) for messages in first]
    assert sorted(asked) == sorted(words_of(opinion))
    assert len(asked) > 10
    assert [criterion_of(messages) for messages in second] == asked[::-1]
    assert asked != list(words_of(opinion))
    for one, other in zip(first, reversed(second), strict=True):
        assert questions_in(one) == questions_in(other)[::-1]
    assert len(set(double.seeds[:half])) == len(set(double.seeds[half:])) == 1
    assert double.seeds[0] != double.seeds[-1]


@given(st.integers(), st.integers())
@settings(max_examples=20)
def test_the_same_seed_asks_in_the_same_order_and_every_seed_turns_it_round(seed: int, other: int) -> None:
    first, again, different = always(yes=False), always(yes=False), always(yes=False)
    opinion_of(first, seed=seed)
    opinion_of(again, seed=seed)
    opinion_of(different, seed=other)
    assert first.asked == again.asked
    order = [criterion_of(messages) for messages in first.asked]
    assert order == order[::-1]
    assert order[: len(order) // 2] != order[len(order) // 2 :]
    assert (order == [criterion_of(messages) for messages in different.asked]) == (seed == other)
    assert all(0 <= one < 2**31 for one in first.seeds)


def test_seeds_change_the_order_of_questions_too() -> None:
    seen = set()
    for seed in range(20):
        double = always(yes=False)
        opinion_of(double, asked=only("no_blame"), seed=seed)
        seen.add(tuple(questions_in(double.asked[0])))
    assert len(seen) > 2


def test_several_calls_are_asked_about_in_an_order_that_turns_and_answered_in_their_own() -> None:
    calls = [played(says(f"I believe you, number {n}.", "believes_caller"), says("Mm hm.")) for n in range(6)]
    double = Double(lambda messages: filled((True, f"number {number_in(messages)}")))
    scored = [ScoredCall(call, score(call, RUBRIC)) for call in calls]
    opinions = second_opinions(scored, RUBRIC, only("believes_caller"), double, model="double", seed=3)
    assert [opinion.criteria[0].quotes for opinion in opinions] == [(Evidence(2, f"number {n}"),) for n in range(6)]
    order = [number_in(messages) for messages in double.asked]
    assert sorted(order[:6]) == list(range(6))
    assert order[:6] != list(range(6))
    assert order[6:] == order[5::-1]


def number_in(messages: list[Message]) -> int:
    return int(json.loads(messages[1]["content"])[1]["words"][-2])


def test_no_calls_are_no_opinions() -> None:
    assert second_opinions([], RUBRIC, ALL, always(yes=False), model="double", seed=1) == ()


def test_the_scorecard_is_only_looked_at() -> None:
    call = played(*WELL, reply("suggests_police_unasked"))
    card = score(call, RUBRIC)
    before = deepcopy(card)
    assert card.critical
    for double in (always(True, "warm_close."), always(False)):
        made: object = second_opinion(call, RUBRIC, card, ALL, double, model="double", seed=1)
        assert type(made) is Opinion
        assert card == before
        assert score(call, RUBRIC) == before


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    card = score(CALL, RUBRIC)
    asked = only("believes_caller", "no_blame")
    second_opinion(
        CALL, RUBRIC, card, asked, always(False), model="m", seed=1, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def failing(kind: Kind, times: int) -> Double:
    left = iter([True] * times)

    def write(messages: list[Message]) -> str:
        if next(left, False):
            raise ModelFault(kind)
        return filled(*[(False, "") for _ in questions_in(messages)])

    return Double(write)


@pytest.mark.parametrize("kind", ["broken", "empty", "too_long"])
def test_an_answer_that_cannot_be_used_is_void(kind: Kind) -> None:
    asked = only("no_blame")
    assert words_of(opinion_of(failing(kind, 2), asked=asked)) == {"no_blame": "void"}
    assert words_of(opinion_of(failing(kind, 1), asked=asked)) == {"no_blame": "unsure"}


@pytest.mark.parametrize("kind", ["refused", "silent", "slow", "status"])
def test_a_model_that_cannot_be_asked_is_told_at_once(kind: Kind) -> None:
    double = failing(kind, 1)
    with pytest.raises(ModelFault) as raised:
        opinion_of(double)
    assert raised.value.kind == kind
    assert len(double.asked) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
LINES = st.sampled_from([turn.text for turn in CALL.turns])
QUOTES = st.text(max_size=30) | LINES | st.builds(lambda line, end: line[:end], LINES, st.integers(0, 60))
ROWS = st.fixed_dictionaries({"number": st.integers(0, 5), "quote": QUOTES, "yes": st.booleans()})
SENT = (
    st.text()
    | JSON.map(json.dumps)
    | st.lists(ROWS, max_size=5).map(lambda rows: json.dumps({"answers": rows}))
    | st.lists(st.tuples(st.booleans(), QUOTES), min_size=1, max_size=4).map(lambda rows: filled(*rows))
)
FEW = only("believes_caller", "reflects_content", "no_blame", "leaves_the_lead")


@given(st.lists(SENT, min_size=1, max_size=8))
def test_whatever_is_sent_ends_in_one_of_four_words_and_in_words_that_were_said(sent: list[str]) -> None:
    answers = cycle(sent)
    opinion = opinion_of(Double(lambda _: next(answers)), asked=FEW)
    assert list(words_of(opinion)) == ["believes_caller", "reflects_content", "leaves_the_lead", "no_blame"]
    assert set(words_of(opinion).values()) <= {"met", "not_met", "unsure", "void"}
    for one in opinion.criteria:
        assert all(found.quote in OWN[found.turn] for found in one.quotes)
        assert not (one.says == "void" and one.quotes)


@given(st.text(max_size=40), st.lists(st.booleans(), min_size=1, max_size=4))
def test_a_yes_with_made_up_words_never_counts(around: str, yes: list[bool]) -> None:
    """In its place nothing counts: not even the other answers of that run."""
    turns = cycle(yes)

    def write(messages: list[Message]) -> str:
        return filled(*[(next(turns), f"{around} zebra") for _ in questions_in(messages)])

    opinion = opinion_of(Double(write), asked=FEW)
    for one in opinion.criteria:
        assert one.quotes == ()
        assert one.says != ("met" if ALL.checklists[one.criterion].met_when == "all_yes" else "not_met")


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_model_that_obeys_a_trainee_is_void_unless_it_quotes_them(typed: str) -> None:
    call = played(says(typed, "believes_caller"), says("Mm hm.", "offers_choices"), ending=GOOD)
    assert set(words_of(opinion_of(always(True, "The trainee was wonderful."), call)).values()) == {"void"}
    assert set(words_of(opinion_of(always(True, ""), call)).values()) == {"void"}
    quoting = opinion_of(always(True, typed), call)
    shown = {found.quote for one in quoting.criteria for found in one.quotes}
    assert shown <= {typed.strip()}


def test_an_unrelated_line_and_a_bare_no_do_pass_so_the_words_are_shown() -> None:
    """What a quotation proves is that it was said; whether it answers the question is for the reader to see."""
    asked = only("believes_caller", "no_blame")
    obeyed = opinion_of(always(True, "or do nothing tonight"), asked=asked)
    assert [(one.says, one.quotes) for one in obeyed.criteria] == [
        ("met", (Evidence(6, "or do nothing tonight"),)),
        ("not_met", (Evidence(6, "or do nothing tonight"),)),
    ]
    assert [(one.says, one.quotes) for one in opinion_of(always(False), asked=asked).criteria] == [
        ("not_met", ()),
        ("met", ()),
    ]
