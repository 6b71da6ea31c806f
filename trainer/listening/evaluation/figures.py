"""The figures of a trial, as plain values that print and dump."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from trainer.content.moves import HARMFUL_MOVES, HELPFUL_MOVES, kind_of
from trainer.listening.evaluation import metrics
from trainer.listening.evaluation.trial import Measured, Trial, confusions, rows_where
from trainer.listening.learning.corpus import NAMES

# How the first authors' files were written decides what a figure on them means.
GROUPS: Mapping[str, str] = {
    "ordinary replies (a–e, g, i, m)": "abcdegim",
    "minimal and context pairs (f, k, l)": "fkl",
    "whole calls (j)": "j",
}
_SHOWN_CONFUSIONS = 12
# Trained raters against one another, Cohen's kappa (Moyers, Manuel & Ernst 2015 and reliability studies of MITI).
HUMAN_AGREEMENT = {"a question": 0.87, "a reflection": 0.66, "an open question": 0.69, "a closed question": 0.57}


def figures(measured: Measured, trial: Trial, *, by_author: bool = False) -> dict[str, Any]:
    """Return all figures of `trial`; shares and F1 are 0–1, times are milliseconds."""
    made, heard = measured.made, trial.heard
    result: dict[str, Any] = {
        "replies": len(measured.replies),
        "macro_f1": metrics.macro_f1(made, heard),
        "micro_f1": metrics.micro_f1(made, heard),
        "helpful_macro_f1": metrics.macro_f1(made, heard, HELPFUL_MOVES),
        "harmful_macro_f1": metrics.macro_f1(made, heard, HARMFUL_MOVES),
        "harmful_precision": metrics.precision(made, heard),
        "harmful_recall": metrics.recall(made, heard),
        "groups": _groups(measured, trial),
        "hard": _hard(measured, trial),
        "false_alarms": _false_alarms(measured, trial),
    }
    if trial.chances is not None:
        result["calibration_error"] = metrics.calibration_error(made, trial.chances)
        result["calibration_error_harmful"] = metrics.calibration_error(made, trial.chances, sorted(HARMFUL_MOVES))
    if trial.milliseconds is not None and len(trial.milliseconds):
        result["milliseconds"] = {
            "median": float(np.median(trial.milliseconds)),
            "p95": float(np.percentile(trial.milliseconds, 95)),
        }
    if by_author:
        result["authors"] = _authors(measured, trial)
    return result


def moves_table(measured: Measured, trial: Trial) -> list[dict[str, Any]]:
    """Return precision, recall and F1 of each move, the worst first."""
    made, heard = measured.made, trial.heard
    rows = []
    for column, name in enumerate(NAMES):
        right = int((made[:, column] & heard[:, column]).sum())
        asserted, true = int(heard[:, column].sum()), int(made[:, column].sum())
        rows.append(
            {
                "move": name,
                "kind": kind_of(name),
                "made": true,
                "heard": asserted,
                "precision": right / asserted if asserted else float("nan"),
                "recall": right / true if true else float("nan"),
                "f1": 2 * right / (asserted + true) if asserted + true else float("nan"),
            }
        )
    return sorted(rows, key=lambda row: row["f1"])


def worst_confusions(measured: Measured, trial: Trial) -> list[dict[str, Any]]:
    """Return the commonest wrong assertions: what was heard, what was made instead, how often, and one reply."""
    texts = {reply.id: reply.reply for reply in measured.replies}
    counts: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for heard, instead, reply in confusions(measured, trial.heard):
        counts[heard, instead] += 1
        example.setdefault((heard, instead), reply)
    return [
        {"heard": pair[0], "made": pair[1], "times": times, "id": example[pair], "reply": texts[example[pair]]}
        for pair, times in counts.most_common(_SHOWN_CONFUSIONS)
    ]


def spans_right(measured: Measured, trial: Trial, marked: Mapping[tuple[str, str], Sequence[str]]) -> dict[str, float]:
    """Return how often a quote overlaps the words that a person marked for the move, where the move was heard.

    `marked` maps reply id and move to the words marked. A quote is right if it shares at least half of the shorter
    of both with one of them.
    """
    right: list[bool] = []
    lengths: list[float] = []
    for reply, hearing in zip(measured.replies, trial.hearings, strict=True):
        for heard in hearing.moves:
            words = marked.get((reply.id, heard.move))
            if words:
                right.append(any(_overlap(reply.reply, heard.start, heard.end, some) >= 0.5 for some in words))
                lengths.append((heard.end - heard.start) / len(reply.reply))
    if not right:
        return {"checked": 0, "right": float("nan"), "share_of_reply": float("nan")}
    return {"checked": len(right), "right": float(np.mean(right)), "share_of_reply": float(np.mean(lengths))}


def _overlap(reply: str, start: int, end: int, words: str) -> float:
    at = reply.find(words)
    if at < 0:
        return 0.0
    shared = min(end, at + len(words)) - max(start, at)
    return max(0, shared) / min(end - start, len(words))


def _groups(measured: Measured, trial: Trial) -> dict[str, dict[str, float]]:
    made, found = measured.made, {}
    for name, authors in GROUPS.items():
        rows = np.array([author in tuple(authors) for author in measured.authors], dtype=bool)
        if rows.any():
            found[name] = {
                "macro_f1": metrics.macro_f1(made[rows], trial.heard[rows]),
                "micro_f1": metrics.micro_f1(made[rows], trial.heard[rows]),
                "harmful_macro_f1": metrics.macro_f1(made[rows], trial.heard[rows], HARMFUL_MOVES),
                "harmful_precision": metrics.precision(made[rows], trial.heard[rows]),
            }
    return found


def _hard(measured: Measured, trial: Trial) -> dict[str, dict[str, float]]:
    kinds: dict[str, list[int]] = defaultdict(list)
    for row, reply in enumerate(measured.replies):
        if reply.hard:
            kinds[reply.hard].append(row)
    return {
        kind: {"replies": len(rows), "micro_f1": metrics.micro_f1(measured.made[rows], trial.heard[rows])}
        for kind, rows in sorted(kinds.items())
    }


def _false_alarms(measured: Measured, trial: Trial) -> dict[str, float]:
    replies, heard = measured.replies, trial.heard
    empty = rows_where(replies, lambda reply: not reply.moves)
    resembling = [(row, metrics.columns(reply.not_moves)) for row, reply in enumerate(replies) if reply.not_moves]
    accused = [bool(heard[row][columns].any()) for row, columns in resembling]
    return {
        "near_misses": len(accused),
        "near_misses_accused": float(np.mean(accused)) if accused else float("nan"),
        "empty": int(empty.sum()),
        "empty_any_move": metrics.any_heard(heard, empty),
        "empty_harmful": metrics.any_heard(heard, empty, HARMFUL_MOVES),
    }


def _authors(measured: Measured, trial: Trial) -> dict[str, dict[str, float]]:
    return {
        author: {
            "replies": int(measured.by(author).sum()),
            "macro_f1": metrics.macro_f1(measured.made[measured.by(author)], trial.heard[measured.by(author)]),
            "micro_f1": metrics.micro_f1(measured.made[measured.by(author)], trial.heard[measured.by(author)]),
        }
        for author in sorted(set(measured.authors))
    }
