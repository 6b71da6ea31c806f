"""python -m trainer train-listener: learns from the labelled replies as they stand now."""

import argparse
from pathlib import Path
from typing import Any

from trainer.listening.learning.held_out import load_held_out_encoder
from trainer.listening.learning.kept import (
    SHIPPED_FILE,
    base_digest,
    kept_at,
    learned_for,
    say_progress,
    shipped_replies,
)
from trainer.listening.learning.learned import save_learned
from trainer.listening.learning.training import learn
from trainer.listening.reading import load_reader

EXAMPLE = """examples:
  python -m trainer train-listener           # learns if moves or examples have changed
  python -m trainer train-listener --ship    # and puts the result where the project ships it

It takes some minutes and about 4 GB of memory. The app does the same by itself when it finds changed files."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "train-listener",
        help="learn from the labelled replies",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--ship", action="store_true", help="write what is learned into the project itself")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Learn and say where the result is kept; raises ContentError for lines at fault."""
    reader = load_reader()
    digest = base_digest(reader)
    if not chosen.ship:
        learned_for(reader)
        print(f"Learned: {_where(digest)}")
        return 0
    learned = learn(reader, load_held_out_encoder(), shipped_replies(), digest, say_progress)
    save_learned(learned, SHIPPED_FILE)
    print(f"Learned: {SHIPPED_FILE} ({SHIPPED_FILE.stat().st_size / 1e6:.1f} MB)")
    return 0


def _where(digest: str) -> Path:
    return kept_at(digest) if kept_at(digest).is_file() else SHIPPED_FILE
