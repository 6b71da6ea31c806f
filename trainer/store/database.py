"""The database: one SQLite file, or PostgreSQL by DATABASE_URL, behind `write()` and `read()`."""

import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from trainer.errors import StoreError
from trainer.store.addresses import engine_at, why_closed
from trainer.store.migrations import migrate

PATIENCE = 30.0
BUSY = "The database is busy or does not answer, so nothing was kept. Try again in a moment."
DISK_FULL = "The disk that holds the database is full, so nothing was kept. Make room, then try again."
READ_ONLY = "The database may be read but not written here, so nothing was kept."
STILL_READ = "It is deleted, but its text stays in the database's log until the next deletion."

_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_DISK_TROUBLE: dict[object, str] = {"SQLITE_FULL": DISK_FULL, "53100": DISK_FULL, "SQLITE_READONLY": READ_ONLY}
_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
_write_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Database:
    """An open database; made by `open_database`, safe to share between threads."""

    def __init__(self, engine: Engine, patience: float) -> None:
        self.engine = engine
        self._patience = patience
        self._is_file = engine.dialect.name == "sqlite"
        self._lock = _write_locks[str(engine.url.database)]
        self._writer = engine.execution_options(writes=True)
        self._reader = engine if self._is_file else engine.execution_options(**_SNAPSHOT)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that is on the disk when the block ends; writers take turns on SQLite.

        Raises StoreError when the database stays busy or refuses.
        """
        with self._turn(), _in_plain_words(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment of the database and can change nothing."""
        with _in_plain_words(), self._reader.connect() as connection:
            yield connection

    def wipe_deleted(self) -> None:
        """Take what was deleted out of SQLite's files too; on PostgreSQL its own vacuum does so in time.

        Raises StoreError when readers hold on to the old text.
        """
        if not self._is_file:
            return
        with self._turn(), _in_plain_words():
            connection = self.engine.raw_connection()
            try:
                busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.close()
        if busy:
            raise StoreError(STILL_READ)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this process's turn to write; on SQLite's own lock, threads would starve one another."""
        if not self._is_file:
            yield
            return
        if not self._lock.acquire(timeout=self._patience):
            raise StoreError(BUSY)
        try:
            yield
        finally:
            self._lock.release()


def open_database(url: str | None = None, *, patience: float = PATIENCE) -> Database:
    """Return the database at `url`, migrated to the newest tables.

    Without `url` it is the one at DATABASE_URL, else a file in the folder PRACTICE_LINE_DATA, else in `data/`
    of the project. `patience` is how many seconds reads and writes wait for a busy database. Raises StoreError,
    in words that hold no password.
    """
    engine = engine_at(url or os.environ.get("DATABASE_URL") or None, patience)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            migrate(connection)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(why_closed(engine, error)) from None
    except StoreError:
        engine.dispose()
        raise
    return Database(engine, patience)


def insert_or_skip(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row unless one with its key is there."""
    insert = _INSERT[connection.dialect.name](table)
    connection.execute(insert.values(**values).on_conflict_do_nothing())


def insert_or_replace(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or give the one with its key these values."""
    insert = _INSERT[connection.dialect.name](table).values(**values)
    keys = list(table.primary_key.columns)
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=dict(values)))


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turn the driver's errors into ours; theirs may quote a whole row, so they are not carried along."""
    try:
        yield
    except PoolTimeout:
        raise StoreError(BUSY) from None
    except OperationalError as error:
        code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
        raise StoreError(_DISK_TROUBLE.get(code, BUSY)) from None
    except DBAPIError as error:
        raise StoreError(f"The database refused this ({type(error).__name__}), so nothing was kept.") from None
