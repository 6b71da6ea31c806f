"""A second opinion beside its scorecard, as plain text."""

from collections.abc import Mapping
from textwrap import fill

from trainer.content.rubric import Rubric
from trainer.scoring.readable import STATUSES
from trainer.scoring.scorecard import Scorecard
from trainer.second_opinion.agreement import Agreement, in_words
from trainer.second_opinion.opinion import Opinion, Says

WORDS: Mapping[Says, str] = {"met": "met", "not_met": "not yet", "unsure": "unsure", "void": "void"}
ABOUT = (
    "Each criterion was asked about twice. Unsure: the answers differ. Void: neither answer holds, for its shape or "
    "for words that were never said. A quotation shows that something was said, not that the model reads it rightly; "
    "behind a no there are no words to look at. None of this changes the score."
)


def opinion_text(opinion: Opinion, card: Scorecard, rubric: Rubric, measured: Agreement | None) -> str:
    """Return each criterion with the scorecard's word and the model's, then who said so and how far to trust it."""
    texts = {criterion.id: criterion.text for _, criterion in rubric.criteria()}
    statuses = {result.id: STATUSES[result.status] for result in card.criteria}
    lines = []
    for one in opinion.criteria:
        said = f"{statuses[one.criterion]}; second opinion: {WORDS[one.says]}"
        lines.append(_wrapped(f"- {texts[one.criterion]} Scorecard: {said}"))
        lines += [_wrapped(f"“{found.quote}” (turn {found.turn})", "      ") for found in one.quotes]
    if not lines:
        lines.append("The scorecard left nothing in this call to ask about.")
    by = f"By {opinion.model}, prompt {opinion.prompt_hash[:12]}, rubric {opinion.rubric_hash[:12]}."
    agreed = f"Agreement with this organisation's own ratings: {in_words(measured)}."
    return "\n".join([*lines, "", _wrapped(ABOUT), _wrapped(by), _wrapped(agreed)])


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, 88, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
