"""python -m trainer listen: what each reply does, line by line."""

import argparse
import json
import sys
from typing import Any

from trainer.content.library import MOVES_FOLDER
from trainer.errors import InputError
from trainer.listening.cue_listener import load_listener
from trainer.listening.listener import Context

EXAMPLE = """example:
  echo '{"id": 1, "caller": "He took my money.", "raised": [], "reply": "I believe you."}' | python -m trainer listen"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "listen",
        help="hear the moves in replies, one JSON line in, one out",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_chosen: argparse.Namespace) -> int:
    """Answer each line as it comes; raises InputError naming the line that cannot be used."""
    listener = load_listener(MOVES_FOLDER)
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        name, reply, context = _question(raw, number)
        moves = [
            {"id": heard.move, "confidence": heard.confidence, "quote": heard.quote}
            for heard in listener.hear(reply, context)
        ]
        print(json.dumps({"id": name, "moves": moves}), flush=True)
    return 0


def _question(raw: bytes, number: int) -> tuple[Any, str, Context]:
    where = f"line {number}"
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8 text at byte {error.start}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{where}: not JSON") from None
    if not isinstance(value, dict):
        raise InputError(f'{where}: not an object with "id", "caller", "raised", "reply"')
    reply, caller, raised = value.get("reply"), value.get("caller", ""), value.get("raised", [])
    if not isinstance(reply, str):
        raise InputError(f'{where}: "reply" is missing or not text')
    if not isinstance(caller, str):
        raise InputError(f'{where}: "caller" is not text')
    if not isinstance(raised, list) or not all(isinstance(topic, str) for topic in raised):
        raise InputError(f'{where}: "raised" is not a list of topics')
    return value.get("id"), reply, Context(caller, frozenset(raised))
