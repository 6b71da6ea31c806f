"""The listener's interface: one free-text reply in, the moves it makes out, each with its evidence."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Language = Literal["en", "es", "fr"]

_LONGEST_QUOTE_IN_REASON = 60


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
    (character offsets); `reason` says in a volunteer's words why it was heard. A move that is not `sure` decides
    nothing: it may have been made, for a trainer to judge.
    """

    move: str
    confidence: float
    quote: str
    start: int
    end: int
    reason: str
    sure: bool = True


@dataclass(frozen=True)
class Hearing:
    """What was heard in one reply, in the order of its words; nothing in a `language` that is not heard yet."""

    heard: tuple[Heard, ...] = ()
    language: Language = "en"

    @property
    def moves(self) -> tuple[Heard, ...]:
        """What was heard surely enough to act on."""
        return tuple(one for one in self.heard if one.sure)

    @property
    def maybe(self) -> tuple[Heard, ...]:
        """What may have been made."""
        return tuple(one for one in self.heard if not one.sure)


class Listener(Protocol):
    """Hears moves in replies; the same reply and context always give the same answer."""

    @property
    def hash(self) -> str:
        """Hex digest of everything that decides what is heard."""
        ...

    def hear(self, reply: str, context: Context) -> Hearing:
        """Return what `reply` does."""
        ...


def said_why(heard_as: str, quote: str) -> str:
    """Return the reason for a move in a volunteer's words: what it was heard as, and its words, shortened."""
    return f"heard as {heard_as}: '{_shortened(quote)}'"


def _shortened(quote: str) -> str:
    one_line = " ".join(quote.split())
    if len(one_line) <= _LONGEST_QUOTE_IN_REASON:
        return one_line
    return one_line[:_LONGEST_QUOTE_IN_REASON].rsplit(" ", 1)[0] + " …"
