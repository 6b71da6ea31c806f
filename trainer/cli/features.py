"""python -m trainer features: what the clauses of each line do, in terms that other datasets use."""

import argparse
import json
import sys
from typing import Any

from trainer.errors import InputError
from trainer.listening.listener import Context
from trainer.listening.reading import load_reader
from trainer.listening.traits import traits_of

EXAMPLE = """example:
  echo 'You kept your kids housed. What would help tonight?' | python -m trainer features

One line of text in, one JSON object out: `traits`, each a share of clauses from 0 to 1, and the `clauses`."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "features",
        help="questions, reflections, information, advice … in lines of any counsellor talk",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_chosen: argparse.Namespace) -> int:
    """Answer each line as it comes; raises InputError naming the line that is not UTF-8."""
    reader = load_reader()
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            text = raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"line {number}: not UTF-8 text at byte {error.start}") from None
        reading = reader.read(text, Context())
        clauses = [
            {
                "text": clause.text,
                "mood": clause.mood,
                "voice": clause.voice,
                "negated": clause.negated,
                "hypothetical": clause.hypothetical,
                "past": clause.past,
            }
            for sentence in reading.sentences
            for clause in sentence.clauses
        ]
        print(json.dumps({"traits": traits_of(reading), "clauses": clauses}), flush=True)
    return 0
