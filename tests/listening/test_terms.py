from hypothesis import given
from hypothesis import strategies as st

from trainer.listening.listener import Context
from trainer.listening.reading import load_reader
from trainer.listening.terms import GROUPS, terms_in

READER = load_reader()


def texts(reply: str, caller: str = "", *raised: str) -> set[str]:
    return {text for _, text, *_ in terms_in(READER.read(reply, Context(caller, frozenset(raised))))}


def test_words_that_are_negated_or_anothers_are_words_of_another_kind() -> None:
    assert "not:call" in texts("We never call the police.")
    assert "said:call" in texts("He said call the police.")
    assert not {"not:call", "said:call"} & texts("Call the police.")


def test_a_topic_is_marked_as_new_or_as_raised_by_the_caller() -> None:
    assert "topic police is new" in texts("Have you told the cops?")
    after = texts("Have you told the cops?", "No cops.", "police")
    assert "topic police is new" not in after
    assert "topic police, raised police" in after
    assert "topic police, caller refuses" in after


def test_asking_is_told_from_saying() -> None:
    assert "asks:scared" in texts("Are you scared?")
    assert "asks:scared" not in texts("You are scared.")


def test_taking_up_the_callers_words_is_noticed() -> None:
    assert "takes up 2" in texts("So the landlord changed locks.", "My landlord has changed everything.")


@given(reply=st.text(max_size=80), caller=st.text(max_size=40))
def test_every_term_points_at_words_of_its_sentence(reply: str, caller: str) -> None:
    reading = READER.read(reply, Context(caller))
    for group, _, sentence, first, last in terms_in(reading):
        assert group in GROUPS
        if sentence >= 0:
            assert 0 <= first < len(reading.sentences[sentence].words)
            assert first < max(last, first + 1) <= len(reading.sentences[sentence].words)
