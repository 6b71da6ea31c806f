"""An archive holds calls whole, is a plain SQLite file to other programs, and is read as if a stranger wrote it."""

import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.mini import NOON, doing, making, mini_playable
from tests.store.conftest import NOW
from tests.store.examples import OPINION, started
from trainer.calls.act import Act
from trainer.calls.call import Call, replay
from trainer.calls.playable import playable_text
from trainer.calls.setting import Setting
from trainer.calls.transcript import Transcript
from trainer.coaching.schedule import schedule
from trainer.errors import CallError, CallOver, ContentError, InputError, NotFound, PracticeLineError
from trainer.scoring.scorecard import Hashes, Scorecard
from trainer.scoring.scorecard_json import to_json
from trainer.store import calls
from trainer.store.archive import (
    Imported,
    archived_call,
    export_archive,
    import_archive,
    own_practice,
    read_archive,
)
from trainer.store.archive_rows import ABSENT
from trainer.store.archived import ArchivedCall, OwnPractice
from trainer.store.choices import leave_out
from trainer.store.contests import contest
from trainer.store.database import Database, open_database
from trainer.store.drills import save_drill
from trainer.store.moods import save_mood
from trainer.store.opinions import save_opinion, save_ratings
from trainer.store.people import Person, create_guest
from trainer.store.stored import Contest, DrillCard, DrillTry, OwnMood, Rating, StoredCall, StoredOpinion

PLAYED = (
    making("validates_feeling", text="That sounds hard — ça a l'air dur"),
    doing("pause"),
    doing("resume"),
    making("warm_close", "open_question", text="“Take care” 🌱"),
)
OWN = OwnPractice(
    (DrillCard("reflect", schedule(None, 0.6, NOW).card, NOW + timedelta(days=1)),),
    (DrillTry("reflect", "a1", False, NOW), DrillTry("reflect", "b2", True, NOW)),
    frozenset({"first_call"}),
)
CARD = to_json(Scorecard("call", 62, (), (), (), (), Hashes("a", "b", "c")))


def plays(call: StoredCall) -> Call:
    """The call replayed."""
    return replay(playable_text(call.scenario_text, call.scenario), call.acts, seed=call.seed, setting=call.setting)


def played(database: Database, person: Person, acts: tuple[Act, ...] = PLAYED, seed: int = 3) -> str:
    """A call of the small scenario, with these acts, its scorecard, a reflection and, if anything was said, a mark."""
    ready = mini_playable()
    call_id = calls.start_call(database, person.id, "mini", ready.hash, ready.text, seed, Setting(), NOW)
    ending = replay(ready, acts, seed=seed).ending
    for n, act in enumerate(acts, 1):
        last = ending if n == len(acts) else None
        calls.append_act(
            database,
            call_id,
            n,
            act.kind,
            act.text,
            act.heard,
            "listener",
            act.at,
            ended=last is not None,
            ending=last.id if last else None,
            ending_kind=last.kind if last else None,
        )
    calls.save_scorecard(database, call_id, CARD, NOW)
    calls.save_reflection(database, call_id, person.id, "I slowed down.", NOW)
    if acts:
        contest(database, call_id, person.id, Contest(2, "validates_feeling", "It was a question — “was it?”", NOW))
    save_mood(database, call_id, person.id, OwnMood(before=4))
    if acts:
        save_opinion(database, call_id, person.id, StoredOpinion(OPINION, NOW, asked_here=False))
    save_ratings(database, call_id, person.id, [Rating("warm_close", False, NOW), Rating("offers_choices", True, NOW)])
    return call_id


def drilled(database: Database, person: Person) -> None:
    """OWN kept as this person's."""
    save_drill(database, person.id, OWN.cards[0], OWN.tries)
    leave_out(database, person.id, "first_call")


def transcript(archived: ArchivedCall) -> Transcript:
    """What was said in it."""
    return plays(archived.call).transcript(listener_hash="listener")


