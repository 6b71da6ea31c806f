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
    "avoided",
    "agrees",
    "ends",
]


@dataclass(frozen=True)
class Allowed:
    """What may be said now.

    `script` is the scripted line; `trainee` what was just said to the caller; `said` the caller's own last lines;
    `locked` the texts (lines and about) of facts that must not be told yet; `others` the names of people who have not
    come up; `prompt` the system prompt and `marks` the canaries in it, of which nothing may be seen.

    Only an improvised line has a `goal`, what the caller is after now; `known` are all the caller's lines before, which
    may be told again, and `avoids` words that the caller does not use here.
    """

    script: str
    trainee: str = ""
    said: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    name: str = ""
    others: tuple[str, ...] = ()
    prompt: str = ""
    marks: tuple[str, ...] = ()
    goal: str = ""
    known: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()

    @property
    def improvised(self) -> bool:
        """Whether the line is the model's own, and the script only says what it is about."""
        return bool(self.goal)
