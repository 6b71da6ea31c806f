from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mini import MINI, NOON, PRISON, doing, making, mini_playable
from trainer.calls.act import ActKind
from trainer.calls.call import HINT_LEVELS, Call, replay
from trainer.calls.clock import LONGEST_SILENCE, elapsed
from trainer.calls.mood import Mood
from trainer.calls.setting import Setting
from trainer.calls.transcript import Turn
from trainer.content.library import scenario_files
from trainer.content.moves import MOVES
from trainer.errors import CallOver


def last(call: Call) -> Turn:
    return call.turns[-1]


def test_a_call_begins_with_the_caller() -> None:
    call = Call(mini_playable(), seed=1)
    assert last(call).speaker == "caller"
    assert last(call).text in {"Hi.", "Hello."}
    assert (last(call).n, last(call).state, last(call).mood) == (1, "wary", Mood(4, 6))


def test_help_opens_the_caller_and_tells_the_fact() -> None:
    call = replay(mini_playable(), [making("validates_feeling")], seed=1)
    assert last(call).text == "OK. The secret."
    assert last(call).tells == ("secret",)
    assert (last(call).state, last(call).mood) == ("open", Mood(6, 5))


def test_a_locked_fact_stays_locked_after_interrogation() -> None:
    call = replay(mini_playable(), [making("interrogates"), *[making("validates_feeling")] * 3], seed=1)
    assert not any(turn.tells for turn in call.turns)


def test_harm_is_answered_before_help() -> None:
    call = replay(mini_playable(), [making("validates_feeling", "gives_orders")], seed=1)
    assert last(call).text in {"No.", "Stop."}
    assert last(call).mood == Mood(2, 7)


def test_a_reply_without_any_move_gets_a_fitting_answer() -> None:
    call = replay(mini_playable(), [making()], seed=1)
    assert last(call).text in {"Hm.", "Well.", "So."}
    assert last(call).mood == Mood(4, 6)


def test_a_repair_regains_trust_once() -> None:
    acts = [making("gives_orders"), making("repairs_mistake"), making("repairs_mistake")]
    moods = [replay(mini_playable(), acts[:count], seed=1).turns[-1].mood for count in (1, 2, 3)]
    assert moods == [Mood(2, 7), Mood(4, 6.5), Mood(4, 6.5)]


def test_the_same_kind_phrase_a_third_time_earns_nothing() -> None:
    acts = [making("open_question")] * 4
    trust = [turn.mood.trust for turn in replay(mini_playable(), acts, seed=1).turns if turn.speaker == "caller"]
    assert trust == [4, 5, 6, 6, 6]


def test_many_moves_in_one_reply_earn_no_more_than_the_best() -> None:
    call = replay(mini_playable(), [making("open_question", "believes_caller", "affirms_strength")], seed=1)
    assert last(call).mood == Mood(5, 5.5)


def test_a_caller_without_trust_leaves() -> None:
    call = replay(mini_playable(), [making("suggests_police_unasked")], seed=1)
    assert call.ending is not None
    assert (call.ending.id, call.ending.by, last(call).text) == ("gone", "caller", "Forget it.")
    with pytest.raises(CallOver, match="has ended"):
        call.take(making())


def test_the_trainee_may_end_or_stop() -> None:
    ended = replay(mini_playable(), [doing("end")], seed=1)
    assert ended.ending is not None
    assert (ended.ending.id, ended.ending.by) == ("cut", "trainee")
    stopped = replay(mini_playable(), [doing("stop")], seed=1)
    assert stopped.over
    assert stopped.ending is None


def test_ending_a_call_from_a_state_of_danger_is_noted() -> None:
    states = {**MINI["states"], "wary": {**MINI["states"]["wary"], "danger": True}}
    for playable, in_danger in ((mini_playable(states=states), True), (mini_playable(), False)):
        ended = replay(playable, [doing("end")], seed=1)
        assert ended.ending is not None
        assert ended.ending.in_danger is in_danger


def test_a_softened_call_says_the_softer_line() -> None:
    acts = [making("validates_feeling"), doing("soften"), *[making()] * 3]
    said = {turn.text for turn in replay(mini_playable(), acts, seed=1).turns}
    assert "He scared me." in said
    assert "He had a knife." not in said


def test_no_variant_is_repeated_before_all_were_said() -> None:
    for seed in range(20):
        call = replay(mini_playable(), [making()] * 6, seed=seed)
        said = [turn.text for turn in call.turns[2::2]]
        assert sorted(said[:3]) == sorted(said[3:]) == ["Hm.", "So.", "Well."]
        assert said[2] != said[3]


def test_another_seed_reads_differently() -> None:
    texts = {tuple(t.text for t in replay(mini_playable(), [making()] * 3, seed=seed).turns) for seed in range(10)}
    assert len(texts) > 3


