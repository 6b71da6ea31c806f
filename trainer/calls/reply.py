"""A reply as a call takes it: text people typed, with nothing in it that could break a page or a file."""

import re
import unicodedata

from trainer.errors import EmptyReply, ReplyTooLong, UnheardLanguage
from trainer.listening.language import unheard
from trainer.listening.listener import Heard, Hearing

MAX_REPLY_CHARACTERS = 10_000
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def accepted_reply(typed: str) -> str:
    """Return `typed` in composed Unicode without control, bidirectional-override and zero-width characters.

    Raises EmptyReply if nothing visible is left, ReplyTooLong above MAX_REPLY_CHARACTERS.
    """
    if len(typed) > MAX_REPLY_CHARACTERS:
        said = f"{len(typed):,} characters"
        raise ReplyTooLong(f"That reply has {said}; a call takes {MAX_REPLY_CHARACTERS:,}. Say it in smaller parts.")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", typed.replace("\r\n", "\n"))).strip()
    if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        raise EmptyReply("There is nothing to say yet: the reply is empty.")
    return text


def accepted_hearing(hearing: Hearing) -> tuple[Heard, ...]:
    """Return all that was heard; raises UnheardLanguage for a reply in a language that cannot be heard yet."""
    if hearing.language != "en":
        raise UnheardLanguage(unheard(hearing.language))
    return hearing.heard
