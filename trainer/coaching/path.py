"""What to do next: a call that fits what the last ones showed, a check-in that is due, or a break."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from trainer.content.rubric import AnswersCue, Rubric
from trainer.content.scenario import CallType, Cue, Scenario
from trainer.scoring.dimensions import HIGHEST
from trainer.scoring.scorecard import CriterionResult, Scorecard

Why = Literal["first", "weakest", "steady"]
CheckIn = Literal["before", "after", "later"]

LOOKED_AT = 3  # calls, the latest ones
HARD = 4  # of difficulty 1–5
HARDEST = 5
UNWELL = 2  # of mood 1–5
CLOSE_TOGETHER = timedelta(hours=6)
GOES_WELL, GOES_BADLY = 75, 45  # of 100
PRACTISED_BETWEEN = 5
WEEKS_LATER = timedelta(weeks=3)
CHECK_IN_TYPES: tuple[CallType, ...] = ("A", "B", "C")
CHECK_IN_DIFFICULTY = 3
CHECK_INS_OFFERED = 3


@dataclass(frozen=True)
class Past:
    """One ended call of a trainee, as far as the path needs it; `mood_after` is 1–5, None where they did not say.

    `card` is there for the latest LOOKED_AT that were practised, at least.
    """

    scenario: str
    ended_at: datetime
    went_badly: bool
    scored: bool
    card: Scorecard | None = None
    check_in: bool = False
    branch: bool = False
    mood_after: int | None = None

    @property
    def practised(self) -> bool:
        """Whether it says something of how practice goes: scored, no check-in, no further try at the same call."""
        return self.scored and not self.branch and not self.check_in


@dataclass(frozen=True)
class Suggestion:
    """The call to take next, and why: the dimension that the last calls showed least of (empty where none did)."""

    scenario: Scenario
    why: Why
    dimension: str = ""


def next_call(
    scenarios: Sequence[Scenario], past: Sequence[Past], left_out: Collection[str], rubric: Rubric
) -> Suggestion | None:
    """Return the next call, None where there is none left to suggest; `past` is oldest first.

    It is at most a step harder than the last one, unless nothing else is left that was not only just played.
    """
    open_ = [one for one in scenarios if one.id not in left_out]
    if not open_:
        return None
    cards = [one.card for one in past if one.practised and one.card][-LOOKED_AT:]
    weak = _weakest(cards, rubric) if len(cards) == LOOKED_AT else ""  # fewer say too little
    last, at = _last(scenarios, past)
    target = _difficulty(last, at)
    played = [one.scenario for one in past]
    near = [one for one in open_ if one.difficulty <= at + 1 and one.id not in played[-2:]]

    def distance(scenario: Scenario) -> tuple[float, str]:
        again = 4 * played.count(scenario.id) + (8 if scenario.id in played[-2:] else 0)
        fit = _room_for(scenario, weak, cards, rubric) if weak else 0.0
        return 2 * abs(scenario.difficulty - target) + again - fit, scenario.code

    why: Why = "first" if not cards else "weakest" if weak else "steady"
    return Suggestion(min(near or open_, key=distance), why, weak)


def two_hard_calls(scenarios: Sequence[Scenario], past: Sequence[Past], now: datetime) -> bool:
    """Return whether the last two calls were both hard and shortly ago, so that a break is due."""
    difficulty = {one.id: one.difficulty for one in scenarios}
    last = past[-2:]
    if len(last) < 2 or now - last[0].ended_at > CLOSE_TOGETHER:
        return False
    return all(
        difficulty.get(one.scenario, 0) >= HARD
        or one.went_badly
        or (one.mood_after is not None and one.mood_after <= UNWELL)
        for one in last
    )


def check_in_due(past: Sequence[Past], now: datetime) -> CheckIn | None:
    """Return the check-in that is due: before practice, after five practised calls, or three weeks after the last."""
    done = [index for index, one in enumerate(past) if one.check_in and one.scored]
    if not done:
        return "before"
    since = [one for one in past[done[-1] + 1 :] if one.practised]
    if len(done) == 1:
        return "after" if len(since) >= PRACTISED_BETWEEN else None
    return "later" if now - past[done[-1]].ended_at >= WEEKS_LATER else None


def check_in_calls(scenarios: Sequence[Scenario], past: Sequence[Past], left_out: Collection[str]) -> list[Scenario]:
    """Return the calls to choose a check-in from: middling, not played yet, most like the check-ins before."""
    by_id = {one.id: one for one in scenarios}
    before = [by_id[one.scenario] for one in past if one.check_in and one.scored and one.scenario in by_id]
    played = {one.scenario for one in past}
    kinds = {one.type for one in before}

    def unlike(scenario: Scenario) -> tuple[int, bool, bool, str]:
        away = abs(scenario.difficulty - CHECK_IN_DIFFICULTY)
        return away, scenario.id in played, bool(kinds) and scenario.type not in kinds, scenario.code

    fitting = [one for one in scenarios if one.type in CHECK_IN_TYPES and one.id not in left_out]
    return sorted(fitting, key=unlike)[:CHECK_INS_OFFERED]


def _weakest(cards: Sequence[Scorecard], rubric: Rubric) -> str:
    """The dimension with the least in these calls, the weightier first; empty where nothing is below full."""
    means = {}
    for dimension in rubric.dimensions:
        scores = [one.score for card in cards for one in card.dimensions if one.id == dimension.id]
        counted = [score for score in scores if score is not None]
        if counted:
            means[dimension.id] = sum(counted) / len(counted)
    weights = {one.id: one.weight for one in rubric.dimensions}
    below = [name for name, mean in means.items() if mean < HIGHEST]
    return min(below, key=lambda name: (means[name], -weights[name]), default="")


def _last(scenarios: Sequence[Scenario], past: Sequence[Past]) -> tuple[Past | None, int]:
    """The last call that says how hard the next may be, and its difficulty; 0 where there is none."""
    difficulty = {one.id: one.difficulty for one in scenarios}
    last = next((one for one in reversed(past) if one.practised and one.scenario in difficulty), None)
    return last, difficulty[last.scenario] if last else 0


def _difficulty(last: Past | None, at: int) -> int:
    """A step harder where the last call went well, a step easier where it did not, the gentlest to begin with."""
    if last is None:
        return 1
    if last.card is None:
        return at
    if last.card.critical or last.card.total < GOES_BADLY or (last.mood_after or UNWELL + 1) <= UNWELL:
        return max(1, at - 1)
    return min(HARDEST, at + 1) if last.card.total >= GOES_WELL and not last.went_badly else at


def _room_for(scenario: Scenario, dimension: str, cards: Sequence[Scorecard], rubric: Rubric) -> float:
    """How much room a call gives for what was missed in a dimension: one for each criterion it asks for."""
    missed = {one.id for card in cards for one in card.criteria if one.dimension == dimension and _open(one)}
    cues = _cues_in(scenario)
    room = 0.0
    for found, criterion in rubric.criteria():
        if found.id != dimension or criterion.id not in missed or criterion.id in scenario.does_not_ask_for:
            continue
        rule = criterion.rule
        if criterion.level.of(scenario.type) == "required" and (
            not isinstance(rule, AnswersCue) or cues.intersection(rule.cues)
        ):
            room += 1
    return room


def _open(one: CriterionResult) -> bool:
    return one.status in {"missed", "partly"}


def _cues_in(scenario: Scenario) -> set[Cue]:
    reactions = [*scenario.anywhere, *(one for state in scenario.states.values() for one in state.reactions)]
    written = [scenario.opening.cues, *(one.cues for one in reactions), *(one.cues for one in scenario.facts.values())]
    written += [state.otherwise.cues for state in scenario.states.values()]
    return {cue for cues in written for cue in cues}
