"""The walker does what a call does; everything that simulation says rests on this."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mini import making, mini_playable
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.calls.setting import Setting
from trainer.content.library import scenario_files
from trainer.content.moves import MOVES
from trainer.simulation.games import settings_of
from trainer.simulation.walker import Walker

FILES = [file for file in scenario_files() if file.scenario]
SOME_MOVES = st.lists(st.sets(st.sampled_from(sorted(MOVES)), max_size=3), max_size=25)


@settings(max_examples=60)
@given(file=st.sampled_from(FILES), replies=SOME_MOVES, seed=st.integers(0, 2**31))
def test_a_walk_is_the_call_without_its_words(file, replies, seed) -> None:  # type: ignore[no-untyped-def]
    ready = playable(file)
    setting = Random(seed).choice(settings_of(ready.scenario))
    call, walker = Call(ready, seed=seed, setting=setting), Walker(ready.scenario)
    now = walker.begin(setting)
    for moves in replies:
        if call.over:
            break
        call.take(making(*moves))
        walker.hear(now, frozenset(moves))
        turn = call.turns[-1]
        assert (turn.state, turn.mood) == (now.state, now.mood)
        assert set(turn.tells) == ({now.way.tells} - {""} if now.way else set())
        assert call.over == walker.over(now)


def test_looking_ahead_leaves_the_situation_alone() -> None:
    walker = Walker(mini_playable().scenario)
    now = walker.begin(Setting())
    then = walker.after(now, frozenset({"validates_feeling"}))
    assert (then.state, then.told) == ("open", {"secret"})
    assert (now.state, now.told, now.replies) == ("wary", frozenset(), 0)


@pytest.mark.parametrize("kind", ["trainee", "time"])
def test_trainee_and_clock_end_a_walk_where_a_call_would_end(kind: str) -> None:
    from tests.mini import PRISON

    walker = Walker(mini_playable(**PRISON).scenario)
    now = walker.begin(Setting())
    (walker.end if kind == "trainee" else walker.run_out)(now)
    assert now.state == {"trainee": "cut", "time": "late"}[kind]
