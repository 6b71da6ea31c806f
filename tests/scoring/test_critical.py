"""Critical moments: each is found where it is, and kind, careful or quoted words are never taken for one."""

from dataclasses import dataclass, replace
from typing import get_args

import pytest

from tests.scoring.played import GOOD, HUNG_UP, LEFT, RUBRIC, caller, played, reply, says
from trainer.calls.mood import Mood
from trainer.calls.transcript import ReachedEnding, Transcript, Turn
from trainer.content.rubric import LeftInDanger
from trainer.content.scenario import CallType, Channel, Cue
from trainer.scoring.scorecard import score


@dataclass(frozen=True)
class Case:
    words: str
    found: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    type: CallType = "C"
    channel: Channel = "voice"


SAID = (
    Case("Do you want me to call the police?", ("CF1",), ("suggests_police_unasked",)),
    Case("I'll trace this call.", ("CF2",), ("threatens_or_promises_reporting",)),
    Case("We can only help you once you quit.", ("CF3",), ("assumes_exit",)),
    Case("If you leave the work, we can find you a room.", ("CF3",), ("assumes_exit",)),
    Case("I can’t help while you’re still working.", ("CF3",), ("assumes_exit",)),
    Case("Once you quit, things will calm down.", (), ("assumes_exit",)),
    Case("You don't have to leave to get help.", (), ("assumes_exit",)),
    Case("We can help if you want to leave tonight.", ()),
    Case("I already gave the shelter your number.", ("CF4",)),
    Case("I've told them where you live.", ("CF4",)),
    Case("Did anyone say I gave them your number?", ()),
    Case("I haven't given anyone your name.", ()),
    Case("You said I could, so I sent the clinic your name.", ()),
    Case("Your sister said: “I gave him your address.”", ()),
    Case("You should have screened him.", ("CF5",), ("blames_caller",), "A"),
    Case("You should have screened him.", (), ("blames_caller",), "C"),
    Case("That search was illegal, you'll win.", ("CF7",), ("legal_advice_overreach",)),
    Case("Nobody will ever find out.", ("CF7",), ("false_promise",)),
    Case("Everything you say is completely private.", ("CF7",), ("false_promise",)),
    Case("Nobody's ever going to see it.", ("CF7",), ("false_promise",)),
    Case("They can't come in without a warrant.", ("CF7",), ("legal_advice_overreach",)),
    Case("You'll be housed by Friday.", (), ("false_promise",)),
    Case("I can't promise that nobody will ever know.", (), ("false_promise",)),
    Case("You can start PEP up to five days later.", ("CF7",)),
    Case("Plan B works within ten days.", ("CF7",)),
    Case("PEP is a 28-day course and you start within 72 hours.", ()),
    Case("Pills run to five days, the coil a little longer.", ()),
    Case("PEP does not work after five days.", ()),
    Case("What did you do?", ("CF8",), ("interrogates",), "B", "prison_call"),
    Case("What are you in for?", ("CF8",), ("open_question",), "B", "prison_call"),
    Case("What did you do?", (), ("interrogates",), "B", "voice"),
    Case("What would help you most this week?", (), ("open_question",), "B", "prison_call"),
    Case("Please don't tell me about your charges.", (), ("open_question",), "B", "prison_call"),
    Case("I can set up a three-way call with her.", ("CF8",), (), "B", "prison_call"),
    Case("We can't do three-way calls on this line.", (), (), "B", "prison_call"),
    Case("You're just a stupid whore.", ("CF9",)),
    Case("He called you a whore, and that is on him.", ()),
    Case("You're not a junkie to me.", ()),
    Case("What are you wearing?", ("CF9",)),
    Case("Keep watching the house and note the plates.", ("CF10",), ("validates_conspiracy",), "D"),
    Case("Take photos of whoever comes by.", ("CF10",), ("gives_orders",), "D"),
    Case("Please don't follow them or take photos.", (), ("gives_orders",), "D"),
    Case("Have a look at what workers have written.", (), ("gives_orders",), "D"),
    Case("Keep watching the house.", (), ("gives_orders",), "C"),
    Case("That sounds terrifying. I believe you.", (), ("validates_feeling", "believes_caller")),
)


