"""python -m trainer voices: how a language model voices the callers: what passes, how fast, at what cost."""

import argparse
from collections import Counter
from typing import Any

from trainer.calls.call import Call
from trainer.calls.playable import Playable, playable
from trainer.calls.voiced_line import Taken, Voice
from trainer.cli.models import endpoint_for
from trainer.content.library import find_scenario, local_resources, scenario_files
from trainer.practice.model import Voices
from trainer.simulation.games import Visits, play_many
from trainer.simulation.voiced import Voices as Replies
from trainer.simulation.voiced import voiced
from trainer.simulation.walker import Walker

VOICES: tuple[Voice, ...] = ("model", "improvised", "guarded", "scripted")
EXAMPLE = """example:
  PRACTICE_LINE_MODEL_URL=http://127.0.0.1:11434/v1 PRACTICE_LINE_MODEL=llama3.2 \\
    python -m trainer voices bad_date_report --calls 2"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "voices",
        help="let a language model voice simulated calls, and print what passed",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="a scenario's id; all without one")
    parser.add_argument("--calls", type=int, default=1, metavar="N", help="of each scenario (default 1)")
    parser.add_argument("--lines", type=int, default=8, metavar="N", help="of each call, at most (default 8)")
    parser.add_argument("--improvise", action="store_true", help="where nothing rests on a line it says its own")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print a table; raises InputError where no model is named."""
    endpoint = endpoint_for("What is said in these simulated calls is sent")
    from trainer.callers.model import caller_at  # half a second that `--help` shall not wait

    caller = caller_at(endpoint, local_resources().fill, improvises=chosen.improvise)
    files = [find_scenario(name) for name in chosen.scenarios] or scenario_files()
    print("| scenario | lines | model | improvised | guarded | scripted | p50 s | p95 s | tokens a call | why not |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for file in files:
        ready = playable(file)
        print(_row(ready.scenario.id, _taken(ready, caller, chosen.calls, chosen.lines), chosen.calls), flush=True)
    print("\nTokens as the server counts them, which it does not where it was hung up on: a refused line may count 0.")
    return 0


def _taken(ready: Playable, caller: Voices, calls: int, lines: int) -> list[Taken]:
    """Voice the caller's lines of simulated calls; each is asked for as in a call, after what was said before it."""
    found = []
    for game in play_many(Walker(ready.scenario), ["beginner"], calls, 1, Visits()):
        done = voiced(ready, game, Replies())
        for n in range(3, min(len(done.turns), 2 * lines + 1) + 1, 2):
            part = Call(ready, seed=done.seed, setting=done.setting)
            part.turns = list(done.turns[:n])
            found.append(caller.voice(part))
    return found


def _row(name: str, taken: list[Taken], calls: int) -> str:
    voices = Counter(one.line.voice for one in taken)
    seconds = sorted(one.seconds for one in taken) or [0.0]
    tokens = sum(one.tokens for one in taken) / calls
    why = Counter(one.line.why for one in taken if one.line.why)
    shares = " | ".join(f"{voices[voice] / max(1, len(taken)):.0%}" for voice in VOICES)
    p50, p95 = (seconds[min(len(seconds) - 1, int(len(seconds) * at))] for at in (0.5, 0.95))
    reasons = ", ".join(f"{reason} {count}" for reason, count in why.most_common())
    return f"| {name} | {len(taken)} | {shares} | {p50:.1f} | {p95:.1f} | {tokens:.0f} | {reasons} |"
