"""python -m trainer graph: a scenario's states and endings as Mermaid or DOT text."""

import argparse
from typing import Any

from trainer.calls.playable import playable
from trainer.content.library import find_scenario
from trainer.simulation.games import Visits, play_many
from trainer.simulation.pictures import dot, mermaid
from trainer.simulation.players import PLAYERS
from trainer.simulation.walker import Walker

EXAMPLE = """examples:
  python -m trainer graph bad_date_report > bad_date_report.mmd
  python -m trainer graph bad_date_report --dot --visits 200 | dot -Tsvg > bad_date_report.svg"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "graph", help="draw a scenario", epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, or the path of its file")
    parser.add_argument("--dot", action="store_true", help="DOT text for Graphviz instead of Mermaid")
    parser.add_argument("--visits", type=int, default=0, metavar="N", help="count the steps in N calls of each player")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the picture's text; raises InputError or ContentError if there is no such scenario or it has faults."""
    scenario = playable(find_scenario(chosen.scenario)).scenario
    counts = None
    if chosen.visits > 0:
        visits = Visits()
        for _ in play_many(Walker(scenario), PLAYERS, chosen.visits, 1, visits):
            pass
        counts = visits.steps
    print((dot if chosen.dot else mermaid)(scenario, counts), end="")
    return 0
