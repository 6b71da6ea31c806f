"""How fast stored calls are scored: read from the database, replayed from their acts and looked at with the rubric.

    python benchmarks/scoring.py [CALLS]

Stores calls of 15 replies (some 30 turns) of every scenario by the simulated beginner in a new SQLite file, then scores
each and keeps the scorecard, on one core; memory is read along the way, to see whether it grows.
"""

import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trainer.calls.playable import playable  # noqa: E402
from trainer.content.library import call_rubric, local_resources, scenario_files  # noqa: E402
from trainer.listening.loading import load_listener  # noqa: E402
from trainer.practice.line import PracticeLine  # noqa: E402
from trainer.scoring.scorecard import score  # noqa: E402
from trainer.scoring.scorecard_json import to_json  # noqa: E402
from trainer.simulation.games import Visits, play_many  # noqa: E402
from trainer.simulation.voiced import Voices, voiced  # noqa: E402
from trainer.simulation.walker import Walker  # noqa: E402
from trainer.store.calls import insert_call, load_call, save_scorecard  # noqa: E402
from trainer.store.database import Database, open_database  # noqa: E402
from trainer.store.stored import StoredAct, StoredCall  # noqa: E402

START = datetime(2026, 1, 1, tzinfo=UTC)
REPLIES = 15
KEPT = 20  # different calls of each scenario; they are stored again and again under other ids
AT_ONCE = 500


def examples() -> Iterator[StoredCall]:
    """Yield calls of more than REPLIES replies, cut off after them."""
    for file in scenario_files():
        ready, kept = playable(file), 0
        for game in play_many(Walker(ready.scenario), ["beginner"], 400, 1, Visits()):
            if len(game.replies) > REPLIES and kept < KEPT:
                kept += 1
                call = voiced(ready, game, Voices())
                said = [turn for turn in call.turns if turn.speaker == "trainee"][:REPLIES]
                acts = tuple(
                    StoredAct("reply", START + timedelta(seconds=20 * n), turn.text, turn.moves, n=n, listener_hash="l")
                    for n, turn in enumerate(said, start=1)
                )
                setting = game.setting
                yield StoredCall(
                    f"{ready.scenario.id}-{kept}",
                    ready.scenario.id,
                    ready.hash,
                    ready.text,
                    game.seed % 2**31,
                    setting.softened,
                    START,
                    START + timedelta(minutes=10),
                    variant=setting.variant,
                    switched=" ".join(sorted(setting.switched)),
                    acts=acts,
                )


def store(database: Database, wanted: int) -> list[str]:
    """Store `wanted` calls and return their ids."""
    calls = list(examples())
    ids = [f"{calls[n % len(calls)].id}-{n}" for n in range(wanted)]
    for begin in range(0, wanted, AT_ONCE):
        with database.write() as connection:
            for n in range(begin, min(begin + AT_ONCE, wanted)):
                insert_call(connection, replace(calls[n % len(calls)], id=ids[n]))
    return ids


def main() -> None:
    """Store, score and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/calls.sqlite3")
        line = PracticeLine(database, load_listener(), call_rubric(), local_resources())
        began = time.perf_counter()
        ids = store(database, wanted)
        print(f"{wanted:,} calls stored in {time.perf_counter() - began:.0f} s")
        turns, began = 0, time.perf_counter()
        for done, call_id in enumerate(ids, start=1):
            transcript = line.transcript(line.replayed(load_call(database, call_id)))
            save_scorecard(database, call_id, to_json(score(transcript, line.rubric)), START)
            turns += len(transcript.turns)
            if done % (wanted // 4) == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                held = peak / (1024 if sys.platform != "darwin" else 1024**2)
                pace = 60 * done / (time.perf_counter() - began)
                print(f"{done:,} calls of {turns / done:.0f} turns: {pace:,.0f} a minute, {held:.0f} MB at most so far")
        database.close()


if __name__ == "__main__":
    main()
