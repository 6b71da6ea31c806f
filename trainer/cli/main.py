"""The commands and how their faults are told: one clear line on standard error, exit code 2, never a traceback."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from trainer.errors import ContentError, PracticeLineError

COMMANDS = (
    *("check", "play", "listen", "score", "report", "rescore", "messages", "simulate", "graph", "voices", "model"),
    *("judge", "teach", "features", "evaluate-listener", "train-listener"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems found, 2 input that cannot be used."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(prog="python -m trainer", description="Practise peer-support calls.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    # Only the command that was asked for is imported, so that `check` does not wait for the listener.
    for name in given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS:
        import_module(f"trainer.cli.{name.replace('-', '_')}").add_to(commands)
    chosen = parser.parse_args(given)
    for stream in (sys.stdout, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return int(chosen.run(chosen))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2
    except PracticeLineError as error:
        print(f"trainer: {error}", file=sys.stderr)
        return 2
    except UnicodeDecodeError as error:
        print(f"trainer: standard input: not UTF-8 at byte {error.start}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; pointing it away keeps Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
