"""Calls on the practice line: begun, answered, scored, taken away and brought in, gone with their person."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.mini import NOON, PRISON, mini_text
from tests.practice.naming import SOON, begun, ended, played
from trainer.calls.act import ActKind
from trainer.calls.setting import Setting
from trainer.errors import CallError, CallOver, EmptyReply, InputError, NotFound, StaleTurn
from trainer.practice.line import PracticeLine
from trainer.scoring.scorecard import score
from trainer.store.people import create_guest

SAID = ("open_question", "affirms_strength", "reflects_content")
HELLO = "Hi, this is the peer line. Are you somewhere safe to talk?"


def started(line: PracticeLine, person: str) -> str:
    return line.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7)


def test_what_is_shown_after_a_reply_is_what_is_found_again(line: PracticeLine, person: str) -> None:
    call_id = started(line, person)
    opened = line.open(person, call_id, NOON)
    for words in (HELLO, "I believe you.", "What would help most tonight?"):
        opened = line.reply(opened, words, NOON)
        again = line.open(person, call_id, NOON)
        assert again.call.turns == opened.call.turns
        assert again.stored == opened.stored


def test_two_pages_that_answer_at_once_are_told_apart(line: PracticeLine, person: str) -> None:
    call_id = started(line, person)
    first, second = line.open(person, call_id, NOON), line.open(person, call_id, NOON)
    line.reply(first, HELLO, NOON)
    with pytest.raises(StaleTurn, match="another window"):
        line.reply(second, "I believe you.", NOON)
    assert [act.text for act in line.open(person, call_id, NOON).stored.acts] == [HELLO]


def test_a_running_call_opens_by_its_link_and_a_finished_one_does_not(line: PracticeLine, person: str) -> None:
    call_id = started(line, person)
    other = create_guest(line.database, "Late Wren", NOON)[0].id
    stranger = create_guest(line.database, "Rainy Fern", NOON)[0].id
    joined = line.open(other, call_id, NOON)
    ended = line.act(joined, "end", NOON)
    assert ended.over
    assert line.open(other, call_id, NOON).over
    with pytest.raises(NotFound):
        line.open(stranger, call_id, NOON)


def test_an_ended_call_takes_nothing_more(line: PracticeLine, person: str) -> None:
    opened = line.act(line.open(person, started(line, person), NOON), "end", NOON)
    with pytest.raises(CallOver, match="has ended"):
        line.reply(opened, HELLO, NOON)


def test_a_paused_call_waits(line: PracticeLine, person: str) -> None:
    opened = line.act(line.open(person, started(line, person), NOON), "pause", NOON)
    with pytest.raises(CallError, match="paused"):
        line.reply(opened, HELLO, NOON)
    resumed = line.act(opened, "resume", NOON)
    assert len(line.reply(resumed, HELLO, NOON).call.turns) == 3


def test_an_empty_reply_is_refused_and_stores_nothing(line: PracticeLine, person: str) -> None:
    opened = line.open(person, started(line, person), NOON)
    with pytest.raises(EmptyReply):
        line.reply(opened, " \u200b ", NOON)
    assert line.open(person, opened.stored.id, NOON).stored.acts == ()


def test_a_scorecard_is_kept_as_it_was_made(line: PracticeLine, person: str) -> None:
    opened = line.open(person, started(line, person), NOON)
    with pytest.raises(CallError, match="still going on"):
        line.scorecard(opened, NOON)
    ended = line.act(line.reply(opened, HELLO, NOON), "end", NOON)
    card = line.scorecard(ended, NOON)
    assert card.hashes.scenario == ended.stored.scenario_hash
    assert card.hashes.listener == line.listener.hash
    assert card.hashes.rubric == line.rubric.hash
    assert line.scorecard(line.open(person, ended.stored.id, NOON), NOON + timedelta(days=1)) == card
    assert [call.total for call in line.calls_of(person)] == [card.total]


def test_better_lines_name_the_organisations_own_resources(line: PracticeLine, person: str) -> None:
    opened = line.open(person, started(line, person), NOON)
    lines = line.better_lines(opened)
    assert lines
    assert not any("{{" in text for text in lines.values())


def test_an_archive_brings_calls_to_another_person(line: PracticeLine, person: str, tmp_path: Path) -> None:
    opened = line.open(person, started(line, person), NOON)
    ended = line.act(line.reply(opened, HELLO, NOON), "end", NOON)
    line.reflect(person, ended, "I was quick.", NOON)
    line.archive(person, tmp_path / "mine.sqlite3", NOON)
    line.delete(person, ended.stored.id)
    other = create_guest(line.database, "Late Wren", NOON)[0].id
    assert line.bring_in(other, tmp_path / "mine.sqlite3", NOON) == (1, 0)
    brought = line.open(other, ended.stored.id, NOON)
    assert brought.call.turns == ended.call.turns
    assert line.reflection(other, brought) == "I was quick."
    (tmp_path / "not.sqlite3").write_bytes(b"nope")
    with pytest.raises(InputError):
        line.bring_in(other, tmp_path / "not.sqlite3", NOON)


@dataclass(frozen=True)
class Spoilt:
    """SQL after which a call of an archive reads well but cannot be played, and what is said of it."""

    id: str
    sql: str
    says: str


NO_SCENARIO = "id: mini\nmood: blue\n"
NO_SCENARIO_HASH = sha256(NO_SCENARIO.encode()).hexdigest()
SPOILT = [
    Spoilt("no such variant", "UPDATE calls SET variant = 'blue' WHERE id = '{id}'", "no variant called `blue`"),
    Spoilt("no such switch", "UPDATE calls SET switched = 'on off' WHERE id = '{id}'", "no switch called `off`"),
    Spoilt("no clock to run out", "UPDATE acts SET kind = 'time_up' WHERE call = '{id}' AND n = 2", "no clock"),
    Spoilt(
        "running after its end", "UPDATE calls SET ended_at = NULL, ending = NULL WHERE id = '{id}'", "has ended is"
    ),
    Spoilt("said after its end", "UPDATE acts SET kind = 'end' WHERE call = '{id}' AND n = 1", "has ended"),
    Spoilt(
        "no scenario",
        f"INSERT INTO contents VALUES ('{NO_SCENARIO_HASH}', 'scenario', 'mini', '{NO_SCENARIO}');"
        f"UPDATE calls SET scenario_hash = '{NO_SCENARIO_HASH}' WHERE id = '{{id}}'",
        r"mini\.yaml:1:1: error missing-key",
    ),
]


@pytest.mark.parametrize("case", SPOILT, ids=lambda case: case.id)
def test_an_archive_with_a_call_that_cannot_be_played_is_refused_whole_and_the_call_is_named(
    named: PracticeLine, person: str, mini: str, tmp_path: Path, case: Spoilt
) -> None:
    first, second = (ended(named, begun(named, person, mini), *SAID) for _ in range(2))
    named.archive(person, tmp_path / "mine.sqlite3", NOON)
    for one in (first, second):
        named.delete(person, one.stored.id)
    spoilt = second.stored.id
    with closing(sqlite3.connect(tmp_path / "mine.sqlite3", isolation_level=None)) as archive:
        archive.executescript(case.sql.format(id=spoilt))
    with pytest.raises(InputError, match=case.says) as caught:
        named.bring_in(person, tmp_path / "mine.sqlite3", NOON)
    assert str(caught.value).startswith(f"mine.sqlite3: the call {spoilt} cannot be played: ")
    assert "\n" not in str(caught.value)
    assert named.calls_of(person) == []


def test_a_call_with_a_clock_is_cut_off(line: PracticeLine, person: str, tmp_path: Path) -> None:
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(**PRISON), encoding="utf-8")
    call_id = line.start(person, str(file), setting=Setting(), now=NOON, seed=7)
    opened = line.open(person, call_id, NOON)
    assert opened.time_left(NOON) == timedelta(minutes=10)
    moment = NOON
    for _ in range(6):
        moment += timedelta(minutes=2)
        opened = line.reply(opened, "I'm still here with you.", moment)
        if opened.over:
            break
    assert opened.call.ending is not None
    assert (opened.call.ending.id, opened.call.ending.by) == ("late", "time")
    assert opened.time_left(moment) == timedelta()
    assert line.open(person, call_id, moment).over


def test_a_check_in_is_still_one_after_a_way_through_an_archive(
    line: PracticeLine, person: str, tmp_path: Path
) -> None:
    call_id = line.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, check_in=True)
    opened = line.act(line.reply(line.open(person, call_id, NOON), HELLO, NOON), "end", NOON)
    line.archive(person, tmp_path / "mine.sqlite3", NOON)
    line.delete(person, call_id)
    line.bring_in(person, tmp_path / "mine.sqlite3", NOON)
    brought = line.open(person, call_id, NOON)
    assert brought.stored == replace(opened.stored, ending="cut_short", ending_kind="bad")
    assert [one.check_in for one in line.calls_of(person)] == [True]
    with pytest.raises(CallError, match="taken once"):
        line.rewind(person, brought, 2, NOON)


@dataclass(frozen=True)
class CheckIn:
    """A check-in, or another call, what was said and how it stopped, and whether it counts as a check-in."""

    id: str
    said: tuple[str, ...]
    by: ActKind | None
    counts: bool
    check_in: bool = True


CHECK_INS = [
    CheckIn("ended by the trainee", SAID, "end", counts=True),
    CheckIn("ended by the caller", ("interrogates", "mm", "minimises"), None, counts=True),
    CheckIn("long", ("open_question",) * 5, "end", counts=True),
    CheckIn("too short", SAID[:2], "end", counts=False),
    CheckIn("too short, ended by the caller", ("interrogates", "minimises"), None, counts=False),
    CheckIn("without a word", (), "end", counts=False),
    CheckIn("stopped", SAID, "stop", counts=False),
    CheckIn("faded", SAID, "fade", counts=False),
    CheckIn("still going on", SAID, None, counts=False),
    CheckIn("no check-in", SAID, "end", counts=False, check_in=False),
]


@pytest.mark.parametrize("case", CHECK_INS, ids=lambda case: case.id)
def test_a_check_in_that_counts_is_scored_when_it_ends(
    named: PracticeLine, person: str, mini: str, case: CheckIn
) -> None:
    opened = played(named, begun(named, person, mini, check_in=case.check_in), *case.said)
    assert opened.replies == len(case.said)
    opened = named.act(opened, case.by, SOON) if case.by else opened
    again = named.open(person, opened.stored.id, SOON)
    assert [named.counts_as_check_in(one) for one in (opened, again)] == [case.counts] * 2
    card = named.kept_scorecard(again)
    assert (card is not None) is case.counts
    assert [one.total for one in named.calls_of(person)] == [card.total if card else None]
    if card:
        assert card == score(named.transcript(again), named.rubric) == named.scorecard(again, SOON)


def test_a_check_in_whose_time_runs_out_is_scored_too(named: PracticeLine, person: str, timed: str) -> None:
    opened = played(named, begun(named, person, timed, check_in=True), *SAID)
    late = named.act(opened, "time_up", NOON + timedelta(minutes=10))
    assert named.kept_scorecard(late) is not None


@pytest.mark.parametrize("replies", range(5))
def test_a_call_of_few_replies_is_too_short(named: PracticeLine, person: str, mini: str, replies: int) -> None:
    opened = ended(named, begun(named, person, mini), *["open_question"] * replies)
    assert named.too_short(opened) is (replies < named.rubric.short_call_replies)
    less = replace(named, rubric=named.rubric.model_copy(update={"short_call_replies": 1}))
    assert less.too_short(opened) is (replies < 1)


def test_a_kept_scorecard_is_there_once_it_was_asked_for(named: PracticeLine, person: str, mini: str) -> None:
    opened = ended(named, begun(named, person, mini), *SAID)
    assert named.kept_scorecard(opened) is None
    assert [one.total for one in named.calls_of(person)] == [None]
    card = named.scorecard(opened, NOON)
    assert named.kept_scorecard(opened) == card


def test_a_check_in_takes_no_hint(line: PracticeLine, person: str) -> None:
    call_id = line.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, check_in=True)
    opened = line.open(person, call_id, NOON)
    assert line.hint(opened) is None
    with pytest.raises(CallError, match="coach is not there"):
        line.act(opened, "hint", NOON)
    assert line.open(person, call_id, NOON).stored.acts == ()


def test_a_hint_is_counted_and_changes_nothing_that_is_said(line: PracticeLine, person: str) -> None:
    opened = line.open(person, started(line, person), NOON)
    turns = list(opened.call.turns)
    says = line.hint(opened)
    assert says is not None
    assert "{{" not in says.line
    hinted = line.act(line.act(opened, "hint", NOON), "hint", NOON)
    assert (hinted.call.hints, hinted.call.hint_level, hinted.call.turns) == (2, 2, turns)
    assert line.transcript(line.open(person, opened.stored.id, NOON)).hints == 2
    ended = line.act(hinted, "end", NOON)
    assert line.hint(ended) is None


def test_whoever_leaves_takes_everything_along_but_calls_of_others(line: PracticeLine, person: str) -> None:
    other = create_guest(line.database, "Late Wren", NOON)[0].id
    own, shared = started(line, person), started(line, person)
    line.open(other, shared, NOON)
    line.delete_everything(person)
    assert line.calls_of(person) == []
    assert [one.id for one in line.calls_of(other)] == [shared]
    with pytest.raises(NotFound):
        line.open(other, own, NOON)
    with pytest.raises(NotFound, match="no such person"):
        line.delete_everything(person)
