"""A call heard again: by the same listener it stays as it was, by another only what is heard changes."""

from dataclasses import dataclass, field, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mini import MINI, NOON, making, mini_playable
from trainer.calls.act import Act
from trainer.calls.call import Call, replay
from trainer.calls.heard_anew import heard_anew
from trainer.calls.playable import playable
from trainer.calls.transcript import Transcript
from trainer.content.library import find_scenario
from trainer.content.moves import MOVES
from trainer.listening.listener import Context, Heard, Hearing, Listener
from trainer.listening.loading import load_listener
from trainer.simulation.games import Visits, play_many
from trainer.simulation.voiced import Voices, voiced
from trainer.simulation.walker import Walker


@dataclass
class Hears:
    """A listener that hears one move surely and perhaps another, and remembers what it was asked."""

    hash: str = "other"
    asked: list[tuple[str, Context]] = field(default_factory=list)

    def hear(self, reply: str, context: Context) -> Hearing:
        self.asked.append((reply, context))
        sure = Heard("open_question", 0.9, reply, 0, len(reply), "")
        return Hearing((sure, replace(sure, move="moralises", sure=False)))


def transcript(*acts: Act, **changes: object) -> Transcript:
    return replay(mini_playable(**changes), acts, seed=1).transcript(listener_hash="first")


def test_only_what_is_heard_changes() -> None:
    before = transcript(making("moralises"), making("validates_feeling"), making())
    after = heard_anew(before, Hears())
    assert after.listener_hash == "other"
    assert replace(after, turns=(), listener_hash="first") == replace(before, turns=())
    for old, new in zip(before.turns, after.turns, strict=True):
        if old.speaker == "caller":
            assert new == old
        else:
            assert [one.move for one in new.moves] == ["open_question"]
            assert [one.move for one in new.maybe] == ["moralises"]
            assert replace(new, moves=old.moves, maybe=old.maybe) == old


def test_each_reply_is_heard_after_what_the_caller_had_said_by_then() -> None:
    opening = {**MINI["opening"], "lines": ["The police came."]}
    before = transcript(making(text="one"), making(text="two"), opening=opening)
    listener = Hears()
    heard_anew(before, listener)
    assert listener.asked == [
        ("one", Context("The police came.", frozenset({"police"}))),
        ("two", Context(before.turns[2].text, frozenset({"police"}))),
    ]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_call_cut_short_is_heard_as_far_as_it_goes(kept: int) -> None:
    before = transcript(making("moralises"))
    cut = replace(before, turns=before.turns[:kept])
    assert len(heard_anew(cut, Hears()).turns) == kept


def test_a_reply_before_any_line_of_the_caller_has_nothing_before_it() -> None:
    before, listener = transcript(making(text="one")), Hears()
    heard_anew(replace(before, turns=before.turns[1:]), listener)
    assert listener.asked == [("one", Context())]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(min_size=1), st.sampled_from(sorted(MOVES))), max_size=8))
def test_heard_twice_is_heard_once(said: list[tuple[str, str]]) -> None:
    call = Call(mini_playable(), seed=1)
    for text, move in said:
        if not call.over:
            call.take(making(move, text=text))
    once = heard_anew(call.transcript(listener_hash="first"), Hears())
    assert heard_anew(once, Hears()) == once


@cache
def real() -> Listener:
    return load_listener()


@pytest.mark.parametrize("name", ["bad_date_report", "prank_caller", "not_broken"])
def test_the_listener_that_heard_a_call_hears_the_same_again(name: str) -> None:
    ready = playable(find_scenario(name))
    listener = real()
    [game] = play_many(Walker(ready.scenario), ["beginner"], 1, 3, Visits())
    call = Call(ready, seed=5)
    for turn in voiced(ready, game, Voices()).turns:
        if turn.speaker == "trainee" and not call.over:
            call.take(Act("reply", NOON, turn.text, listener.hear(turn.text, call.context()).heard))
    played = call.transcript(listener_hash=listener.hash)
    assert any(turn.moves for turn in played.turns)
    assert heard_anew(played, listener) == played
