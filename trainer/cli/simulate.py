"""python -m trainer simulate: scenarios played without a person, and what that shows."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from trainer.calls.playable import playable
from trainer.content.library import call_rubric, find_scenario, scenario_files
from trainer.errors import InputError
from trainer.listening.loading import load_listener
from trainer.simulation.players import PLAYERS
from trainer.simulation.report import ScenarioReport, report_to_json, simulate
from trainer.simulation.voiced import Voices

EXAMPLE = """examples:
  python -m trainer simulate                                   # every scenario, every player
  python -m trainer simulate bad_date_report --players good beginner --calls 200 --json
  python -m trainer simulate --table > docs/library.md         # the table of the documentation
  python -m trainer simulate bad_date_report --text --calls 20 # with sentences, heard by the listener

players: """ + ", ".join(PLAYERS)


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "simulate",
        help="play scenarios without a person",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="ids or files (default: all that ship)")
    parser.add_argument("--players", nargs="+", choices=tuple(PLAYERS), default=tuple(PLAYERS), metavar="PLAYER")
    parser.add_argument("--calls", type=_count, default=200, metavar="N", help="calls of each player (default: 200)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed gives the same calls")
    parser.add_argument("--text", action="store_true", help="play in sentences; what is heard in them counts")
    parser.add_argument("--table", action="store_true", help="print one Markdown table")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Simulate and print; return 1 if a call never ended or something was never met."""
    files = [find_scenario(name) for name in chosen.scenarios] or scenario_files()
    rubric = call_rubric()
    voices = Voices(load_listener()) if chosen.text else Voices()
    reports = [
        simulate(
            playable(file),
            rubric,
            players=chosen.players,
            calls=chosen.calls,
            seed=chosen.seed,
            voices=voices,
            paths=not chosen.table,
        )
        for file in files
    ]
    if chosen.json:
        print(json.dumps([report_to_json(report) for report in reports], ensure_ascii=False, indent=1))
    elif chosen.table:
        print("\n".join(_table(reports)))
    else:
        print("\n\n".join("\n".join(_lines(report)) for report in reports))
        print(f"\n{_speed(reports, 'in words' if chosen.text else 'at the level of moves')}")
    return 0 if all(_whole(report) for report in reports) else 1


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 1_000_000:
        raise InputError("--calls must be from 1 to 1,000,000")
    return count


def _whole(report: ScenarioReport) -> bool:
    return not report.never_ended and not any(report.never_met[name] for name in ("states", "endings", "facts"))


def _lines(report: ScenarioReport) -> Iterator[str]:
    yield f"{report.scenario}: {report.calls:,} calls"
    for name, one in report.players.items():
        endings = ", ".join(f"{ending or 'never ended'} {times}" for ending, times in one.endings.items())
        yield f"  {name:12} score {one.mean_score:5.1f}  replies {one.replies:4.1f} (at most {one.longest})  {endings}"
    for name, missing in report.never_met.items():
        if missing:
            yield f"  never met: {name} {', '.join(missing)}"
    for ending, path in report.ideal.items():
        yield f"  with good practice to {ending} in {len(path)}: {' → '.join(move or 'nothing' for move in path)}"
    for ending in sorted(report.shortest.keys() - report.ideal.keys()):
        path = report.shortest[ending]
        yield f"  shortest to {ending} in {len(path)}: {' → '.join(move or 'nothing' for move in path)}"


def _speed(reports: list[ScenarioReport], how: str) -> str:
    calls, seconds = sum(report.calls for report in reports), sum(report.seconds for report in reports)
    return f"{calls:,} calls {how} in {seconds:.1f} s: {calls / seconds:,.0f} a second"


def _table(reports: list[ScenarioReport]) -> Iterator[str]:
    shown = tuple(reports[0].players) if reports else ()
    yield "# The library, played"
    yield ""
    calls = reports[0].calls // len(reports[0].players) if reports else 0
    yield f"Made by `python -m trainer simulate --table --calls {calls}`: mean scores of each player's first 100 calls,"
    yield "played by what a reply does and not by its words; the longest call in replies."
    yield ""
    yield f"| scenario | states, endings, facts met | {' | '.join(shown)} | longest |"
    yield f"|---|---|{'---|' * len(shown)}---|"
    for report in reports:
        met, there = _met(report)
        scores = " | ".join(f"{one.mean_score:.0f}" for one in report.players.values())
        longest = max(one.longest for one in report.players.values())
        yield f"| {report.scenario} | {met} of {there} | {scores} | {longest} |"


def _met(report: ScenarioReport) -> tuple[int, int]:
    missing = sum(len(report.never_met[name]) for name in ("states", "endings", "facts"))
    met = sum(sum(1 for name in getattr(report.visits, kind) if name) for kind in ("states", "endings", "facts"))
    return met, met + missing
