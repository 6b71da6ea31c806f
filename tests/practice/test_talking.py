"""A message to somebody of the organisation: the words, and nothing of who wrote them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.mini import NOON
from trainer.content.people import People, load_people
from trainer.errors import CallError, EmptyReply, ReplyTooLong
from trainer.practice.line import PracticeLine
from trainer.practice.talking import send
from trainer.store.messages import messages_for
from trainer.store.stored import Message
from trainer.store.tables import messages


def here() -> People:
    """The people that ship, as if somebody had put themselves in their place."""
    return load_people().model_copy(update={"sample": False})


def test_a_message_waits_for_the_one_it_is_for(line: PracticeLine) -> None:
    people = here()
    first, second = list(people.people)[:2]
    send(line, people, first, "  That call stays with me.\r\nCan we talk?\x1b ", NOON)
    [kept] = messages_for(line.database, first)
    assert kept == Message(kept.id, first, "That call stays with me.\nCan we talk?", NOON)
    assert messages_for(line.database, second) == ()


def test_nothing_is_kept_of_who_wrote(line: PracticeLine, person: str) -> None:
    send(line, here(), "shift_lead", "It was a long one.", NOON)
    with line.database.read() as connection:
        [row] = connection.execute(select(messages)).all()
    assert set(row._mapping) == {"id", "recipient", "text", "sent_at", "read_at"}
    assert person not in repr(tuple(row))


def test_of_when_it_was_sent_only_the_hour_is_kept(line: PracticeLine) -> None:
    send(line, here(), "shift_lead", "It was a long one.", NOON + timedelta(minutes=59, seconds=59, microseconds=7))
    assert [one.sent_at for one in messages_for(line.database, "shift_lead")] == [NOON]


def test_nobody_writes_to_people_who_are_made_up(line: PracticeLine) -> None:
    assert load_people().sample
    with pytest.raises(CallError, match="nobody of this name"):
        send(line, load_people(), "shift_lead", "Hello.", NOON)
    assert messages_for(line.database, "shift_lead") == ()


@pytest.mark.parametrize("name", ["nobody", "", "Shift_Lead", "shift_lead ", "' OR 1=1 --"])
def test_there_has_to_be_somebody_of_that_name(line: PracticeLine, name: str) -> None:
    with pytest.raises(CallError, match="nobody of this name"):
        send(line, here(), name, "Hello.", NOON)
    assert messages_for(line.database, name) == ()


@pytest.mark.parametrize(("text", "error"), [(" \u200b\n", EmptyReply), ("x" * 10_001, ReplyTooLong)])
def test_a_message_has_words_and_not_too_many(line: PracticeLine, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        send(line, here(), "shift_lead", text, NOON)
    assert messages_for(line.database, "shift_lead") == ()
