"""python -m trainer teach: an example for a move, shown in its effect before it is kept."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from trainer.content.moves import Move
from trainer.content.replies import REPLIES_FOLDER
from trainer.errors import InputError
from trainer.listening.learned_listener import LearnedListener
from trainer.listening.learning.corpus import context_of
from trainer.listening.learning.encoder import load_encoder
from trainer.listening.learning.kept import learned_for
from trainer.listening.reading import Reader, load_reader
from trainer.listening.teaching import Flip, Lesson, example_of, keep, take_back, try_example

EXAMPLE = """examples:
  python -m trainer teach gives_orders "you'll want to get straight down there"
  python -m trainer teach gives_orders "put the kettle on and breathe with me" --not
  python -m trainer teach gives_orders                        # shows what the move is
  python -m trainer teach --undo

The example goes into rubrics/replies/own.jsonl. In a terminal you are asked before it is kept."""
_SHOWN = 3


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "teach",
        help="teach the listener an example of a move",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("move", nargs="?", metavar="MOVE", help="a move's id, as in rubrics/moves/")
    parser.add_argument("example", nargs="?", metavar="EXAMPLE", help="a reply that makes the move")
    parser.add_argument("--not", dest="non_example", action="store_true", help="the reply does not make the move")
    parser.add_argument("--caller", default="", metavar="LINE", help="what the caller had just said, if that decides")
    parser.add_argument("--dry-run", action="store_true", help="show what it would change, keep nothing")
    parser.add_argument("--anyway", action="store_true", help="keep it though other labels say the opposite")
    parser.add_argument("--undo", action="store_true", help="take back the example kept last")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Teach, show or take back; return 1 if the example was not kept because others contradict it."""
    if chosen.undo:
        taken = take_back(REPLIES_FOLDER)
        print(f"Taken back: {taken.reply!r}")
        return 0
    if not chosen.move:
        raise InputError("say which move, or --undo; see --help")
    reader = load_reader()
    if chosen.example is None:
        if chosen.move not in reader.moves:
            example_of(chosen.move, "-", makes=True)
        print("\n".join(_about(reader.moves[chosen.move])))
        return 0
    example = example_of(chosen.move, chosen.example, makes=not chosen.non_example, caller=chosen.caller)
    lesson = try_example(reader, example, REPLIES_FOLDER)
    print("\n".join(_told(lesson)))
    if lesson.conflicts and not chosen.anyway:
        print("Not kept. Mend the other label, or add --anyway.")
        return 1
    if chosen.dry_run or not _agreed():
        print("Not kept.")
        return 0
    kept = keep(reader, example, REPLIES_FOLDER)
    print(f"Kept as {kept.id} in rubrics/replies/own.jsonl. Take it back with: python -m trainer teach --undo")
    print(_now_heard(reader, lesson))
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return True
    return input("Keep it? [y/N] ").strip().lower() in {"y", "yes"}


def _about(move: Move) -> Iterator[str]:
    yield f"{move.id} ({move.kind}): {move.definition}"
    yield from (f"  yes: {example.text}" for example in move.examples)
    yield from (f"  no:  {example.text}  ({example.why})" for example in move.non_examples)


def _told(lesson: Lesson) -> Iterator[str]:
    better, worse = len(lesson.better), len(lesson.worse)
    yield f"On {lesson.held_back:,} replies held back: {better} heard better, {worse} heard worse."
    yield from _shown("better", lesson.better)
    yield from _shown("worse", lesson.worse)
    if lesson.newly_confused:
        yield "  newly confused with: " + ", ".join(
            f"{move} ({times})" for move, times in lesson.newly_confused.items()
        )
    for other in lesson.conflicts:
        yield f"  contradicts {other.id}, which has the same words and the opposite label: {other.reply!r}"


def _shown(kind: str, flips: tuple[Flip, ...]) -> Iterator[str]:
    for flip in flips[:_SHOWN]:
        now = "now heard" if flip.now_heard else "no longer heard"
        yield f"  {kind}: {now} in {flip.reply.id} {flip.reply.reply!r}"


def _now_heard(reader: Reader, lesson: Lesson) -> str:
    encoder = load_encoder()
    listener = LearnedListener(reader, encoder, learned_for(reader))
    hearing = listener.hear(lesson.example.reply, context_of(lesson.example))
    if any(one.move == lesson.move for one in hearing.moves):
        return f"{lesson.move} is now heard in it."
    if any(one.move == lesson.move for one in hearing.maybe):
        return f"{lesson.move} may be made in it, the listener says now; more examples will make it surer."
    return f"{lesson.move} is not heard in it."
