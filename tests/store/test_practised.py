"""What somebody has practised: ended calls, oldest first, with the latest scores and the moves heard."""

from dataclasses import replace
from datetime import timedelta

from tests.store.conftest import NOW
from tests.store.examples import HEARD, card, ended, reply, started
from trainer.calls.setting import Setting
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.people import Person
from trainer.store.practised import latest_cards, practised_calls


def test_ended_calls_come_oldest_first_with_the_latest_scores(database: Database, wren: Person) -> None:
    newer = started(database, wren, NOW + timedelta(days=1), scenario="newer")
    older = started(database, wren, NOW, scenario="older")
    started(database, wren, NOW, scenario="still going on")
    for call_id in (newer, older):
        reply(database, call_id, 1)
        ended(database, call_id, 2)
    for total, hours in ((40, 0), (55, 2), (50, 1)):
        latest = card(total, listening=hours, help=None)
        calls.save_scorecard(database, older, latest, NOW + timedelta(hours=hours))
    first, second = practised_calls(database, wren.id)
    assert (first.summary.scenario, first.summary.total) == ("older", 55)
    assert first.scores == {"listening": 2, "help": None}
    assert (second.summary.scenario, second.scores, second.summary.total) == ("newer", None, None)


def test_the_card_made_last_counts_within_one_moment(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    ended(database, call_id, 1)
    for score in (1, 3, 2):
        calls.save_scorecard(database, call_id, card(10 * score, listening=score), NOW)
    assert practised_calls(database, wren.id)[0].scores == {"listening": 2}
    assert latest_cards(database, [call_id]) == {call_id: card(20, listening=2)}


def test_the_latest_cards_are_those_of_the_calls_asked_for(database: Database, wren: Person) -> None:
    first, second, unscored = (started(database, wren) for _ in range(3))
    for call_id, total in ((first, 10), (second, 20), (first, 30)):
        calls.save_scorecard(database, call_id, card(total), NOW + timedelta(minutes=total))
    assert latest_cards(database, [first, second, unscored, "missing"]) == {first: card(30), second: card(20)}
    assert latest_cards(database, [second]) == {second: card(20)}
    assert latest_cards(database, [unscored]) == latest_cards(database, []) == {}


def test_moves_are_those_heard_surely_in_any_reply(database: Database, wren: Person) -> None:
    sure, doubtful = HEARD[0], replace(HEARD[1], sure=False)
    replies = {"both": (HEARD, ()), "in doubt": ((sure, doubtful), (doubtful,)), "none": ((), ())}
    for minutes, (scenario, heard) in enumerate(replies.items()):
        call_id = started(database, wren, NOW + timedelta(minutes=minutes), scenario=scenario)
        calls.append_act(database, call_id, 1, "hint", "", (), "", NOW)
        for n, one in enumerate(heard, 2):
            calls.append_act(database, call_id, n, "reply", "hm", one, "listener", NOW)
        ended(database, call_id, 4)
    assert {one.summary.scenario: one.moves for one in practised_calls(database, wren.id)} == {
        "both": {"validates_feeling", "open_question"},
        "in doubt": {"validates_feeling"},
        "none": set(),
    }


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
