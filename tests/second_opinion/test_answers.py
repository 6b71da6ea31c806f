"""What of a model's answers holds: every question once, and behind each yes words that the trainee said."""

from dataclasses import dataclass, replace

import pytest
from pydantic import ValidationError

from tests.scoring.played import caller, played, says
from tests.second_opinion.doubles import checklist, filled
from trainer.calls.transcript import Transcript
from trainer.model.shaped import read_as
from trainer.scoring.criteria import Evidence
from trainer.second_opinion.answers import VOID, Filled, Reading, Ticked, evidence, filled_with, reading_of

CALL = played(
    replace(caller(), text="He said don't call the police."),
    says("I believe you. I won't call the police."),
    says("No."),
    says("Yes, “really”  I\n don’t  mind. No. Not now."),
)
TWO_YES = checklist("all_yes", "A?", "B?")
TWO_NO = checklist("all_no", "A?", "B?")
BELIEVES, LATER = Evidence(2, "I believe you."), Evidence(6, "Not now")


@dataclass(frozen=True)
class Case:
    id: str
    answers: str
    all_yes: Reading
    all_no: Reading


NOT_MET, MET = Reading("not_met"), Reading("met")
CASES = (
    Case("no, no", filled((False, ""), (False, "")), NOT_MET, MET),
    Case("a no needs no words", filled((False, "made up"), (False, "He said")), NOT_MET, MET),
    Case(
        "yes, yes",
        filled((True, "Not now"), (True, "I believe you.")),
        Reading("met", (BELIEVES, LATER)),
        Reading("not_met", (BELIEVES, LATER)),
    ),
    Case(
        "yes, yes with the same words",
        filled((True, "Not now"), (True, "Not now")),
        Reading("met", (LATER,)),
        Reading("not_met", (LATER,)),
    ),
    Case("yes, no", filled((True, "Not now"), (False, "")), Reading("not_met", (LATER,)), Reading("not_met", (LATER,))),
    Case("one made-up quotation", filled((True, "Not now"), (True, "I trust you.")), VOID, VOID),
    Case("one without words", filled((True, "Not now"), (True, "")), VOID, VOID),
    Case("too few answers", filled((True, "Not now")), VOID, VOID),
    Case("too many answers", filled((False, ""), (False, ""), (False, "")), VOID, VOID),
    Case("no answer", '{"answers": []}', VOID, VOID),
    Case("one question twice", filled((False, ""), (False, "")).replace('"number": 2', '"number": 1'), VOID, VOID),
    Case("a question that is none", filled((False, ""), (False, "")).replace('"number": 2', '"number": 3'), VOID, VOID),
    Case("numbered from 0", filled((False, ""), (False, "")).replace('"number": 2', '"number": 0'), VOID, VOID),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_the_answers_say(case: Case) -> None:
    answers = read_as(Filled, case.answers)
    assert reading_of(answers, TWO_YES, CALL) == case.all_yes
    assert reading_of(answers, TWO_NO, CALL) == case.all_no


def test_the_order_of_the_answers_does_not_matter() -> None:
    rows = [Ticked(number=2, quote="Not now", yes=True), Ticked(number=1, quote="I believe you.", yes=True)]
    assert reading_of(Filled(answers=rows), TWO_YES, CALL) == Reading("met", (BELIEVES, LATER))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("I believe you.", Evidence(2, "I believe you.")),
        ("believe you", Evidence(2, "believe you")),
        ("  I   believe\nyou ", Evidence(2, "I believe you")),
        ('Yes, "really" I don\'t mind.', Evidence(6, "Yes, “really”  I\n don’t  mind.")),
        ("No.", Evidence(4, "No.")),
        ("call the police", Evidence(2, "call the police")),
        ("", None),
        (" \n", None),
        ("...", None),
        ("believe", None),
        ("No", None),
        ("Yes", None),
        ("- mind", None),
        ("i believe you", None),
        ("I believe you!", None),
        ("I believe … police", None),
        ("I do not mind", None),
        ("call the pol", None),
        ("I don", None),
        ("elieve you", None),
        ("He said don't call", None),
        ("don't call the police", None),
        ("the police. No.", None),
        ("I believe you. I won't call the police. No.", None),
        (r"I\s+believe you.", None),
        ("call.the.police", None),
    ],
)
def test_only_words_that_the_trainee_said_are_found(quote: str, found: Evidence | None) -> None:
    assert evidence(quote, CALL) == found


def test_what_is_found_stands_in_its_turn_as_it_is_quoted() -> None:
    texts = {turn.n: turn.text for turn in CALL.turns}
    shown = evidence('"really" I don\'t mind', CALL)
    assert shown
    assert shown.quote in texts[shown.turn]


def test_a_call_without_a_word_of_the_trainees_shows_nothing() -> None:
    silent = Transcript("s", "", "", "A", "voice", 1, False, (caller(),), None)
    assert evidence("I don't know.", silent) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"answers": [{"number": 1, "quote": "", "yes": "true"}]}',
        '{"answers": [{"number": 1, "quote": "", "yes": 1}]}',
        '{"answers": [{"number": "1", "quote": "", "yes": true}]}',
        '{"answers": [{"number": 1, "quote": null, "yes": true}]}',
        '{"answers": [{"number": 1, "yes": true}]}',
        '{"answers": [{"number": 1, "quote": "", "yes": true, "score": 4}]}',
        '{"answers": [{"number": 1, "quote": "", "yes": true}], "total": 100}',
        '{"answers": [{"number": 1, "quote": "", "yes": true}, {"number": 2, "quote": "", "yes": true}]}',
        '{"answers": []}',
        "[]",
    ],
)
def test_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        filled_with(1).model_validate_json(text, strict=True)


def test_the_shape_asks_for_as_many_answers_as_there_are_questions() -> None:
    answers = filled_with(3).model_json_schema()["properties"]["answers"]
    assert (answers["minItems"], answers["maxItems"]) == (3, 3)
