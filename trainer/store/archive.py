"""Archives: calls as one SQLite file that stands alone, fit for Datasette and sqlite-utils, and read back in.

An archive comes from anywhere, so it is read as hostile: nothing in it is run and every value is checked.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlite_utils import Database as ArchiveFile

from trainer.calls.transcript import Transcript
from trainer.errors import InputError, PracticeLineError
from trainer.store.access import give, require_access, require_person
from trainer.store.aftermath import insert_reflection, insert_scorecard, read_reflection, read_scorecards
from trainer.store.archive_rows import ABSENT, COLUMNS, FOREIGN_KEYS, PRIMARY_KEYS, VIEWS, own_rows, rows_of
from trainer.store.archived import Archived, ArchivedCall, OwnPractice, Rows, calls_from_rows, own_from_rows
from trainer.store.calls import StoredCall, insert_call, read_call
from trainer.store.choices import insert_left_out, read_left_out
from trainer.store.contests import insert_contest, read_contests
from trainer.store.database import Database
from trainer.store.drills import insert_drill, read_drill_cards, read_drill_tries
from trainer.store.moods import insert_mood, read_mood
from trainer.store.opinions import insert_opinion, insert_rating, read_opinions, read_ratings
from trainer.store.stored import DrillTry, OwnMood
from trainer.store.tables import calls

FORMAT = "practice-line-archive"
VERSION = "3"
LARGEST_FILE = 256 * 1024**2
LONGEST_VALUE = 2_000_000
MOST_ROWS = 200_000
MOST_OWN = 2_000  # rows of what belongs to a person and to no call
NOTHING = OwnPractice()
OWN = ("drill_cards", "drill_tries", "left_out")
READ = (
    *("calls", "contents", "acts", "scorecards", "reflections", "voiced_lines", "opinions", "ratings"),
    *("contests", "moods", *OWN),
)


class Imported(NamedTuple):
    """How many calls an import added, and how many it skipped because they were there."""

    added: int
    skipped: int


def archived_call(database: Database, call_id: str, person_id: str) -> ArchivedCall:
    """Return a call of this person's as an archive takes it, with their own reflection; raises NotFound."""
    with database.read() as connection:
        require_access(connection, call_id, person_id)
        return ArchivedCall(
            read_call(connection, call_id),
            read_scorecards(connection, call_id),
            read_reflection(connection, call_id, person_id),
            read_contests(connection, call_id, person_id),
            read_mood(connection, call_id, person_id),
            read_opinions(connection, call_id),
            read_ratings(connection, call_id, person_id),
        )


def own_practice(database: Database, person_id: str) -> OwnPractice:
    """Return what belongs to a person and to no call, as an archive takes it."""
    with database.read() as connection:
        return OwnPractice(
            read_drill_cards(connection, person_id),
            read_drill_tries(connection, person_id),
            read_left_out(connection, person_id),
        )


