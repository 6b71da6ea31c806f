"""The migrated tables are those of tables.py, however many open the database at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from trainer.errors import StoreError
from trainer.store.database import Database, open_database
from trainer.store.tables import metadata

OPEN = "import sys; from trainer.store.database import open_database; open_database(sys.argv[1]).close()"


def test_migrated_tables_are_those_of_the_metadata(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_comparison_notices_a_missing_column(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("ALTER TABLE people DROP COLUMN pseudonym"))
    with database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one[0] for one in differences] == ["add_column"]


def test_foreign_keys_and_primary_keys_are_those_of_the_metadata(database: Database) -> None:
    inspector = inspect(database.engine)
    for table in metadata.sorted_tables:
        keys = inspector.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key.columns]
        found = {
            (one["constrained_columns"][0], one["referred_table"], one["options"].get("ondelete"))
            for one in inspector.get_foreign_keys(table.name)
        }
        assert found == {(key.parent.name, key.column.table.name, key.ondelete) for key in table.foreign_keys}


def test_opening_again_keeps_what_is_there(url: str) -> None:
    for _ in range(3):
        database = open_database(url)
        with database.write() as connection:
            connection.execute(text("INSERT INTO contents VALUES (:hash, 'k', 'n', 't')"), {"hash": str(_)})
            kept = connection.execute(text("SELECT count(*) FROM contents")).scalar()
        database.close()
    assert kept == 3


def test_eight_threads_may_open_a_new_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_database, [url] * 8))
    with opened[0].read() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    for database in opened:
        database.close()


def test_processes_may_open_a_new_database_at_once(url: str) -> None:
    opening = [subprocess.Popen([sys.executable, "-c", OPEN, url], stderr=subprocess.PIPE, text=True) for _ in range(6)]
    assert [(one.communicate()[1], one.returncode) for one in opening] == [("", 0)] * 6


def test_database_of_a_newer_version_is_refused(url: str) -> None:
    database = open_database(url)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="made by a newer Practice Line"):
        open_database(url)
