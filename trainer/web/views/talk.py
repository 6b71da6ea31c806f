"""Someone to talk to: the people the organisation names, and a message in one's own words."""

from html import escape

import streamlit as st

from trainer.calls.reply import MAX_REPLY_CHARACTERS
from trainer.content.people import load_people
from trainer.errors import CallError
from trainer.practice import talking
from trainer.web.services import practice
from trainer.web.session import field_key, notify, now, renew_field

people = load_people()
st.title("Someone to talk to", anchor=False)
st.write("You need no reason. These people listen to trainees, and what you say to them is not about your score.")
if people.sample:
    st.caption("These are made up. Your organisation puts its own people in their place.")
for one in people.people.values():
    st.html(
        f"<p><strong>{escape(one.name)}</strong><br>{escape(one.listens_to)}<br>"
        f'<span class="quiet">Reads messages: {escape(one.reads)} {escape(one.otherwise)}</span></p>'
    )
with st.form("talk", clear_on_submit=False, border=True):
    to = st.radio("To", list(people.people), format_func=lambda name: people.people[name].name)
    text = st.text_area("Your own words", max_chars=MAX_REPLY_CHARACTERS, height=160, key=field_key("message"))
    st.caption(
        "Only these words are sent: no call, no score, no name unless you write it. Say how to reach you if you want "
        "an answer. The message waits on this machine until they read it; for anything urgent, reach them directly."
    )
    sent = st.form_submit_button("Send", type="primary")
if sent:
    try:
        talking.send(practice(), people, to, text, now())
    except CallError as error:
        st.warning(str(error))
    else:
        notify(f"Sent to {people.people[to].name}. Thank you for saying it.")
        renew_field("message")
        st.rerun()
