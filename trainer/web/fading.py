"""A call that was faded out: what was told so far, and how such a call can go on, in a few lines."""

from html import escape

import streamlit as st

from trainer.practice.open_call import OpenCall


def draw_summary(opened: OpenCall) -> None:
    """Draw the summary that stands in the place of the rest of the call."""
    scenario = opened.playable.scenario
    told = [scenario.facts[name].about for turn in opened.call.turns for name in turn.tells]
    said = f"<p>What came up:</p><ul class='notes'>{''.join(f'<li>{escape(one)}</li>' for one in told)}</ul>"
    goes_on = f"<p>{escape(scenario.fades)}</p>" if scenario.fades else ""
    st.html(
        f'<div class="faded"><h2>The call fades out here</h2><p>{escape(scenario.situation)}</p>{said if told else ""}'
        f"{goes_on}</div>"
    )
