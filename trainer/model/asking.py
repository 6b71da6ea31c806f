"""What passes between a caller and a language model: messages, the shape of an answer, and how it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

from trainer.errors import PracticeLineError

Kind = Literal["refused", "silent", "slow", "broken", "empty", "status", "too_long", "not_agreed"]

UNUSABLE: frozenset[Kind] = frozenset({"broken", "empty", "too_long"})  # an answer came, and it is none

SENTENCES: Mapping[Kind, str] = {
    "refused": "The language model's server cannot be reached.",
    "silent": "The language model said nothing for too long.",
    "slow": "The language model did not finish in time.",
    "broken": "The language model's answer broke off or cannot be read.",
    "empty": "The language model answered without a word.",
    "status": "The language model's server refused the request",
    "too_long": "The language model's answer is too long.",
    "not_agreed": "Nothing may be sent to this language model any more.",
}


class Message(TypedDict):
    """One message of a chat; what a trainee typed goes into the user's role only."""

    role: Literal["system", "user", "assistant"]
    content: str


def unmarked(text: str) -> str:
    """Return what somebody typed, with a blank after each "<" and "[".

    Chat templates tell roles apart by marks that begin with one of them, and many servers read such marks anywhere in a
    message; torn apart they are letters like any other.
    """
    return text.replace("<", "< ").replace("[", "[ ")


class ModelFault(PracticeLineError):
    """The model gave no answer that can be used; `kind` says how, and `status` is the server's where it sent one."""

    def __init__(self, kind: Kind, status: int | None = None) -> None:
        self.kind = kind
        self.status = status
        super().__init__(SENTENCES[kind] if status is None else f"{SENTENCES[kind]} (status {status}).")


@dataclass(frozen=True)
class Usage:
    """What an answer cost, in tokens, by the server's own count."""

    prompt_tokens: int
    completion_tokens: int
