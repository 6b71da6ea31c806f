"""A practice line on a database of the test's own, once with what ships and once where replies name their moves."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.mini import NOON, PRISON, mini_text
from tests.practice.naming import Naming
from trainer.content.library import RUBRICS, local_resources
from trainer.content.rubric_file import load_rubric
from trainer.listening.listener import Listener
from trainer.listening.loading import load_listener
from trainer.practice.line import PracticeLine
from trainer.store.database import open_database
from trainer.store.people import create_guest


@pytest.fixture(scope="session")
def shipped() -> Listener:
    """The listener that ships."""
    return load_listener()


@pytest.fixture
def line(shipped: Listener) -> PracticeLine:
    """A practice line."""
    return PracticeLine(open_database(), shipped, load_rubric(RUBRICS / "call.yaml"), local_resources())


@pytest.fixture
def named(line: PracticeLine) -> PracticeLine:
    """The same line, with a listener that hears the moves a reply names."""
    return replace(line, listener=Naming())


@pytest.fixture
def person(line: PracticeLine) -> str:
    """Someone who practises."""
    return create_guest(line.database, "Quiet Heron", NOON)[0].id


@pytest.fixture
def other(line: PracticeLine) -> str:
    """Someone else who practises."""
    return create_guest(line.database, "Late Wren", NOON)[0].id


@pytest.fixture
def mini(tmp_path: Path) -> str:
    """The small scenario, as a file."""
    file = tmp_path / "mini.yaml"
    file.write_text(mini_text(), encoding="utf-8")
    return str(file)


@pytest.fixture
def timed(tmp_path: Path) -> str:
    """The small scenario on a line that is cut off after ten minutes, as a file."""
    file = tmp_path / "timed.yaml"
    file.write_text(mini_text(id="timed", **PRISON), encoding="utf-8")
    return str(file)
