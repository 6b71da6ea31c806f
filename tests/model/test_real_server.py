"""The protocol with a real model; what it says is its own affair."""

from dataclasses import replace

import pytest

from tests.model.model_server import ModelServer, running_model_server
from trainer.model.asking import Message, ModelFault
from trainer.model.saying import Answer, say

MESSAGES: list[Message] = [
    {"role": "system", "content": "You are calling a support hotline. Answer in one sentence."},
    {"role": "user", "content": "Hello, what would you like to talk about?"},
]


def ask(server: ModelServer, max_tokens: int, **changes: str) -> Answer:
    return say(replace(server.endpoint, **changes), MESSAGES, max_tokens=max_tokens, seed=7, temperature=0.0)


def test_a_real_model_streams_words_and_counts_them(model_server: ModelServer) -> None:
    answer = ask(model_server, 12)
    pieces = list(answer)
    assert len(pieces) > 1
    assert "".join(pieces).strip()
    assert answer.finish in {"stop", "length"}
    assert answer.usage
    assert answer.usage.prompt_tokens > 10
    assert 1 < answer.usage.completion_tokens <= 12


def test_who_hangs_up_leaves_the_server_free_for_the_next(model_server: ModelServer) -> None:
    answer = ask(model_server, 1500)
    assert next(answer)
    answer.close()
    assert list(ask(model_server, 4))


def test_a_server_killed_in_mid_sentence_ends_in_a_fault() -> None:
    with running_model_server() as server:
        answer = ask(server, 1500)
        assert next(answer)
        server.kill()
        with pytest.raises(ModelFault, match="broke off"):
            list(answer)
        with pytest.raises(ModelFault, match="cannot be reached"):
            list(ask(server, 4))
