"""Brings a database to the newest tables, however many processes open it at once."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, text

from trainer.errors import StoreError

_ADVISORY_LOCK = 7_214_553
"""Any fixed number; PostgreSQL lets one holder of it migrate at a time."""

_alembic_is_global = threading.Lock()


def migrate(connection: Connection) -> None:
    """Run the migrations that the database has not had, in `connection`'s transaction, a writing one.

    Raises StoreError when the database is from a newer version than this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with _alembic_is_global:
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(
                "The database was made by a newer Practice Line. Update this program, then try again."
            ) from None
