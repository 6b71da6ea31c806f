"""What was heard in a reply, as the JSON text in which the store keeps it."""

import json
from collections.abc import Iterable

from trainer.listening.listener import Heard


def heard_to_json(heard: Iterable[Heard]) -> str:
    """Return `heard` as a JSON list of id, confidence, quote, start, end, reason, and sure where it is not."""
    return json.dumps([_plain(one) for one in heard], ensure_ascii=False)


def heard_from_json(text: str) -> tuple[Heard, ...]:
    """Return what `heard_to_json` wrote."""
    return tuple(
        Heard(
            one["id"], one["confidence"], one["quote"], one["start"], one["end"], one["reason"], one.get("sure", True)
        )
        for one in json.loads(text)
    )


def _plain(one: Heard) -> dict[str, object]:
    plain = {
        "id": one.move,
        "confidence": one.confidence,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "reason": one.reason,
    }
    return plain if one.sure else plain | {"sure": False}
