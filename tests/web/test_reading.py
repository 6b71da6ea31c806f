"""What a line says of whose words it is in."""

from dataclasses import replace
from typing import get_args

import pytest

from trainer.callers.guard import Objection
from trainer.calls.mood import Mood
from trainer.calls.transcript import Turn
from trainer.model.asking import Kind
from trainer.web.reading import bubble
from trainer.web.wording import NOT_THE_MODELS

LINE = Turn(3, "caller", "<b>Mm.</b>", "here", Mood(4, 6))


def test_every_refusal_and_every_fault_has_plain_words() -> None:
    assert NOT_THE_MODELS.keys() == {*get_args(Objection), *get_args(Kind), "resting", "interrupted"}


def test_a_scripted_line_says_nothing_of_it() -> None:
    assert "model" not in bubble(LINE)
    assert "&lt;b&gt;Mm.&lt;/b&gt;" in bubble(LINE)


@pytest.mark.parametrize(
    ("voice", "why", "says"),
    [
        ("model", "", "line 3, in a model’s words"),
        ("improvised", "", "line 3, in a model’s own line"),
        ("guarded", "locked_fact", "in the script’s words: the model told too much"),
        ("scripted", "silent", "in the script’s words: the model said nothing in time"),
        ("scripted", "<i>", "in the script’s words: &lt;i&gt;"),
    ],
)
def test_a_line_says_whose_words_it_is_in(voice: str, why: str, says: str) -> None:
    turn = Turn(3, "caller", "Mm.", "here", Mood(4, 6), voice=voice, why=why)  # type: ignore[arg-type]
    assert says in bubble(turn)


def test_a_line_of_a_models_own_shows_the_scripts_beside_it_and_no_other_does() -> None:
    turn = replace(LINE, text="Nobody's in a hurry.", script="<b>Mm.</b>")
    assert "“&lt;b&gt;Mm.&lt;/b&gt;”" in bubble(replace(turn, voice="improvised"))
    assert "Mm." not in bubble(replace(turn, voice="model"))
