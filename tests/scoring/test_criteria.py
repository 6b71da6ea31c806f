"""Each kind of rule, on calls made by hand."""

from dataclasses import dataclass

import pytest

from tests.scoring.played import HUNG_UP, LEFT, caller, played, reply
from trainer.calls.transcript import Transcript
from trainer.content.rubric import AnswersCue, Avoids, Before, Made, MovesPerReply, Person, Rule
from trainer.scoring import criteria
from trainer.scoring.criteria import CROWDED, LATER, NO_CLOSE, Evidence, Status, judge
from trainer.scoring.replies import practice_of, views_of


@dataclass(frozen=True)
class Case:
    id: str
    rule: Rule
    call: Transcript
    status: Status
    turns: tuple[int, ...] = ()


SAFE = Made(kind="made", moves=("checks_immediate_safety",), within_replies=2)
TWICE = Made(kind="made", moves=("reflects_content",), times=2)
BOTH = Made(kind="made", counts={"reflects_content": 2, "open_question": 1})
CLOSE = Made(kind="made", moves=("warm_close",), if_caller_stays=True)

MADE = (
    Case("in time", SAFE, played(reply(), reply("checks_immediate_safety")), "met", (4,)),
    Case("later than asked", SAFE, played(reply(), reply(), reply("checks_immediate_safety")), "partly", (6,)),
    Case("never", SAFE, played(reply("open_question")), "missed"),
    Case("in an empty call", SAFE, played(), "missed"),
    Case("once of twice", TWICE, played(reply("reflects_content")), "partly", (2,)),
    Case(
        "twice in one reply is once",
        TWICE,
        played(reply("reflects_content", "reflects_content")),
        "partly",
        (2,),
    ),
    Case(
        "more than asked adds nothing",
        TWICE,
        played(*[reply("reflects_content")] * 5),
        "met",
        (2, 4),
    ),
    Case("one of two counts", BOTH, played(*[reply("reflects_content")] * 2), "partly", (2, 4)),
    Case(
        "all counts",
        BOTH,
        played(reply("reflects_content"), reply("open_question"), reply("reflects_content")),
        "met",
        (2, 4, 6),
    ),
    Case("closed", CLOSE, played(reply("warm_close")), "met", (2,)),
    Case("no close where the trainee ends", CLOSE, played(reply("open_question"), ending=LEFT), "missed"),
    Case("no close when the caller hangs up", CLOSE, played(reply(), ending=HUNG_UP), "not_applicable"),
    Case("no close in a call without an end", CLOSE, played(reply(), ending=None), "not_applicable"),
)


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.id)
def test_made(case: Case) -> None:
    assert isinstance(case.rule, Made)
    verdict = criteria.made(case.rule, practice_of(case.call))
    assert (verdict.status, tuple(found.turn for found in verdict.evidence)) == (case.status, case.turns)


FEELING = Before(kind="before", moves=("validates_feeling",), then=("shares_resource_with_consent",))
VALID, RESOURCE = reply("validates_feeling"), reply("shares_resource_with_consent")

BEFORE = (
    Case("first", FEELING, played(VALID, RESOURCE), "met", (2,)),
    Case("after", FEELING, played(RESOURCE, VALID), "partly", (4,)),
    Case("before and after", FEELING, played(VALID, RESOURCE, VALID), "met", (2,)),
    Case("no second", FEELING, played(reply(), VALID), "met", (4,)),
    Case("no first", FEELING, played(RESOURCE), "missed"),
    Case("neither", FEELING, played(reply()), "missed"),
    Case(
        "first in the same reply",
        FEELING,
        played(reply("validates_feeling", "shares_resource_with_consent")),
        "met",
        (2,),
    ),
    Case(
        "after in the same reply",
        FEELING,
        played(reply("shares_resource_with_consent", "validates_feeling")),
        "partly",
        (2,),
    ),
)


@pytest.mark.parametrize("case", BEFORE, ids=lambda case: case.id)
def test_before(case: Case) -> None:
    assert isinstance(case.rule, Before)
    verdict = criteria.before(case.rule, practice_of(case.call))
    assert (verdict.status, tuple(found.turn for found in verdict.evidence)) == (case.status, case.turns)


