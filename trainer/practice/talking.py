"""Talking to someone: a trainee's own words to a person of the organisation, and nothing besides."""

from datetime import datetime

from trainer.calls.reply import accepted_reply
from trainer.content.people import People
from trainer.errors import CallError
from trainer.practice.line import PracticeLine
from trainer.store.messages import send_message


def send(line: PracticeLine, people: People, recipient: str, text: str, now: datetime) -> None:
    """Leave a message for one of `people`; nothing is kept of who wrote it.

    Raises CallError for a name nobody has, EmptyReply or ReplyTooLong for a text that cannot be sent.
    """
    if people.sample or recipient not in people.people:
        raise CallError("There is nobody of this name to write to.")
    send_message(line.database, recipient, accepted_reply(text), now)
