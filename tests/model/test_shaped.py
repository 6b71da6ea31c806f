"""An answer in a shape: what is no such answer is a fault, whatever else it is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from tests.model.faulty_server import FaultyServer, answers
from trainer.model.asking import Message, ModelFault
from trainer.model.endpoint import Endpoint
from trainer.model.shaped import answers_at, read_as

MESSAGES: tuple[Message, ...] = ({"role": "user", "content": "Is it?"},)


class Answer(BaseModel):
    """A small shape."""

    model_config = ConfigDict(extra="forbid")
    yes: bool
    quote: str


@pytest.mark.parametrize(
    "text",
    ['{"yes": true, "quote": "a"}', ' {"quote": "a", "yes": true}\n', '```json\n{"yes": true, "quote": "a"}\n```'],
)
def test_json_is_read_with_or_without_a_fence(text: str) -> None:
    assert read_as(Answer, text) == Answer(yes=True, quote="a")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes.",
        "[]",
        "null",
        '{"yes": "true", "quote": "a"}',
        '{"yes": 1, "quote": "a"}',
        '{"yes": true}',
        '{"yes": true, "quote": "a", "score": 9}',
        '{"yes": true, "quote": "a"} and more',
        "[" * 50_000,
        '{"yes": true, "quote": "\ud800"}',
    ],
    ids=range(11),
)
def test_anything_else_is_a_fault_that_repeats_nothing(text: str) -> None:
    with pytest.raises(ModelFault) as fault:
        read_as(Answer, text)
    assert fault.value.kind == "broken"
    assert fault.value.__cause__ is None
    assert fault.value.__suppress_context__


@given(st.text())
def test_no_text_whatever_raises_anything_else(text: str) -> None:
    with suppress(ModelFault):
        read_as(Answer, text)


def test_the_model_is_asked_for_the_shape_without_chance() -> None:
    with FaultyServer(answers('{"yes": ', 'true, "quote": "a"}')) as server:
        found = answers_at(Endpoint(server.base_url, "double"))(MESSAGES, Answer, max_tokens=9, seed=3)
    assert found == Answer(yes=True, quote="a")
    (request,) = server.requests
    assert request.body["temperature"] == 0.0
    assert set(request.body["response_format"]["json_schema"]["schema"]["properties"]) == {"yes", "quote"}
