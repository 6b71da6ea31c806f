"""A call looked back at: what each reply did, and marks contested by each person alone, without moving a score."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mini import NOON
from tests.practice.naming import SOON, begun, ended
from trainer.errors import CallError, NotFound
from trainer.practice import review
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store.calls import scorecard_of
from trainer.store.stored import Contest

SAID = ("interrogates open_question", "minimises? validates_feeling", "repairs_mistake")


@pytest.fixture
def call(named: PracticeLine, person: str, mini: str) -> OpenCall:
    """A call that has ended, with a mark that may hurt at its second turn."""
    return ended(named, begun(named, person, mini), *SAID)


def test_a_call_is_read_reply_by_reply(named: PracticeLine, person: str, call: OpenCall) -> None:
    review.contest(named, person, call, 2, "interrogates", "I was worried.", NOON)
    reading = review.read(named, person, call)
    assert [one.turn.text for one in reading.replies.values()] == list(SAID)
    assert list(reading.replies) == [2, 4, 6]
    first, second, _ = reading.replies.values()
    assert first.change is not None
    assert [heard.move for heard in first.change.because] == ["interrogates"]
    assert first.change.trust < 0
    assert first.contested == {"interrogates": Contest(2, "interrogates", "I was worried.", NOON)}
    assert second.contested == {}
    assert [(one.about, one.n, one.moves) for one in reading.untold] == [("a secret", 2, ("validates_feeling",))]


def test_a_mark_is_contested_and_taken_back(named: PracticeLine, person: str, call: OpenCall) -> None:
    review.contest(named, person, call, 2, "interrogates", "I was worried.", NOON)
    review.contest(named, person, call, 2, "open_question", "", NOON)
    review.contest(named, person, call, 2, "interrogates", "I wanted to know you.", SOON)
    assert review.contested(named, person, call.stored.id) == (
        Contest(2, "interrogates", "I wanted to know you.", SOON),
        Contest(2, "open_question", "", NOON),
    )
    for _ in range(2):
        review.take_back(named, person, call, 2, "interrogates")
    assert [one.move for one in review.contested(named, person, call.stored.id)] == ["open_question"]


def test_what_was_not_heard_is_told_in_words(named: PracticeLine, person: str, call: OpenCall, tmp_path: Path) -> None:
    for turn, meant in ((4, "  "), (1, "I did ask.")):
        with pytest.raises(CallError):
            review.contest(named, person, call, turn, review.UNHEARD, meant, NOON)
    review.contest(named, person, call, 4, review.UNHEARD, "I did ask.", NOON)
    review.contest(named, person, call, 4, "validates_feeling", "", NOON)
    kept = review.contested(named, person, call.stored.id)
    assert [(one.move, one.meant) for one in kept] == [(review.UNHEARD, "I did ask."), ("validates_feeling", "")]
    assert review.read(named, person, call).replies[4].contested.keys() == {review.UNHEARD, "validates_feeling"}
    named.archive(person, tmp_path / "mine.sqlite3", NOON)
    named.delete(person, call.stored.id)
    named.bring_in(person, tmp_path / "mine.sqlite3", NOON)
    assert review.contested(named, person, call.stored.id) == kept


HOSTILE = (
    "<script>alert(1)</script>",
    "'); DROP TABLE contests; --",
    "{{local: clinic}} **bold** [x](javascript:1) $$x$$",
    "=HYPERLINK(1)",
    "…“ça”, 你好, 🌱 and\na second line",
)


@pytest.mark.parametrize("meant", HOSTILE)
def test_what_was_meant_is_kept_as_it_was_typed(named: PracticeLine, person: str, call: OpenCall, meant: str) -> None:
    review.contest(named, person, call, 2, "interrogates", meant, NOON)
    assert [one.meant for one in review.contested(named, person, call.stored.id)] == [meant]


def test_what_breaks_a_page_is_taken_out_of_what_was_meant(named: PracticeLine, person: str, call: OpenCall) -> None:
    review.contest(named, person, call, 2, "interrogates", " I \x00meant \u202ewell\x1b[31m \ud83d", NOON)
    assert [one.meant for one in review.contested(named, person, call.stored.id)] == ["I meant well[31m"]


@dataclass(frozen=True)
class Case:
    """A mark that is not there."""

    id: str
    turn: int
    move: str


CASES = [
    Case("another move", 2, "minimises"),
    Case("heard in doubt only", 4, "minimises"),
    Case("at another reply", 4, "interrogates"),
    Case("the caller's line", 1, "interrogates"),
    Case("no such turn", 99, "interrogates"),
    Case("no such move", 2, "hugs"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_a_mark_that_stands_there_can_be_contested(
    named: PracticeLine, person: str, call: OpenCall, case: Case
) -> None:
    with pytest.raises(CallError, match="no such mark"):
        review.contest(named, person, call, case.turn, case.move, "", NOON)
    assert review.contested(named, person, call.stored.id) == ()


@pytest.mark.parametrize(("length", "says"), [(501, "in 500 characters; this has 501"), (10_001, "10,001 characters")])
def test_what_was_meant_is_short(named: PracticeLine, person: str, call: OpenCall, length: int, says: str) -> None:
    with pytest.raises(CallError, match=says):
        review.contest(named, person, call, 2, "interrogates", "x" * length, NOON)
    assert review.contested(named, person, call.stored.id) == ()
    review.contest(named, person, call, 2, "interrogates", "x" * 500, NOON)


def test_a_score_is_the_same_whatever_is_contested(named: PracticeLine, person: str, call: OpenCall) -> None:
    card = named.scorecard(call, NOON)
    kept = json.dumps(scorecard_of(named.database, call.stored.id))
    for turn in call.call.turns:
        for heard in turn.moves:
            review.contest(named, person, call, turn.n, heard.move, "Not at all.", NOON)
    opened = named.open(person, call.stored.id, SOON)
    assert json.dumps(scorecard_of(named.database, call.stored.id)) == kept
    assert named.scorecard(opened, SOON) == card
    assert score(named.transcript(opened), named.rubric) == card
    assert [one.total for one in named.calls_of(person)] == [card.total]


def test_a_call_contested_before_it_is_scored_is_scored_alike(
    named: PracticeLine, person: str, mini: str, call: OpenCall
) -> None:
    twin = ended(named, begun(named, person, mini), *SAID)
    review.contest(named, person, twin, 2, "interrogates", "Not at all.", NOON)
    assert named.scorecard(twin, NOON) == named.scorecard(call, NOON)


def test_the_same_call_is_always_scored_the_same(line: PracticeLine, person: str) -> None:
    words = ("Hi, this is the peer line. Are you safe?", "I believe you. He hurt you.", "You should call the police.")
    opened = ended(line, begun(line, person, "bad_date_report"), *words)
    transcript = line.transcript(opened)
    card = score(transcript, line.rubric)
    assert score(line.transcript(line.open(person, opened.stored.id, SOON)), line.rubric) == card
    first, second = (json.dumps(to_json(score(transcript, line.rubric))) for _ in range(2))
    assert first == second
    assert from_json(json.loads(first)) == card
    assert line.scorecard(opened, NOON) == line.scorecard(line.open(person, opened.stored.id, SOON), SOON) == card


def test_what_somebody_contests_is_theirs_alone(named: PracticeLine, person: str, other: str, mini: str) -> None:
    opened = begun(named, person, mini)
    named.open(other, opened.stored.id, NOON)
    shared = ended(named, opened, *SAID)
    review.contest(named, person, shared, 2, "interrogates", "mine", NOON)
    review.contest(named, other, shared, 2, "interrogates", "theirs", SOON)
    review.contest(named, other, shared, 2, "open_question", "", SOON)
    review.take_back(named, person, shared, 2, "open_question")
    mine, theirs = (review.contested(named, one, shared.stored.id) for one in (person, other))
    assert mine == (Contest(2, "interrogates", "mine", NOON),)
    assert theirs == (Contest(2, "interrogates", "theirs", SOON), Contest(2, "open_question", "", SOON))
    read = {one: review.read(named, one, shared).replies[2].contested for one in (person, other)}
    assert {one: [each.meant for each in marks.values()] for one, marks in read.items()} == {
        person: ["mine"],
        other: ["theirs", ""],
    }


def test_whoever_leaves_takes_what_they_contested_along(
    named: PracticeLine, person: str, other: str, mini: str
) -> None:
    opened = begun(named, person, mini)
    named.open(other, opened.stored.id, NOON)
    shared = ended(named, opened, *SAID)
    for one in (person, other):
        review.contest(named, one, shared, 2, "interrogates", one, NOON)
    named.delete_everything(person)
    assert review.contested(named, person, shared.stored.id) == ()
    assert [one.meant for one in review.contested(named, other, shared.stored.id)] == [other]


def test_an_archive_takes_along_what_its_person_contested_alone(
    named: PracticeLine, person: str, other: str, mini: str, tmp_path: Path
) -> None:
    opened = begun(named, person, mini)
    named.open(other, opened.stored.id, NOON)
    shared = ended(named, opened, *SAID)
    for one in (person, other):
        review.contest(named, one, shared, 2, "interrogates", one, NOON)
    named.archive(other, tmp_path / "theirs.sqlite3", NOON)
    named.delete(other, shared.stored.id)
    named.bring_in(person, tmp_path / "theirs.sqlite3", SOON)
    assert [one.meant for one in review.contested(named, person, shared.stored.id)] == [other]
    assert review.contested(named, other, shared.stored.id) == ()


def test_nobody_contests_in_a_call_of_somebody_elses(
    named: PracticeLine, person: str, other: str, call: OpenCall
) -> None:
    review.contest(named, person, call, 2, "interrogates", "mine", NOON)
    tried: list[Callable[[], object]] = [
        lambda: review.contest(named, other, call, 2, "interrogates", "theirs", NOON),
        lambda: review.take_back(named, other, call, 2, "interrogates"),
    ]
    for attempt in tried:
        with pytest.raises(NotFound, match="not yours"):
            attempt()
    assert [one.meant for one in review.contested(named, person, call.stored.id)] == ["mine"]
    assert review.contested(named, other, call.stored.id) == ()
