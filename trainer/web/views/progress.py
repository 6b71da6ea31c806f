"""Your progress: what to do next, and how your calls have gone so far. For the trainee alone; nobody is ranked."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from trainer.coaching.progress import MovesOverTime, Scores
from trainer.content.library import moves
from trainer.practice import path
from trainer.web.progress_chart import draw_points
from trainer.web.scorecard import scale
from trainer.web.services import practice
from trainer.web.session import now, person
from trainer.web.suggesting import draw_break, draw_check_in, draw_suggestion
from trainer.web.wording import date_of, titles


def draw_moves(over_time: MovesOverTime) -> None:
    """Draw the moves that came or went, if there is anything to say yet."""
    notes = moves()
    parts = (
        ("New in your last three calls", over_time.gained),
        ("Heard less lately", over_time.lost),
        ("Left behind", over_time.left_behind),
        ("Crept in lately", over_time.crept_in),
    )
    said = "".join(f"<dt>{name}</dt><dd>{escape(titles(found, notes))}</dd>" for name, found in parts if found)
    st.html(f'<dl class="try">{said}</dl>' if said else "<p>Nothing has come or gone clearly yet.</p>")


def draw_check_ins(check_ins: Sequence[tuple[datetime, Scores]]) -> None:
    """Draw the check-ins against each other."""
    heads = "".join(f"<th scope='col'>{escape(date_of(at))}</th>" for at, _ in check_ins)
    rows = ""
    for one in practice().rubric.dimensions:
        cells = "".join(_cell(scores.get(one.id)) for _, scores in check_ins)
        rows += f"<tr><th scope='row'>{escape(one.title)}</th>{cells}</tr>"
    st.html(
        '<div class="sideways" role="region" aria-label="Your check-ins" tabindex="0"><table>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(score: int | None) -> str:
    return f"<td>{'<span class=quiet>did not come up</span>' if score is None else scale(score)}</td>"


st.title("Your progress", anchor=False)
st.write("For you alone. Nobody is ranked here, and a call that goes badly is practice too.")
standing = path.standing(practice(), person(), now())
progress = path.progress(practice(), person())
draw_break(standing)
draw_suggestion(standing)
st.header("Check-ins", anchor=False)
if len(progress.check_ins) > 1:
    draw_check_ins(progress.check_ins)
elif progress.check_ins:
    st.write("Your first check-in is kept. It shows here beside the next one.")
draw_check_in(standing)
if not standing.check_in:
    st.write("The next one comes after five practised calls, and another some weeks later.")
st.header("Call by call", anchor=False)
if not progress.calls:
    st.write("Nothing to show yet. After your first call this page begins to fill.")
else:
    st.write("Each dot is a call. From three calls on, a band says where you likely are; it narrows with more.")
    for dimension, points in progress.dimensions:
        if points:
            st.subheader(dimension.title, anchor=False)
            draw_points(points)
    st.header("Moves that came and went", anchor=False)
    draw_moves(progress.moves)
