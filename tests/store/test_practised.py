"""What somebody has practised: ended calls, oldest first, with the latest scorecard and the moves heard."""

from dataclasses import replace
from datetime import timedelta

from tests.store.conftest import NOW
from tests.store.examples import HEARD, card, ended, reply, started
from trainer.calls.setting import Setting
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.people import Person
from trainer.store.practised import practised_calls


def test_ended_calls_come_oldest_first_with_the_latest_card(database: Database, wren: Person) -> None:
    newer = started(database, wren, NOW + timedelta(days=1), scenario="newer")
    older = started(database, wren, NOW, scenario="older")
    started(database, wren, NOW, scenario="still going on")
    for call_id in (newer, older):
        reply(database, call_id, 1)
        ended(database, call_id, 2)
    for total, hours in ((40, 0), (55, 2), (50, 1)):
        calls.save_scorecard(database, older, card(total), NOW + timedelta(hours=hours))
    first, second = practised_calls(database, wren.id)
    assert (first.summary.scenario, first.card, first.summary.total) == ("older", card(55), 55)
    assert (second.summary.scenario, second.card, second.summary.total) == ("newer", None, None)


def test_the_card_made_last_counts_within_one_moment(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    ended(database, call_id, 1)
    for total in (10, 30, 20):
        calls.save_scorecard(database, call_id, card(total), NOW)
    assert practised_calls(database, wren.id)[0].card == card(20)


def test_moves_are_those_heard_surely_reply_by_reply(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    reply(database, call_id, 1)
    calls.append_act(database, call_id, 2, "hint", "", (), "", NOW)
    doubtful = (HEARD[0], replace(HEARD[1], sure=False))
    calls.append_act(database, call_id, 3, "reply", "hm", doubtful, "listener", NOW)
    calls.append_act(database, call_id, 4, "reply", "mm", (), "listener", NOW)
    ended(database, call_id, 5)
    [one] = practised_calls(database, wren.id)
    assert one.moves == (
        frozenset({"validates_feeling", "open_question"}),
        frozenset({"validates_feeling"}),
        frozenset(),
    )


def test_branches_and_check_ins_are_told_apart(database: Database, wren: Person) -> None:
    first = calls.start_call(database, wren.id, "s", "hash", "text", 1, Setting(), NOW, check_in=True)
    reply(database, first, 1)
    ended(database, first, 2)
    branch = calls.start_branch(database, wren.id, first, 1, NOW + timedelta(hours=1))
    ended(database, branch, 1)
    assert [(one.summary.branch_of, one.summary.check_in) for one in practised_calls(database, wren.id)] == [
        (None, True),
        (first, True),
    ]


def test_what_others_have_practised_is_not_in_it(database: Database, wren: Person, robin: Person) -> None:
    shared, own = started(database, wren), started(database, wren)
    calls.grant_access(database, shared, robin.id, NOW)
    for call_id in (shared, own):
        reply(database, call_id, 1)
        ended(database, call_id, 2)
        calls.save_scorecard(database, call_id, card(), NOW)
    assert [one.summary.id for one in practised_calls(database, robin.id)] == [shared]
    assert len(practised_calls(database, wren.id)) == 2
    assert practised_calls(database, "nobody") == practised_calls(database, "nul\x00") == ()
