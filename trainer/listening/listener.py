"""The listener's interface: one free-text reply in, the moves it makes out, each with its evidence."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Context:
    """What came before a reply: the caller's last line and the topics the caller raised first.

    `raised` holds any of police, exit, suicide, faith, children, drugs.
    """

    caller: str = ""
    raised: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Heard:
    """One move heard in a reply.

    `confidence` is 0–1; `quote` is the reply's own words, found at `start`–`end` in the reply
    (character offsets); `reason` says in a volunteer's words why it was heard.
    """

    move: str
    confidence: float
    quote: str
    start: int
    end: int
    reason: str


class Listener(Protocol):
    """Hears moves in replies; the same reply and context always give the same answer."""

    @property
    def hash(self) -> str:
        """Hex digest of everything that decides what is heard."""
        ...

    def hear(self, reply: str, context: Context) -> tuple[Heard, ...]:
        """Return the moves that `reply` makes, in the order of their words."""
        ...
