import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.calls.reply import MAX_REPLY_CHARACTERS, accepted_reply
from trainer.errors import EmptyReply, ReplyTooLong


@pytest.mark.parametrize("typed", ["", "  \n\t", "\u200b\u200b", "\x00\x01", "\u202e", "\ufeff "])
def test_nothing_visible_is_an_empty_reply(typed: str) -> None:
    with pytest.raises(EmptyReply, match="empty"):
        accepted_reply(typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  I hear you. ", "I hear you."),
        ("a\r\nb", "a\nb"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("abc\u202edcba", "abcdcba"),
        ("<b>**hi**</b> ![x](http://x)", "<b>**hi**</b> ![x](http://x)"),
        ("שלום 🫂", "שלום 🫂"),
        ("🫂", "🫂"),
        ("?", "?"),
        ("e\u0301", "é"),
    ],
)
def test_text_is_kept_as_it_was_meant(typed: str, text: str) -> None:
    assert accepted_reply(typed) == text


def test_ten_thousand_characters_are_taken_and_one_more_is_not() -> None:
    assert len(accepted_reply("a" * MAX_REPLY_CHARACTERS)) == MAX_REPLY_CHARACTERS
    with pytest.raises(ReplyTooLong, match="10,001 characters; a call takes 10,000"):
        accepted_reply("a" * (MAX_REPLY_CHARACTERS + 1))


@given(st.text(max_size=400))
def test_whatever_is_accepted_is_visible_and_can_be_stored(typed: str) -> None:
    try:
        text = accepted_reply(typed)
    except EmptyReply:
        return
    assert text.strip()
    assert text.encode("utf-8")
    assert "\x00" not in text
    assert accepted_reply(text) == text
