"""A transcript and its scorecard as plain text that reads well on paper and in a message."""

from textwrap import fill

from trainer.calls.transcript import Transcript, Turn
from trainer.content.rubric import Rubric
from trainer.scoring.scorecard import CriterionResult, Scorecard

STATUSES = {
    "met": "met",
    "partly": "partly",
    "missed": "not yet",
    "not_applicable": "did not come up",
    "unscored": "not scored",
}


def caller_of(turn: Turn) -> str:
    """Return who speaks a caller's line: the caller, and in whose words where they are not the script's."""
    return {"model": "Caller, in a model's words", "improvised": "Caller, in a model's own line"}.get(
        turn.voice, "Caller"
    )


def call_text(transcript: Transcript, card: Scorecard | None, rubric: Rubric, *, title: str) -> str:
    """Return a whole call as text: who said what, how it ended, and the score where there is one."""
    lines = [title, "=" * len(title), ""]
    for turn in transcript.turns:
        who = caller_of(turn) if turn.speaker == "caller" else "You"
        lines += [_wrapped(f"{turn.n}. {who}: {turn.text}"), ""]
    if transcript.ending:
        lines += [f"Ending: {transcript.ending.id} ({transcript.ending.kind})", ""]
    if card:
        lines.append(scorecard_text(card, rubric))
    return "\n".join(lines)


def scorecard_text(card: Scorecard, rubric: Rubric) -> str:
    """Return a scorecard as text: total, dimensions with their descriptors, criteria with evidence."""
    held = f", held by {', '.join(card.caps)}" if card.caps else ""
    lines = [f"{rubric.title}: {card.total} of 100{held}", ""]
    for moment in card.critical:
        said = f"“{moment.quote}” " if moment.quote else ""
        lines += [_wrapped(f"Let's pause here ({moment.id}, turn {moment.turn}): {said}{moment.note}"),
                  _wrapped(f"Try: {moment.to_try}"), ""]  # fmt: skip
    for dimension, scored in zip(rubric.dimensions, card.dimensions, strict=True):
        level = "not scored" if scored.score is None else f"{scored.score} of 4"
        lines.append(f"{dimension.title} (weight {scored.weight}): {level}")
        if scored.score is not None:
            lines.append(_wrapped(dimension.descriptors[scored.score], "  "))
        texts = {criterion.id: criterion.text for criterion in dimension.criteria}
        for result in card.criteria:
            if result.dimension == dimension.id:
                lines += _criterion(result, texts[result.id])
        lines.append("")
    lines.append(f"Made with scenario {card.hashes.scenario[:12]}, rubric {card.hashes.rubric[:12]}, "
                 f"listener {card.hashes.listener[:12]}.")  # fmt: skip
    return "\n".join(lines)


def _criterion(result: CriterionResult, text: str) -> list[str]:
    lines = [_wrapped(f"- {text}: {STATUSES[result.status]}", "  ")]
    lines += [_wrapped(f"“{found.quote}” (turn {found.turn})", "      ") for found in result.evidence]
    for said in (result.reason, result.feedback):
        if said:
            lines.append(_wrapped(said, "      "))
    if result.better_line:
        lines.append(_wrapped(f"For example: {result.better_line}", "      "))
    return lines


def _wrapped(text: str, indent: str = "") -> str:
    return "\n".join(
        fill(part, 88, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
        for part in text.split("\n")
    )