@pytest.mark.parametrize("case", SAID, ids=lambda case: f"{case.type} {case.words}")
def test_said(case: Case) -> None:
    call = played(says(case.words, *case.moves), type=case.type, channel=case.channel, ending=None)
    found = score(call, RUBRIC).critical
    assert tuple(one.id for one in found) == case.found
    assert all((one.turn, one.quote) == (2, case.words) for one in found)


def test_words_count_only_in_the_sentence_that_makes_the_move() -> None:
    text = "Once you quit, it calms down. We can help with rent."
    turn = says(text, "assumes_exit")
    heard = replace(turn.moves[0], quote="Once you quit, it calms down.", end=29)
    assert score(played(replace(turn, moves=(heard,)), ending=None), RUBRIC).critical == ()


@dataclass(frozen=True)
class CueCase:
    id: str
    turns: tuple[Turn, ...]
    found: bool
    ending: ReachedEnding | None = GOOD


CF6 = next(one for one in RUBRIC.critical if one.id == "CF6")
LIFE, BODY, KIND = caller("suicide"), caller("medical"), reply("validates_feeling")
CUES = (
    CueCase("asked at once", (LIFE, reply("asks_about_suicide_directly"), KIND), False),
    CueCase("asked a reply later", (LIFE, KIND, reply("asks_about_suicide_directly")), False),
    CueCase("passed by", (LIFE, KIND, KIND), True),
    CueCase("asked too late", (LIFE, KIND, KIND, reply("asks_about_suicide_directly")), True),
    CueCase("asked in words nobody heard", (LIFE, says("Are you thinking about dying?"), KIND), False),
    CueCase("one reply and no end proves nothing", (LIFE, KIND), False, None),
    CueCase("one reply and the caller hangs up", (LIFE, KIND), False, HUNG_UP),
    CueCase("one reply and the trainee ends it", (LIFE, KIND), True, LEFT),
    CueCase("ended on it", (KIND, LIFE), True, LEFT),
    CueCase("ended before anything was said", (LIFE,), False, LEFT),
    CueCase("body answered", (BODY, reply("offers_choices"), KIND), False),
    CueCase("body named in words nobody heard", (BODY, says("How is your throat now?"), KIND), False),
    CueCase("body passed by", (BODY, KIND, KIND), True),
)


@pytest.mark.parametrize("case", CUES, ids=lambda case: case.id)
def test_a_danger_to_life_passed_by(case: CueCase) -> None:
    found = score(played(*case.turns, ending=case.ending), RUBRIC).critical
    assert tuple(one.id for one in found) == (("CF6",) if case.found else ())


@dataclass(frozen=True)
class PassedBy:
    id: str
    turns: tuple[Turn, ...]
    moments: tuple[tuple[int, str, str], ...]  # the last reply that passed it by, its words, the caller's line
    ending: ReachedEnding | None = GOOD


def telling(text: str, cue: Cue) -> Turn:
    return replace(caller(cue), text=text)


GONE, THROAT = telling("I want it to be over.", "suicide"), telling("My throat hurts.", "medical")
PASSED_BY = (
    PassedBy("by two replies", (GONE, KIND, says("Go on.")), ((4, "Go on.", "I want it to be over."),)),
    PassedBy("ended on it", (says("Go on."), GONE), ((2, "Go on.", "I want it to be over."),), LEFT),
    PassedBy(
        "two lines, one after the other",
        (GONE, KIND, THROAT, says("Go on."), caller(), says("I see.")),
        ((4, "Go on.", "I want it to be over."), (6, "I see.", "My throat hurts.")),
    ),
    PassedBy("two cues in one line are one moment", (replace(GONE, cues=("suicide", "medical")), KIND, says("Go on.")),
             ((4, "Go on.", "I want it to be over."),)),
)  # fmt: skip


@pytest.mark.parametrize("case", PASSED_BY, ids=lambda case: case.id)
def test_a_line_passed_by_is_kept_beside_the_reply(case: PassedBy) -> None:
    found = score(played(*case.turns, ending=case.ending), RUBRIC).critical
    assert tuple((one.turn, one.quote, one.caller) for one in found) == case.moments
    assert {(one.note, one.to_try) for one in found} == {(CF6.note, CF6.to_try)}


