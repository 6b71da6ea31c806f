"""A call gone back into: the same up to the chosen reply, then a way of its own; the first call stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from tests.mini import NOON
from tests.practice.naming import SOON, begun, ended, played
from trainer.calls.act import ActKind
from trainer.calls.clock import elapsed
from trainer.calls.setting import Setting
from trainer.content.library import find_scenario
from trainer.errors import CallError, NotFound
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.tries import tries_at
from trainer.simulation.games import Game, Visits, play_many
from trainer.simulation.players import PLAYERS
from trainer.simulation.walker import Walker
from trainer.store.stored import StoredAct
from trainer.store.tables import metadata

PAST = ("validates_feeling", "open_question", "interrogates", "repairs_mistake", "open_question")
on_one_line = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


@cache
def walker(scenario: str) -> Walker:
    return Walker(find_scenario(scenario).usable())


def rows(line: PracticeLine, call_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a call, as the database gives it."""

    def of(table: Table) -> list[tuple[Any, ...]]:
        column = table.c.id if table.name == "calls" else table.c.call_id
        return [tuple(row) for row in connection.execute(select(table).where(column == call_id))]

    with line.database.read() as connection:
        return {
            table.name: of(table) for table in metadata.sorted_tables if table.name == "calls" or "call_id" in table.c
        }


def said_at(opened: OpenCall) -> list[int]:
    """The turns of the trainee's replies."""
    return [turn.n for turn in opened.call.turns if turn.speaker == "trainee"]


def act_at(opened: OpenCall, turn: int) -> StoredAct:
    """The act that said the trainee's turn."""
    replies = [act for act in opened.stored.acts if act.kind == "reply"]
    return replies[said_at(opened).index(turn)]


def again(line: PracticeLine, person: str, opened: OpenCall, turn: int, now: datetime = SOON) -> OpenCall:
    """The call gone back into."""
    return line.open(person, line.rewind(person, opened, turn, now), now)


def simulated(line: PracticeLine, person: str, game: Game, scenario: str) -> OpenCall:
    """A game as a call of this person's."""
    call_id = line.start(person, scenario, setting=game.setting, now=NOON, seed=game.seed % 2**31)
    opened = line.open(person, call_id, NOON)
    for n, moves in enumerate(game.replies, start=1):
        opened = line.reply(opened, " ".join(sorted(moves)) or "mm", NOON + n * timedelta(seconds=20))
    return opened if opened.over else line.act(opened, "end", NOON + timedelta(hours=1))


@on_one_line
@given(
    scenario=st.sampled_from(["bad_date_report", "commissary_funds", "uber_eats_neighbour"]),
    player=st.sampled_from(sorted(PLAYERS.keys() - {"silent", "stuffer"})),
    seed=st.integers(0, 2**20),
    data=st.data(),
)
def test_any_reply_of_any_call_can_be_said_again(
    named: PracticeLine, person: str, scenario: str, player: str, seed: int, data: st.DataObject
) -> None:
    [game] = play_many(walker(scenario), [player], 1, seed, Visits())
    first = simulated(named, person, game, scenario)
    before = rows(named, first.stored.id)
    assume(said_at(first))
    turn = data.draw(st.sampled_from(said_at(first)))
    branch = again(named, person, first, turn, NOON + timedelta(hours=2))
    assert branch.call.turns == first.call.turns[: turn - 1]
    assert not branch.over
    assert (branch.stored.branch_of, branch.stored.seed, branch.stored.setting) == (
        first.stored.id,
        first.stored.seed,
        first.stored.setting,
    )
    later = [act for act in first.stored.acts if act.n >= act_at(first, turn).n]
    for act in later:
        branch = (
            named.reply(branch, act.text, NOON + timedelta(hours=2))
            if act.kind == "reply"
            else named.act(branch, act.kind, NOON + timedelta(hours=2))
        )
    assert (branch.call.turns, branch.call.ending) == (first.call.turns, first.call.ending)
    assert rows(named, first.stored.id) == before


ACTS: list[ActKind] = ["reply", "reply", "reply", "soften", "hint", "pause"]


