"""A scorecard on a page: words and a short scale, each with the trainee's own words as evidence."""

from html import escape

import streamlit as st

from trainer.content.rubric import Dimension, Rubric
from trainer.scoring.criteria import Evidence
from trainer.scoring.dimensions import HIGHEST
from trainer.scoring.next_step import NextStep
from trainer.scoring.scorecard import CriterionResult, DimensionScore, Scorecard
from trainer.web.wording import STATUSES, STEPS

TOO_SHORT = "This call was too short for a number. Here is what was heard in it."
HELD = (
    "Because of a moment above, the number stays at 40 or below. Nobody is told. If you have a trainer, it is a good "
    "one to look at together."
)


def draw_total(card: Scorecard, *, too_short: bool) -> None:
    """Draw the total and what holds it down, if anything does; a call that was too short has none."""
    if too_short:
        st.html(f'<p class="quiet">{TOO_SHORT}</p>')
        return
    st.html(f'<p class="total">{card.total} <small>of 100</small></p>')
    if card.critical:
        st.html(f'<p class="quiet">{HELD}</p>')


def draw_contested(marks: int) -> None:
    """Draw that the trainee contests marks this score rests on, if they do."""
    if marks:
        what = "one mark" if marks == 1 else f"{marks} marks"
        said = f"Contested: you say of {what} in this call that it is not what you meant. The score has to be read so."
        st.html(f'<p class="contested">{said}</p>')


def draw_critical(card: Scorecard) -> None:
    """Draw the moments at which to pause."""
    for moment in card.critical:
        heard = f"<p>The caller says: “{escape(moment.caller)}”</p>" if moment.caller else ""
        quote = _quote(Evidence(moment.turn, moment.quote)) if moment.quote else ""
        answered = "<p>You answered:</p>" if heard and quote else ""
        st.html(
            f'<div class="pause-here"><strong>Let’s pause here</strong>{heard}{answered}{quote}'
            f"<p>{escape(moment.note)}</p><p><strong>Try:</strong> {escape(moment.to_try)}</p></div>"
        )


def draw_next_step(step: NextStep) -> None:
    """Draw the one thing to try next time."""
    parts = [
        ("What worked", step.worked, step.worked_quote),
        ("One thing to try", step.to_try, step.quote),
        ("For example", step.better_line, None),
        ("Why", step.why, None),
    ]
    shown = "".join(
        f"<dt>{heading}</dt><dd>{escape(words)}{_quote(quote) if quote else ''}</dd>"
        for heading, words, quote in parts
        if words
    )
    st.html(f'<dl class="try">{shown}</dl>')


def draw_dimensions(card: Scorecard, rubric: Rubric) -> None:
    """Draw each dimension with its scale, its descriptor and, opened, its criteria and evidence."""
    for dimension, scored in zip(rubric.dimensions, card.dimensions, strict=True):
        with st.container(border=True):
            st.html(_dimension(dimension, scored))
            with st.expander("What this rests on"):
                texts = {criterion.id: criterion.text for criterion in dimension.criteria}
                own = [result for result in card.criteria if result.dimension == dimension.id]
                left = " ".join(texts[one.id] for one in own if one.status == "not_applicable")
                said = [_criterion(one, texts[one.id]) for one in own if one.status != "not_applicable"]
                if left:
                    said.append(f'<p class="quiet">Did not come up in this call: {escape(left)}</p>')
                st.html("".join(said))


def scale(score: int) -> str:
    """Return a score, 0–4, as a short bar and in words."""
    marks = "".join(f'<span class="{"on" if step < score else ""}"></span>' for step in range(HIGHEST))
    return f'<span class="scale" aria-hidden="true">{marks}</span>{score} of {HIGHEST}'


def _dimension(dimension: Dimension, scored: DimensionScore) -> str:
    heading = f"<h3>{escape(dimension.title)}</h3>"
    if scored.score is None:
        return f'{heading}<p class="quiet">Nothing in this call called for it, so it is not scored.</p>'
    return (
        f'<div class="dimension">{heading}<span>{scale(scored.score)}, {STEPS[scored.score]}</span></div>'
        f'<p class="quiet">{escape(dimension.descriptors[scored.score])}</p>'
    )


def _criterion(result: CriterionResult, text: str) -> str:
    quotes = "".join(_quote(found) for found in result.evidence)
    said = "".join(f"<p>{escape(words)}</p>" for words in (result.reason, result.feedback) if words)
    shown = result.better_line if result.level == "required" else ""
    better = f'<p class="quiet">For example: {escape(shown)}</p>' if shown else ""
    status = STATUSES[result.status] + (" (optional)" if result.level == "optional" else "")
    return f"<p><strong>{escape(text)}</strong><br><span class='quiet'>{status}</span></p>{quotes}{said}{better}"


def _quote(found: Evidence) -> str:
    return f'<div class="quote">“{escape(found.quote)}” <span class="turn">line {found.turn}</span></div>'
