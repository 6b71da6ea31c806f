"""What every test needs: no network but this machine, a data folder of its own, and honest skips."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.model.model_server import ModelServer

THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
settings.register_profile("untimed", deadline=None)  # slowness says more of the machine than of the code
settings.load_profile("untimed")


def unavailable(reason: str) -> NoReturn:
    """Skip with the reason printed; where everything must be there (PRACTICE_LINE_REQUIRE_ALL=1), fail instead."""
    if os.environ.get("PRACTICE_LINE_REQUIRE_ALL") == "1":
        pytest.fail(f"missing here, and must not be: {reason}")
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in THIS_MACHINE:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, so that no test touches anyone's calls."""
    monkeypatch.setenv("PRACTICE_LINE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


@pytest.fixture(scope="session")
def model_server() -> "Iterator[ModelServer]":
    """A real model behind an OpenAI-compatible server on this machine; not to be killed, for all share it."""
    from tests.model.model_server import running_model_server  # which itself needs `unavailable`

    with running_model_server() as server:
        yield server