@on_one_line
@given(
    steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 150), st.integers(1, 900)), min_size=1, max_size=12),
    data=st.data(),
)
def test_the_clock_stands_where_it_stood_and_only_softening_is_left_of_the_moment(
    named: PracticeLine, person: str, timed: str, steps: list[tuple[ActKind, int, int]], data: st.DataObject
) -> None:
    opened, now = begun(named, person, timed), NOON
    for kind, seconds, paused in steps:
        now += timedelta(seconds=seconds)
        if opened.over:
            break
        if kind == "reply":
            opened = named.reply(opened, "open_question", now)
        elif kind == "pause":
            opened = named.act(opened, "pause", now)
            opened = named.act(opened, "soften", now + timedelta(seconds=paused // 2)) if paused % 2 else opened
            now += timedelta(seconds=paused)
            opened = named.act(opened, "resume", now)
        else:
            opened = named.act(opened, kind, now)
    assume(said_at(opened))
    opened = opened if opened.over else named.act(opened, "end", now)
    turn = data.draw(st.sampled_from(said_at(opened)))
    chosen = act_at(opened, turn)
    branch = again(named, person, opened, turn, now + timedelta(days=1))
    limit, at = timedelta(minutes=10), chosen.at
    shared = [act for act in opened.stored.acts if act.n < chosen.n]
    until = max((act.n for act in shared if act.kind == "reply"), default=0)
    last_at = shared[until - 1].at if until else opened.stored.started_at
    left = branch.time_left(now + timedelta(days=1))
    assert left == limit - elapsed(shared[:until], opened.stored.started_at, last_at)
    assert timedelta() <= left - (limit - elapsed(shared, opened.stored.started_at, at)) <= at - last_at
    assert [act.kind for act in branch.stored.acts] == [
        act.kind for act in shared if act.n <= until or act.kind == "soften"
    ]
    assert branch.call.softened == any(act.kind == "soften" for act in shared)
    assert not branch.call.paused
    assert branch.call.hint_level == 0
    assert branch.call.hints == sum(act.kind == "hint" and act.n < until for act in shared)


def test_two_ways_from_one_reply_know_nothing_of_each_other(named: PracticeLine, person: str, mini: str) -> None:
    first = ended(named, begun(named, person, mini), *PAST)
    card = named.scorecard(first, NOON)
    before = rows(named, first.stored.id)
    one, two = (again(named, person, first, 4, SOON) for _ in range(2))
    one = ended(named, one, "minimises", now=SOON)
    two = played(named, two, "affirms_strength", "warm_close", now=SOON)
    assert two.over
    assert [each.call.turns[:3] for each in (one, two)] == [first.call.turns[:3]] * 2
    assert [line.text for line in (one.call.turns[3], two.call.turns[3])] == ["minimises", "affirms_strength"]
    assert named.scorecard(one, SOON) != named.scorecard(two, SOON)
    assert rows(named, first.stored.id) == before
    assert named.scorecard(named.open(person, first.stored.id, SOON), SOON) == card


def test_what_was_asked_of_the_coach_at_the_chosen_reply_is_not_in_the_branch(
    named: PracticeLine, person: str, mini: str
) -> None:
    opened = named.act(begun(named, person, mini), "hint", NOON)
    opened = played(named, opened, "open_question")
    for kind in ("hint", "soften", "pause", "resume"):
        opened = named.act(opened, kind, NOON)
    opened = ended(named, opened, "validates_feeling")
    branch = again(named, person, opened, 4)
    assert [act.kind for act in branch.stored.acts] == ["hint", "reply", "soften"]
    assert [act.n for act in branch.stored.acts] == [1, 2, 3]
    assert (branch.call.hints, branch.call.hint_level, branch.call.softened) == (1, 0, True)


def test_softening_in_a_long_pause_does_not_run_the_clock(named: PracticeLine, person: str, timed: str) -> None:
    opened = named.reply(begun(named, person, timed), "open_question", NOON + timedelta(minutes=1))
    acts: list[tuple[ActKind, int]] = [("pause", 1), ("soften", 30), ("resume", 31)]
    for kind, minutes in acts:
        opened = named.act(opened, kind, NOON + timedelta(minutes=minutes))
    opened = ended(named, opened, "validates_feeling", now=NOON + timedelta(minutes=31))
    branch = again(named, person, opened, 4)
    assert branch.call.softened
    assert branch.time_left(SOON) == opened.time_left(NOON + timedelta(minutes=31)) == timedelta(minutes=9)


def test_the_first_reply_can_be_said_again(named: PracticeLine, person: str, mini: str) -> None:
    first = ended(named, begun(named, person, mini), *PAST)
    branch = again(named, person, first, 2)
    assert branch.call.turns == first.call.turns[:1]
    assert (branch.stored.acts, branch.stored.branched_at, branch.stored.started_at) == ((), 1, SOON)


def test_a_call_that_still_goes_on_cannot_be_gone_back_into(named: PracticeLine, person: str, mini: str) -> None:
    running = played(named, begun(named, person, mini), *PAST[:2])
    paused = named.act(running, "pause", NOON)
    for opened in (running, paused):
        with pytest.raises(CallError, match="still going on"):
            named.rewind(person, opened, 4, SOON)
    assert len(named.calls_of(person)) == 1
    stopped = named.act(paused, "stop", NOON)
    assert again(named, person, stopped, 4).call.turns == running.call.turns[:3]


def test_a_running_branch_cannot_be_gone_back_into_either(named: PracticeLine, person: str, mini: str) -> None:
    first = ended(named, begun(named, person, mini), *PAST)
    branch = again(named, person, first, 4)
    with pytest.raises(CallError, match="still going on"):
        named.rewind(person, branch, 2, SOON)
    assert again(named, person, named.act(branch, "end", SOON), 2).stored.branch_of == branch.stored.id


@dataclass(frozen=True)
class Case:
    """A turn that is no reply of the trainee's."""

    id: str
    turn: int


@pytest.mark.parametrize(
    "case",
    [Case("the caller's", 1), Case("after the last", 13), Case("none", 0), Case("below", -2)],
    ids=lambda case: case.id,
)
def test_there_has_to_be_a_reply_to_go_back_to(named: PracticeLine, person: str, mini: str, case: Case) -> None:
    first = ended(named, begun(named, person, mini), *PAST)
    with pytest.raises(CallError, match="no reply of yours at this place"):
        named.rewind(person, first, case.turn, SOON)
    assert len(named.calls_of(person)) == 1


def test_a_check_in_is_taken_once(named: PracticeLine, person: str, mini: str) -> None:
    taken = ended(named, begun(named, person, mini, check_in=True), *PAST)
    with pytest.raises(CallError, match="taken once"):
        named.rewind(person, taken, 2, SOON)
    assert len(named.calls_of(person)) == 1


def test_nobody_goes_back_into_a_call_of_somebody_elses(
    named: PracticeLine, person: str, other: str, mini: str
) -> None:
    first = ended(named, begun(named, person, mini), *PAST)
    asked: list[Callable[[], object]] = [
        lambda: named.rewind(other, first, 2, SOON),
        lambda: named.open(other, first.stored.id, SOON),
    ]
    for ask in asked:
        with pytest.raises(NotFound, match="not yours"):
            ask()
    branch = ended(named, again(named, person, first, 4), now=SOON)
    with pytest.raises(NotFound, match="not yours"):
        named.open(other, branch.stored.id, SOON)
    assert tries_at(named, other, first) == []


def test_a_branch_is_played_as_the_call_was_set_up(named: PracticeLine, person: str) -> None:
    variant = next(iter(find_scenario("prank_caller").usable().variants))
    setting = Setting(softened=True, variant=variant)
    call_id = named.start(person, "prank_caller", setting=setting, now=NOON, seed=3)
    first = ended(named, named.open(person, call_id, NOON), "open_question", "validates_feeling")
    branch = again(named, person, first, 4)
    assert (branch.stored.setting, branch.call.turns) == (setting, first.call.turns[:3])
