from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coaching.simulated import again, every_scenario, said, simulated
from tests.mini import MINI, doing, making, mini_playable
from trainer.calls.act import Act
from trainer.calls.call import Call, replay
from trainer.calls.setting import Setting
from trainer.coaching.untold import Untold, untold_in
from trainer.content.moves import HARMFUL_MOVES, MOVES

KIND = making("validates_feeling")


@dataclass(frozen=True)
class Case:
    id: str
    acts: tuple[Act, ...]
    untold: Untold | None
    opens: dict[str, Any] | None = None


CASES = (
    Case("told", (KIND,), None),
    Case("told in the end", (making(), making("moralises"), KIND, KIND), None),
    Case("nothing said", (), Untold("a secret", trust=5)),
    Case("ended at once", (doing("end"),), Untold("a secret", trust=5)),
    Case("the first reply could have", (making(), making()), Untold("a secret", 2, ("validates_feeling",))),
    Case(
        "closed before it could open",
        (making("interrogates"), making()),
        Untold("a secret", closed_by=("interrogates",), trust=6.5),
        {"trust": {"min": 6.5}, "never": ["interrogates"]},
    ),
    Case("closed by the very reply that could have", (making("interrogates"),),
         Untold("a secret", 2, ("validates_feeling",))),
    Case(
        "open at first, then closed",
        (making(), making("interrogates")),
        Untold("a secret", 2, ("validates_feeling",)),
    ),
    Case("after trust was gained", (making("open_question"), making("open_question"), making()),
         Untold("a secret", 4, ("validates_feeling",)), {"trust": {"min": 7}}),
    Case("trust never went so far", (making(), making()), Untold("a secret", trust=9), {"trust": {"min": 9}}),
    Case("what stays shut has no trust to name", (making(),), Untold("a secret"), {"distress": {"max": 0}}),
)  # fmt: skip


def with_opens(opens: dict[str, Any] | None) -> Any:
    return mini_playable(facts={"secret": {**MINI["facts"]["secret"], "opens": opens}}) if opens else mini_playable()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_stayed_untold_and_why(case: Case) -> None:
    call = replay(with_opens(case.opens), case.acts, seed=1)
    assert untold_in(call) == ((case.untold,) if case.untold else ())


def test_a_fact_told_only_after_another_names_it() -> None:
    facts = deepcopy(MINI["facts"])
    facts["more"] = {"about": "the rest of it", "opens": {"told": ["secret"]}, "lines": ["And more."]}
    states = deepcopy(MINI["states"])
    states["open"]["reactions"].insert(0, {"when": {"any": ["open_question"]}, "tells": "more", "lines": ["Well."]})
    ready = mini_playable(facts=facts, states=states)
    _, more = untold_in(replay(ready, [making("interrogates")], seed=1))
    assert more == Untold("the rest of it", after=("a secret",))
    [more] = untold_in(replay(ready, [KIND, making()], seed=1))
    assert more == Untold("the rest of it", 4, ("open_question",))


@pytest.mark.parametrize("on", [True, False])
def test_what_belongs_to_a_branch_is_untold_only_where_the_branch_was_on(on: bool) -> None:
    states = deepcopy(MINI["states"])
    states["wary"]["reactions"][0]["when"]["switch"] = ["dark"]
    ready = mini_playable(states=states, switches={"dark": {"title": "Dark", "about": "A darker call."}})
    call = Call(ready, seed=1, setting=Setting(switched=frozenset({"dark"} if on else ())))
    call.take(making())
    assert untold_in(call) == ((Untold("a secret", 2, ("validates_feeling",)),) if on else ())


def test_the_moves_a_fact_looks_for_come_before_others_that_open_it() -> None:
    states = deepcopy(MINI["states"])
    states["wary"]["reactions"][0]["when"] = {"any": ["validates_feeling", "open_question", "warm_close"]}
    facts = {"secret": {**MINI["facts"]["secret"], "opens": {"any": ["warm_close", "open_question"]}}}
    [found] = untold_in(replay(mini_playable(facts=facts, states=states), [making()], seed=1))
    assert found.moves == ("warm_close", "open_question")


def tells(call: Call, before: int, move: str) -> tuple[str, ...]:
    """What the caller tells when the reply at turn `before` makes just `move`, all until then being as it was."""
    other = again(call)
    for turn in call.turns[: before - 1]:
        if turn.speaker == "trainee":
            other.take(said(turn))
    other.take(making(move))
    return other.turns[-1].tells


@every_scenario
def test_in_every_scenario_the_reply_it_names_would_have_been_told(name: str) -> None:
    for call in simulated(name):
        told = {fact for turn in call.turns for fact in turn.tells}
        about = {fact.about: name for name, fact in call.scenario.facts.items()}
        found = untold_in(call)
        untold = [about[one.about] for one in found]
        left = [fact for fact in call.scenario.facts if fact not in told]
        assert untold == [fact for fact in left if fact in untold]
        assert untold == left or call.scenario.switches or call.scenario.variants
        for fact, one in zip(untold, found, strict=True):
            assert bool(one.n) == bool(one.moves)
            assert not set(one.moves) & HARMFUL_MOVES
            for move in one.moves:
                assert tells(call, one.n, move) == (fact,)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(sorted(MOVES)), max_size=2, unique=True), max_size=8))
def test_it_is_the_first_reply_that_could_have_opened_it(replies: list[list[str]]) -> None:
    ready, acts = mini_playable(), []
    call = Call(ready, seed=1)
    for moves in replies:
        if not call.over:
            acts.append(making(*moves))
            call.take(acts[-1])
    could = [
        (2 * at + 2, move)
        for at in range(len(acts))
        for move in sorted(MOVES - HARMFUL_MOVES)
        if replay(ready, [*acts[:at], making(move)], seed=1).turns[-1].tells
    ]
    told = any(turn.tells for turn in call.turns)
    for one in untold_in(call):
        assert not told
        assert (one.n, *one.moves) == (could[0][0], *(m for n, m in could if n == could[0][0])) if could else not one.n


def test_looking_leaves_the_call_alone() -> None:
    call = replay(mini_playable(), [making(), making("interrogates")], seed=1)
    turns, state, told = list(call.turns), call.situation.state, call.situation.told
    untold_in(call)
    assert (call.turns, call.situation.state, call.situation.told) == (turns, state, told)
