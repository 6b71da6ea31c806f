"""Engines for SQLite and PostgreSQL, set so that a commit is on the disk and nothing typed reaches a log."""

import logging
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


def sqlite_engine(path: Path, patience: float) -> Engine:
    """Return an engine on the file at `path`, which is made, for its owner alone, when it is missing.

    `patience` is how many seconds a connection waits for the file.
    """
    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    url = URL.create("sqlite", database=str(path))
    engine = _engine(url, patience, connect_args={"timeout": patience})
    event.listen(engine, "connect", lambda connection, _: _prepare_sqlite(connection, patience))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def postgresql_engine(url: URL, patience: float) -> Engine:
    """Return an engine on the PostgreSQL server at `url`, whatever driver that names.

    `patience` is how many seconds a connection waits for the server.
    """
    address = url.set(drivername="postgresql+psycopg")
    waits = {"connect_timeout": max(2, round(patience))}
    return _engine(address, patience, connect_args=waits, pool_pre_ping=True)


def _engine(url: URL, patience: float, **options: Any) -> Engine:
    """An engine that keeps parameters and rows out of logs; rows would be logged at level DEBUG."""
    for name in ("sqlalchemy.engine", "sqlalchemy.engine.Engine"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return create_engine(url, hide_parameters=True, pool_size=8, max_overflow=24, pool_timeout=patience, **options)


def _prepare_sqlite(connection: sqlite3.Connection, patience: float) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    _keep_write_ahead_log(connection, patience)


def _keep_write_ahead_log(connection: sqlite3.Connection, patience: float) -> None:
    """Turn WAL on; SQLite refuses that at once, without waiting, while another process does the same."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
