"""Line by line: what each reply was heard as and changed; contest a mark, or go back and answer differently."""

from html import escape

import streamlit as st

from trainer.calls.contested import UNHEARD
from trainer.content.moves import load_moves
from trainer.errors import CallError
from trainer.practice import review
from trainer.practice.line import OpenCall
from trainer.practice.review import ReadReply
from trainer.web.mood_chart import draw_mood
from trainer.web.reading import bubble, change_in_words, details, marks, untold_in_words
from trainer.web.services import practice
from trainer.web.session import call_in_url, notify, now, person

NOT_HEARD = "Something in it was not heard"


def draw_contest(opened: OpenCall, reply: ReadReply) -> None:
    """Draw what is contested in a reply, and the way to contest a mark."""
    for move, contested in reply.contested.items():
        title = notes[move].title if move in notes else NOT_HEARD
        says = f"“{title}” is not what you meant." if move in notes else "Something was not heard."
        meant = f" You meant: “{contested.meant}”" if contested.meant else ""
        st.html(f'<p class="contested">{escape(says + meant)}</p>')
        if st.button("Take it back", key=f"back-{reply.turn.n}-{move}", help=f"{title}: let the mark stand"):
            review.take_back(practice(), person(), opened, reply.turn.n, move)
            st.rerun()
    marked = dict.fromkeys(one.move for one in reply.turn.moves)
    open_ = [move for move in (*marked, UNHEARD) if move not in reply.contested]
    if not open_:
        return
    with st.popover("That’s not what I meant"), st.form(f"contest-{reply.turn.n}", border=False):
        move = st.radio(
            "Which mark?", open_, format_func=lambda move: notes[move].title if move in notes else NOT_HEARD
        )
        meant = st.text_area("What did you mean?", max_chars=review.SHORT, height=90)
        st.caption("It stays with the call, and your score is marked as contested. A trainer sees it if you share it.")
        if st.form_submit_button("Keep it"):
            try:
                review.contest(practice(), person(), opened, reply.turn.n, move, meant, now())
            except CallError as error:
                notify(str(error))
            st.rerun()


def draw_reply(opened: OpenCall, reply: ReadReply) -> None:
    """Draw a reply's marks, to be opened."""
    better = practice().resources.fill(reply.chance.better_line) if reply.chance else ""
    with st.expander(marks(reply, notes), key=f"reply-{reply.turn.n}"):
        st.html(details(reply, notes, better))
        with st.container(horizontal=True):
            if st.button("Go back to here", key=f"rewind-{reply.turn.n}", help="Answer differently; this call stays."):
                call_id = practice().rewind(person(), opened, reply.turn.n, now())
                notify("You are back before this reply. The call you played stays as it is.")
                st.switch_page("views/call.py", query_params={"call": call_id})
            draw_contest(opened, reply)


opened = call_in_url()
if not opened.over or opened.stored.check_in:
    st.switch_page("views/after.py", query_params={"call": opened.stored.id})
notes = load_moves()
reading = review.read(practice(), opened)
st.title("Line by line", anchor=False)
st.html(f"<p class='quiet'>{escape(opened.playable.scenario.title)}</p>")
with st.container(horizontal=True):
    if st.button("Back to how it went"):
        st.switch_page("views/after.py", query_params={"call": opened.stored.id})
    if len(review.family(practice(), person(), opened)) > 1 and st.button("Compare your tries"):
        st.switch_page("views/compare.py", query_params={"call": opened.stored.id})
st.header("What the caller felt", anchor=False)
draw_mood(
    opened.call.turns,
    {
        reply.turn.n + 1: f"Your line {reply.turn.n}. {change_in_words(reply.change, notes)}"
        for reply in reading.replies.values()
        if reply.change
    },
)
st.header("The call", anchor=False)
st.write("Under each of your replies stands what it was heard as. Open it to see by which words, or to try again.")
for turn in opened.call.turns:
    st.html(bubble(turn))
    if turn.n in reading.replies:
        draw_reply(opened, reading.replies[turn.n])
if reading.untold:
    st.header("What the caller did not get to tell", anchor=False)
    items = "".join(
        f"<li>{escape(one.about)}<span class='quiet'>{escape(untold_in_words(one, notes))}</span></li>"
        for one in reading.untold
    )
    st.html(f'<ul class="notes">{items}</ul>')
