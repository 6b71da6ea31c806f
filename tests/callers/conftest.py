"""The real model's server, started once."""

from collections.abc import Iterator

import pytest

from tests.callers.model_server import ModelServer, running_model_server


@pytest.fixture(scope="session")
def model_server() -> Iterator[ModelServer]:
    """A real model behind an OpenAI-compatible server on this machine; not to be killed, for all share it."""
    with running_model_server() as server:
        yield server
