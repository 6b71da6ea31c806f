"""The language model of an organisation, as a practice line knows it: where it is, and what it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from trainer.calls.call import Call
from trainer.calls.voiced_line import Taken
from trainer.model.endpoint import Endpoint
from trainer.model.shaped import Answers


class Voices(Protocol):
    """Says a caller's last line in its own words; nothing else of the call is in its hands."""

    def voice(self, call: Call, heard: Callable[[str], None] = ...) -> Taken:
        """Return how the line is said, after `heard` was given it sentence by sentence as far as it may be shown.

        The script's words stand whatever goes wrong.
        """
        ...


@dataclass(frozen=True)
class Model:
    """The language model that is set now.

    `caller` voices callers, where the script leaves room in lines of its own if it `improvises`; `answers` gives
    answers in a shape. A trainer has agreed to it `since`, None where that is not needed.
    """

    endpoint: Endpoint
    caller: Voices
    answers: Answers
    improvises: bool = False
    since: datetime | None = None

    def is_the_one(self, told_of: str) -> bool:
        """Return whether it is the very model that somebody was told of, by `Endpoint.told`; empty: of none."""
        return self.endpoint.told == told_of
