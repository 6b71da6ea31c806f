"""Writers at once: none is lost, one place in a call is taken once, and what was acknowledged outlives a kill."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import IO

import pytest

from tests.store.conftest import NOW
from tests.store.examples import ended, reply, started
from trainer.errors import CallOver, NotFound, StaleTurn
from trainer.store import calls
from trainer.store.database import Database
from trainer.store.people import Person, create_guest, delete_person

THREADS = 8
KILLS = 5


def appender(url: str, call_id: str, count: int) -> subprocess.Popen[str]:
    """A process ready to append; it begins when a line is written to it."""
    command = [sys.executable, "-m", "tests.store.appender", url, call_id, str(count)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert output(process).readline() == "ready\n"
    return process


def output(process: subprocess.Popen[str]) -> IO[str]:
    """The process's standard output."""
    assert process.stdout is not None
    return process.stdout


def begin(process: subprocess.Popen[str]) -> None:
    """Let the process append."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_eight_threads_each_keep_a_call_of_their_own(database: Database, wren: Person) -> None:
    def play(_: int) -> str:
        call_id = started(database, wren)
        for n in range(1, 16):
            reply(database, call_id, n, f"reply {n}")
            assert len(calls.load_call(database, call_id).acts) == n
        return call_id

    with ThreadPoolExecutor(THREADS) as pool:
        played = list(pool.map(play, range(THREADS)))
    for call_id in played:
        assert [act.text for act in calls.load_call(database, call_id).acts] == [f"reply {n}" for n in range(1, 16)]


def test_two_windows_answering_at_once_are_one_answer(database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    at_once = threading.Barrier(THREADS, timeout=30)

    def answer(window: int) -> list[tuple[int, int]]:
        won = []
        for n in range(1, 11):
            at_once.wait()
            try:
                reply(database, call_id, n, f"window {window}")
            except StaleTurn:
                continue
            won.append((n, window))
        return won

    with ThreadPoolExecutor(THREADS) as pool:
        won = sorted(chain.from_iterable(pool.map(answer, range(THREADS))))
    kept = [(act.n, int(act.text.removeprefix("window "))) for act in calls.load_call(database, call_id).acts]
    assert [n for n, _ in won] == list(range(1, 11))
    assert kept == won


def test_two_processes_answering_at_once_are_one_answer(url: str, database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    racing = [appender(url, call_id, 40) for _ in range(2)]
    for process in racing:
        begin(process)
    said = [process.communicate()[0].splitlines() for process in racing]
    for n in range(1, 41):
        assert sorted(lines[n - 1] for lines in said) == [f"StaleTurn {n}", f"kept {n}"]
    assert [act.n for act in calls.load_call(database, call_id).acts] == list(range(1, 41))


def test_acknowledged_acts_outlive_a_kill(url: str, database: Database, wren: Person) -> None:
    call_id = started(database, wren)
    for kill in range(KILLS):
        process = appender(url, call_id, 100_000)
        begin(process)
        seen = list(islice(output(process), 5 + 7 * kill))
        process.kill()
        acknowledged = [line.split() for line in seen + process.communicate()[0].splitlines(keepends=True)]
        whole = [int(line[1]) for line in acknowledged if line[0] == "kept" and len(line) == 2]
        kept = [act.n for act in calls.load_call(database, call_id).acts]
        assert whole
        assert len(whole) == len(acknowledged)
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) >= whole[-1]


def test_reply_and_end_at_once_never_leave_a_reply_after_the_end(database: Database, wren: Person) -> None:
    at_once = threading.Barrier(2, timeout=30)

    def answer(call_id: str) -> str:
        at_once.wait()
        try:
            reply(database, call_id, 1)
        except (CallOver, StaleTurn) as error:
            return type(error).__name__
        return "kept"

    def end(call_id: str) -> str:
        at_once.wait()
        try:
            ended(database, call_id, 1)
        except StaleTurn as error:
            return type(error).__name__
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        for _ in range(10):
            call_id = started(database, wren)
            said = pool.submit(answer, call_id), pool.submit(end, call_id)
            outcomes = [one.result() for one in said]
            call = calls.load_call(database, call_id)
            assert len(call.acts) == 1
            assert outcomes in (["kept", "StaleTurn"], ["CallOver", "kept"])
            assert (call.ended_at is not None) == (outcomes[1] == "kept")


def test_two_who_share_a_call_and_leave_at_once_leave_nothing(database: Database) -> None:
    at_once = threading.Barrier(2, timeout=30)

    def leave(person: Person) -> None:
        at_once.wait()
        delete_person(database, person.id)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(10):
            two = [create_guest(database, name, NOW)[0] for name in ("Wren", "Robin")]
            call_id = started(database, two[0])
            calls.grant_access(database, call_id, two[1].id, NOW)
            list(pool.map(leave, two))
            with pytest.raises(NotFound, match="no such call"):
                calls.load_call(database, call_id)
