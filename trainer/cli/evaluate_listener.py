"""python -m trainer evaluate-listener: how well replies by authors it has not learned from are heard.

With a language model as listener, beside the offline listener on the same replies.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from trainer.cli.listener_figures import figure_lines
from trainer.cli.listeners_compared import comparison_lines
from trainer.cli.models import endpoint_for
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
from trainer.listening.evaluation.model_trial import model_trial
from trainer.listening.evaluation.sample import sampled
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
from trainer.listening.learning.encoder import ReadsReplies
from trainer.listening.learning.held_out import load_held_out_encoder
from trainer.listening.learning.kept import learned_for, say_progress, shipped_replies
from trainer.listening.learning.learned import Learned
from trainer.listening.learning.training import Study, study
from trainer.listening.model_listener import model_listener_at
from trainer.listening.reading import Reader, load_reader
from trainer.model.endpoint import Endpoint

MODEL_SAMPLE = 200  # replies; a model takes seconds for each

EXAMPLE = """examples:
  python -m trainer evaluate-listener
  python -m trainer evaluate-listener --by-author --json > figures.json
  python -m trainer evaluate-listener --data my_replies/    # *.jsonl, one author a file; see rubrics/replies/README.md
  python -m trainer evaluate-listener --listener model --sample 100    # a language model, beside the offline listener

Each author's replies are heard by a listener that has not learned from that author. It takes about ten minutes; a model
is asked twice a reply, and takes as long as it takes."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "evaluate-listener",
        help="measure how well replies are heard",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", metavar="DIR", help="labelled replies to measure on (default: the first authors')")
    parser.add_argument(
        "--listener", choices=("offline", "model"), default="offline", help="whom to measure (default offline)"
    )
    parser.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help=f"measure on N replies, drawn evenly over the authors (default: all; {MODEL_SAMPLE} with a model)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number draws another sample")
    parser.add_argument("--by-author", action="store_true", help="figures for each author's file as well")
    parser.add_argument("--no-curve", action="store_true", help="leave out the learning curve")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Measure and print.

    Raises InputError if there is nothing to measure or to measure on, ContentError for lines at fault, ModelFault if
    the model does not answer.
    """
    if chosen.sample is not None and chosen.sample < 1:
        raise InputError("--sample: at least one reply")
    with_model = chosen.listener == "model"
    endpoint = endpoint_for("These replies, and what callers said before them, are sent") if with_model else None
    shipped = shipped_replies(REPLIES_FOLDER)
    measured = measured_replies(_data(chosen.data, shipped), shipped)
    if size := chosen.sample or (MODEL_SAMPLE if with_model else None):
        measured = sampled(measured, size, chosen.seed)
    result = _compare(endpoint, measured, shipped, chosen) if endpoint else _measure(measured, shipped, chosen)
    lines = comparison_lines if endpoint else figure_lines
    print(json.dumps(result, ensure_ascii=False, indent=1) if chosen.json else "\n".join(lines(result)))
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


class _Taught(NamedTuple):
    """The offline listener, ready to be measured without the author of each reply."""

    reader: Reader
    encoder: ReadsReplies | None
    studied: Study
    full: Learned

    def trial(self, measured: Measured, *, use_encoder: bool = True) -> Trial:
        encoder = self.encoder if use_encoder else None
        return listener_trial(self.reader, encoder, self.studied, self.full, measured)


def _taught(shipped: Authors) -> _Taught:
    reader, encoder = load_reader(), load_held_out_encoder()
    full = learned_for(reader)
    return _Taught(reader, encoder, study(reader, encoder, shipped, say_progress), full)


def _measure(measured: Measured, shipped: Authors, chosen: argparse.Namespace) -> dict[str, Any]:
    taught = _taught(shipped)
    say_progress("Hearing every reply …")
    trials = [taught.trial(measured)]
    if taught.encoder:
        trials.append(taught.trial(measured, use_encoder=False))
    say_progress("Comparing with simpler listeners …")
    trials += [cue_trial(taught.reader, measured), plain_trial(measured, shipped), majority_trial(measured)]
    result = _figures(measured, trials, chosen)
    if not chosen.no_curve:
        say_progress("Drawing the learning curve …")
        curve = learning_curve(taught.studied.corpus)
        result["learning_curve"] = [{"replies": size, "macro_f1": f1} for size, f1 in curve]
    return result


def _compare(endpoint: Endpoint, measured: Measured, shipped: Authors, chosen: argparse.Namespace) -> dict[str, Any]:
    listener = model_listener_at(endpoint)
    heard, worth = model_trial(listener, measured, say_progress)
    taught = _taught(shipped)  # only now: it takes minutes, which a model that does not answer shall not cost
    say_progress("Hearing the same replies offline …")
    offline = taught.trial(measured)
    trials = [heard, offline, cue_trial(taught.reader, measured), majority_trial(measured)]
    return {
        **_figures(measured, trials, chosen),
        "offline": _details(measured, offline),
        "model": {"name": endpoint.model, "hash": listener.hash, **asdict(worth)},
    }


def _figures(measured: Measured, trials: Sequence[Trial], chosen: argparse.Namespace) -> dict[str, Any]:
    return {
        "contenders": {trial.name: figures(measured, trial, by_author=chosen.by_author) for trial in trials},
        **_details(measured, trials[0]),
        "human_agreement_kappa": HUMAN_AGREEMENT,
    }


def _details(measured: Measured, trial: Trial) -> dict[str, Any]:
    return {
        "moves": moves_table(measured, trial),
        "confusions": worst_confusions(measured, trial),
        "spans": spans_right(measured, trial, read_spans(REPLIES_FOLDER)),
    }
