"""A trainee's way: what to take next, check-ins, a break, and how it has gone so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.coaching import path
from trainer.coaching.path import CheckIn, Past, Suggestion
from trainer.coaching.progress import MovesOverTime, Point, moves_over_time, points
from trainer.content.library import usable_scenarios
from trainer.content.rubric import Dimension
from trainer.content.scenario import Scenario
from trainer.practice.line import PracticeLine
from trainer.scoring.scorecard import Scorecard
from trainer.scoring.scorecard_json import from_json
from trainer.store import choices, moods
from trainer.store.practised import practised_calls
from trainer.store.stored import PractisedCall


@dataclass(frozen=True)
class Way:
    """Where a trainee stands: the next call, the check-in due and its calls, whether a break would be good."""

    suggestion: Suggestion | None
    check_in: CheckIn | None
    check_in_calls: Sequence[Scenario]
    hard_calls: bool


@dataclass(frozen=True)
class Progress:
    """How practice went, oldest first: each dimension's points, moves that came or went, and the check-ins."""

    calls: int
    dimensions: Sequence[tuple[Dimension, Sequence[Point]]]
    moves: MovesOverTime
    check_ins: Sequence[tuple[datetime, Scorecard]]


def way(line: PracticeLine, person: str, now: datetime) -> Way:
    """Return where the person stands."""
    past = _past(line, person)
    scenarios = list(usable_scenarios().values())
    out = choices.left_out_by(line.database, person)
    due = path.check_in_due(past, now)
    return Way(
        suggestion=path.next_call(scenarios, past, out, line.rubric),
        check_in=due,
        check_in_calls=path.check_in_calls(scenarios, past, out) if due else (),
        hard_calls=path.two_hard_calls(scenarios, past, now),
    )


def progress(line: PracticeLine, person: str) -> Progress:
    """Return how the person's practice went; branches are another try at the same call and do not count."""
    ended = [one for one in practised_calls(line.database, person) if one.summary.branch_of is None]
    practised = [(one, from_json(one.card)) for one in ended if one.card and not one.summary.check_in]
    cards = [card for _, card in practised]
    moves = [frozenset[str]().union(*one.moves) for one, _ in practised]
    return Progress(
        calls=len(cards),
        dimensions=[(one, points(cards, one.id)) for one in line.rubric.dimensions],
        moves=moves_over_time(moves),
        check_ins=[(one.summary.started_at, from_json(one.card)) for one in ended if one.card and one.summary.check_in],
    )


def leave_out(line: PracticeLine, person: str, scenario: str) -> None:
    """Suggest a call to this person no more."""
    choices.leave_out(line.database, person, scenario)


def let_in(line: PracticeLine, person: str, scenario: str) -> None:
    """Let a call be suggested to this person again."""
    choices.let_in(line.database, person, scenario)


def left_out(line: PracticeLine, person: str) -> frozenset[str]:
    """Return the calls that this person leaves out of suggestions."""
    return choices.left_out_by(line.database, person)


def _past(line: PracticeLine, person: str) -> list[Past]:
    felt = moods.moods_of(line.database, person)
    return [
        _one(call, felt[call.summary.id].after if call.summary.id in felt else None)
        for call in practised_calls(line.database, person)
    ]


def _one(call: PractisedCall, mood_after: int | None) -> Past:
    summary = call.summary
    return Past(
        scenario=summary.scenario,
        ended_at=summary.ended_at or summary.started_at,
        went_badly=summary.ending_kind in {"bad", None},
        card=from_json(call.card) if call.card else None,
        check_in=summary.check_in,
        branch=summary.branch_of is not None,
        mood_after=mood_after,
    )
