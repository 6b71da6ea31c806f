"""Which database: an address becomes an engine, and one that cannot be opened becomes a clear sentence."""

from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from trainer.errors import StoreError
from trainer.places import data_folder
from trainer.store.engines import postgresql_engine, sqlite_engine

FILE_NAME = "practice_line.sqlite3"

_WRONG_ADDRESS = "This is no database address; write sqlite:///folder/file.sqlite3 or postgresql://user@host/name."
_REASONS = {
    "password": "its server does not take this user and password",
    "no pg_hba.conf entry": "its server does not let this user in from here",
    "role": "its server does not know this user",
    "database": "its server has no database of this name",
    "permission denied": "this user may not make tables in it",
}


def engine_at(address: str | None, patience: float) -> Engine:
    """Return an engine for `address`, else for the file in the folder PRACTICE_LINE_DATA, else in `data/`.

    `patience` is how many seconds its connections wait. Raises StoreError, in words that hold
    no part of an address with a password.
    """
    if address is None:
        return _file_engine(data_folder() / FILE_NAME, patience)
    url = _parsed(address)
    if url.drivername.startswith("sqlite"):
        if url.database in (None, "", ":memory:"):
            raise StoreError("The database must be a file; write sqlite:///folder/file.sqlite3.")
        return _file_engine(Path(str(url.database)), patience)
    return _server_engine(url, patience)


def why_closed(engine: Engine, error: DBAPIError) -> str:
    """Return one sentence on why `engine` cannot be used; the driver's own words may quote the address."""
    said = str(error.orig)
    if engine.dialect.name == "sqlite":
        return f"{engine.url.database} cannot be opened as the database: {_first_line(said)}."
    reason = next((why for sign, why in _REASONS.items() if sign in said), "its server does not answer")
    return f"The PostgreSQL database cannot be opened: {reason}. Check DATABASE_URL."


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StoreError(_WRONG_ADDRESS) from None
    if url.drivername.split("+")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise StoreError(_WRONG_ADDRESS)
    return url


def _file_engine(path: Path, patience: float) -> Engine:
    try:
        return sqlite_engine(path, patience)
    except OSError as error:
        raise StoreError(f"{path} cannot be opened as the database: {error.strerror}.") from None


def _server_engine(url: URL, patience: float) -> Engine:
    try:
        return postgresql_engine(url, patience)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs one package more: pip install 'psycopg[binary]'.") from None


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].rstrip(".")
