"""What a caller's line is measured against: the scripted line, what was said, and what must not be said."""

from dataclasses import dataclass
from typing import Literal

Objection = Literal[
    "empty",
    "too_long",
    "role_break",
    "echo_trainee",
    "echo_self",
    "prompt_leak",
    "locked_fact",
    "negation",
    "numbers",
    "names",
    "graphic",
    "other_person",
    "format",
]


@dataclass(frozen=True)
class Allowed:
    """What may be said now.

    `script` is the scripted line; `trainee` what was just said to the caller; `said` the caller's own last lines;
    `locked` the texts (lines and about) of facts that must not be told yet; `others` the names of people who have not
    come up; `prompt` the system prompt and `marks` the canaries in it, of which nothing may be seen.
    """

    script: str
    trainee: str = ""
    said: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    name: str = ""
    others: tuple[str, ...] = ()
    prompt: str = ""
    marks: tuple[str, ...] = ()
