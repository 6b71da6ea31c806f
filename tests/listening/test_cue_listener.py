import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.content.moves import HARMFUL_MOVES, MOVES, MOVES_FOLDER, Example, NonExample, load_moves
from trainer.errors import ContentError
from trainer.listening.cue_listener import CueListener
from trainer.listening.listener import Context
from trainer.listening.reading import load_reader

LISTENER = CueListener(load_reader())
EXAMPLES = [(move.id, example) for move in load_moves().values() for example in move.examples]
NON_EXAMPLES = [(move.id, example) for move in load_moves().values() for example in move.non_examples]


def moves_in(reply: str, caller: str = "", *raised: str) -> set[str]:
    return {heard.move for heard in LISTENER.hear(reply, Context(caller, frozenset(raised))).moves}


@pytest.mark.parametrize(("move", "example"), EXAMPLES, ids=lambda part: getattr(part, "text", part))
def test_every_example_is_heard(move: str, example: Example) -> None:
    assert move in moves_in(example.text, example.caller, *example.raised)


@pytest.mark.parametrize(("move", "example"), NON_EXAMPLES, ids=lambda part: getattr(part, "text", part))
def test_no_non_example_is_heard(move: str, example: NonExample) -> None:
    assert move not in moves_in(example.text, example.caller, *example.raised)


@dataclass(frozen=True)
class Case:
    reply: str
    moves: frozenset[str]


def says(reply: str, *moves: str) -> Case:
    return Case(reply, frozenset(moves))


EVERYDAY = (
    says("i believe you", "believes_caller"),
    says("Its not your fault", "believes_caller"),
    says("You did nothing wrong.", "believes_caller"),
    says("That’s not okay. He had no right.", "believes_caller"),
    says("That sounds terrifying. Are you somewhere safe right now?", "validates_feeling", "checks_immediate_safety"),
    says("I'm so sorry that happened to you.", "validates_feeling"),
    says("That makes sense.", "validates_feeling"),
    says("You sound exhausted.", "validates_feeling"),
    says("What would help most tonight?", "asks_what_caller_wants", "open_question"),
    says("Whats on your mind?", "open_question"),
    says("How are you holding up?", "open_question"),
    says("Would you like me to look up a clinic?", "shares_resource_with_consent"),
    says("Okay, no clinic then.", "respects_no"),
    says("ok, no police", "respects_no"),
    says("I'm sorry, I pushed there.", "repairs_mistake"),
    says("Sorry, I shouldn't have asked that.", "repairs_mistake"),
    says("You got the plate number while scared, that took presence.", "affirms_strength"),
    says("Are you thinking about suicide?", "asks_about_suicide_directly"),
    says("Is it okay if I ask you something?", "asks_consent_before_questions"),
    says("I'm Sam, a volunteer on the peer line.", "introduces_service"),
    says("We can do a report, a walk, or nothing.", "offers_choices"),
    says("So he took your money and pulled a knife.", "reflects_content"),
    says("Is there someone you trust nearby?", "safety_planning"),
    says("I can't promise that, but I'll try.", "names_limits_honestly"),
    says("We don't record calls.", "explains_confidentiality_honestly"),
    says("Thanks for calling. Take care.", "warm_close"),
    says("If you keep insulting me I'll end the call.", "sets_boundary"),
    says("You should call the police.", "suggests_police_unasked"),
    says("Why didnt you leave?", "interrogates"),
    says("Everything will be fine.", "false_promise"),
    says("You need to leave him.", "gives_orders"),
    says("Calm down.", "shuts_down_caller"),
)


@pytest.mark.parametrize("case", EVERYDAY, ids=lambda case: case.reply)
def test_everyday_forms_are_heard(case: Case) -> None:
    assert case.moves <= moves_in(case.reply)


KIND = (
    "I believe you.",
    "That sounds terrifying. Are you somewhere safe right now?",
    "Would you like me to stay on the line?",
    "Okay, no police, I promise.",
    "We never call the police.",
    "You don't have to quit anything to talk to us.",
    "I don't think you should have to decide tonight.",
    "He told you it was your fault. It wasn't.",
    "Your mum said 'think of your kids', and that hurt.",
    "What would you like to happen next?",
    "If he comes back, would a code word help?",
    "I won't tell you what to do.",
    "Sleep well, and call us again if you want.",
    "I can't tell you how to plead. A lawyer could help you look at it.",
)


@pytest.mark.parametrize("reply", KIND)
def test_kind_replies_are_not_accused(reply: str) -> None:
    assert not moves_in(reply) & HARMFUL_MOVES


def test_police_is_information_where_the_caller_asked() -> None:
    reply = "They would usually take a statement, and a detective could call you."
    asked = moves_in(reply, "What happens if I go to the police?", "police")
    assert "gives_asked_for_information" in asked
    assert "suggests_police_unasked" not in asked


def test_urging_police_after_a_refusal_is_still_urging() -> None:
    assert "suggests_police_unasked" in moves_in("You really should report him.", "No cops.", "police")


def test_each_move_is_heard_once_in_the_order_of_its_words() -> None:
    heard = LISTENER.hear("I believe you. I believe every word. Are you safe?", Context()).moves
    assert [one.move for one in heard] == ["believes_caller", "checks_immediate_safety"]
    assert heard[0].quote == "I believe you"
    assert heard[0].reason == "heard as taking the caller's word: 'I believe you'"


def test_the_same_words_with_hidden_characters_are_heard() -> None:
    assert "believes_caller" in moves_in("I be\u200blieve\u00a0you 💛\x07")


@pytest.mark.parametrize("reply", ["", " \n\t", "💛", "…", "?!", "\u200b", "\u202e", "'\"“"])
def test_wordless_replies_make_no_move(reply: str) -> None:
    assert LISTENER.hear(reply, Context()).heard == ()


SENTENCES = st.lists(st.sampled_from([example.text for _, example in EXAMPLES]) | st.text(max_size=60), max_size=5).map(
    " ".join
)


@settings(max_examples=100)
@given(reply=SENTENCES, caller=st.text(max_size=80))
def test_what_is_heard_is_in_the_reply(reply: str, caller: str) -> None:
    hearing = LISTENER.hear(reply, Context(caller))
    assert hearing == LISTENER.hear(reply, Context(caller))
    heard = hearing.moves
    assert len({one.move for one in heard}) == len(heard)
    for one in heard:
        assert one.move in MOVES
        assert 0 <= one.start < one.end <= len(reply)
        assert reply[one.start : one.end] == one.quote
        assert 0.5 <= one.confidence <= 1


LONG = (
    "why would you tell me and or if what " * 280,
    "a" * 10_000,
    "' \" " * 2_500,
    "You should call the police or leave. " * 270,
    "no " * 3_300,
)


@pytest.mark.parametrize("reply", LONG, ids=lambda reply: reply[:20])
def test_long_replies_do_not_stall(reply: str) -> None:
    began = time.perf_counter()
    LISTENER.hear(reply[:10_000], Context())
    assert time.perf_counter() - began < 2


def test_the_hash_follows_the_cues(tmp_path: Path) -> None:
    folder = tmp_path / "moves"
    shutil.copytree(MOVES_FOLDER, folder)
    assert CueListener(load_reader(folder)).hash == LISTENER.hash
    path = folder / "warm_close.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("until next time", "until next week"), encoding="utf-8")
    assert CueListener(load_reader(folder)).hash != LISTENER.hash


def test_a_cue_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "moves"
    shutil.copytree(MOVES_FOLDER, folder)
    path = folder / "warm_close.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("until next time", "(until next time"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"warm_close: .*never closes"):
        CueListener(load_reader(folder))
