"""Messages to the people an organisation names: the writer's words and nothing about the writer."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from trainer.store.access import keepable
from trainer.store.database import Database
from trainer.store.stored import Message
from trainer.store.tables import messages


def send_message(database: Database, recipient: str, text: str, now: datetime) -> None:
    """Keep a message for a person of the organisation; of when it was sent only the hour, which tells nobody apart."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    with database.write() as connection:
        connection.execute(insert(messages).values(recipient=recipient, text=keepable(text), sent_at=hour))


def messages_for(database: Database, recipient: str) -> tuple[Message, ...]:
    """Return the messages for a person of the organisation, oldest first."""
    with database.read() as connection:
        found = select(messages).where(messages.c.recipient == recipient).order_by(messages.c.id)
        return tuple(Message(**row._mapping) for row in connection.execute(found))


def mark_read(database: Database, ids: Iterable[int], now: datetime) -> None:
    """Note that messages were read."""
    with database.write() as connection:
        connection.execute(update(messages).where(messages.c.id.in_(list(ids))).values(read_at=now))


def delete_messages(database: Database, recipient: str) -> int:
    """Delete for good the messages that a person of the organisation has read; return how many."""
    read = (messages.c.recipient == recipient, messages.c.read_at.is_not(None))
    with database.write() as connection:
        gone = connection.execute(delete(messages).where(*read)).rowcount
    database.wipe_deleted()
    return gone