def test_placeholders_are_filled_before_they_are_said() -> None:
    playable = mini_playable(opening={**MINI["opening"], "lines": ["Is this {{local: clinic}}?"]})
    call = Call(playable, seed=1, fill=lambda text: text.replace("{{local: clinic}}", "Wrenfield"))
    assert last(call).text == "Is this Wrenfield?"


def test_topics_the_caller_raised_are_passed_to_the_listener() -> None:
    playable = mini_playable(opening={**MINI["opening"], "lines": ["Please don't call the police."]})
    context = Call(playable, seed=1).context()
    assert context.caller == "Please don't call the police."
    assert "police" in context.raised


def test_time_running_out_is_an_ending() -> None:
    call = replay(mini_playable(**PRISON), [making(), doing("time_up")], seed=1)
    assert call.ending is not None
    assert (call.ending.id, call.ending.by) == ("late", "time")


def test_the_clock_leaves_out_pauses_and_bounds_silence() -> None:
    minute = timedelta(minutes=1)
    acts = [
        doing("pause", NOON + minute),
        doing("resume", NOON + 60 * minute),
        replace(making(), at=NOON + 61 * minute),
    ]
    assert elapsed(acts, NOON, NOON + 61 * minute) == 2 * minute
    assert elapsed(acts, NOON, NOON + 999 * minute) == 2 * minute + LONGEST_SILENCE
    assert elapsed(acts[:1], NOON, NOON + 50 * minute) == minute


def test_asking_the_coach_goes_a_level_further_each_time_and_begins_anew_after_a_reply() -> None:
    call = Call(mini_playable(), seed=1)
    levels = []
    for act in (*[doing("hint")] * 4, making("open_question"), doing("hint")):
        call.take(act)
        levels.append((call.hint_level, call.hints))
    assert levels == [(1, 1), (2, 2), (HINT_LEVELS, 3), (HINT_LEVELS, 4), (0, 4), (1, 5)]
    assert call.transcript(listener_hash="").hints == 5


def test_the_caller_hears_nothing_of_the_coach() -> None:
    acts = [making("open_question"), making("moralises"), making("validates_feeling")]
    with_hints = [act for reply in acts for act in (doing("hint"), doing("hint"), reply)]
    asked, plain = replay(mini_playable(), with_hints, seed=1), replay(mini_playable(), acts, seed=1)
    assert asked.turns == plain.turns
    assert (asked.hints, plain.hints) == (6, 0)


def test_other_acts_leave_the_hint_where_it_is() -> None:
    call = replay(mini_playable(), [doing("hint"), doing("pause"), doing("resume"), doing("soften")], seed=1)
    assert (call.hint_level, call.hints) == (1, 1)


def test_fading_leaves_the_call_at_once_without_an_ending() -> None:
    faded = replay(mini_playable(), [making("open_question"), doing("fade")], seed=1)
    stopped = replay(mini_playable(), [making("open_question"), doing("stop")], seed=1)
    assert (faded.over, faded.stopped, faded.faded, faded.ending) == (True, True, True, None)
    assert (stopped.over, stopped.stopped, stopped.faded, stopped.ending) == (True, True, False, None)
    assert faded.turns == stopped.turns


def test_a_paused_call_can_be_faded() -> None:
    assert replay(mini_playable(), [doing("pause"), doing("fade")], seed=1).faded


@pytest.mark.parametrize("last", ["stop", "fade", "end"])
@pytest.mark.parametrize("after", ["hint", "fade", "stop", "soften", "end"])
def test_nothing_is_taken_once_it_is_over(last: ActKind, after: ActKind) -> None:
    call = replay(mini_playable(), [doing("hint"), doing(last)], seed=1)
    with pytest.raises(CallOver, match="has ended"):
        call.take(doing(after))
    assert (call.hints, call.faded) == (1, last == "fade")


MOVE_SETS = st.lists(st.lists(st.sampled_from(sorted(MOVES)), max_size=3, unique=True), max_size=25)


@settings(max_examples=60)
@given(st.sampled_from(scenario_files()), MOVE_SETS, st.integers(0, 2**31), st.booleans())
def test_a_call_replayed_is_the_same_call(file, replies, seed, softened) -> None:  # type: ignore[no-untyped-def]
    from trainer.calls.playable import playable

    ready = playable(file)
    setting = Setting(softened)
    straight = Call(ready, seed=seed, setting=setting)
    acts = []
    for moves in replies:
        if straight.over:
            break
        acts.append(making(*moves))
        straight.take(acts[-1])
        again = replay(ready, acts, seed=seed, setting=setting)
        assert again.turns == straight.turns
        assert again.ending == straight.ending
    assert all(0 <= turn.mood.trust <= 10 and 0 <= turn.mood.distress <= 10 for turn in straight.turns)
    assert all(turn.text.strip() for turn in straight.turns)
    assert [turn.n for turn in straight.turns] == list(range(1, len(straight.turns) + 1))
