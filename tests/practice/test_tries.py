"""The tries at one call: found from any of them, each person's own, whatever was deleted or brought in."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.mini import NOON
from tests.practice.naming import SOON, begun, ended, played
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.tries import tries_at
from trainer.store.archive import archived_call, export_archive

SAID = ("open_question", "validates_feeling", "interrogates")


def tried(line: PracticeLine, person: str, opened: OpenCall) -> list[str]:
    """The ids of the person's tries at a call."""
    return [one.id for one in tries_at(line, person, opened)]


def test_a_call_by_itself_is_the_only_try(named: PracticeLine, person: str, mini: str) -> None:
    call = ended(named, begun(named, person, mini), *SAID)
    begun(named, person, mini)
    assert tried(named, person, call) == [call.stored.id]


def test_all_tries_are_found_from_each_of_them_oldest_first(named: PracticeLine, person: str, mini: str) -> None:
    first = ended(named, begun(named, person, mini), *SAID)
    second = ended(named, named.open(person, named.rewind(person, first, 6, SOON), SOON), "open_question", now=SOON)
    latest = SOON + timedelta(hours=1)
    third = named.open(person, named.rewind(person, second, 4, latest), latest)
    ended(named, begun(named, person, mini, SOON))
    ids = [first.stored.id, second.stored.id, third.stored.id]
    for one in (first, second, third):
        assert tried(named, person, one) == ids
    named.delete(person, first.stored.id)
    for one in (second, third):
        assert tried(named, person, one) == ids[1:]
        assert named.open(person, one.stored.id, latest).call.turns == one.call.turns


def test_two_who_share_a_call_each_have_their_own(named: PracticeLine, person: str, other: str, mini: str) -> None:
    opened = begun(named, person, mini)
    shared = ended(named, played(named, named.open(other, opened.stored.id, NOON), "open_question"))
    branch = named.rewind(person, shared, 2, SOON)
    assert tried(named, person, shared) == [shared.stored.id, branch]
    assert tried(named, other, shared) == [shared.stored.id]


def test_tries_that_go_round_in_a_circle_are_survived(
    named: PracticeLine, person: str, mini: str, tmp_path: Path
) -> None:
    call = ended(named, begun(named, person, mini), *SAID)
    whole = archived_call(named.database, call.stored.id, person)
    parents = {"one": "two", "two": "one", "alone": "alone"}
    circle = [
        replace(whole, call=replace(whole.call, id=name, branch_of=parent, branched_at=1, made_at=NOON))
        for name, parent in parents.items()
    ]
    export_archive(tmp_path / "circle.sqlite3", [(one, named.transcript(call)) for one in circle])
    named.bring_in(person, tmp_path / "circle.sqlite3", NOON)
    for name in parents:
        assert name in tried(named, person, named.open(person, name, NOON))
