"""python -m trainer listen: what each reply does, line by line."""

import argparse
import json
import sys
from typing import Any

from trainer.cli.models import endpoint_for
from trainer.errors import InputError
from trainer.listening.listener import Context, Heard, Hearing, Listener
from trainer.listening.loading import load_listener
from trainer.listening.model_listener import model_listener_at

EXAMPLE = """example:
  echo '{"id": 1, "caller": "He took my money.", "raised": [], "reply": "I believe you."}' | python -m trainer listen

With --listener model the replies are sent to a language model, for a second opinion (docs/listener.md)."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "listen",
        help="hear the moves in replies, one JSON line in, one out",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--why", action="store_true", help="add places, reasons, and what may have been made")
    parser.add_argument(
        "--listener", choices=("offline", "model"), default="offline", help="who hears them (default offline)"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Answer each line as it comes.

    Raises InputError naming the line that cannot be used, or if there is no model; ModelFault if it does not answer.
    """
    listener = _listener(chosen.listener)
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        name, reply, context = _question(raw, number)
        print(json.dumps({"id": name, **_answer(listener.hear(reply, context), why=chosen.why)}), flush=True)
    return 0


def _listener(name: str) -> Listener:
    if name == "offline":
        return load_listener()
    return model_listener_at(endpoint_for("These replies, and what callers said before them, are sent"))


def _answer(hearing: Hearing, *, why: bool) -> dict[str, Any]:
    """Return the moves, and the language where it is one that cannot be heard yet."""
    answer: dict[str, Any] = {"moves": [_plain(heard, why=why) for heard in hearing.moves]}
    if why:
        answer["maybe"] = [_plain(heard, why=why) for heard in hearing.maybe]
    if hearing.language != "en":
        answer["language"] = hearing.language
    return answer


def _plain(heard: Heard, *, why: bool) -> dict[str, Any]:
    plain = {"id": heard.move, "confidence": heard.confidence, "quote": heard.quote}
    return plain | {"start": heard.start, "end": heard.end, "reason": heard.reason} if why else plain


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
