"""The figures of `evaluate-listener` as lines to read."""

from collections.abc import Iterator, Mapping
from typing import Any


def figure_lines(result: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of `result`: every contender's figures, and what is behind the first one's."""
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


def _contender(name: str, found: Mapping[str, Any]) -> Iterator[str]:
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
