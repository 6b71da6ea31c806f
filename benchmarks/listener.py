"""What the listener costs: time a reply, time until ready, memory, replies a minute in batch, with and without encoder.

    python benchmarks/listener.py

Each figure comes from a fresh process, pinned to one core where the system allows it, with what was learned in place.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

EVERY = 5  # every fifth reply of the first authors


def memory() -> float:
    """Return the most memory this process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1024 if sys.platform != "darwin" else held / 1024**2


def measure(*, use_encoder: bool) -> dict[str, float]:
    """Load the listener in this process and hear replies of every kind."""
    import numpy as np

    from trainer.content.replies import MEASURED_AUTHORS, load_replies
    from trainer.listening.listener import Context

    found = load_replies()
    replies = [reply for author in sorted(MEASURED_AUTHORS) for reply in found[author]][::EVERY]
    before = memory()
    began = time.perf_counter()
    from trainer.listening.loading import load_listener

    listener = load_listener(use_encoder=use_encoder)
    ready = time.perf_counter() - began
    for reply in replies[:50]:
        listener.hear(reply.reply, Context(reply.caller, frozenset(reply.raised)))
    took = []
    for reply in replies:
        began = time.perf_counter()
        listener.hear(reply.reply, Context(reply.caller, frozenset(reply.raised)))
        took.append((time.perf_counter() - began) * 1000)
    return {
        "replies": len(took),
        "ready_s": ready,
        "median_ms": float(np.median(took)),
        "p95_ms": float(np.percentile(took, 95)),
        "longest_ms": max(took),
        "a_minute": 60_000 / float(np.mean(took)),
        "more_memory_mb": memory() - before,
    }


def main() -> None:
    """Measure both ways, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", choices=("with", "without"), help=argparse.SUPPRESS)
    inside = parser.parse_args().inside
    if inside:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(json.dumps(measure(use_encoder=inside == "with")))
        return
    for way in ("with", "without"):
        done = subprocess.run([sys.executable, __file__, "--inside", way], capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        print(
            f"{way:7} encoder: {found['replies']} replies, median {found['median_ms']:.1f} ms, "
            f"p95 {found['p95_ms']:.1f} ms, longest {found['longest_ms']:.1f} ms; {found['a_minute']:,.0f} a minute; "
            f"ready after {found['ready_s']:.2f} s; {found['more_memory_mb']:.0f} MB more memory"
        )


if __name__ == "__main__":
    main()
