"""A small scenario for tests, and ways to say moves into a call without a listener."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import yaml

from trainer.calls.act import Act, ActKind
from trainer.calls.playable import Playable, playable_text
from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.listener import Heard

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)

MINI: dict[str, Any] = {
    "id": "mini",
    "code": "S01",
    "title": "Mini",
    "situation": "A test.",
    "need": "safety",
    "type": "A",
    "channel": "voice",
    "difficulty": 1,
    "minutes": 2,
    "content_notes": [{"theme": "a knife", "softened": "nothing"}],
    "learning_goals": ["listen"],
    "caller": {"name": "T", "age": 30, "pronouns": "they/them", "about": "a test"},
    "opening": {"state": "wary", "trust": 4, "distress": 6, "lines": ["Hi.", "Hello."]},
    "facts": {
        "secret": {
            "about": "a secret",
            "opens": {"trust": {"min": 5}, "never": ["interrogates"]},
            "lines": ["The secret."],
        }
    },
    "states": {
        "wary": {
            "about": "at first",
            "hint": {"sees": "They wait.", "move": "validates_feeling", "says": "That sounds hard."},
            "openers": ["validates_feeling"],
            "reactions": [{"when": {"any": ["validates_feeling"]}, "tells": "secret", "to": "open", "lines": ["OK."]}],
            "otherwise": {"lines": ["Hm.", "Well.", "So."]},
            "if_trainee_ends": "cut",
        },
        "open": {
            "about": "later",
            "hint": {"sees": "It is told.", "move": "warm_close", "says": "Thank you for telling me."},
            "reactions": [{"when": {"any": ["warm_close"]}, "to": "good"}],
            "otherwise": {"lines": ["Yes.", {"say": "He had a knife.", "soft": "He scared me."}, "Mm."]},
            "if_trainee_ends": "good",
        },
    },
    "anywhere": [{"when": {"any": sorted(HARMFUL_MOVES)}, "lines": ["No.", "Stop.", "Not that."]}],
    "endings": {
        "good": {"kind": "good", "title": "Good", "about": "It went well.", "lines": ["Bye."]},
        "cut": {"kind": "partial", "title": "Cut", "about": "It was cut short."},
        "gone": {"kind": "bad", "title": "Gone", "about": "They left.", "lines": ["Forget it."]},
    },
    "caller_leaves": "gone",
    "debrief": ["How was it?"],
}

PRISON: dict[str, Any] = {
    "channel": "prison_call",
    "time_limit_minutes": 10,
    "time_runs_out": "late",
    "endings": {
        **MINI["endings"],
        "late": {"kind": "partial", "title": "Late", "about": "The line was cut."},
    },
}


def mini_text(**changes: Any) -> str:
    """Return the small scenario as YAML, with some of its top keys changed."""
    return yaml.safe_dump({**deepcopy(MINI), **changes}, sort_keys=False, allow_unicode=True)


def mini_playable(**changes: Any) -> Playable:
    """Return the small scenario ready to be played."""
    return playable_text(mini_text(**changes), "mini")


def making(*moves: str, text: str = "words") -> Act:
    """Return a reply in which `moves` were heard."""
    return Act("reply", NOON, text, tuple(Heard(move, 0.9, text, 0, len(text), "") for move in moves))


def doing(kind: ActKind, at: datetime = NOON) -> Act:
    """Return an act without words."""
    return Act(kind, at)
