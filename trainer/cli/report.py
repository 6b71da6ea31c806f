"""python -m trainer report: a call and its review, to print or to send."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from trainer.cli.files import write_new
from trainer.cli.transcripts import add_transcript, read_call
from trainer.content.library import call_rubric, find_scenario, local_resources
from trainer.content.moves import load_moves
from trainer.errors import InputError
from trainer.scoring.next_step import one_thing_to_try
from trainer.scoring.paper import as_pdf
from trainer.scoring.printed import Block, as_html, as_markdown, review
from trainer.scoring.scorecard import score

EXAMPLE = """examples:
  python -m trainer play bad_date_report --replies replies.txt --json > call.json
  python -m trainer report call.json > review.html
  python -m trainer report call.json --format pdf --output review.pdf"""
FORMATS: Mapping[str, Callable[[tuple[Block, ...]], bytes]] = {
    "html": lambda blocks: as_html(blocks).encode(errors="replace"),
    "md": lambda blocks: as_markdown(blocks).encode(errors="replace"),
    "pdf": as_pdf,
}


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "report",
        help="print a call and its review",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_transcript(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), help="html, md or pdf; else as FILE ends, else html")
    parser.add_argument("--output", metavar="FILE", help="a new file to write instead of standard output")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print or write the review; raises InputError if the transcript or the file cannot be used."""
    form = chosen.format or Path(chosen.output or "").suffix.removeprefix(".")
    if form == "pdf" and not chosen.output and sys.stdout.isatty():
        raise InputError("--format pdf: a PDF is not for a terminal; add --output FILE")
    (transcript, contested), rubric, moves = read_call(chosen.transcript), call_rubric(), load_moves()
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
    page = FORMATS.get(form, FORMATS["html"])(review(transcript, card, step, rubric, moves, title, contested))
    if chosen.output:
        write_new(chosen.output, page)
    else:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    return 0
