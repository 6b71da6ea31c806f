"""A call looked back at: marks contested without moving a score, tries at the same call, moods kept to oneself."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.mini import NOON
from tests.practice.naming import SOON, begun, ended, played
from trainer.errors import CallError, NotFound
from trainer.practice import review
from trainer.practice.line import OpenCall, PracticeLine
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store.archive import archived_call, export_archive
from trainer.store.calls import scorecard_of
from trainer.store.stored import Contest, OwnMood

SAID = ("interrogates open_question", "minimises? validates_feeling", "repairs_mistake")


@pytest.fixture
def call(named: PracticeLine, person: str, mini: str) -> OpenCall:
    """A call that has ended, with a mark that may hurt at its second turn."""
    return ended(named, begun(named, person, mini), *SAID)


def test_a_call_is_read_reply_by_reply(named: PracticeLine, person: str, call: OpenCall) -> None:
    review.contest(named, person, call, 2, "interrogates", "I was worried.", NOON)
    reading = review.read(named, call)
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
    assert review.contested(named, call) == (
        Contest(2, "interrogates", "I wanted to know you.", SOON),
        Contest(2, "open_question", "", NOON),
    )
    for _ in range(2):
        review.take_back(named, person, call, 2, "interrogates")
    assert [one.move for one in review.contested(named, call)] == ["open_question"]


def test_what_was_not_heard_is_told_in_words(named: PracticeLine, person: str, call: OpenCall, tmp_path: Path) -> None:
    for turn, meant in ((4, "  "), (1, "I did ask.")):
        with pytest.raises(CallError):
            review.contest(named, person, call, turn, review.UNHEARD, meant, NOON)
    review.contest(named, person, call, 4, review.UNHEARD, "I did ask.", NOON)
    review.contest(named, person, call, 4, "validates_feeling", "", NOON)
    kept = review.contested(named, call)
    assert [(one.move, one.meant) for one in kept] == [(review.UNHEARD, "I did ask."), ("validates_feeling", "")]
    assert review.read(named, call).replies[4].contested.keys() == {review.UNHEARD, "validates_feeling"}
    named.archive(person, tmp_path / "mine.sqlite3", NOON)
    named.delete(person, call.stored.id)
    named.bring_in(person, tmp_path / "mine.sqlite3", NOON)
    assert review.contested(named, call) == kept


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
    assert [one.meant for one in review.contested(named, call)] == [meant]


def test_what_breaks_a_page_is_taken_out_of_what_was_meant(named: PracticeLine, person: str, call: OpenCall) -> None:
    review.contest(named, person, call, 2, "interrogates", " I \x00meant \u202ewell\x1b[31m \ud83d", NOON)
    assert [one.meant for one in review.contested(named, call)] == ["I meant well[31m"]


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
    assert review.contested(named, call) == ()


@pytest.mark.parametrize(("length", "says"), [(501, "in 500 characters; this has 501"), (10_001, "10,001 characters")])
def test_what_was_meant_is_short(named: PracticeLine, person: str, call: OpenCall, length: int, says: str) -> None:
    with pytest.raises(CallError, match=says):
        review.contest(named, person, call, 2, "interrogates", "x" * length, NOON)
    assert review.contested(named, call) == ()
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


def test_tries_that_go_round_in_a_circle_are_survived(
    named: PracticeLine, person: str, call: OpenCall, mini: str, tmp_path: Path
) -> None:
    ids = ["one", "two", "alone"]
    whole = archived_call(named.database, call.stored.id, person)
    circle = [
        replace(whole, call=replace(whole.call, id=name, branch_of=parent, branched_at=1))
        for name, parent in zip(ids, ["two", "one", "alone"], strict=True)
    ]
    export_archive(tmp_path / "circle.sqlite3", [(one, named.transcript(call)) for one in circle])
    named.bring_in(person, tmp_path / "circle.sqlite3", NOON)
    for name in ids:
        assert name in [one.id for one in review.family(named, person, named.open(person, name, NOON))]


def test_a_call_by_itself_is_its_own_family(named: PracticeLine, person: str, mini: str, call: OpenCall) -> None:
    begun(named, person, mini)
    assert [one.id for one in review.family(named, person, call)] == [call.stored.id]


def test_moods_are_kept_and_changed(named: PracticeLine, person: str, call: OpenCall, mini: str) -> None:
    assert review.mood(named, person, call) == OwnMood()
    review.keep_mood(named, person, call.stored.id, OwnMood(before=4))
    review.keep_mood(named, person, call.stored.id, OwnMood(before=4, after=2))
    begun(named, person, mini)
    assert review.mood(named, person, call) == OwnMood(4, 2)
    assert review.moods(named, person) == {call.stored.id: OwnMood(4, 2)}


def test_what_others_felt_and_contested_stays_theirs(
    named: PracticeLine, person: str, other: str, call: OpenCall
) -> None:
    review.contest(named, person, call, 2, "interrogates", "mine", NOON)
    review.keep_mood(named, person, call.stored.id, OwnMood(before=4))
    tried: list[Callable[[], object]] = [
        lambda: review.contest(named, other, call, 2, "interrogates", "theirs", NOON),
        lambda: review.take_back(named, other, call, 2, "interrogates"),
        lambda: review.keep_mood(named, other, call.stored.id, OwnMood(after=1)),
    ]
    for attempt in tried:
        with pytest.raises(NotFound, match="not yours"):
            attempt()
    assert [one.meant for one in review.contested(named, call)] == ["mine"]
    assert review.mood(named, person, call) == OwnMood(before=4)
    assert review.mood(named, other, call) == OwnMood()
    assert review.moods(named, other) == {}


def test_two_who_share_a_call_each_have_their_own_mood_and_tries(
    named: PracticeLine, person: str, other: str, mini: str
) -> None:
    opened = begun(named, person, mini)
    joined = named.open(other, opened.stored.id, NOON)
    shared = ended(named, played(named, joined, "open_question"))
    review.keep_mood(named, person, shared.stored.id, OwnMood(before=2))
    review.keep_mood(named, other, shared.stored.id, OwnMood(before=5))
    named.rewind(person, shared, 2, SOON)
    assert review.mood(named, person, shared) == OwnMood(before=2)
    assert len(review.family(named, person, shared)) == 2
    assert len(review.family(named, other, shared)) == 1
