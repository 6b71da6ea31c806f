"""What a trainee does in a call. A call is its acts in order; everything else about it is derived from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.listening.listener import Heard

ActKind = Literal["reply", "end", "stop", "fade", "soften", "pause", "resume", "time_up", "hint"]


@dataclass(frozen=True)
class Act:
    """One act: a reply with all that was, or may have been, heard in it, or a plain act; `at` is aware UTC."""

    kind: ActKind
    at: datetime
    text: str = ""
    heard: tuple[Heard, ...] = ()
