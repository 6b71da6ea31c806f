"""Messages to people of the organisation: read by whom they are for, deleted once read."""

from datetime import timedelta

import pytest

from tests.store.conftest import NOW
from trainer.errors import StoreError
from trainer.store.database import Database
from trainer.store.messages import delete_messages, mark_read, messages_for, send_message
from trainer.store.stored import Message

HOUR = NOW.replace(minute=0, second=0, microsecond=0)
SOON = NOW + timedelta(hours=1)


def sent(database: Database, *texts: str, to: str = "lead") -> list[int]:
    """The ids of new messages."""
    for text in texts:
        send_message(database, to, text, NOW)
    return [one.id for one in messages_for(database, to)[-len(texts) :]]


def test_messages_come_back_oldest_first_and_to_whom_they_are_for(database: Database) -> None:
    first, second = sent(database, "“Hello” — 你好 🌱", "'); DROP TABLE messages; --")
    sent(database, "for somebody else", to="bee")
    assert messages_for(database, "lead") == (
        Message(first, "lead", "“Hello” — 你好 🌱", HOUR),
        Message(second, "lead", "'); DROP TABLE messages; --", HOUR),
    )
    assert messages_for(database, "nobody") == ()


@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=44, seconds=59, microseconds=749_999)], ids=str)
def test_of_when_it_was_sent_only_the_hour_is_kept(database: Database, later: timedelta) -> None:
    for at in (HOUR, NOW + later, HOUR + timedelta(hours=1)):
        send_message(database, "lead", "words", at)
    assert [one.sent_at for one in messages_for(database, "lead")] == [HOUR, HOUR, HOUR + timedelta(hours=1)]


def test_only_what_was_read_is_marked(database: Database) -> None:
    first, second = sent(database, "one", "two")
    mark_read(database, [first], SOON)
    mark_read(database, [], SOON)
    assert [(one.id, one.read_at) for one in messages_for(database, "lead")] == [(first, SOON), (second, None)]


def test_only_what_its_reader_has_read_is_deleted(database: Database) -> None:
    first, second = sent(database, "one", "two")
    [other] = sent(database, "theirs", to="bee")
    mark_read(database, [first, other], SOON)
    assert delete_messages(database, "lead") == 1
    assert [one.id for one in messages_for(database, "lead")] == [second]
    assert [one.id for one in messages_for(database, "bee")] == [other]
    assert delete_messages(database, "lead") == 0


@pytest.mark.parametrize("text", ["nul \x00 inside", "half \ud83d a character"])
def test_what_no_database_can_keep_is_refused(database: Database, text: str) -> None:
    with pytest.raises(StoreError, match="broken character"):
        send_message(database, "lead", text, NOW)
    assert messages_for(database, "lead") == ()


def test_a_message_is_not_shown_in_an_error(database: Database) -> None:
    sent(database, "words of mine")
    assert "words of mine" not in repr(messages_for(database, "lead"))
