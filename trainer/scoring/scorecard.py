"""A transcript and a rubric to a scorecard: what worked, what to try, with the words it rests on."""

from dataclasses import dataclass

from trainer.calls.transcript import Transcript
from trainer.content.rubric import Criterion, Level, Rubric
from trainer.scoring.criteria import Evidence, Status, Verdict, judge
from trainer.scoring.critical import CriticalMoment, critical_moments
from trainer.scoring.dimensions import HIGHEST, Judged, dimension_score, majors_left_standing
from trainer.scoring.replies import Views, views_of

OTHER_CALLS = "Not looked at in this kind of call."
NOT_ASKED_FOR = "This call does not ask for it."


@dataclass(frozen=True)
class DimensionScore:
    """A dimension's score, 0–4, or None when this call gave nothing to score; `weight` out of a hundred."""

    id: str
    score: int | None
    weight: int


@dataclass(frozen=True)
class CriterionResult:
    """One criterion in one call; `feedback` and `better_line` are empty where there is nothing to say."""

    id: str
    dimension: str
    level: Level
    status: Status
    evidence: tuple[Evidence, ...] = ()
    feedback: str = ""
    better_line: str = ""
    why: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Hashes:
    """What made this score: the scenario, the rubric and the listener, so that it can be made again."""

    scenario: str
    rubric: str
    listener: str


@dataclass(frozen=True)
class Scorecard:
    """How one call went; `total` is 0–100, `caps` names the critical moments and majors that bound it."""

    rubric: str
    total: int
    caps: tuple[str, ...]
    dimensions: tuple[DimensionScore, ...]
    criteria: tuple[CriterionResult, ...]
    critical: tuple[CriticalMoment, ...]
    hashes: Hashes = Hashes("", "", "")


def score(transcript: Transcript, rubric: Rubric) -> Scorecard:
    """Return the scorecard of `transcript`; the same transcript and rubric always give the same one."""
    views = views_of(transcript, rubric.moves_per_reply)
    judged = {
        dimension.id: [_judged(criterion, transcript, views, rubric) for criterion in dimension.criteria]
        for dimension in rubric.dimensions
    }
    dimensions = tuple(
        DimensionScore(one.id, dimension_score(one, judged[one.id], views.counted, rubric), one.weight)
        for one in rubric.dimensions
    )
    critical = critical_moments(transcript, rubric, views.every)
    total = weighted_total(dimensions)
    return Scorecard(
        rubric=rubric.id,
        total=min(total, rubric.critical_cap) if critical else total,
        caps=(*dict.fromkeys(one.id for one in critical), *majors_left_standing(views.counted, rubric)),
        dimensions=dimensions,
        criteria=tuple(_result(dimension.id, one) for dimension in rubric.dimensions for one in judged[dimension.id]),
        critical=critical,
        hashes=Hashes(transcript.scenario_hash, rubric.hash, transcript.listener_hash),
    )


def weighted_total(dimensions: tuple[DimensionScore, ...]) -> int:
    """Return Σ weight × score ÷ 4 of the scored dimensions, as a share of their weights, 0–100."""
    scored = [(one.weight, one.score) for one in dimensions if one.score is not None]
    if not scored:
        return 0
    return int(100 * sum(weight * points for weight, points in scored) / (HIGHEST * sum(w for w, _ in scored)) + 0.5)


def _judged(criterion: Criterion, transcript: Transcript, views: Views, rubric: Rubric) -> Judged:
    level = criterion.level.of(transcript.type)
    raised = {cue for moment in views.every.moments for cue in moment.cues}
    if level == "required" and raised.intersection(criterion.optional_after):
        level = "optional"
    if level == "not_scored":
        return Judged(criterion, level, Verdict("not_applicable", reason=OTHER_CALLS))
    if criterion.id in transcript.does_not_ask_for:
        return Judged(criterion, level, Verdict("not_applicable", reason=NOT_ASKED_FOR))
    return Judged(criterion, level, judge(criterion.rule, views, rubric.short_call_replies))


def _result(dimension: str, one: Judged) -> CriterionResult:
    feedback, verdict = one.criterion.feedback, one.verdict
    said = {"met": feedback.worked, "partly": feedback.partly or feedback.to_try, "missed": feedback.to_try}
    to_mend = verdict.status in {"partly", "missed"}
    return CriterionResult(
        id=one.criterion.id,
        dimension=dimension,
        level=one.level,
        status=verdict.status,
        evidence=verdict.evidence,
        feedback=said.get(verdict.status, ""),
        better_line=feedback.better_line if to_mend else "",
        why=feedback.why if to_mend else "",
        reason=verdict.reason,
    )