def export_archive(path: Path, archived: Iterable[tuple[ArchivedCall, Transcript]], own: OwnPractice = NOTHING) -> None:
    """Write calls, each with its transcript, and the person's own practice to a new file for its owner alone.

    Raises InputError if there is a file at `path` already or none can be made there; leaves no half of a file.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise InputError(f"{path}: is there already; choose another name") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with closing(sqlite3.connect(path)) as connection:
            _write(ArchiveFile(connection, execute_plugins=False), archived, own)
    except sqlite3.OperationalError as error:
        path.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error}") from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read_archive(path: Path) -> Archived:
    """Return what is in an archive; raises InputError, one line, if it is none or anything in it is wrong."""
    try:
        rows = _read(path)
        return Archived(calls_from_rows(rows), own_from_rows(rows))
    except InputError as error:
        raise InputError(f"{path.name} cannot be read as a Practice Line archive: {error}") from None


def import_archive(
    database: Database, person_id: str, path: Path, now: datetime, play: Callable[[StoredCall], object]
) -> Imported:
    """Give the calls in an archive to a person, all or none; calls whose id is here already are left alone.

    So are skills that the person has drilled here. `play` replays a call; one at which it raises our own error is
    refused.

    Raises InputError if the archive cannot be used, NotFound if there is no such person.
    """
    archived, own = read_archive(path)
    for one in archived:
        _check_plays(one.call, play, path)
    with database.write() as connection:
        require_person(connection, person_id)
        here = set(connection.execute(select(calls.c.id)).scalars())
        new = [one for one in archived if one.call.id not in here]
        for one in new:
            insert_call(connection, one.call)
            give(connection, one.call.id, person_id, now)
            for scorecard in one.scorecards:
                insert_scorecard(connection, one.call.id, scorecard)
            if one.reflection is not None:
                insert_reflection(connection, one.call.id, person_id, one.reflection)
            for contested in one.contests:
                insert_contest(connection, one.call.id, person_id, contested)
            if one.mood != OwnMood():
                insert_mood(connection, one.call.id, person_id, one.mood)
            for opinion in one.opinions:
                insert_opinion(connection, one.call.id, opinion)
            for rating in one.ratings:
                insert_rating(connection, one.call.id, person_id, rating)
        _bring_in(connection, person_id, own)
    return Imported(len(new), len(archived) - len(new))


def _check_plays(call: StoredCall, play: Callable[[StoredCall], object], path: Path) -> None:
    try:
        play(call)
    except PracticeLineError as error:
        why = str(error).splitlines()[0]
        raise InputError(f"{path.name}: the call {call.id} cannot be played: {why}") from None


def _bring_in(connection: Connection, person_id: str, own: OwnPractice) -> None:
    drilled = {card.skill for card in read_drill_cards(connection, person_id)}
    tries: defaultdict[str, list[DrillTry]] = defaultdict(list)
    for one in own.tries:
        tries[one.skill].append(one)
    for card in own.cards:
        if card.skill not in drilled:
            insert_drill(connection, person_id, card, tries[card.skill])
    for scenario in own.left_out:
        insert_left_out(connection, person_id, scenario)


def _write(archive: ArchiveFile, archived: Iterable[tuple[ArchivedCall, Transcript]], own: OwnPractice) -> None:
    for name, columns in COLUMNS.items():
        archive.create_table(name, columns, pk=PRIMARY_KEYS[name], foreign_keys=FOREIGN_KEYS.get(name, ()))
    with archive.atomic():
        turn_ids = count(1)
        for one, transcript in archived:
            for name, rows in rows_of(one, transcript, turn_ids).items():
                archive.table(name).insert_all(rows, ignore=name == "contents")
        for name, rows in own_rows(own).items():
            archive.table(name).insert_all(rows)
    archive.table("turns").enable_fts(["text"])
    for name, query in VIEWS.items():
        archive.create_view(name, query)
    # Last, so that a file cut short by a crash is no archive.
    archive.table("metadata").insert_all([{"key": "format", "value": FORMAT}, {"key": "version", "value": VERSION}])


def _read(path: Path) -> Rows:
    """The rows of every table that is read; a damaged file makes the driver raise errors of many kinds."""
    try:
        _check_size(path)
        with closing(_opened_to_read(path)) as connection:
            archive = ArchiveFile(connection, execute_plugins=False)
            absent = ABSENT[_version(archive)]
            return {
                table: _rows(archive, table, absent.get(table, frozenset()), MOST_OWN if table in OWN else MOST_ROWS)
                for table in READ
            }
    except (sqlite3.Error, OSError, ValueError, OverflowError, MemoryError):
        raise InputError("the file is damaged") from None


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise InputError("there is no such file")
    if path.stat().st_size > LARGEST_FILE:
        raise InputError(f"it is larger than {LARGEST_FILE // 1024**2} MiB")
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise InputError("it is not a SQLite file")
    page = int.from_bytes(header[16:18], "big")
    if (65_536 if page == 1 else page) * int.from_bytes(header[28:32], "big") != path.stat().st_size:
        raise InputError("it has not its full length")


def _opened_to_read(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing beside the file, trusts no schema and reads no giant value."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _version(archive: ArchiveFile) -> str:
    said = {row["key"]: row["value"] for row in _rows(archive, "metadata")}
    if said.get("format") != FORMAT:
        raise InputError("it does not say that it is one")
    if said.get("version") not in ABSENT:
        raise InputError(f"it is not of version {VERSION}; update this program or the one that wrote it")
    return str(said["version"])


def _rows(
    archive: ArchiveFile, table: str, absent: frozenset[str] = frozenset(), most: int = MOST_ROWS
) -> list[dict[str, Any]]:
    """A table's rows; only of plain tables and columns, as views and computed columns run what the file says."""
    wanted = [name for name in COLUMNS[table] if name not in absent]
    if not wanted:
        return []
    kinds = [row["type"] for row in archive.query("PRAGMA main.table_list") if row["name"] == table]
    columns = {row["name"]: row["hidden"] for row in archive.query(f"PRAGMA main.table_xinfo([{table}])")}
    if kinds != ["table"] or any(columns.get(name) != 0 for name in wanted):
        raise InputError(f"it has no plain table {table} with the columns {', '.join(wanted)}")
    chosen = ", ".join(f"[{name}]" for name in wanted)
    found = list(archive.query(f"SELECT {chosen} FROM main.[{table}] LIMIT {most + 1}"))
    if len(found) > most:
        raise InputError(f"it has more than {most:,} rows in {table}")
    return found
