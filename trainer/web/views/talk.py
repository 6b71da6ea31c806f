"""Someone to talk to: the people the organisation names, and a message in one's own words."""

from html import escape

import streamlit as st

from trainer.calls.reply import MAX_REPLY_CHARACTERS
from trainer.content.people import People, people_here
from trainer.errors import CallError, EmptyReply
from trainer.practice import talking
from trainer.web.services import practice
from trainer.web.session import field_key, now, renew_field, tell, told

PAGE = "talk"


def draw_people(people: People) -> None:
    for one in people.people.values():
        st.html(
            f"<p><strong>{escape(one.name)}</strong><br>{escape(one.listens_to)}<br>"
            f'<span class="quiet">Reads messages: {escape(one.reads)} {escape(one.otherwise)}</span></p>'
        )


def draw_form(people: People) -> None:
    with st.form("talk", clear_on_submit=False, border=True):
        to = st.radio("To", list(people.people), format_func=lambda name: people.people[name].name)
        text = st.text_area("Your own words", max_chars=MAX_REPLY_CHARACTERS, height=160, key=field_key("message"))
        st.caption(
            "Only these words are sent: no call, no score, no name unless you write it. Say how to reach you if you "
            "want an answer. The message waits on this machine until they read it; for anything urgent, reach them "
            "directly."
        )
        said = st.empty()  # above the button, where one looks after pressing it
        if st.form_submit_button("Send", type="primary"):
            send(people, to, text)
        if answer := told(PAGE):
            said.info(answer)


def send(people: People, to: str, text: str) -> None:
    try:
        talking.send(practice(), people, to, text, now())
    except EmptyReply:
        tell(PAGE, "Write a few words first, then send.")
        return
    except CallError as error:
        tell(PAGE, str(error))
        return
    tell(PAGE, f"Sent to {people.people[to].name}. Thank you for saying it.")
    renew_field("message")
    st.rerun()


people = people_here()
st.title("Someone to talk to", anchor=False)
if people.sample:
    st.write(
        "Nobody is set up to read messages here yet. Please tell a person you trust, or ask your trainer who listens. "
        "You need no reason."
    )
else:
    st.write("You need no reason. These people listen to trainees, and what you say to them is not about your score.")
    draw_people(people)
    draw_form(people)
