"""The caller's trust and distress along a call, drawn as two lines and told in a sentence."""

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from trainer.calls.transcript import Turn

_COLOURS = {"Trust": "#0B6E5F", "Distress": "#8A5A00"}


def draw_mood(turns: Sequence[Turn], because: Mapping[int, str]) -> None:
    """Draw trust and distress, 0–10, after each of the caller's lines.

    `because` says what the reply before a caller's line changed, by that line's turn number.
    """
    said = [turn for turn in turns if turn.speaker == "caller"]
    rows = [
        {"Line": turn.n, "Level": level, "Mood": mood, "After": because.get(turn.n, "")}
        for turn in said
        for mood, level in (("Trust", turn.mood.trust), ("Distress", turn.mood.distress))
    ]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=True, interpolate="step-after", strokeWidth=3)
        .encode(
            x=alt.X("Line:Q", title="Line of the call", axis=alt.Axis(tickMinStep=1, format="d", grid=False)),
            y=alt.Y("Level:Q", title=None, scale=alt.Scale(domain=[0, 10]), axis=alt.Axis(values=[0, 5, 10])),
            color=alt.Color(
                "Mood:N",
                title=None,
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
                legend=alt.Legend(orient="top", symbolType="stroke", symbolStrokeWidth=4),
            ),
            strokeDash=alt.StrokeDash(
                "Mood:N", scale=alt.Scale(domain=list(_COLOURS), range=[[1, 0], [6, 4]]), legend=None
            ),
            tooltip=["Line:Q", "Mood:N", "Level:Q", "After:N"],
        )
    )
    st.altair_chart(chart, height=340)
    st.caption(mood_in_words(said))


def mood_in_words(said: Sequence[Turn]) -> str:
    """Return what the chart shows as one sentence, for readers who cannot see it."""
    first, last = said[0].mood, said[-1].mood
    return (
        f"Trust went from {first.trust:g} to {last.trust:g} of 10, distress from {first.distress:g} to "
        f"{last.distress:g}, over {len(said)} of the caller's lines."
    )