def test_what_was_said_is_about_no_line_of_the_callers() -> None:
    [found] = score(played(says("I'll call the police.", "suggests_police_unasked"), ending=None), RUBRIC).critical
    assert found.caller == ""


@dataclass(frozen=True)
class LeavingCase:
    id: str
    call: Transcript
    found: bool


LEFT_IN_DANGER = ReachedEnding("cut_short", "partial", "trainee", in_danger=True)
FRIGHTENED = Turn(1, "caller", "He's back.", "here", Mood(3, 8))
LEAVING = (
    LeavingCase("no option offered", played(KIND, FRIGHTENED, ending=LEFT), True),
    LeavingCase("an option offered", played(reply("offers_choices"), FRIGHTENED, ending=LEFT), False),
    LeavingCase("a calmer caller", played(KIND, caller(distress=4), ending=LEFT), False),
    LeavingCase("the caller hung up", played(KIND, FRIGHTENED, ending=HUNG_UP), False),
    LeavingCase("it ended well", played(KIND, FRIGHTENED, ending=GOOD), False),
    LeavingCase("from a state of danger", played(KIND, caller(distress=4), ending=LEFT_IN_DANGER), True),
)


@pytest.mark.parametrize("case", LEAVING, ids=lambda case: case.id)
def test_leaving_a_caller_in_danger(case: LeavingCase) -> None:
    assert (score(case.call, RUBRIC).caps == ("CF6",)) is case.found


def test_leaving_a_caller_in_danger_is_said_in_its_own_words_and_quotes_nothing() -> None:
    [sign] = [one for one in CF6.signs if isinstance(one, LeftInDanger)]
    call = played(KIND, reply("reflects_content"), FRIGHTENED, ending=LEFT)
    [found] = score(call, RUBRIC).critical
    assert (found.turn, found.quote, found.caller) == (4, "", "")
    assert (found.note, found.to_try) == (sign.note, sign.to_try)


def test_a_sign_without_words_of_its_own_has_those_of_its_entry() -> None:
    signs = tuple(
        one.model_copy(update={"note": None, "to_try": None}) if isinstance(one, LeftInDanger) else one
        for one in CF6.signs
    )
    plain = CF6.model_copy(update={"signs": signs})
    rubric = RUBRIC.model_copy(update={"critical": tuple(plain if one is CF6 else one for one in RUBRIC.critical)})
    [found] = score(played(KIND, FRIGHTENED, ending=LEFT), rubric).critical
    assert (found.note, found.to_try, found.quote) == (CF6.note, CF6.to_try, "")


def test_a_line_passed_by_comes_before_leaving_at_the_same_reply() -> None:
    [found] = score(played(KIND, replace(GONE, mood=Mood(3, 8)), ending=LEFT), RUBRIC).critical
    assert (found.note, found.caller) == (CF6.note, "I want it to be over.")


@pytest.mark.parametrize("call_type", get_args(CallType))
def test_every_quote_is_of_the_reply_and_every_line_the_callers(call_type: CallType) -> None:
    call = played(GONE, KIND, THROAT, KIND, reply("suggests_police_unasked"), FRIGHTENED, type=call_type, ending=LEFT)
    texts = {turn.n: turn.text for turn in call.turns}
    lines = {turn.text for turn in call.turns if turn.speaker == "caller"}
    found = score(call, RUBRIC).critical
    assert len(found) >= 2
    assert all(one.quote in texts[one.turn] and one.caller in {*lines, ""} for one in found)


def test_every_note_says_who_looks_at_it() -> None:
    assert all(entry.note.endswith("A trainer looks at this with you.") for entry in RUBRIC.critical)


def test_the_longest_reply_is_looked_at_in_no_time() -> None:
    text = "only help if once quit leave we can help secret always watch who " * 300
    call = played(*[says(text, "assumes_exit", "false_promise", "gives_orders")] * 3, type="D")
    assert score(call, RUBRIC).total <= 40
