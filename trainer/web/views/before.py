"""Before a call: what is in it, and the trainee's own say about that."""

from html import escape

import streamlit as st

from trainer.content.library import find_scenario
from trainer.errors import PracticeLineError
from trainer.web.services import practice
from trainer.web.session import now, person
from trainer.web.wording import facts_of

try:
    scenario = find_scenario(st.query_params.get("scenario", "")).usable()
except PracticeLineError:
    st.info("There is no such call here.")
    st.page_link("views/library.py", label="Choose a call")
    st.stop()

st.title(scenario.title, anchor=False)
st.html(f'<p>{escape(scenario.situation)}</p><p class="quiet">{escape(facts_of(scenario))}</p>')

st.subheader("What is in this call", anchor=False)
notes = "".join(
    f"<li>{escape(note.theme)} <span class='quiet'>Softened: {escape(note.softened)}</span></li>"
    for note in scenario.content_notes
)
st.html(f'<ul class="notes">{notes}</ul>')
softened = st.toggle("Soften this call", key="soften")
st.html(
    '<p class="quiet">You can also soften it later, pause, or stop. Nobody asks why, and nothing is counted '
    "against you. Stopping is a skill.</p>"
)

st.html(
    '<p class="quiet">Please leave real people out: no names, places or stories from calls you have taken. '
    "What you type stays on this machine.</p>"
)
with st.container(horizontal=True):
    if st.button("Take the call", type="primary"):
        call_id = practice().start(person(), scenario.id, softened=softened, now=now())
        st.switch_page("views/call.py", query_params={"call": call_id})
    if st.button("Choose another"):
        st.switch_page("views/library.py")

st.subheader("What you can practise", anchor=False)
st.html(f'<ul class="notes">{"".join(f"<li>{escape(goal)}</li>" for goal in scenario.learning_goals)}</ul>')
