"""python -m trainer report: a call and its review, to print or to send."""

import argparse
from typing import Any

from trainer.cli.transcripts import add_transcript, read_transcript
from trainer.content.library import call_rubric, find_scenario, local_resources
from trainer.content.moves import load_moves
from trainer.errors import InputError
from trainer.scoring.next_step import one_thing_to_try
from trainer.scoring.printed import FORMATS, review
from trainer.scoring.scorecard import score

EXAMPLE = """example:
  python -m trainer play bad_date_report --replies replies.txt --json > call.json
  python -m trainer report call.json > review.html"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "report",
        help="print a call and its review",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_transcript(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="html", help="html (default) or md")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the review; raises InputError if the transcript cannot be used."""
    transcript, rubric, moves = read_transcript(chosen.transcript), call_rubric(), load_moves()
    title, lines = transcript.scenario, dict[str, str]()
    try:
        scenario = find_scenario(transcript.scenario).usable()
    except InputError:
        pass  # a call of a scenario that is not here is still worth reading
    else:
        fill = local_resources().fill
        title, lines = scenario.title, {move: fill(line) for move, line in scenario.try_instead.items()}
    card = score(transcript, rubric)
    step = one_thing_to_try(card, transcript, rubric, lines, moves)
    print(FORMATS[chosen.format](review(transcript, card, step, rubric, moves, title)), end="")
    return 0
