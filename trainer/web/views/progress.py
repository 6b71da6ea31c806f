"""Your progress: what to do next, and how your calls have gone so far. For the trainee alone; nobody is ranked."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from trainer.coaching.progress import MovesOverTime
from trainer.content.moves import load_moves
from trainer.practice import path
from trainer.scoring.scorecard import Scorecard
from trainer.web.progress_chart import draw_points
from trainer.web.services import practice
from trainer.web.session import now, person
from trainer.web.suggesting import draw_break, draw_check_in, draw_suggestion
from trainer.web.wording import date_of, titles


def draw_moves(moves: MovesOverTime) -> None:
    """Draw the moves that came or went, if there is anything to say yet."""
    notes = load_moves()
    parts = (
        ("New in your last three calls", moves.gained),
        ("Heard less lately", moves.lost),
        ("Left behind", moves.left_behind),
        ("Crept in lately", moves.crept_in),
    )
    said = "".join(f"<dt>{name}</dt><dd>{escape(titles(found, notes))}</dd>" for name, found in parts if found)
    st.html(f'<dl class="try">{said}</dl>' if said else "<p>Nothing has come or gone clearly yet.</p>")


def draw_check_ins(check_ins: Sequence[tuple[datetime, Scorecard]]) -> None:
    """Draw the check-ins against each other."""
    heads = "".join(f"<th scope='col'>{escape(date_of(at))}</th>" for at, _ in check_ins)
    rows = []
    for dimension in practice().rubric.dimensions:
        scores = [next((one.score for one in card.dimensions if one.id == dimension.id), None) for _, card in check_ins]
        cells = "".join(f"<td>{_scale(score)}</td>" for score in scores)
        rows.append(f"<tr><th scope='row'>{escape(dimension.title)}</th>{cells}</tr>")
    st.html(
        '<div class="sideways" role="region" aria-label="Your check-ins" tabindex="0"><table>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _scale(score: int | None) -> str:
    if score is None:
        return '<span class="quiet">did not come up</span>'
    marks = "".join(f'<span class="{"on" if step < score else ""}"></span>' for step in range(4))
    return f'<span class="scale" aria-hidden="true">{marks}</span>{score} of 4'


st.title("Your progress", anchor=False)
st.write("For you alone. Nobody is ranked here, and a call that goes badly is practice too.")
way = path.way(practice(), person(), now())
progress = path.progress(practice(), person())
draw_break(way)
draw_suggestion(way)
st.header("Check-ins", anchor=False)
if progress.check_ins:
    draw_check_ins(progress.check_ins)
draw_check_in(way)
if not way.check_in:
    st.write("The next one comes after five practised calls, and another some weeks later.")
st.header("Call by call", anchor=False)
if not progress.calls:
    st.write("Nothing to show yet. After your first call this page begins to fill.")
else:
    st.write("Each dot is a call. The band says where you likely are: wide while calls are few, narrower with more.")
    for dimension, points in progress.dimensions:
        if points:
            st.subheader(dimension.title, anchor=False)
            draw_points(points)
    st.header("Moves that came and went", anchor=False)
    draw_moves(progress.moves)
