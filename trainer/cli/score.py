"""python -m trainer score: a transcript's scorecard."""

import argparse
import json
import re
from typing import Any

from trainer.cli.transcripts import add_transcript, read_transcript
from trainer.content.library import RUBRICS
from trainer.content.rubric import Rubric
from trainer.content.rubric_file import load_rubric
from trainer.errors import InputError
from trainer.scoring.readable import scorecard_text
from trainer.scoring.scorecard import score
from trainer.scoring.scorecard_json import to_json

EXAMPLE = """example:
  python -m trainer play bad_date_report --replies replies.txt --json > call.json
  python -m trainer score call.json"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "score",
        help="score a transcript",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_transcript(parser)
    parser.add_argument("--rubric", default="call", metavar="ID", help="a rubric under rubrics/ (default: call)")
    parser.add_argument("--json", action="store_true", help="print the scorecard as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the scorecard; raises InputError if the transcript or the rubric cannot be used."""
    rubric = _rubric(chosen.rubric)
    transcript = read_transcript(chosen.transcript)
    card = score(transcript, rubric)
    print(json.dumps(to_json(card), ensure_ascii=False) if chosen.json else scorecard_text(card, rubric))
    return 0


def _rubric(name: str) -> Rubric:
    path = RUBRICS / f"{name}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or not path.is_file():
        raise InputError(f"no rubric is called `{name}`")
    return load_rubric(path)
