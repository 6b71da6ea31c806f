"""Second opinions as JSON: written for the store and other programs, and read back the same."""

from typing import Any, cast, get_args

from trainer.calls.json_value import JsonValue
from trainer.scoring.criteria import Evidence
from trainer.scoring.scorecard_json import LATEST_TURN
from trainer.second_opinion.opinion import CriterionOpinion, Opinion, Says


def to_json(opinion: Opinion) -> dict[str, Any]:
    """Return `opinion` as plain values that `json.dumps` takes."""
    return {
        "model": opinion.model,
        "prompt_hash": opinion.prompt_hash,
        "rubric_hash": opinion.rubric_hash,
        "criteria": [
            {
                "id": one.criterion,
                "says": one.says,
                "quotes": [{"turn": found.turn, "quote": found.quote} for found in one.quotes],
            }
            for one in opinion.criteria
        ],
    }


def from_json(data: Any) -> Opinion:
    """Return the opinion in `data`; raises InputError with one line that names the place of a fault."""
    whole = JsonValue(data)
    return Opinion(
        model=whole.member("model").text(),
        prompt_hash=whole.member("prompt_hash").text(),
        rubric_hash=whole.member("rubric_hash").text(),
        criteria=tuple(_criterion(one) for one in whole.member("criteria").items()),
    )


def _criterion(one: JsonValue) -> CriterionOpinion:
    return CriterionOpinion(
        criterion=one.member("id").text(),
        says=cast(Says, one.member("says").one_of(get_args(Says))),
        quotes=tuple(_evidence(found) for found in one.member("quotes").items()),
    )


def _evidence(one: JsonValue) -> Evidence:
    return Evidence(one.member("turn").whole(1, LATEST_TURN), one.member("quote").text())
