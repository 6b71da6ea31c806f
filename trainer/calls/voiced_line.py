"""How a caller's line was said: as written, by a language model, or as written because the model's line was refused."""

from dataclasses import dataclass
from typing import Literal

Voice = Literal["scripted", "model", "improvised", "guarded"]


@dataclass(frozen=True)
class VoicedLine:
    """One line as it was said.

    `voice` says whether the script's words stand (`scripted`), a model's for the same line (`model`), a line of a
    model's own (`improvised`), or the script's in the place of a model's line that was refused (`guarded`); `why` names
    the refusal or the fault, empty where there was none.
    """

    text: str
    voice: Voice = "scripted"
    why: str = ""


@dataclass(frozen=True)
class Taken:
    """How a line came out, how long that took, in seconds, and what it cost, in tokens (0 where nobody counted)."""

    line: VoicedLine
    seconds: float
    tokens: int = 0
