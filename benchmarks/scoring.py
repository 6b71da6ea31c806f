"""How fast stored calls are scored: replayed from their acts and looked at with the rubric, on one core.

    python benchmarks/scoring.py [CALLS]

Calls of 30 turns of every scenario by the simulated beginner; memory is read along the way, to see whether it grows.
"""

import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trainer.calls.act import Act  # noqa: E402
from trainer.calls.call import Call  # noqa: E402
from trainer.calls.playable import Playable, playable  # noqa: E402
from trainer.content.library import call_rubric, scenario_files  # noqa: E402
from trainer.scoring.scorecard import score  # noqa: E402
from trainer.simulation.games import Visits, play_many  # noqa: E402
from trainer.simulation.voiced import Voices, voiced  # noqa: E402
from trainer.simulation.walker import Walker  # noqa: E402

START = datetime(2026, 1, 1, tzinfo=UTC)
REPLIES = 15
KEPT = 20  # of each scenario; they are scored again and again


def stored() -> Iterator[tuple[Playable, Call, tuple[Act, ...]]]:
    """Yield calls of more than REPLIES replies with their scenario, and the acts of their first REPLIES."""
    for file in scenario_files():
        ready, kept = playable(file), 0
        for game in play_many(Walker(ready.scenario), ["beginner"], 400, 1, Visits()):
            if len(game.replies) > REPLIES and kept < KEPT:
                kept += 1
                call = voiced(ready, game, Voices())
                said = [turn for turn in call.turns if turn.speaker == "trainee"][:REPLIES]
                yield ready, call, tuple(Act("reply", START, turn.text, turn.moves) for turn in said)


def main() -> None:
    """Score and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    calls, rubric = list(stored()), call_rubric()
    turns, done, began = 0, 0, time.perf_counter()
    while done < wanted:
        ready, played, acts = calls[done % len(calls)]
        call = Call(ready, seed=played.seed, setting=played.setting)
        for act in acts:
            call.take(act)
        score(call.transcript(listener_hash=""), rubric)
        turns += len(call.turns)
        done += 1
        if done % (wanted // 4) == 0:
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
            pace = 60 * done / (time.perf_counter() - began)
            print(f"{done:,} calls of {turns / done:.0f} turns: {pace:,.0f} a minute, {held:.0f} MB at most so far")


if __name__ == "__main__":
    main()
