"""python -m trainer rescore: scores made anew after the rubric or the listener has changed."""

import argparse
import json
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
    anew = moved = calls = 0
    for one in rescore(line, datetime.now(UTC), keep=not chosen.dry_run):
        calls += 1
        anew += one.new is not None
        moved += bool(one.moved)
        if chosen.json:
            print(json.dumps(_plain(one)))
        elif one.new and (one.moved or one.new.total != one.old.total):
            print(_told(one, one.new.total))
    if not chosen.json:
        kept = "would be" if chosen.dry_run else "were"
        print(f"{calls} scored calls: {anew} {kept} scored anew, {moved} of them moved; {calls - anew} are up to date.")
    return 0


def _told(one: Rescored, total: int) -> str:
    parts = [f"{each.title}: {_points(each.first)} → {_points(each.second)}" for each in one.moved]
    return f"{one.scenario} of {one.started_at:%Y-%m-%d}, {one.old.total} → {total}. {'; '.join(parts)}"


def _points(score: int | None) -> str:
    return "not scored" if score is None else str(score)


def _plain(one: Rescored) -> dict[str, Any]:
    return {
        "call": one.call,
        "scenario": one.scenario,
        "old": one.old.total,
        "new": one.new.total if one.new else None,
        "moved": [{"dimension": each.title, "old": each.first, "new": each.second} for each in one.moved],
    }
