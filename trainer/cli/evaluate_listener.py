"""python -m trainer evaluate-listener: how well replies by authors it has not learned from are heard."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainer.content.replies import MEASURED_AUTHORS, REPLIES_FOLDER, load_replies, read_spans
from trainer.errors import InputError
from trainer.listening.evaluation.figures import (
    HUMAN_AGREEMENT,
    figures,
    moves_table,
    spans_right,
    worst_confusions,
)
from trainer.listening.evaluation.learning_curve import learning_curve
from trainer.listening.evaluation.trial import (
    Measured,
    Trial,
    cue_trial,
    listener_trial,
    majority_trial,
    measured_replies,
    plain_trial,
)
from trainer.listening.learning.corpus import Authors
from trainer.listening.learning.held_out import load_held_out_encoder
from trainer.listening.learning.kept import learned_for, say_progress, shipped_replies
from trainer.listening.learning.training import study
from trainer.listening.reading import load_reader

EXAMPLE = """examples:
  python -m trainer evaluate-listener
  python -m trainer evaluate-listener --by-author --json > figures.json
  python -m trainer evaluate-listener --data my_replies/    # *.jsonl, one author a file; see rubrics/replies/README.md

Each author's replies are heard by a listener that has not learned from that author. It takes about ten minutes."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "evaluate-listener",
        help="measure how well replies are heard",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", metavar="DIR", help="labelled replies to measure on (default: the first authors')")
    parser.add_argument("--by-author", action="store_true", help="figures for each author's file as well")
    parser.add_argument("--no-curve", action="store_true", help="leave out the learning curve")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Measure and print; raises InputError if there is nothing to measure on, ContentError for lines at fault."""
    shipped = shipped_replies(REPLIES_FOLDER)
    measured = measured_replies(_data(chosen.data, shipped), shipped)
    result = _measure(measured, shipped, chosen)
    print(json.dumps(result, ensure_ascii=False, indent=1) if chosen.json else "\n".join(_lines(result)))
    return 0


def _data(folder: str | None, shipped: Authors) -> Authors:
    if folder is None:
        return {author: replies for author, replies in shipped.items() if author in MEASURED_AUTHORS}
    if not Path(folder).is_dir():
        raise InputError(f"{folder}: no such folder")
    found = load_replies(Path(folder))
    if not any(found.values()):
        raise InputError(f"{folder}: no labelled replies (*.jsonl) in it")
    return found


def _measure(measured: Measured, shipped: Authors, chosen: argparse.Namespace) -> dict[str, Any]:
    reader, encoder = load_reader(), load_held_out_encoder()
    full = learned_for(reader)
    studied = study(reader, encoder, shipped, say_progress)
    say_progress("Hearing every reply …")
    trials: list[Trial] = [listener_trial(reader, encoder, studied, full, measured)]
    if encoder:
        trials.append(listener_trial(reader, None, studied, full, measured))
    say_progress("Comparing with simpler listeners …")
    trials += [cue_trial(reader, measured), plain_trial(measured, shipped), majority_trial(measured)]
    first = trials[0]
    result: dict[str, Any] = {
        "contenders": {trial.name: figures(measured, trial, by_author=chosen.by_author) for trial in trials},
        "moves": moves_table(measured, first),
        "confusions": worst_confusions(measured, first),
        "spans": spans_right(measured, first, read_spans(REPLIES_FOLDER)),
        "human_agreement_kappa": HUMAN_AGREEMENT,
    }
    if not chosen.no_curve:
        say_progress("Drawing the learning curve …")
        result["learning_curve"] = [{"replies": size, "macro_f1": f1} for size, f1 in learning_curve(studied.corpus)]
    return result


def _lines(result: dict[str, Any]) -> Iterator[str]:
    for name, found in result["contenders"].items():
        yield from _contender(name, found)
    yield "\nmove                                 kind     made heard precision recall    F1"
    for row in result["moves"]:
        yield (
            f"{row['move']:36} {row['kind']:8} {row['made']:4} {row['heard']:5} "
            f"{row['precision']:9.2f} {row['recall']:6.2f} {row['f1']:5.2f}"
        )
    yield "\nworst confusions: heard ← made instead"
    for row in result["confusions"]:
        yield f"  {row['times']:3} × {row['heard']} ← {row['made']}   e.g. {row['id']}: {row['reply'][:90]}"
    spans = result["spans"]
    yield f"\nwords shown as evidence: right in {spans['right']:.1%} of {spans['checked']} checked by hand"
    if "learning_curve" in result:
        yield "\nlearning curve (without encoder): replies learned from → macro-F1"
        yield from (f"  {row['replies']:6} → {row['macro_f1']:.3f}" for row in result["learning_curve"])
    agreed = ", ".join(f"{what} {kappa}" for what, kappa in result["human_agreement_kappa"].items())
    yield f"\nfor comparison, trained people agree at kappa: {agreed}"


def _contender(name: str, found: dict[str, Any]) -> Iterator[str]:
    alarms = found["false_alarms"]
    yield f"\n{name} ({found['replies']} replies)"
    yield (
        f"  macro-F1 {found['macro_f1']:.3f}, micro-F1 {found['micro_f1']:.3f}, "
        f"helpful macro-F1 {found['helpful_macro_f1']:.3f}"
    )
    yield (
        f"  harmful: macro-F1 {found['harmful_macro_f1']:.3f}, precision {found['harmful_precision']:.3f}, "
        f"recall {found['harmful_recall']:.3f}"
    )
    yield (
        f"  false alarms: {alarms['near_misses_accused']:.1%} of {alarms['near_misses']} near-misses accused; of "
        f"{alarms['empty']} replies without a move {alarms['empty_any_move']:.1%} heard as one, "
        f"{alarms['empty_harmful']:.1%} as a harmful one"
    )
    for group, values in found["groups"].items():
        yield (
            f"  {group}: macro-F1 {values['macro_f1']:.3f}, micro-F1 {values['micro_f1']:.3f}, harmful "
            f"{values['harmful_macro_f1']:.3f} at precision {values['harmful_precision']:.3f}"
        )
    hard = "  ".join(f"{kind} {values['micro_f1']:.2f}" for kind, values in found["hard"].items())
    yield f"  hard replies, micro-F1: {hard}"
    if "calibration_error" in found:
        yield (
            f"  expected calibration error {found['calibration_error']:.3f}, harmful moves "
            f"{found['calibration_error_harmful']:.3f}"
        )
    if "milliseconds" in found:
        took = found["milliseconds"]
        yield f"  time a reply: median {took['median']:.1f} ms, p95 {took['p95']:.1f} ms"
    for author, values in found.get("authors", {}).items():
        yield f"  author {author}: macro-F1 {values['macro_f1']:.3f}, micro-F1 {values['micro_f1']:.3f}"
