"""What to do next, on a page: a break, the check-in that is due, the call that fits."""

from html import escape

import streamlit as st

from trainer.coaching.path import CheckIn, Suggestion
from trainer.practice.path import Standing
from trainer.web.services import practice
from trainer.web.wording import facts_of

CHECK_INS: dict[CheckIn, str] = {
    "before": "Take one call as a check-in, best before you practise much, so that you can see later what has changed.",
    "after": "You have practised five calls since your check-in. A second one shows what has changed.",
    "later": "Some weeks have passed since your last check-in. Another shows what has stayed.",
}


def draw_break(standing: Standing) -> None:
    """Draw the suggestion of a break after two hard calls."""
    if standing.hard_calls:
        st.html(
            '<div class="pause-here"><strong>Two hard calls in a row</strong><p>A break is part of the work. Eat '
            "something, go outside, talk to somebody. The calls are still here tomorrow.</p></div>"
        )
        st.page_link("views/talk.py", label="Someone to talk to")


def draw_suggestion(standing: Standing) -> None:
    """Draw the call to take next, and why."""
    if not standing.suggestion:
        return
    scenario = standing.suggestion.scenario
    with st.container(border=True, key="next-call"):
        st.subheader(f"Next for you: {scenario.title}", anchor=False)
        st.html(
            f"<p>{escape(_why(standing.suggestion))}</p><p>{escape(scenario.situation)}</p>"
            f'<p class="quiet">{escape(facts_of(scenario))}</p>'
        )
        if st.button("Look at it", key="next-call-look", type="primary"):
            st.switch_page("views/before.py", query_params={"scenario": scenario.id})


def draw_check_in(standing: Standing) -> None:
    """Draw the check-in that is due, with the calls to choose from."""
    if not standing.check_in:
        return
    st.write(CHECK_INS[standing.check_in])
    st.write("A check-in is a call without hints, and there is no feedback after it. You choose the caller.")
    for scenario in standing.check_in_calls:
        if st.button(f"Check in with: {scenario.title}", key=f"check-in-{scenario.id}"):
            st.switch_page("views/before.py", query_params={"scenario": scenario.id, "check_in": "1"})


def _why(suggestion: Suggestion) -> str:
    if suggestion.why == "first":
        return "A gentle one to begin with."
    if suggestion.why == "steady":
        return "A caller you have not met, or not lately."
    title = next(one.title for one in practice().rubric.dimensions if one.id == suggestion.dimension)
    return f"Your last calls had least of “{title}”. Practise it with this caller."
