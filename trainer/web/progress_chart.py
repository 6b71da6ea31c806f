"""One dimension over a trainee's calls: a dot for each call, and a band for where it likely is."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from trainer.coaching.progress import Point, Range
from trainer.scoring.dimensions import HIGHEST

_TEAL = "#0B6E5F"
SAYS_SOMETHING = 3  # calls


def draw_points(points: Sequence[Point]) -> None:
    """Draw a dimension's points, at least one, oldest first; the band begins where it says something."""
    rows = [
        {"Call": one.call, "Score": one.score}
        | ({"low": one.likely.low, "high": one.likely.high} if one.likely.calls >= SAYS_SOMETHING else {})
        for one in points
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("Call:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", grid=False))
    )
    scale = alt.Y("Score:Q", title=None, scale=alt.Scale(domain=[0, HIGHEST]), axis=alt.Axis(values=[0, 2, 4]))
    dots = base.mark_point(filled=True, size=90, color=_TEAL, opacity=1)
    dots = dots.encode(y=scale, tooltip=["Call:Q", "Score:Q"])
    layers = [dots]
    if points[-1].likely.calls >= SAYS_SOMETHING:
        known = base.transform_filter("isValid(datum.low)").encode(y="low:Q", y2="high:Q")
        edges = known.mark_rule(opacity=0.35, color=_TEAL, strokeWidth=6)
        layers = [known.mark_area(opacity=0.18, color=_TEAL), edges, dots]
    st.altair_chart(alt.layer(*layers), height=130)
    st.caption(points_in_words(points))


def points_in_words(points: Sequence[Point]) -> str:
    """Return what the chart shows, for readers who cannot see it."""
    scores = ", then ".join(str(one.score) for one in points)
    return f"{scores} of {HIGHEST}. {likely_in_words(points[-1].likely)}"


def likely_in_words(likely: Range) -> str:
    """Return where a dimension likely is, with how little that rests on."""
    if likely.calls < SAYS_SOMETHING:
        return f"{'One call says' if likely.calls == 1 else 'Two calls say'} little yet."
    return f"From {likely.calls} calls it likely lies between {likely.low:.1f} and {likely.high:.1f}."
