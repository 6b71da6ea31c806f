"""The frame of every page: look, navigation, and the one page that was asked for."""

import streamlit as st

from trainer.errors import PracticeLineError
from trainer.web.arrival import arrive
from trainer.web.leaving import draw_leave_button
from trainer.web.session import lock, take_notice, told
from trainer.web.style import draw_style

st.set_page_config(page_title="Practice Line", page_icon="🫖", layout="centered")
draw_style()
page = st.navigation(
    [
        st.Page("views/library.py", title="Choose a call", default=True),
        st.Page("views/drills.py", title="Drills", url_path="drills"),
        st.Page("views/progress.py", title="Progress", url_path="progress"),
        st.Page("views/my_calls.py", title="My calls", url_path="my-calls"),
        st.Page("views/talk.py", title="Someone to talk to", url_path="talk"),
        st.Page("views/your_words.py", title="Your words", url_path="your-words"),
        st.Page("views/scenarios.py", title="For trainers", url_path="scenarios"),
        st.Page("views/language_model.py", title="Language model", url_path="language-model", visibility="hidden"),
        st.Page("views/before.py", title="Before the call", url_path="before", visibility="hidden"),
        st.Page("views/call.py", title="The call", url_path="call", visibility="hidden"),
        st.Page("views/after.py", title="After the call", url_path="after", visibility="hidden"),
        st.Page("views/reading.py", title="Line by line", url_path="reading", visibility="hidden"),
        st.Page("views/opinion.py", title="A second opinion", url_path="opinion", visibility="hidden"),
        st.Page("views/compare.py", title="Your tries side by side", url_path="compare", visibility="hidden"),
        st.Page("views/gone.py", title="It is deleted", url_path="gone", visibility="hidden"),
    ],
    position="top",
)
arrive(page.url_path)
if page.url_path != "call":  # there it stands with the other controls
    with st.container(key="leave-now", width="content"):
        draw_leave_button()
if page.url_path != "language-model":
    lock()
told(page.url_path)  # forgets what was told on a page that has been left
if page.url_path != "call" and (notice := take_notice()):  # there it stands where one looks
    st.info(notice)
try:
    page.run()
except PracticeLineError as error:
    st.warning(str(error))
