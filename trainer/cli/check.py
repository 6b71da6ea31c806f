"""python -m trainer check: what is wrong in authored files, and where."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trainer.content.check import check_files
from trainer.content.library import ROOT, RUBRICS, SCENARIOS
from trainer.content.problem import has_errors
from trainer.simulation.proofs import prove

EXAMPLE = """example:
  python -m trainer check scenarios/bad_date_report.yaml
  python -m trainer check --json

exit code: 0 without errors, 1 with errors, 2 if a path cannot be read"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "check",
        help="check scenarios, rubric, moves, labelled replies and resources",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: all that ship)")
    parser.add_argument("--json", action="store_true", help="print the problems as a JSON list")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("--no-play", action="store_true", help="leave out what only playing a scenario shows")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print every problem; return 1 if any is an error."""
    paths = [Path(name) for name in chosen.paths] or [_near(SCENARIOS), _near(RUBRICS)]
    problems, count = check_files(paths, datetime.now(UTC).date(), None if chosen.no_play else prove)
    if chosen.json:
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem)
        if not problems:
            print(f"{count} file{'s' if count != 1 else ''} checked, no problems.")
    return 1 if has_errors(problems) or (chosen.strict and problems) else 0


def _near(folder: Path) -> Path:
    return folder.relative_to(ROOT) if Path.cwd() == ROOT else folder
