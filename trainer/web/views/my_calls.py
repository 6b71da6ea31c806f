"""My calls: earlier calls, to open again, to take away, or to delete for good."""

from html import escape
from typing import cast

import streamlit as st

from trainer.content.library import scenario_files
from trainer.content.scenario import EndingKind
from trainer.practice import feelings
from trainer.store.calls import CallSummary
from trainer.store.stored import OwnMood
from trainer.web.downloads import draw_archive, draw_downloads
from trainer.web.services import practice
from trainer.web.session import my_calls, notify, person
from trainer.web.wording import ENDINGS, OWN_MOODS, day


def how_it_stands(call: CallSummary) -> str:
    if not call.ended_at:
        return "still going on"
    if not call.ending_kind:
        return "you stopped it"
    if call.check_in:
        return "a check-in"
    score = f" · {call.total} of 100" if call.total is not None else ""
    return ENDINGS[cast(EndingKind, call.ending_kind)] + score


def how_you_were(mood: OwnMood) -> str:
    """Return how the trainee was, as far as they said; it is shown to them alone."""
    said = [f"{when} {OWN_MOODS[level]}" for when, level in (("before", mood.before), ("after", mood.after)) if level]
    return f" · You: {', '.join(said)}" if said else ""


def draw_call(call: CallSummary, title: str, mood: OwnMood) -> None:
    with st.container(border=True):
        st.subheader(title, anchor=False)
        again = "Another try · " if call.branch_of else ""
        said = f"{again}{day(call.started_at)} · {how_it_stands(call)}{how_you_were(mood)}"
        st.html(f'<p class="quiet">{escape(said)}</p>')
        with st.container(horizontal=True):
            if call.ended_at:
                if st.button("Look back", key=f"open-{call.id}"):
                    st.switch_page("views/after.py", query_params={"call": call.id})
            elif st.button("Go on with it", key=f"open-{call.id}", type="primary"):
                st.switch_page("views/call.py", query_params={"call": call.id})
            with st.popover("Save"):
                draw_downloads(call)
            with st.popover("Delete"):
                st.write("This deletes the call, its score and your thoughts about it for good. It cannot be undone.")
                if call.id in parents or call.branch_of:
                    st.write("Your other tries at this call stay, with the lines they share.")
                if st.button("Delete for good", key=f"delete-{call.id}"):
                    practice().delete(person(), call.id)
                    notify("The call is deleted.")
                    st.rerun()


st.title("My calls", anchor=False)
calls, moods = my_calls(), feelings.around_all(practice(), person())
titles = {file.scenario.id: file.scenario.title for file in scenario_files() if file.scenario}
if not calls:
    st.write("You have not taken a call yet.")
    st.page_link("views/library.py", label="Choose a call")
parents = {call.branch_of for call in calls}
for summary in calls:
    draw_call(summary, titles.get(summary.scenario, summary.scenario), moods.get(summary.id, OwnMood()))
draw_archive()