def exported(database: Database, person: Person, path: Path) -> list[ArchivedCall]:
    """All of a person's calls, written to `path`."""
    archived = [archived_call(database, one.id, person.id) for one in calls.calls_of(database, person.id)]
    export_archive(path, [(one, transcript(one)) for one in archived], own_practice(database, person.id))
    return archived


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive, from a database elsewhere, of two calls: one played to its end, one just begun."""
    elsewhere = open_database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    person, _ = create_guest(elsewhere, "Wren", NOW)
    played(elsewhere, person)
    played(elsewhere, person, acts=())
    drilled(elsewhere, person)
    exported(elsewhere, person, tmp_path / "calls.db")
    elsewhere.close()
    return tmp_path / "calls.db"


@pytest.fixture
def opened(archive: Path) -> Iterator[sqlite3.Connection]:
    """The archive, open to be looked at or spoilt."""
    with closing(sqlite3.connect(archive, isolation_level=None)) as connection:
        yield connection


def test_archive_reads_back_as_it_was_written(database: Database, wren: Person, tmp_path: Path) -> None:
    played(database, wren)
    played(database, wren, acts=PLAYED[:1], seed=2**63 - 1)
    drilled(database, wren)
    archived = exported(database, wren, tmp_path / "calls.db")
    assert read_archive(tmp_path / "calls.db") == (archived, OWN)


def test_imported_calls_replay_the_same(database: Database, robin: Person, archive: Path) -> None:
    assert import_archive(database, robin.id, archive, NOW, plays) == Imported(added=2, skipped=0)
    here = [archived_call(database, one.id, robin.id) for one in calls.calls_of(database, robin.id)]
    there = read_archive(archive).calls
    assert sorted(here, key=lambda one: one.call.id) == sorted(there, key=lambda one: one.call.id)
    assert [transcript(one) for one in here if one.call.acts] == [transcript(one) for one in there if one.call.acts]


def test_what_a_person_has_drilled_comes_along_once(database: Database, robin: Person, archive: Path) -> None:
    import_archive(database, robin.id, archive, NOW, plays)
    assert own_practice(database, robin.id) == OWN
    later = DrillCard("reflect", schedule(OWN.cards[0].card, 1, NOW + timedelta(days=1)).card, NOW + timedelta(days=9))
    save_drill(database, robin.id, later, ())
    import_archive(database, robin.id, archive, NOW, plays)
    assert own_practice(database, robin.id).cards == (later,)


@pytest.mark.parametrize("version", ["1", "2"])
def test_archive_of_an_earlier_version_is_read(version: str, database: Database, robin: Person, archive: Path) -> None:
    with closing(sqlite3.connect(archive, isolation_level=None)) as older:
        for table in set(ABSENT[version]) - {"calls"}:
            older.execute(f"DROP TABLE {table}")
        older.execute("DROP VIEW calls_with_scores")
        older.execute("DROP VIEW moves_heard")
        for column in ABSENT[version].get("calls", ()):
            older.execute(f"ALTER TABLE calls DROP COLUMN {column}")
        older.execute("UPDATE metadata SET value = ? WHERE key = 'version'", [version])
    assert import_archive(database, robin.id, archive, NOW, plays) == Imported(added=2, skipped=0)
    assert own_practice(database, robin.id) == (OwnPractice() if version == "1" else OWN)
    brought = [archived_call(database, one.id, robin.id) for one in calls.calls_of(database, robin.id)]
    assert sorted(len(one.call.acts) for one in brought) == [0, len(PLAYED)]
    assert {one.reflection.text for one in brought if one.reflection} == {"I slowed down."}
    for one in brought:
        assert (one.opinions, one.ratings) == ((), ())
        if version == "1":
            assert (one.contests, one.mood, one.call.branch_of, one.call.check_in) == ((), OwnMood(), None, False)
        assert plays(one.call)


def test_a_branch_comes_along_even_where_nothing_was_said_in_it_yet(
    database: Database, wren: Person, robin: Person, tmp_path: Path
) -> None:
    first = played(database, wren)
    branches = [calls.start_branch(database, wren.id, first, n, NOW + n * timedelta(hours=1)) for n in (1, 4)]
    kept = [calls.load_call(database, one) for one in branches]
    assert [one.branched_at for one in kept] == [1, len(kept[1].acts) + 1]
    exported(database, wren, tmp_path / "calls.db")
    for call_id in (first, *branches):
        calls.delete_call(database, call_id, wren.id)
    import_archive(database, robin.id, tmp_path / "calls.db", NOW, plays)
    assert [calls.load_call(database, one) for one in branches] == kept
    with closing(sqlite3.connect(tmp_path / "calls.db", isolation_level=None)) as opened:
        opened.execute("UPDATE calls SET branched_at = branched_at + 1 WHERE id = ?", branches[1:])
    with pytest.raises(InputError, match=rf"branched_at: must be from 1 to {kept[1].branched_at}$"):
        read_archive(tmp_path / "calls.db")


def test_where_no_call_is_gone_back_into_there_is_no_branch(archive: Path, opened: sqlite3.Connection) -> None:
    opened.execute("UPDATE calls SET branch_of = '', branched_at = 99, made_at = 'noon'")
    opened.close()
    assert {(one.call.branch_of, one.call.branched_at, one.call.made_at) for one in read_archive(archive).calls} == {
        (None, None, None)
    }


ERRORS = [
    InputError("mini has no variant called `x`"),
    ContentError(("mini.yaml:1:1: error one", "mini.yaml:2:1: error two")),
    CallOver("This call has ended"),
    CallError("This call has no clock"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_call_that_cannot_be_played_is_named_and_nothing_is_imported(
    database: Database, robin: Person, archive: Path, error: PracticeLineError
) -> None:
    at_fault = read_archive(archive).calls[1].call.id

    def breaks_off(call: StoredCall) -> None:
        if call.id == at_fault:
            raise error

    first_line = str(error).splitlines()[0]
    with pytest.raises(InputError) as caught:
        import_archive(database, robin.id, archive, NOW, breaks_off)
    assert str(caught.value) == f"calls.db: the call {at_fault} cannot be played: {first_line}"
    assert calls.calls_of(database, robin.id) == []
    assert own_practice(database, robin.id) == OwnPractice()


@pytest.mark.parametrize("moment", ["2000-01-01T00:00:00+00:00", "2200-12-31T23:59:59.999999+00:00"])
def test_moments_at_the_edge_of_what_can_be_reckoned_with_are_read(
    database: Database, robin: Person, archive: Path, opened: sqlite3.Connection, moment: str
) -> None:
    opened.execute("UPDATE calls SET started_at = ?", (moment,))
    opened.execute("UPDATE acts SET at = ?", (moment,))
    opened.close()
    import_archive(database, robin.id, archive, NOW, plays)
    assert {one.started_at for one in calls.calls_of(database, robin.id)} == {datetime.fromisoformat(moment)}


OUTSIDE = [
    "1999-12-31T23:59:59+00:00",
    "2000-01-01T00:00:00+14:00",
    "2201-01-01T00:00:00+00:00",
    "9999-12-31T23:00:00Z",
]
PLACES = [
    "calls.started_at",
    "acts.at",
    "scorecards.made_at",
    "reflections.updated_at",
    "contests.at",
    "drill_cards.due",
]


@pytest.mark.parametrize("moment", OUTSIDE)
@pytest.mark.parametrize("place", PLACES)
def test_moments_that_cannot_be_reckoned_with_are_refused(
    archive: Path, opened: sqlite3.Connection, place: str, moment: str
) -> None:
    table, column = place.split(".")
    opened.execute(f"UPDATE {table} SET {column} = ?", (moment,))
    opened.close()
    with pytest.raises(InputError, match=rf"{table}\[0\]\.{column}: must be a time with its zone"):
        read_archive(archive)


MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO {table} {values}"
OWN_TABLES = {
    "drill_cards": "SELECT '{name}' || i, card, due FROM n, drill_cards WHERE skill = 'reflect'",
    "drill_tries": "SELECT '{name}', 'l' || i, 1, '2026-01-31T22:15:00+00:00' FROM n",
    "left_out": "SELECT '{name}' || i FROM n",
}


@pytest.mark.parametrize("table", OWN_TABLES)
def test_what_belongs_to_no_call_is_bounded(archive: Path, opened: sqlite3.Connection, table: str) -> None:
    [there] = opened.execute(f"SELECT count(*) FROM {table}").fetchone()
    values = OWN_TABLES[table]
    opened.execute(MANY.format(rows=2_000 - there, table=table, values=values.format(name="a")))
    own = read_archive(archive).own
    read = {"drill_cards": own.cards, "drill_tries": own.tries, "left_out": own.left_out}
    assert len(read[table]) == 2_000
    opened.execute(MANY.format(rows=1, table=table, values=values.format(name="b")))
    opened.close()
    with pytest.raises(InputError, match=f"it has more than 2,000 rows in {table}"):
        read_archive(archive)


def test_a_mark_contested_twice_counts_once(
    database: Database, robin: Person, archive: Path, opened: sqlite3.Connection
) -> None:
    [kept] = [one.contests for one in read_archive(archive).calls if one.contests]
    for sql in (
        "CREATE TABLE c AS SELECT * FROM contests",
        "DROP TABLE contests",
        "ALTER TABLE c RENAME TO contests",
        "INSERT INTO contests SELECT call, turn, move, 'said last', at FROM contests",
        "INSERT INTO contests SELECT call, 4, 'open_question', '', at FROM contests LIMIT 1",
    ):
        opened.execute(sql)
    opened.close()
    import_archive(database, robin.id, archive, NOW, plays)
    found = [archived_call(database, one.id, robin.id).contests for one in calls.calls_of(database, robin.id)]
    assert [one for one in found if one] == [
        (replace(kept[0], meant="said last"), Contest(4, "open_question", "", kept[0].at))
    ]


@pytest.mark.parametrize(("turn", "fits"), [(2 * len(PLAYED) + 1, True), (2 * len(PLAYED) + 2, False), (0, False)])
def test_a_contested_mark_stands_within_its_call(
    archive: Path, opened: sqlite3.Connection, turn: int, fits: bool
) -> None:
    opened.execute("UPDATE contests SET turn = ?", (turn,))
    opened.close()
    if fits:
        assert [one.contests[0].turn for one in read_archive(archive).calls if one.contests] == [turn]
        return
    with pytest.raises(InputError, match=rf"contests\[0\]\.turn: must be from 1 to {2 * len(PLAYED) + 1}$"):
        read_archive(archive)


def test_importing_again_adds_nothing(database: Database, robin: Person, archive: Path) -> None:
    import_archive(database, robin.id, archive, NOW, plays)
    assert import_archive(database, robin.id, archive, NOW, plays) == Imported(added=0, skipped=2)


def test_archive_gives_nobody_a_call_that_is_somebody_elses(
    database: Database, wren: Person, robin: Person, tmp_path: Path
) -> None:
    call_id = played(database, wren)
    exported(database, wren, tmp_path / "calls.db")
    assert import_archive(database, robin.id, tmp_path / "calls.db", NOW, plays) == Imported(added=0, skipped=1)
    assert not calls.has_access(database, call_id, robin.id)


def test_nobody_archives_a_call_of_somebody_elses(database: Database, wren: Person, robin: Person) -> None:
    call_id = started(database, wren)
    with pytest.raises(NotFound, match="no such call"):
        archived_call(database, call_id, robin.id)


def test_nobody_imports_for_a_person_who_is_not_there(database: Database, archive: Path) -> None:
    with pytest.raises(NotFound, match="no such person"):
        import_archive(database, "nobody", archive, NOW, plays)


def test_archive_is_one_file_for_its_owner_alone(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert [path.name for path in archive.parent.glob("calls.db*")] == ["calls.db"]


def test_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "calls.db").write_text("mine")
    with pytest.raises(InputError, match=r"calls\.db: is there already; choose another name"):
        export_archive(tmp_path / "calls.db", [])
    assert (tmp_path / "calls.db").read_text() == "mine"


def test_archive_cannot_be_made_in_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: No such file or directory"):
        export_archive(tmp_path / "missing" / "calls.db", [])


def test_failed_export_leaves_no_file(tmp_path: Path) -> None:
    cut_short: list[tuple[ArchivedCall, Transcript]] = [None]  # type: ignore[list-item]
    with pytest.raises(TypeError, match="unpack"):
        export_archive(tmp_path / "calls.db", cut_short)
    assert list(tmp_path.glob("calls*")) == []


def test_archive_of_no_calls_is_one(tmp_path: Path) -> None:
    export_archive(tmp_path / "calls.db", [])
    assert read_archive(tmp_path / "calls.db") == ([], OwnPractice())


def test_tables_tell_the_call_to_a_reader(opened: sqlite3.Connection) -> None:
    turns = opened.execute("SELECT speaker, state, trust, distress, text FROM turns WHERE call = (?)", _call(opened))
    assert turns.fetchall()[:3] == [
        ("caller", "wary", 4.0, 6.0, "Hi."),
        ("trainee", "wary", 4.0, 6.0, "That sounds hard — ça a l'air dur"),
        ("caller", "open", 6.0, 5.0, "OK. The secret."),
    ]
    heard = opened.execute("SELECT n, move, confidence, quote FROM moves_heard").fetchall()
    assert heard[0] == (2, "validates_feeling", 0.9, "That sounds hard — ça a l'air dur")
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _call(opened: sqlite3.Connection) -> tuple[str]:
    found: tuple[str] = opened.execute("SELECT id FROM calls WHERE ended_at IS NOT NULL").fetchone()
    return found


def test_calls_stand_beside_their_scores(opened: sqlite3.Connection) -> None:
    found = opened.execute("SELECT replies, ending, ending_kind, total FROM calls_with_scores ORDER BY replies")
    assert found.fetchall() == [(0, None, None, 62), (2, "good", "good", 62)]


def test_turns_are_found_by_a_word_even_after_a_vacuum(opened: sqlite3.Connection) -> None:
    opened.execute("DELETE FROM turns WHERE id = 1")
    opened.execute("VACUUM")
    query = "SELECT text FROM turns WHERE id IN (SELECT rowid FROM turns_fts WHERE turns_fts MATCH 'secret')"
    assert opened.execute(query).fetchall() == [("OK. The secret.",)]


def test_sqlite_utils_command_reads_it(archive: Path) -> None:
    command = [sys.executable, "-m", "sqlite_utils", "search", str(archive), "turns", "hard", "-c", "text"]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert json.loads(found) == [{"text": "That sounds hard — ça a l'air dur"}]


@dataclass(frozen=True)
class Spoilt:
    """SQL that spoils an archive, and what is said of it."""

    id: str
    sql: str
    says: str


BRANCH = "branch_of = 'first', branched_at = 1, made_at = '2026-01-31T22:15:00+00:00'"
SPOILT = [
    Spoilt("another format", "UPDATE metadata SET value = 'x' WHERE key = 'format'", "does not say that it is one"),
    Spoilt("newer", "UPDATE metadata SET value = '4' WHERE key = 'version'", "not of version 3; update this"),
    Spoilt("no metadata", "DROP TABLE metadata", "no plain table metadata with the columns key, value"),
    Spoilt("no acts", "DROP TABLE acts", "no plain table acts"),
    Spoilt("missing column", "ALTER TABLE acts DROP COLUMN heard", "no plain table acts"),
    Spoilt("stray act", "UPDATE acts SET call = 'x' WHERE n = 2", r"acts\[1\]\.call: names no call of this archive"),
    Spoilt(
        "id",
        "UPDATE calls SET id = '../x' WHERE ending IS NULL; DELETE FROM scorecards; DELETE FROM reflections;"
        " DELETE FROM contests; DELETE FROM moods; DELETE FROM opinions; DELETE FROM ratings",
        r"\.id: is not the id of a call",
    ),
    Spoilt("seed", "UPDATE calls SET seed = 'x'", r"calls\[0\]\.seed: must be a whole number"),
    Spoilt("softened", "UPDATE calls SET softened = 2", r"calls\[0\]\.softened: must be from 0 to 1"),
    Spoilt("bytes", "UPDATE calls SET scenario = x'00ff'", r"calls\[0\]\.scenario: must be a text"),
    Spoilt("not UTF-8", "UPDATE calls SET scenario = CAST(x'ff' AS TEXT)", "the file is damaged"),
    Spoilt("no start", "UPDATE calls SET started_at = NULL", r"calls\[0\]\.started_at: must be a text, not null"),
    Spoilt("no time", "UPDATE calls SET started_at = 'noon'", r"calls\[0\]\.started_at: must be a time"),
    Spoilt("no zone", "UPDATE acts SET at = '2026-01-01T00:00:00'", r"acts\[0\]\.at: must be a time with its zone"),
    Spoilt("before all time", "UPDATE acts SET at = '0001-01-01T00:00:00+14:00'", r"acts\[0\]\.at: must be a time"),
    Spoilt("ending of a running call", "UPDATE calls SET ended_at = NULL", r"ending: stands at a call that has not"),
    Spoilt("ending kind", "UPDATE calls SET ending_kind = 'great' WHERE ending = 'good'", '"great" is not one of'),
    Spoilt("kind of act", "UPDATE acts SET kind = 'shout' WHERE n = 2", r"acts\[1\]\.kind: \"shout\" is not one of"),
    Spoilt("a gap", "UPDATE acts SET n = 9 WHERE n = 2", "not numbered from 1 without a gap"),
    Spoilt("long reply", "UPDATE acts SET text = printf('%.*c', 10001, 'x')", r"acts\[0\]\.text: has 10,001 char"),
    Spoilt("giant reply", "UPDATE acts SET text = printf('%.*c', 9000000, 'x')", "the file is damaged"),
    Spoilt("NUL", "UPDATE acts SET text = 'a' || char(0) || 'b'", r"acts\[0\]\.text: holds a broken character"),
    Spoilt("heard is no JSON", "UPDATE acts SET heard = '[{'", r"acts\[0\]\.heard: is not JSON"),
    Spoilt("deep JSON", "UPDATE acts SET heard = printf('%.*c', 90000, '[')", r"acts\[0\]\.heard: is not JSON"),
    Spoilt("heard is no list", "UPDATE acts SET heard = '{}'", r"acts\[0\]\.heard: must be a list"),
    Spoilt("unknown move", "UPDATE acts SET heard = replace(heard, 'warm_close', 'hug')", '"hug" is not one of'),
    Spoilt("confidence", "UPDATE acts SET heard = replace(heard, '0.9', 'NaN')", r"\[0\]\.confidence: must be from"),
    Spoilt("place in the reply", "UPDATE acts SET text = 'x' WHERE n = 1", r"heard\[0\]\.end: must be from 0 to 1"),
    Spoilt(
        "half a character",
        r"""UPDATE acts SET heard = replace(heard, '"reason": ""', '"reason": "\ud83d"')""",
        "half a character",
    ),
    Spoilt("another scenario's hash", "UPDATE contents SET text = text || ' '", "not the one that its hash names"),
    Spoilt("no scenario", "DELETE FROM contents", r"calls\[0\]\.scenario_hash: names no text"),
    Spoilt(
        "branch",
        f"UPDATE calls SET {BRANCH}; UPDATE calls SET branched_at = 0",
        r"calls\[0\]\.branched_at: must be from 1 to",
    ),
    Spoilt(
        "no place of a branch",
        f"UPDATE calls SET {BRANCH}; UPDATE calls SET branched_at = NULL",
        r"\.branched_at: must be a whole",
    ),
    Spoilt(
        "no making of a branch",
        f"UPDATE calls SET {BRANCH}; UPDATE calls SET made_at = NULL",
        r"\.made_at: must be a text, not null",
    ),
    Spoilt("branch of what is no id", "UPDATE calls SET branch_of = '../x'", r"\.branch_of: is not the id of a call"),
    Spoilt("stray mark", "UPDATE contests SET move = 'hug'", r"contests\[0\]\.move: \"hug\" is not one of"),
    Spoilt("opinion", "UPDATE opinions SET opinion = '{}'", "model"),
    Spoilt(
        "a quotation nobody said",
        "UPDATE opinions SET opinion = replace(opinion, 'sounds hard', 'call the police')",
        r"opinions\[0\]\.opinion: quotes words that were not said",
    ),
    Spoilt(
        "NUL in an opinion",
        "UPDATE opinions SET opinion = replace(opinion, 'some-model', 'a\\u0000b')",
        "cannot be kept",
    ),
    Spoilt("what an opinion says", "UPDATE opinions SET opinion = replace(opinion, 'met', 'sure')", "sure"),
    Spoilt("rating", "UPDATE ratings SET met = 2", r"ratings\[0\]\.met: must be from 0 to 1"),
    Spoilt("mood", "UPDATE moods SET before = 9", r"moods\[0\]\.before: must be from 1 to 5"),
    Spoilt("schedule", "UPDATE drill_cards SET card = '{}'", r"drill_cards\[0\]\.card: is not what a drill"),
    Spoilt("scorecard", "UPDATE scorecards SET card = '{}'", "is missing"),
    Spoilt("stray scorecard", "UPDATE scorecards SET call = 'x'", r"scorecards\[0\]\.call: names no call"),
    Spoilt("long reflection", "UPDATE reflections SET text = printf('%.*c', 200000, 'x')", r"has 200,000 characters"),
    Spoilt(
        "too many rows",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200001)"
        " INSERT INTO contents SELECT 'h' || i, 'k', 'n', 't' FROM n",
        "more than 200,000 rows in contents",
    ),
]


@pytest.mark.parametrize("case", SPOILT, ids=lambda case: case.id)
def test_spoilt_archive_is_refused_whole(
    archive: Path, opened: sqlite3.Connection, file_database: Database, case: Spoilt
) -> None:
    opened.executescript(case.sql)
    opened.close()
    person, _ = create_guest(file_database, "Robin", NOW)
    with pytest.raises(InputError, match=case.says) as caught:
        import_archive(file_database, person.id, archive, NOW, plays)
    said = str(caught.value)
    assert said.startswith("calls.db cannot be read as a Practice Line archive: ")
    assert "\n" not in said
    assert calls.calls_of(file_database, person.id) == []


def test_same_id_twice_is_refused(archive: Path, opened: sqlite3.Connection) -> None:
    for sql in ("CREATE TABLE c AS SELECT * FROM calls", "DROP VIEW calls_with_scores", "DROP VIEW moves_heard"):
        opened.execute(sql)
    for sql in ("DROP TABLE calls", "ALTER TABLE c RENAME TO calls", "INSERT INTO calls SELECT * FROM calls"):
        opened.execute(sql)
    opened.close()
    with pytest.raises(InputError, match="an id stands there twice"):
        read_archive(archive)


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i"
RUNS = [
    Spoilt(
        "a view that never ends",
        f"CREATE VIEW scorecards AS {ENDLESS} AS call, 1 AS rubric, 1 AS rubric_hash, 1 AS listener_hash,"
        " 1 AS scenario_hash, 1 AS total, 1 AS card, 1 AS made_at, 1 AS id FROM n",
        "no plain table scorecards",
    ),
    Spoilt(
        "a column that is computed",
        "CREATE TABLE scorecards (id, call, rubric, rubric_hash, listener_hash, scenario_hash, total, made_at,"
        " card AS (hex(zeroblob(900000))))",
        "no plain table scorecards",
    ),
    Spoilt(
        "a table of a module's",
        "CREATE VIRTUAL TABLE scorecards USING fts5(id, call, rubric, rubric_hash, listener_hash, scenario_hash,"
        " total, card, made_at)",
        "no plain table scorecards",
    ),
]


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case.id)
def test_nothing_in_an_archive_is_run(archive: Path, opened: sqlite3.Connection, case: Spoilt) -> None:
    opened.execute("PRAGMA legacy_alter_table=ON")
    opened.execute("DROP VIEW calls_with_scores")
    opened.execute("DROP TABLE scorecards")
    opened.execute(case.sql)
    opened.close()
    with pytest.raises(InputError, match=case.says):
        read_archive(archive)


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0", b"SQLite format 3\0" + b"\0" * 4080])
def test_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "calls.db").write_bytes(content)
    with pytest.raises(InputError, match=r"^calls\.db cannot be read as a Practice Line archive: .*$"):
        read_archive(tmp_path / "calls.db")


@pytest.mark.parametrize("name", ["missing.db", "."])
def test_path_without_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_archive(tmp_path / name)


def test_other_sqlite_file_is_refused(file_database: Database, sqlite_file: Path) -> None:
    file_database.wipe_deleted()
    with pytest.raises(InputError, match="no plain table metadata"):
        read_archive(sqlite_file)


def test_truncated_archive_is_refused_wherever_it_was_cut(archive: Path) -> None:
    whole = archive.read_bytes()
    for length in range(0, len(whole), 1000):
        archive.write_bytes(whole[:length])
        with pytest.raises(InputError, match=r"full length|not a SQLite file"):
            read_archive(archive)


def test_archive_with_bytes_changed_is_read_or_refused_but_never_breaks(archive: Path) -> None:
    whole = archive.read_bytes()
    refused = 0
    for place in range(100, len(whole), 97):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_archive(archive)
        except InputError:
            refused += 1
    assert refused > 20


def test_reading_leaves_the_archive_and_its_folder_as_they_were(archive: Path) -> None:
    before = {path: path.read_bytes() for path in archive.parent.glob("calls.db*")}
    read_archive(archive)
    assert {path: path.read_bytes() for path in archive.parent.glob("calls.db*")} == before


def test_moments_are_kept_to_the_microsecond(archive: Path) -> None:
    call = next(one.call for one in read_archive(archive).calls if one.call.acts)
    assert (call.started_at, call.acts[0].at) == (NOW, NOON)
