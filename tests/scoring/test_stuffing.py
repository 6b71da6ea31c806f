"""Order, repetition and stuffing: what cannot buy a score, and what mending is worth."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.calls_drawn import CALLS, HARMFUL, HELPFUL
from tests.scoring.played import GOOD, HUNG_UP, RUBRIC, WELL, caller, played, reply, says
from trainer.calls.transcript import Transcript, Turn
from trainer.content.moves import load_moves
from trainer.content.scenario import CallType
from trainer.listening.listener import Context, Heard
from trainer.listening.loading import load_listener
from trainer.scoring.scorecard import Scorecard, score

PILE = st.lists(st.sampled_from(sorted(HELPFUL)), min_size=8, max_size=23, unique=True)
TYPES: list[CallType] = ["A", "B", "C", "D"]


@given(st.lists(PILE, min_size=3, max_size=10), st.sampled_from(TYPES))
def test_the_same_call_in_short_replies_is_never_worth_less_than_piled_up(
    piles: list[list[str]], type_: CallType
) -> None:
    piled = played(*(reply(*moves) for moves in piles), type=type_)
    short = played(*(reply(*moves[:4]) for moves in piles), type=type_)
    assert score(short, RUBRIC).total >= score(piled, RUBRIC).total


@given(CALLS, st.sampled_from(sorted(HELPFUL)), st.integers(1, 40))
def test_a_move_made_again_and_again_adds_no_more_than_twice(call: Transcript, move: str, more: int) -> None:
    def repeated(times: int) -> int:
        said = [replace(reply(move), n=call.turns[-1].n + 1 + i) for i in range(times)]
        return score(replace(call, turns=(*call.turns, *said)), RUBRIC).total

    assert repeated(3 + more) == repeated(3)


@given(CALLS, st.data())
def test_owning_a_slip_in_the_next_reply_never_costs(call: Transcript, data: st.DataObject) -> None:
    replies = [turn for turn in call.turns if turn.speaker == "trainee"]
    slips = [
        (slip, mend)
        for slip, mend in pairwise(replies)
        if _harm(slip) and not _harm(mend) and all(one.move != "repairs_mistake" for one in mend.moves)
    ]
    if not slips:
        return
    _, mend = data.draw(st.sampled_from(slips))
    owned = Heard("repairs_mistake", 0.9, mend.text, 0, 0, "")
    turns = tuple(replace(turn, moves=(owned, *turn.moves)) if turn is mend else turn for turn in call.turns)
    assert score(replace(call, turns=turns), RUBRIC).total >= score(call, RUBRIC).total


@pytest.mark.parametrize("harm", sorted(HARMFUL))
def test_a_mended_slip_is_a_repair_and_stays_a_slip(harm: str) -> None:
    left = score(played(*WELL[:6], reply(harm), *WELL[6:]), RUBRIC)
    mended = score(played(*WELL[:6], reply(harm), caller(), reply("repairs_mistake"), *WELL[6:]), RUBRIC)
    whole = score(played(*WELL), RUBRIC)
    assert left.total <= mended.total < whole.total
    assert _status(mended) == "met"
    assert _status(left) in {"missed", "not_applicable"}


def test_harm_after_the_repair_is_not_repaired_by_it() -> None:
    first = played(*WELL[:6], reply("repairs_mistake"), caller(), reply("gives_orders"), caller(), ending=HUNG_UP)
    assert _status(score(first, RUBRIC)) != "met"


@settings(max_examples=12)  # each hears half a dozen replies
@given(st.data())
def test_a_long_reply_of_phrases_is_no_better_than_one_that_fits(data: st.DataObject) -> None:
    """In words, through the listener: examples of every kind of move strung together, against one that is enough."""
    moves = load_moves()
    listener = load_listener()
    examples = {name: move.examples[0].text for name, move in moves.items() if name in HELPFUL}

    def heard(text: str) -> Turn:
        found = listener.hear(text, Context("I don't know what to do.")).moves
        return replace(says(text), moves=found)

    names = data.draw(st.permutations(sorted(examples)))
    stuffed = heard(" ".join(examples[name] for name in names))
    fitting = [
        heard(" ".join(examples[name] for name in pair))
        for pair in (
            ("introduces_service", "checks_immediate_safety"),
            ("validates_feeling", "believes_caller"),
            ("asks_consent_before_questions", "reflects_content"),
            ("asks_what_caller_wants", "open_question"),
            ("reflects_content", "offers_choices"),
            ("warm_close",),
        )
    ]
    long = score(played(*[stuffed] * len(fitting), ending=GOOD), RUBRIC)
    assert long.total < score(played(*fitting, ending=GOOD), RUBRIC).total


def _harm(turn: Turn) -> bool:
    return any(one.move in HARMFUL for one in turn.moves)


def _status(card: Scorecard) -> str:
    return next(one.status for one in card.criteria if one.id == "repairs_mistake")
