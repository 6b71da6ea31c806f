"""How many acts a second the store makes durable, and how long the unluckiest writer waits.

    python benchmarks/store_writes.py [database address]

Without an address it uses a SQLite file in a temporary folder of the system's.
"""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from trainer.calls.setting import Setting
from trainer.listening.listener import Heard
from trainer.store.calls import append_act, start_call
from trainer.store.database import Database, open_database
from trainer.store.people import create_guest

THREADS = 8
ACTS_EACH = 150
REPLY = "That sounds hard. What would help you most right now? " * 4
HEARD = (Heard("validates_feeling", 0.9, "That sounds hard", 0, 16, "names what the caller feels"),) * 2


def waits_of_one_thread(database: Database, person_id: str) -> list[float]:
    """Play one call; return the seconds that each of its acts took to be on the disk."""
    now = datetime.now(UTC)
    call_id = start_call(database, person_id, "benchmark", "hash", "text", 1, Setting(), now)
    waits = []
    for n in range(1, ACTS_EACH + 1):
        begun = time.perf_counter()
        append_act(database, call_id, n, "reply", REPLY, HEARD, "listener", now)
        waits.append(time.perf_counter() - begun)
    return waits


def measure(address: str) -> None:
    """Print writes per second and the worst waits."""
    database = open_database(address)
    person, _ = create_guest(database, "Benchmark", datetime.now(UTC))
    begun = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda _: waits_of_one_thread(database, person.id), range(THREADS))
        waits = sorted(wait for one in found for wait in one)
    seconds = time.perf_counter() - begun
    database.close()
    print(f"{database.engine.dialect.name}, {THREADS} threads, {len(waits):,} acts in {seconds:.1f} s")
    print(f"durable writes a second  {len(waits) / seconds:8.0f}")
    print(f"wait, half of them       {waits[len(waits) // 2] * 1000:8.1f} ms")
    print(f"wait, 99 of 100          {waits[len(waits) * 99 // 100] * 1000:8.1f} ms")
    print(f"wait, worst              {waits[-1] * 1000:8.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(f"sqlite:///{folder}/calls.sqlite3")
