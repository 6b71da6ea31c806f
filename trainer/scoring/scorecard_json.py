"""Scorecards as JSON: written for the store and other programs, and read back the same."""

from typing import Any, cast, get_args

from trainer.calls.json_value import JsonValue
from trainer.content.rubric import Level
from trainer.scoring.criteria import Evidence, Status
from trainer.scoring.critical import CriticalMoment
from trainer.scoring.dimensions import HIGHEST
from trainer.scoring.scorecard import CriterionResult, DimensionScore, Hashes, Scorecard

LATEST_TURN = 1_000_000


def to_json(card: Scorecard) -> dict[str, Any]:
    """Return `card` as plain values that `json.dumps` takes."""
    return {
        "rubric": card.rubric,
        "total": card.total,
        "caps": list(card.caps),
        "dimensions": [{"id": one.id, "score": one.score, "weight": one.weight} for one in card.dimensions],
        "criteria": [_criterion_to_json(one) for one in card.criteria],
        "critical": [_critical_to_json(one) for one in card.critical],
        "hashes": {
            "scenario": card.hashes.scenario,
            "rubric": card.hashes.rubric,
            "listener": card.hashes.listener,
        },
    }


def from_json(data: Any) -> Scorecard:
    """Return the scorecard in `data`; raises InputError with one line that names the place of a fault."""
    whole = JsonValue(data)
    hashes = whole.member("hashes")
    return Scorecard(
        rubric=whole.member("rubric").text(),
        total=whole.member("total").whole(0, 100),
        caps=tuple(cap.text() for cap in whole.member("caps").items()),
        dimensions=tuple(_dimension(one) for one in whole.member("dimensions").items()),
        criteria=tuple(_criterion(one) for one in whole.member("criteria").items()),
        critical=tuple(_critical(one) for one in whole.member("critical").items()),
        hashes=Hashes(*(hashes.member(key).text() for key in ("scenario", "rubric", "listener"))),
    )


def _criterion_to_json(one: CriterionResult) -> dict[str, Any]:
    return {
        "id": one.id,
        "dimension": one.dimension,
        "level": one.level,
        "status": one.status,
        "evidence": [{"turn": evidence.turn, "quote": evidence.quote} for evidence in one.evidence],
        "feedback": one.feedback,
        "better_line": one.better_line,
        "why": one.why,
        "reason": one.reason,
    }


def _critical_to_json(one: CriticalMoment) -> dict[str, Any]:
    return {
        "id": one.id,
        "turn": one.turn,
        "quote": one.quote,
        "note": one.note,
        "try": one.to_try,
        "caller": one.caller,
    }


def _dimension(one: JsonValue) -> DimensionScore:
    score = one.member("score")
    points = None if score.value is None else score.whole(0, HIGHEST)
    return DimensionScore(one.member("id").text(), points, one.member("weight").whole(0, 100))


def _criterion(one: JsonValue) -> CriterionResult:
    return CriterionResult(
        id=one.member("id").text(),
        dimension=one.member("dimension").text(),
        level=cast(Level, one.member("level").one_of(get_args(Level))),
        status=cast(Status, one.member("status").one_of(get_args(Status))),
        evidence=tuple(_evidence(evidence) for evidence in one.member("evidence").items()),
        feedback=one.member("feedback").text(),
        better_line=one.member("better_line").text(),
        why=one.member("why").text(),
        reason=one.member("reason").text(),
    )


def _evidence(one: JsonValue) -> Evidence:
    return Evidence(one.member("turn").whole(1, LATEST_TURN), one.member("quote").text())


def _critical(one: JsonValue) -> CriticalMoment:
    caller = one.optional("caller")
    return CriticalMoment(
        id=one.member("id").text(),
        turn=one.member("turn").whole(1, LATEST_TURN),
        quote=one.member("quote").text(),
        note=one.member("note").text(),
        to_try=one.member("try").text(),
        caller=caller.text() if caller else "",
    )
