"""python -m trainer judge: a language model's second opinion on finished calls, beside their scores."""

import argparse
import json
import sys
from typing import Any

from trainer.cli.models import endpoint_for
from trainer.cli.transcripts import read_transcript
from trainer.content.checklists import checklists
from trainer.content.library import call_rubric
from trainer.model.shaped import answers_at
from trainer.scoring.scorecard import Scorecard, score
from trainer.second_opinion.agreement import in_words
from trainer.second_opinion.judge import ScoredCall, second_opinions
from trainer.second_opinion.opinion import Opinion
from trainer.second_opinion.opinion_json import to_json
from trainer.second_opinion.readable import opinion_text

EXAMPLE = """example:
  python -m trainer play bad_date_report --replies replies.txt --json > call.json
  python -m trainer judge call.json"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "judge",
        help="ask a language model for a second opinion on scored calls; no score changes",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "transcripts",
        nargs="+",
        metavar="TRANSCRIPT",
        help="what `play --json` prints or the app exports; - for standard input",
    )
    parser.add_argument("--json", action="store_true", help="print the opinions as JSON")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the order of what is asked (default 1)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the opinions; raises InputError where a transcript or the model cannot be used, ModelFault if it fails."""
    rubric, asked = call_rubric(), checklists()
    transcripts = [read_transcript(name) for name in chosen.transcripts]
    calls = [ScoredCall(transcript, score(transcript, rubric)) for transcript in transcripts]
    endpoint = endpoint_for("All that was said in these calls is sent")
    opinions = second_opinions(
        calls, rubric, asked, answers_at(endpoint), model=endpoint.label, seed=chosen.seed, progress=_progress
    )
    found = list(zip(chosen.transcripts, calls, opinions, strict=True))
    if chosen.json:
        print(json.dumps([_as_json(name, call.card, opinion) for name, call, opinion in found], ensure_ascii=False))
        return 0
    for name, call, opinion in found:
        print(f"{name}\n{opinion_text(opinion, call.card, rubric, None)}\n")
    return 0


def _as_json(name: str, card: Scorecard, opinion: Opinion) -> dict[str, Any]:
    """Return an opinion beside the scorecard's statuses; a file holds no people's ratings to measure it by."""
    statuses = {result.id: result.status for result in card.criteria}
    return {"transcript": name, "scorecard": statuses, "opinion": to_json(opinion), "agreement": in_words(None)}


def _progress(done: int, of_all: int) -> None:
    """Show whoever waits at a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of_all}", end="\n" if done == of_all else "", file=sys.stderr, flush=True)