NO = AnswersCue(kind="answers_cue", cues=("refusal",), moves=("respects_no",))
LIFE = AnswersCue(kind="answers_cue", cues=("suicide",), moves=("asks_about_suicide_directly",), first_only=True)
EARLIER = LIFE.model_copy(update={"or_earlier": True})
TAKEN, ASKED = reply("respects_no"), reply("asks_about_suicide_directly")

ANSWERS = (
    Case("no cue", NO, played(TAKEN), "not_applicable"),
    Case("another cue", NO, played(caller("sensitive"), TAKEN), "not_applicable"),
    Case("at once", NO, played(caller("refusal"), TAKEN), "met", (2,)),
    Case("a reply later", NO, played(caller("refusal"), reply(), TAKEN), "partly", (4,)),
    Case("too late", NO, played(caller("refusal"), reply(), reply(), TAKEN), "missed"),
    Case("one of two", NO, played(caller("refusal"), TAKEN, caller("refusal"), reply()), "partly", (2,)),
    Case("both", NO, played(caller("refusal"), TAKEN, caller("refusal"), TAKEN), "met", (2, 4)),
    Case("in the last line", NO, played(TAKEN, caller("refusal")), "not_applicable"),
    Case("the first is enough", LIFE, played(caller("suicide"), ASKED, caller("suicide"), reply()), "met", (2,)),
    Case("the first is passed by", LIFE, played(caller("suicide"), reply(), reply(), reply()), "missed"),
    Case("asked before it was said", EARLIER, played(ASKED, caller("suicide"), reply(), reply()), "met", (2,)),
    Case("never asked", EARLIER, played(reply(), caller("suicide"), reply(), reply()), "missed"),
    Case("left on it", LIFE, played(reply(), caller("suicide"), ending=LEFT), "missed"),
    Case("hung up on it", LIFE, played(reply(), caller("suicide"), ending=HUNG_UP), "not_applicable"),
)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case.id)
def test_answers_cue(case: Case) -> None:
    assert isinstance(case.rule, AnswersCue)
    verdict = criteria.answers_cue(case.rule, practice_of(case.call))
    assert (verdict.status, tuple(found.turn for found in verdict.evidence)) == (case.status, case.turns)


def test_an_unanswered_cue_names_the_line_that_waits() -> None:
    call = played(caller("refusal"), TAKEN, caller("refusal"), reply())
    assert criteria.answers_cue(NO, practice_of(call)).reason == "The caller waits for it in turn 3."


LEAD = Avoids(kind="avoids", moves=("gives_orders", "interrogates"))
GOOD_ONE, ORDER, REPAIR = reply("open_question"), reply("gives_orders"), reply("repairs_mistake")
SORRY_AGAIN = reply("repairs_mistake", "interrogates")

AVOIDS = (
    Case("none made", LEAD, played(GOOD_ONE, reply("warm_close"), GOOD_ONE), "met"),
    Case("a third time in a row is no practice", LEAD, played(GOOD_ONE, GOOD_ONE, GOOD_ONE), "unscored"),
    Case("another slip is not meant", LEAD, played(GOOD_ONE, reply("warm_close"), GOOD_ONE, reply("minimises")), "met"),
    Case("too short to say", LEAD, played(GOOD_ONE, GOOD_ONE), "unscored"),
    Case("silence is not practice", LEAD, played(*[reply()] * 9), "unscored"),
    Case("made in the shortest call", LEAD, played(ORDER), "missed", (2,)),
    Case("put right at once", LEAD, played(ORDER, REPAIR), "partly", (2,)),
    Case("put right a reply later", LEAD, played(ORDER, GOOD_ONE, REPAIR), "partly", (2,)),
    Case("put right too late", LEAD, played(ORDER, GOOD_ONE, GOOD_ONE, REPAIR), "missed", (2,)),
    Case("sorry in advance", LEAD, played(REPAIR, ORDER), "missed", (4,)),
    Case("sorry, and again", LEAD, played(ORDER, SORRY_AGAIN), "missed", (2, 4)),
    Case("one of two put right", LEAD, played(ORDER, REPAIR, ORDER), "missed", (2, 6)),
    Case("two in one reply", LEAD, played(reply("gives_orders", "interrogates")), "missed", (2, 2)),
)


