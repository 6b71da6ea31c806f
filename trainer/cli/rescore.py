"""python -m trainer rescore: scores made anew after the rubric or the listener has changed."""

import argparse
import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from trainer.content.library import call_rubric, local_resources
from trainer.listening.loading import load_listener
from trainer.practice.line import PracticeLine
from trainer.practice.rescore import Rescored, rescore
from trainer.store.database import open_database

EXAMPLE = """examples:
  python -m trainer rescore --dry-run
  python -m trainer rescore

Old scores stay as they were; the new ones stand beside them. No word of a call is printed."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "rescore",
        help="score stored calls anew after the rubric or the listener has changed",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--dry-run", action="store_true", help="keep nothing, only say what would move")
    parser.add_argument("--json", action="store_true", help="print each call as a line of JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Score anew and print what moved; raises StoreError if the database cannot be used."""
    line = PracticeLine(open_database(), load_listener(), call_rubric(), local_resources())
    found: Counter[str] = Counter()
    for one in rescore(line, datetime.now(UTC), keep=not chosen.dry_run):
        found.update(calls=1, anew=int(one.new is not None), moved=int(one.moved), stuck=int(bool(one.problem)))
        if chosen.json:
            print(json.dumps(_plain(one)))
        elif one.problem:
            print(f"{one.scenario} of {one.started_at:%Y-%m-%d}: {one.problem}")
        elif one.new and one.moved:
            print(_told(one, one.new.total))
    if not chosen.json:
        print(_summary(found, "would be" if chosen.dry_run else "were"))
    return 0


def _summary(found: Counter[str], kept: str) -> str:
    same = found["calls"] - found["anew"] - found["stuck"]
    stuck = f"; {found['stuck']} cannot be played any more" if found["stuck"] else ""
    return (
        f"{found['calls']} scored calls: {found['anew']} {kept} scored anew, {found['moved']} of them moved; "
        f"{same} are up to date{stuck}."
    )


def _told(one: Rescored, total: int) -> str:
    parts = [f"{each.title}: {_points(each.first)} → {_points(each.second)}" for each in one.differences]
    return f"{one.scenario} of {one.started_at:%Y-%m-%d}, {one.old.total} → {total}. {'; '.join(parts)}".rstrip()


def _points(score: int | None) -> str:
    return "not scored" if score is None else str(score)


def _plain(one: Rescored) -> dict[str, Any]:
    return {
        "call": one.call,
        "scenario": one.scenario,
        "old": one.old.total,
        "new": one.new.total if one.new else None,
        "problem": one.problem,
        "moved": [{"dimension": each.title, "old": each.first, "new": each.second} for each in one.differences],
    }
