"""python -m trainer play: one call in a terminal, or from a file of replies."""

import argparse
import json
import secrets
import sys
from datetime import UTC, datetime
from typing import Any

from trainer.calls.act import Act, ActKind
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.calls.reply import accepted_hearing, accepted_reply
from trainer.calls.setting import Setting
from trainer.calls.transcript_json import transcript_to_json
from trainer.cli.files import read_text
from trainer.cli.models import endpoint_for
from trainer.content.library import find_scenario, local_resources
from trainer.errors import CallError, CallOver, EmptyReply, InputError, UnheardLanguage
from trainer.listening.listener import Listener
from trainer.listening.loading import load_listener
from trainer.practice.model import Voices

WORDS: dict[str, ActKind] = {"/end": "end", "/stop": "stop", "/soften": "soften"}
EXAMPLE = """examples:
  python -m trainer play bad_date_report
  python -m trainer play uber_eats_neighbour --replies replies.txt --seed 7 --json

In a terminal, /end ends the call, /stop stops it without an ending, /soften softens it."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "play", help="play a call", epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, or the path of its file")
    parser.add_argument("--replies", metavar="FILE", help="one reply a line; - reads standard input")
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed and replies give the same call")
    parser.add_argument("--soft", action="store_true", help="begin with the softer lines")
    parser.add_argument("--variant", default="", metavar="NAME", help="one of the scenario's variants")
    parser.add_argument("--switch", action="append", default=[], metavar="NAME", help="switch a branch on")
    parser.add_argument(
        "--caller",
        choices=("scripted", "llm", "improvise"),
        default="scripted",
        help="llm: the language model that is set says the script's lines (docs/language-model.md); improvise: "
        "where nothing rests on a line, it says one of its own",
    )
    parser.add_argument("--json", action="store_true", help="print the transcript as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Play the call and print it; raises InputError or CallError for what cannot be said."""
    ready = playable(find_scenario(chosen.scenario))
    seed = secrets.randbelow(2**31) if chosen.seed is None else chosen.seed
    setting = Setting(chosen.soft, chosen.variant, frozenset(chosen.switch))
    call = Call(ready, seed=seed, setting=setting, fill=local_resources().fill)
    caller = _caller(chosen.caller)
    listener = load_listener()
    try:
        if chosen.replies:
            _play_file(call, listener, caller, chosen.replies)
        else:
            _play_aloud(call, listener, caller, show=not chosen.json)
    finally:
        if chosen.json:
            print(json.dumps(transcript_to_json(call.transcript(listener_hash=listener.hash)), ensure_ascii=False))
        elif chosen.replies:
            _print_turns(call, 0)
    return 0


def _caller(name: str) -> Voices | None:
    if name == "scripted":
        return None
    from trainer.callers.model import caller_at  # half a second that a scripted call shall not wait

    endpoint = endpoint_for("What is said in this call is sent")
    return caller_at(endpoint, local_resources().fill, improvises=name == "improvise")


def _play_file(call: Call, listener: Listener, caller: Voices | None, name: str) -> None:
    # Split at line feeds only: a reply may hold other characters that Python counts as line ends.
    lines = read_text(name).replace("\r\n", "\n").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            _say(call, listener, caller, line)
        except CallError as error:
            raise InputError(f"{name}:{number}: {error}") from None


def _play_aloud(call: Call, listener: Listener, caller: Voices | None, *, show: bool) -> None:
    shown = _print_turns(call, 0) if show else 0
    while not call.over:
        if show and sys.stdin.isatty():
            print("you> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        try:
            _say(call, listener, caller, line.rstrip("\n"))
        except (EmptyReply, UnheardLanguage) as error:
            if not sys.stdin.isatty():
                raise
            print(error)
        if show:
            shown = _print_turns(call, shown)


def _say(call: Call, listener: Listener, caller: Voices | None, line: str) -> None:
    moment = datetime.now(UTC)
    if kind := WORDS.get(line.strip()):
        call.take(Act(kind, moment))
        return
    if call.over:
        raise CallOver("This call has ended; nothing more can be said in it.")
    text = accepted_reply(line)
    call.take(Act("reply", moment, text, accepted_hearing(listener.hear(text, call.context()))))
    if caller:
        call.voice(caller.voice(call).line)


def _print_turns(call: Call, shown: int) -> int:
    for turn in call.turns[shown:]:
        print(f"{'Caller' if turn.speaker == 'caller' else 'You'}: {turn.text}")
    if call.ending:
        ending = call.scenario.endings[call.ending.id]
        print(f"[{ending.title} · {call.ending.kind}] {ending.about}")
    return len(call.turns)