@pytest.mark.parametrize("case", AVOIDS, ids=lambda case: case.id)
def test_avoids(case: Case) -> None:
    assert isinstance(case.rule, Avoids)
    verdict = criteria.avoids(case.rule, practice_of(case.call), short_call=3)
    assert (verdict.status, tuple(found.turn for found in verdict.evidence)) == (case.status, case.turns)


@dataclass(frozen=True)
class RepairCase:
    id: str
    call: Transcript
    status: Status
    turns: tuple[int, ...] = ()


REPAIRS = (
    RepairCase("no slip", played(GOOD_ONE, REPAIR), "not_applicable"),
    RepairCase("owned", played(ORDER, REPAIR), "met", (4,)),
    RepairCase("one repair for two", played(ORDER, ORDER, REPAIR), "met", (6,)),
    RepairCase("not owned", played(ORDER, GOOD_ONE), "missed"),
    RepairCase("some owned", played(ORDER, REPAIR, ORDER, GOOD_ONE), "partly", (4,)),
    RepairCase("no time to own it", played(GOOD_ONE, ORDER, ending=HUNG_UP), "not_applicable"),
    RepairCase("walked away from", played(GOOD_ONE, ORDER, ending=LEFT), "missed"),
)


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case.id)
def test_repairs(case: RepairCase) -> None:
    verdict = criteria.repairs(practice_of(case.call))
    assert (verdict.status, tuple(found.turn for found in verdict.evidence)) == (case.status, case.turns)


def test_what_needs_a_person_is_unscored_and_says_so() -> None:
    verdict = criteria.person(Person(kind="person", reason="A trainer reads this."))
    assert (verdict.status, verdict.reason) == ("unscored", "A trainer reads this.")


LIMITS = MovesPerReply(counted=2, heard=3)
KIND = ("validates_feeling", "believes_caller", "affirms_strength", "reflects_content", "offers_choices")
STRENGTH = Made(kind="made", moves=("affirms_strength",))
FIRST = Made(kind="made", moves=("validates_feeling",))


@dataclass(frozen=True)
class CrowdCase:
    id: str
    rule: Rule
    moves: tuple[str, ...]
    status: Status
    reason: str


CROWDED_REPLIES = (
    CrowdCase("within the count", FIRST, KIND[:2], "met", ""),
    CrowdCase("past the count", STRENGTH, KIND[:3], "partly", CROWDED),
    CrowdCase("past what is heard", STRENGTH, KIND[:4], "missed", CROWDED),
    CrowdCase("the first is still met", FIRST, KIND[:4], "met", ""),
    CrowdCase("a crowd takes the first along", FIRST, KIND, "partly", CROWDED),
    CrowdCase("neutral moves crowd nothing", FIRST, ("gentle_humour", *KIND[:2]), "met", ""),
)


@pytest.mark.parametrize("case", CROWDED_REPLIES, ids=lambda case: case.id)
def test_a_crowded_reply_counts_less(case: CrowdCase) -> None:
    verdict = judge(case.rule, views_of(played(reply(*case.moves)), LIMITS), short_call=3)
    assert (verdict.status, verdict.reason) == (case.status, case.reason)


def test_a_crowded_resource_still_comes_before_a_later_feeling() -> None:
    crowd = reply("open_question", "offers_choices", "shares_resource_with_consent")
    verdict = judge(FEELING, views_of(played(crowd, VALID), LIMITS), short_call=3)
    assert (verdict.status, verdict.reason) == ("partly", LATER)


def test_evidence_is_the_quote_as_heard() -> None:
    assert criteria.made(FIRST, practice_of(played(VALID))).evidence == (Evidence(2, "validates_feeling"),)


def test_a_call_cut_off_by_its_caller_asks_for_no_close() -> None:
    assert criteria.made(CLOSE, practice_of(played(reply(), ending=HUNG_UP))).reason == NO_CLOSE
