"""A database opens private, durable and quiet, or says in one clear sentence why not."""

import logging
import stat
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from tests.store.conftest import NOW
from tests.store.examples import reply, started
from trainer.errors import PracticeLineError, StoreError
from trainer.store import calls
from trainer.store.database import Database, open_database
from trainer.store.people import Person, create_guest
from trainer.store.tables import acts, people


def value(database: Database, sql: str) -> object:
    """The one value that `sql` reads."""
    with database.read() as connection:
        return connection.execute(text(sql)).scalar()


def test_data_folder_and_file_are_for_their_owner_alone(data_folder: Path) -> None:
    database = open_database()
    create_guest(database, "Wren", NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data_folder.iterdir()}
    database.close()
    assert stat.S_IMODE(data_folder.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(
        ["practice_line.sqlite3", "practice_line.sqlite3-shm", "practice_line.sqlite3-wal"], 0o600
    )


def test_environment_names_the_database(monkeypatch: pytest.MonkeyPatch, url: str, data_folder: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    create_guest(open_database(), "Wren", NOW)
    assert value(open_database(url), "SELECT pseudonym FROM people") == "Wren"
    assert not data_folder.exists()


@pytest.mark.postgres
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_usual_postgresql_addresses_are_taken(postgresql_url: str, scheme: str) -> None:
    database = open_database(scheme + postgresql_url[postgresql_url.index(":") :])
    assert str(value(database, "SELECT version()")).startswith("PostgreSQL")
    database.close()


@dataclass(frozen=True)
class Pragma:
    """A setting that every connection to SQLite has."""

    name: str
    value: object


PRAGMAS = [
    Pragma("journal_mode", "wal"),
    Pragma("synchronous", 2),
    Pragma("foreign_keys", 1),
    Pragma("secure_delete", 1),
    Pragma("temp_store", 2),
    Pragma("busy_timeout", 30_000),
]


@pytest.mark.parametrize("pragma", PRAGMAS, ids=lambda pragma: pragma.name)
def test_sqlite_is_set_to_keep_and_to_forget(file_database: Database, pragma: Pragma) -> None:
    with file_database.read(), file_database.read():
        assert value(file_database, f"PRAGMA {pragma.name}") == pragma.value


def test_read_can_change_nothing(database: Database, wren: Person) -> None:
    with pytest.raises(StoreError, match=r"not written here|refused"), database.read() as connection:
        connection.execute(text("DELETE FROM people"))
    with database.write() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar() == 1


def test_read_sees_one_moment(database: Database, wren: Person) -> None:
    with database.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM people")).scalar()
        create_guest(database, "Robin", NOW)
        assert connection.execute(text("SELECT count(*) FROM people")).scalar() == before


def test_failed_write_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as connection:
            connection.execute(insert(people).values(id="a", pseudonym="Wren", created_at=NOW))
            raise NotImplementedError("half way")

    with pytest.raises(NotImplementedError, match="half way"):
        write_and_fail()
    assert value(database, "SELECT count(*) FROM people") == 0


def test_full_disk_is_named_as_such_and_what_was_kept_stays(file_database: Database) -> None:
    wren, _ = create_guest(file_database, "Wren", NOW)
    call_id = started(file_database, wren)
    with file_database.write() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(StoreError, match="disk that holds the database is full"):
        reply(file_database, call_id, 1, "x" * 9000)
    assert calls.load_call(file_database, call_id).acts == ()


def test_refusal_quotes_no_row(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    row = {"call_id": call_id, "n": 1, "kind": None, "text": "words of mine", "at": NOW}
    with (
        pytest.raises(StoreError, match=r"refused this \(IntegrityError\)") as caught,
        database.write() as connection,
    ):
        connection.execute(insert(acts).values(**row, heard="[]", listener_hash=""))
    assert caught.value.__suppress_context__
    assert "words of mine" not in str(caught.value)


def test_error_of_the_driver_hides_the_parameters(database: Database) -> None:
    wrong = text("SELECT no_such_function(:words)")
    with database.engine.connect() as connection, pytest.raises(DBAPIError, match="no_such_function") as caught:
        connection.execute(wrong, {"words": "words of mine"})
    assert "words of mine" not in str(caught.value)


def test_nothing_typed_reaches_a_log(url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine", "psycopg", "alembic"):
        caplog.set_level(logging.DEBUG, logger=name)
    database = open_database(url)
    wren, token = create_guest(database, "Wren of the Reeds", NOW)
    call_id = started(database, wren)
    reply(database, call_id, 1, "words of mine")
    calls.save_reflection(database, call_id, wren.id, "thoughts of mine", NOW)
    calls.load_call(database, call_id)
    calls.reflection_of(database, call_id, wren.id)
    with pytest.raises(PracticeLineError, match="another window"):
        reply(database, call_id, 1, "words of mine")
    calls.delete_call(database, call_id, wren.id)
    database.close()
    logging.getLogger("sqlalchemy").debug("the log is open")
    assert "the log is open" in caplog.text
    for typed in ("words of mine", "thoughts of mine", "Wren of the Reeds", token, call_id):
        assert typed not in caplog.text


def test_write_waits_for_its_turn_and_no_longer_than_it_has_patience(sqlite_file: Path) -> None:
    database = open_database(f"sqlite:///{sqlite_file}", patience=0.05)
    refused = []

    def write() -> None:
        try:
            create_guest(database, "Wren", NOW)
        except StoreError as error:
            refused.append(str(error))

    with database.write():
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert refused == ["The database is busy or does not answer, so nothing was kept. Try again in a moment."]
    assert create_guest(database, "Wren", NOW)


@dataclass(frozen=True)
class Closed:
    """An address that cannot be opened, and what is said of it."""

    id: str
    address: str
    says: str


SECRET = "s3cr3t"
CLOSED = [
    Closed("no address", f"{SECRET} is no address", "no database address"),
    Closed("another database", f"mysql://user:{SECRET}@localhost/calls", "no database address"),
    Closed("a port that is none", f"postgresql://user:{SECRET}@localhost:{SECRET}/calls", "no database address"),
    Closed("no server", f"postgresql://user:{SECRET}@127.0.0.1:1/calls", "its server does not answer"),
    Closed("an at sign in a password", f"postgres://user:a@{SECRET}@127.0.0.1:1/calls", "does not answer"),
    Closed("password as an option", f"postgresql://127.0.0.1:1/calls?password={SECRET}", "does not answer"),
    Closed("unknown option", f"postgresql://127.0.0.1:1/calls?pass={SECRET}", "does not answer"),
    Closed("memory", "sqlite://", "must be a file"),
    Closed("memory by name", "sqlite:///:memory:", "must be a file"),
    Closed("below a file", "sqlite:////dev/null/calls.sqlite3", "cannot be opened as the database"),
    Closed("a folder", "sqlite:////tmp", "cannot be opened as the database"),
]


@pytest.mark.parametrize("case", CLOSED, ids=lambda case: case.id)
def test_address_that_cannot_be_opened(case: Closed) -> None:
    with pytest.raises(StoreError, match=case.says) as caught:
        open_database(case.address, patience=2)
    said = str(caught.value)
    assert SECRET not in said
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.postgres
def test_missing_postgresql_database_is_named_as_such(postgresql_url: str) -> None:
    with pytest.raises(StoreError, match="has no database of this name"):
        open_database(postgresql_url.replace("/test_", "/missing_", 1))


@pytest.mark.parametrize(
    "content", [b"just some text, no database at all" * 200, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_file_that_is_no_database_is_left_as_it_is(sqlite_file: Path, content: bytes) -> None:
    sqlite_file.write_bytes(content)
    with pytest.raises(StoreError, match=r"calls\.sqlite3 cannot be opened as the database: .*\.$"):
        open_database(f"sqlite:///{sqlite_file}")
    assert sqlite_file.read_bytes() == content
