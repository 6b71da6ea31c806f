"""From verdicts to a dimension's 0–4: what is done well, as if nothing had hurt, then what harm leaves of it.

Kept apart so that a harmful move can never raise a score, and a repair never pays for a slip.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.content.moves import CRITICAL_MOVES
from trainer.content.rubric import Avoids, Criterion, Dimension, Harm, Level, Repairs, Rubric
from trainer.scoring.criteria import Verdict
from trainer.scoring.replies import Practice, Slip

HIGHEST = 4
_POINTS = {"met": 1.0, "partly": 0.5, "missed": 0.0}


@dataclass(frozen=True)
class Judged:
    """A criterion with its level in this call and the verdict on it."""

    criterion: Criterion
    level: Level
    verdict: Verdict


def dimension_score(dimension: Dimension, judged: Sequence[Judged], practice: Practice, rubric: Rubric) -> int | None:
    """Return 0–4, or None when nothing in this call belongs to the dimension.

    The mean of the required criteria (met 1, partly ½, missed 0) times four, plus `optional_adds` for each
    optional one, rounded, at most four; then no more than the harm in it and an unrepaired major allow.
    """
    required = [one for one in judged if one.level == "required"]
    points = [point for one in required if (point := _point(one, practice, rubric)) is not None]
    limit = min(_harm_limit(required, practice, rubric.harm), _major_limit(dimension, practice, rubric))
    if not points:
        return 0 if limit < HIGHEST else None
    optional = (one for one in judged if one.level == "optional" and not isinstance(one.criterion.rule, Repairs))
    extra = sum(_POINTS.get(one.verdict.status, 0.0) for one in optional)
    score = HIGHEST * sum(points) / len(points) + rubric.optional_adds * extra
    return min(int(score + 0.5), HIGHEST, limit)


def _point(one: Judged, practice: Practice, rubric: Rubric) -> float | None:
    rule = one.criterion.rule
    if isinstance(rule, Repairs):
        return None
    if isinstance(rule, Avoids):
        return 1.0 if rule.earns and practice.shows_restraint(rubric.short_call_replies) else None
    return _POINTS.get(one.verdict.status)


def _slips_of(required: Iterable[Judged], practice: Practice) -> tuple[tuple[Slip, ...], tuple[Slip, ...]]:
    """Return the slips the dimension itself names, and those it minds only when they are left standing."""
    rules = [one.criterion.rule for one in required]
    named = frozenset(move for rule in rules if isinstance(rule, Avoids) for move in rule.moves)
    minds_all = any(isinstance(rule, Repairs) for rule in rules)
    standing = (slip for slip in practice.slips() if slip.answerable and not slip.repaired) if minds_all else ()
    return practice.slips(named), tuple(standing)


def _harm_limit(required: Iterable[Judged], practice: Practice, harm: Harm) -> int:
    own, standing = _slips_of(required, practice)
    limits = [HIGHEST]
    if own:
        limits.append(harm.repaired)
    left = {slip.reply.n for slip in own if not slip.repaired} | {slip.reply.n for slip in standing}
    if left:
        limits.append(harm.unrepaired[min(len(left), len(harm.unrepaired)) - 1])
    for slip in own:
        if any(heard.move in CRITICAL_MOVES for heard in slip.heard):
            limits.append(harm.critical_repaired if slip.repaired else harm.critical)
    return min(limits)


def _major_limit(dimension: Dimension, practice: Practice, rubric: Rubric) -> int:
    standing = majors_left_standing(practice, rubric)
    return min(
        (m.at_most for m in rubric.majors if m.id in standing and dimension.id in m.dimensions),
        default=HIGHEST,
    )


def majors_left_standing(practice: Practice, rubric: Rubric) -> tuple[str, ...]:
    """Return the ids of the majors with a slip that nobody put right."""
    return tuple(major.id for major in rubric.majors if any(not slip.repaired for slip in practice.slips(major.moves)))
