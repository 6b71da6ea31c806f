"""Scores made anew: old ones stay, new ones stand beside them, and nothing is done twice."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from tests.mini import NOON
from tests.practice.naming import SOON, Naming, begun, ended
from tests.practice.reweighed import reweighed
from trainer.calls.heard_anew import heard_anew
from trainer.listening.listener import Context, Hearing
from trainer.practice import review
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.rescore import rescore
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store.tables import calls, contents, scorecards

SAID = ("checks_immediate_safety asks_consent_before_questions", "believes_caller", "gives_orders", "open_question")


@pytest.fixture
def call(named: PracticeLine, person: str, mini: str) -> OpenCall:
    """A call that has ended and is scored."""
    opened = ended(named, begun(named, person, mini), *SAID)
    named.scorecard(opened, NOON)
    return opened


@pytest.fixture
def other_line(named: PracticeLine, tmp_path: Path) -> PracticeLine:
    """The line after its rubric has changed."""
    return replace(named, rubric=reweighed(tmp_path))


def rows(line: PracticeLine) -> list[tuple[object, ...]]:
    """Every scorecard there is, oldest first."""
    with line.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(scorecards).order_by(scorecards.c.id))]


def test_nothing_is_scored_anew_where_nothing_has_changed(named: PracticeLine, call: OpenCall) -> None:
    before = rows(named)
    [one] = rescore(named, SOON)
    assert (one.call, one.scenario, one.new, one.moved) == (call.stored.id, "mini", None, False)
    assert one.old == named.scorecard(call, SOON)
    assert rows(named) == before


def test_a_changed_rubric_leaves_the_old_score_and_adds_one(
    named: PracticeLine, person: str, call: OpenCall, other_line: PracticeLine
) -> None:
    before, old = rows(named), named.scorecard(call, NOON)
    [one] = rescore(other_line, SOON)
    assert one.new is not None
    assert (one.old, one.new.hashes.rubric) == (old, other_line.rubric.hash)
    assert one.new.hashes == replace(old.hashes, rubric=other_line.rubric.hash)
    assert one.new.total != old.total
    assert one.moved
    assert one.differences == ()  # the dimensions themselves stand where they stood
    after = rows(named)
    assert after[:-1] == before
    assert len(after) == len(before) + 1
    assert named.scorecard(named.open(person, call.stored.id, SOON), SOON) == one.new
    assert [each.total for each in named.calls_of(person)] == [one.new.total]
    [again] = rescore(other_line, SOON + timedelta(hours=1))
    assert (again.old, again.new) == (one.new, None)
    assert rows(named) == after


def test_a_trial_keeps_nothing(named: PracticeLine, call: OpenCall, other_line: PracticeLine) -> None:
    before = rows(named)
    tried = list(rescore(other_line, SOON, keep=False))
    assert tried == list(rescore(other_line, SOON, keep=False))
    assert rows(named) == before
    assert tried == list(rescore(other_line, SOON))


def test_another_listener_hears_the_replies_anew_and_the_caller_stays(
    named: PracticeLine, person: str, call: OpenCall
) -> None:
    deaf = replace(named, listener=Naming(hash="deaf", deaf_to=frozenset({"gives_orders", "believes_caller"})))
    [one] = rescore(deaf, SOON)
    assert one.new is not None
    assert (one.new.hashes.listener, one.old.hashes.listener) == ("deaf", "naming")
    assert one.new != one.old
    assert one.differences
    assert {each.title for each in one.differences} <= {each.title for each in named.rubric.dimensions}
    quotes = [evidence.quote for criterion in one.new.criteria for evidence in criterion.evidence]
    assert not {"gives_orders", "believes_caller"}.intersection(quotes)
    opened = deaf.open(person, call.stored.id, SOON)
    assert opened.call.turns == call.call.turns
    assert opened.stored.acts == call.stored.acts
    assert [each.new for each in rescore(deaf, SOON)] == [None]


def test_a_call_is_read_with_the_hearing_that_its_score_rests_on(
    named: PracticeLine, person: str, call: OpenCall
) -> None:
    old, played = named.scorecard(call, NOON), named.transcript(call)
    assert named.scored_transcript(call, old) == played
    deaf = replace(named, listener=Naming(hash="deaf", deaf_to=frozenset({"gives_orders"})))
    [one] = rescore(deaf, SOON)
    new = deaf.scorecard(call, SOON)
    assert new == one.new
    read = deaf.scored_transcript(call, new)
    assert read == heard_anew(played, deaf.listener) != played
    assert score(read, deaf.rubric) == new
    assert [turn.text for turn in read.turns] == [turn.text for turn in played.turns]
    assert "gives_orders" not in {heard.move for turn in read.turns for heard in turn.moves}
    assert deaf.scored_transcript(call, old) == played
    third = replace(named, listener=Naming(hash="third", deaf_to=frozenset({"believes_caller"})))
    assert third.scored_transcript(call, new) == played  # the one that made the score is not here to hear it anew


def test_a_call_heard_by_two_listeners_is_read_as_it_was_heard(named: PracticeLine, person: str, mini: str) -> None:
    later = replace(named, listener=Naming(hash="later", deaf_to=frozenset(SAID[0].split())))
    first = named.reply(begun(named, person, mini), SAID[0], NOON)
    mixed = ended(later, later.open(person, first.stored.id, NOON), *SAID[1:])
    card = later.scorecard(mixed, NOON)
    assert later.scored_transcript(mixed, card) == later.transcript(mixed)
    assert score(later.scored_transcript(mixed, card), later.rubric) == card


def test_a_call_deleted_meanwhile_stops_nobody(
    named: PracticeLine, person: str, mini: str, call: OpenCall, other_line: PracticeLine
) -> None:
    ids = [call.stored.id]
    for _ in range(3):
        ids.append(ended(named, begun(named, person, mini), *SAID).stored.id)
        named.scorecard(named.open(person, ids[-1], NOON), NOON)
    scored = rescore(other_line, SOON)
    first = next(scored)
    gone = next(name for name in ids if name != first.call)
    named.delete(person, gone)
    assert {first.call, *(one.call for one in scored)} == set(ids) - {gone}
    assert {one.id for one in named.calls_of(person)} == set(ids) - {gone}


def test_a_call_deleted_while_it_is_scored_is_passed_over(
    named: PracticeLine, person: str, mini: str, call: OpenCall
) -> None:
    twin = ended(named, begun(named, person, mini), *SAID)
    named.scorecard(twin, NOON)

    @dataclass(frozen=True)
    class Meddling(Naming):
        """Deletes the call while its replies are heard anew."""

        def hear(self, reply: str, context: Context) -> Hearing:
            if call.stored.id in [one.id for one in named.calls_of(person)]:
                named.delete(person, call.stored.id)
            return super().hear(reply, context)

    found = [one.call for one in rescore(replace(named, listener=Meddling(hash="meddling")), SOON)]
    assert found == [twin.stored.id]
    assert [one.id for one in named.calls_of(person)] == [twin.stored.id]


def test_hearing_anew_leaves_what_the_caller_said(line: PracticeLine, person: str) -> None:
    opened = ended(line, begun(line, person, "bad_date_report"), "Hi, are you safe to talk?", "I believe you.")
    transcript = line.transcript(opened)
    assert heard_anew(transcript, line.listener) == transcript
    nothing = heard_anew(transcript, Naming())
    assert [turn for turn in nothing.turns if turn.speaker == "caller"] == [
        turn for turn in transcript.turns if turn.speaker == "caller"
    ]
    assert [(turn.moves, turn.maybe) for turn in nothing.turns if turn.speaker == "trainee"] == [((), ())] * 2
    assert nothing.listener_hash == "naming"


def test_a_call_heard_by_two_listeners_is_heard_by_the_latest_alone(
    named: PracticeLine, person: str, mini: str
) -> None:
    later = replace(named, listener=Naming(hash="later"))
    begun_here = begun(named, person, mini)
    mixed = ended(later, later.open(person, named.reply(begun_here, SAID[0], NOON).stored.id, NOON), *SAID[1:])
    assert named.scorecard(mixed, NOON).hashes.listener not in {"naming", "later"}
    [one] = rescore(later, SOON)
    assert one.new is not None
    assert one.new == replace(one.old, hashes=replace(one.old.hashes, listener="later"))
    assert [each.new for each in rescore(later, SOON)] == [None]


def test_every_scored_call_is_looked_at_and_no_other(
    named: PracticeLine, person: str, other: str, mini: str, call: OpenCall, other_line: PracticeLine
) -> None:
    ended(named, begun(named, person, mini), *SAID)
    theirs = ended(named, begun(named, other, mini, check_in=True), *SAID)
    named.scorecard(theirs, NOON)
    branch = ended(named, named.open(person, named.rewind(person, call, 4, SOON), SOON), "minimises", now=SOON)
    named.scorecard(branch, SOON)
    found = {one.call for one in rescore(other_line, SOON + timedelta(hours=1))}
    assert found == {call.stored.id, theirs.stored.id, branch.stored.id}


def test_a_contested_mark_still_counts_in_the_new_score(
    named: PracticeLine, person: str, mini: str, call: OpenCall, other_line: PracticeLine
) -> None:
    twin = ended(named, begun(named, person, mini), *SAID)
    named.scorecard(twin, NOON)
    review.contest(named, person, twin, 6, "gives_orders", "I offered.", NOON)
    first, second = rescore(other_line, SOON)
    assert first.new == second.new
    assert first.new is not None
    assert from_json(to_json(first.new)) == first.new


def test_a_call_that_cannot_be_played_any_more_keeps_its_score_and_stops_nobody(
    named: PracticeLine, person: str, mini: str, call: OpenCall, other_line: PracticeLine
) -> None:
    twin = ended(named, begun(named, person, mini), *SAID)
    named.scorecard(twin, NOON)
    with named.database.write() as connection:
        connection.execute(
            insert(contents).values(hash="old", kind="scenario", name="mini", text="id: mini\nmood: blue\n")
        )
        connection.execute(update(calls).where(calls.c.id == call.stored.id).values(scenario_hash="old"))
    found = {one.call: one for one in rescore(other_line, SOON)}
    assert found[call.stored.id].new is None
    assert "cannot be played any more" in found[call.stored.id].problem
    assert found[twin.stored.id].new is not None
    assert len(rows(named)) == 3
