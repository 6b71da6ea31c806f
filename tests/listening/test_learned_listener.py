from dataclasses import dataclass
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.content.moves import HARMFUL_MOVES, MOVES, load_moves
from trainer.listening.learned_listener import LearnedListener
from trainer.listening.listener import Context
from trainer.listening.loading import load_listener


@cache
def listener(*, encoder: bool = True) -> LearnedListener:
    return load_listener(use_encoder=encoder)


def moves_in(reply: str, caller: str = "", *raised: str) -> set[str]:
    return {one.move for one in listener().hear(reply, Context(caller, frozenset(raised))).moves}


@dataclass(frozen=True)
class Case:
    reply: str
    moves: frozenset[str]
    caller: str = ""
    raised: tuple[str, ...] = ()


def says(reply: str, *moves: str, caller: str = "", raised: tuple[str, ...] = ()) -> Case:
    return Case(reply, frozenset(moves), caller, raised)


EVERYDAY = (
    says("i believe you", "believes_caller"),
    says("You did nothing wrong.", "believes_caller", caller="He says I led him on."),
    says("That sounds terrifying. Are you somewhere safe right now?", "validates_feeling", "checks_immediate_safety"),
    says("What would help most tonight?", "asks_what_caller_wants", "open_question"),
    says("Would you like me to look up a clinic?", "shares_resource_with_consent"),
    says("I'm sorry, I pushed there.", "repairs_mistake"),
    says(
        "Are you thinking about suicide?",
        "asks_about_suicide_directly",
        caller="What's the point.",
        raised=("suicide",),
    ),
    says("We can do a report, a walk, or nothing.", "offers_choices"),
    says("I can't promise that, but I'll try.", "names_limits_honestly"),
    says("Thanks for calling. Take care tonight, and ring again if you want.", "warm_close"),
    says("If you keep insulting me I'll end the call.", "sets_boundary", caller="You stupid cow."),
    says("You should call the police.", "suggests_police_unasked"),
    says("Why didn't you just leave?", "interrogates", caller="He hit me again."),
    says("Everything will be fine, I promise.", "false_promise"),
    says("You need to leave him tonight.", "gives_orders"),
)


@pytest.mark.parametrize("case", EVERYDAY, ids=lambda case: case.reply)
def test_everyday_forms_are_heard(case: Case) -> None:
    assert case.moves <= moves_in(case.reply, case.caller, *case.raised)


KIND = (
    "I believe you.",
    "That sounds terrifying. Are you somewhere safe right now?",
    "Would you like me to stay on the line?",
    "We never call the police.",
    "You don't have to quit anything to talk to us.",
    "He told you it was your fault. It wasn't.",
    "What would you like to happen next?",
    "If he comes back, would a code word help?",
    "I won't tell you what to do.",
    "Sleep well, and call us again if you want.",
    "I can't tell you how to plead. A lawyer could help you look at it.",
    "hang on, let me find a pen",
)


@pytest.mark.parametrize("reply", KIND)
def test_kind_replies_are_not_accused(reply: str) -> None:
    assert not moves_in(reply) & HARMFUL_MOVES


def test_police_is_information_where_the_caller_asked_and_urging_where_they_refused() -> None:
    told = "They would usually take a statement, and a detective could call you."
    asked = moves_in(told, "What happens if I go to the police?", "police")
    assert "gives_asked_for_information" in asked
    assert "suggests_police_unasked" not in asked
    assert "suggests_police_unasked" in moves_in("You should still call the police, love.", "No cops.", "police")


def test_moves_come_in_the_order_of_their_words_each_with_its_clause() -> None:
    heard = listener().hear("I believe you. You should call the police now. What would help tonight?", Context()).moves
    quotes = {one.move: one.quote for one in heard}
    assert quotes["believes_caller"] == "I believe you"
    assert quotes["suggests_police_unasked"] == "You should call the police now"
    assert [one.start for one in heard] == sorted(one.start for one in heard)
    [police] = [one for one in heard if one.move == "suggests_police_unasked"]
    assert police.reason == "heard as bringing up police or a report unasked: 'You should call the police now'"


@pytest.mark.parametrize(
    "reply", ["¿Estás bien? No es tu culpa.", "Je vous crois, ce n'est pas de votre faute."], ids=["es", "fr"]
)
def test_a_language_that_is_not_heard_is_said_and_nothing_is_made_up(reply: str) -> None:
    hearing = listener().hear(reply, Context())
    assert hearing.language in {"es", "fr"}
    assert hearing.heard == ()


@pytest.mark.parametrize("reply", ["", " \n\t", "💛", "…", "?!", "\u200b", "\u202e", "'\"“"])
def test_wordless_replies_make_no_move(reply: str) -> None:
    assert listener().hear(reply, Context()).heard == ()


def test_hidden_characters_do_not_hide_a_move() -> None:
    assert "believes_caller" in moves_in("I be\u200blieve\u00a0you 💛\x07")
    assert "suggests_police_unasked" in moves_in("You should call the po\u00adlice.")


UGLY = (
    "y0u sh0uld c4ll th3 p0l1c3",
    "אני מאמין לך",
    "\u202eI believe you\u202c",
    "🏳️‍🌈" * 500,
    "no " * 3_300,
    "a" * 10_000,
    "' \" " * 2_500,
    "You should call the police or leave. " * 270,
)


@pytest.mark.parametrize(("reply", "encoder"), list(product(UGLY, (True, False))))
def test_ugly_replies_are_heard_the_same_twice(reply: str, encoder: bool) -> None:
    first, second = (listener(encoder=encoder).hear(reply, Context("Who's there?")) for _ in range(2))
    assert first == second
    assert all(reply[one.start : one.end] == one.quote for one in first.heard)


EXAMPLES = [example.text for move in load_moves().values() for example in move.examples]


@settings(max_examples=60)
@given(
    reply=st.lists(st.sampled_from(EXAMPLES) | st.text(max_size=60), max_size=4).map(" ".join),
    caller=st.text(max_size=60),
    encoder=st.booleans(),
)
def test_what_is_heard_is_in_the_reply(reply: str, caller: str, encoder: bool) -> None:
    hearing = listener(encoder=encoder).hear(reply, Context(caller))
    assert len({one.move for one in hearing.heard}) == len(hearing.heard)
    assert set(hearing.moves) | set(hearing.maybe) == set(hearing.heard)
    for one in hearing.heard:
        assert one.move in MOVES
        assert 0 <= one.start < one.end <= len(reply)
        assert reply[one.start : one.end] == one.quote
        assert 0 < one.confidence <= 1


def test_without_the_encoder_it_still_hears_and_says_it_is_another_listener() -> None:
    alone = listener(encoder=False)
    heard = {one.move for one in alone.hear("I believe you. Are you safe right now?", Context()).moves}
    assert {"believes_caller", "checks_immediate_safety"} <= heard
    assert alone.hash != listener().hash


def test_most_examples_of_the_move_files_are_heard_and_hardly_any_non_example() -> None:
    examples = [(move.id, one) for move in load_moves().values() for one in move.examples]
    non_examples = [(move.id, one) for move in load_moves().values() for one in move.non_examples]
    heard = sum(move in moves_in(one.text, one.caller, *one.raised) for move, one in examples)
    wrong = sum(move in moves_in(one.text, one.caller, *one.raised) for move, one in non_examples)
    assert heard >= 0.88 * len(examples)  # the limits rather miss a move than hear one that was not made
    assert wrong <= 0.05 * len(non_examples)
