"""A trainee's path: what to take next, check-ins, a break, and how it has gone so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.coaching import path
from trainer.coaching.path import CheckIn, Past, Suggestion
from trainer.coaching.progress import MovesOverTime, Point, Scores, moves_over_time, points
from trainer.content.library import usable_scenarios
from trainer.content.rubric import Dimension
from trainer.content.scenario import Scenario
from trainer.practice.line import PracticeLine
from trainer.scoring.scorecard_json import from_json
from trainer.store import choices, moods
from trainer.store.practised import latest_cards, practised_calls


@dataclass(frozen=True)
class Standing:
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
    check_ins: Sequence[tuple[datetime, Scores]]


def standing(line: PracticeLine, person: str, now: datetime) -> Standing:
    """Return where the person stands."""
    past = _past(line, person)
    scenarios = list(usable_scenarios().values())
    out = choices.left_out_by(line.database, person)
    due = path.check_in_due(past, now)
    return Standing(
        suggestion=path.next_call(scenarios, past, out, line.rubric),
        check_in=due,
        check_in_calls=path.check_in_calls(scenarios, past, out) if due else (),
        hard_calls=path.two_hard_calls(scenarios, past, now),
    )


def progress(line: PracticeLine, person: str) -> Progress:
    """Return how the person's practice went; branches are another try at the same call and do not count."""
    calls = practised_calls(line.database, person)
    scored = [(one, one.scores) for one in calls if one.scores is not None and one.summary.branch_of is None]
    practised = [(one, scores) for one, scores in scored if not one.summary.check_in]
    scores = [each for _, each in practised]
    return Progress(
        calls=len(practised),
        dimensions=[(one, points(scores, one.id)) for one in line.rubric.dimensions],
        moves=moves_over_time([one.moves for one, _ in practised]),
        check_ins=[(one.summary.started_at, each) for one, each in scored if one.summary.check_in],
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
    """The person's ended calls, oldest first; only the few cards that are looked at are read."""
    ended = [one for one in reversed(line.calls_of(person)) if one.ended_at]
    felt = moods.moods_of(line.database, person)
    practised = [one.id for one in ended if one.total is not None and not one.branch_of and not one.check_in]
    cards = latest_cards(line.database, practised[-path.LOOKED_AT :])
    return [
        Past(
            scenario=one.scenario,
            ended_at=one.ended_at or one.started_at,
            went_badly=one.ending_kind in {"bad", None},
            scored=one.total is not None,
            card=from_json(cards[one.id]) if one.id in cards else None,
            check_in=one.check_in,
            branch=one.branch_of is not None,
            mood_after=felt[one.id].after if one.id in felt else None,
        )
        for one in ended
    ]
