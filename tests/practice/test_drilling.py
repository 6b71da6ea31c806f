"""Drills: what is due, what a reply does, and that nothing of what was typed is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.mini import NOON
from trainer.content.drills import Drill
from trainer.content.library import drills
from trainer.errors import EmptyReply, ReplyTooLong, UnheardLanguage
from trainer.practice import drilling
from trainer.practice.line import PracticeLine
from trainer.store.tables import metadata


@pytest.fixture
def affirm() -> Drill:
    return drills()["affirm"]


def due(line: PracticeLine, person: str, days: float = 0) -> list[str]:
    """The skills in the order they are shown, so many days after noon."""
    return [one.drill.id for one in drilling.skills(line, person, NOON + timedelta(days=days))]


def test_every_skill_is_there_and_none_is_due_at_first(line: PracticeLine, person: str) -> None:
    assert due(line, person) == list(drills())
    assert {one.due for one in drilling.skills(line, person, NOON)} == {None}


def test_a_skill_comes_back_sooner_the_worse_it_went(line: PracticeLine, person: str, affirm: Drill) -> None:
    keys = [one.key for one in affirm.lines]
    badly = drilling.finish(line, person, "affirm", dict.fromkeys(keys, False), NOON)
    well = drilling.finish(line, person, "reflect", dict.fromkeys(keys, True), NOON)
    assert NOON < badly < well
    assert due(line, person)[-2:] == ["affirm", "reflect"]
    assert due(line, person, days=31)[:2] == ["affirm", "reflect"]
    assert {one.drill.id: one.due for one in drilling.skills(line, person, NOON) if one.due} == {
        "affirm": badly,
        "reflect": well,
    }


def test_a_skill_met_again_and_again_is_put_off_further(line: PracticeLine, person: str) -> None:
    first = drilling.finish(line, person, "affirm", {"a": True, "b": True}, NOON)
    second = drilling.finish(line, person, "affirm", {"a": True, "b": True}, first)
    assert second - first > first - NOON


def test_lines_that_were_missed_come_first_and_those_met_last(line: PracticeLine, person: str, affirm: Drill) -> None:
    first = drilling.lines(line, person, "affirm")
    assert first == list(affirm.lines[:5])
    missed = first[3]
    drilling.finish(line, person, "affirm", {one.key: one != missed for one in first}, NOON)
    then = drilling.lines(line, person, "affirm")
    assert then[0] == missed
    assert then[1 : 1 + len(affirm.lines[5:])] == list(affirm.lines[5:9])
    assert drilling.lines(line, person, "reflect") == list(drills()["reflect"].lines[:5])


def test_a_reply_meets_the_skill_unless_it_hurts(named: PracticeLine, affirm: Drill) -> None:
    asked = affirm.lines[0]
    met = drilling.answer(named, affirm, asked, "open_question affirms_strength")
    assert (met.met, [one.move for one in met.by], [one.move for one in met.others]) == (
        True,
        ["affirms_strength"],
        ["open_question"],
    )
    hurt = drilling.answer(named, affirm, asked, "affirms_strength minimises")
    assert (hurt.met, [one.move for one in hurt.hurts]) == (False, ["minimises"])
    assert not drilling.answer(named, affirm, asked, "affirms_strength?").met


def test_what_was_typed_is_nowhere(line: PracticeLine, person: str, affirm: Drill) -> None:
    asked = affirm.lines[0]
    answered = drilling.answer(line, affirm, asked, f"Heliotrope. {asked.good}")
    assert answered.met
    drilling.finish(line, person, "affirm", {asked.key: answered.met}, NOON)
    with line.database.read() as connection:
        rows = [repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert any(asked.key in row for row in rows)
    assert not [row for row in rows if "Heliotrope" in row or asked.good[:20] in row]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (" \u200b ", EmptyReply),
        ("x" * 10_001, ReplyTooLong),
        ("Te creo. No es tu culpa, ¿estás bien?", UnheardLanguage),
    ],
    ids=["nothing", "too much", "another language"],
)
def test_a_reply_that_a_call_would_not_take_is_refused(
    line: PracticeLine, affirm: Drill, typed: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        drilling.answer(line, affirm, affirm.lines[0], typed)


def test_what_others_drill_is_theirs(line: PracticeLine, person: str, other: str, affirm: Drill) -> None:
    before = drilling.lines(line, person, "affirm")
    drilling.finish(line, other, "affirm", {one.key: True for one in affirm.lines}, NOON)
    assert drilling.lines(line, person, "affirm") == before
    assert {one.due for one in drilling.skills(line, person, NOON)} == {None}
