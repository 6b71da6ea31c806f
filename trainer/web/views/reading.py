"""Line by line: what each reply was heard as and changed; contest a mark, or go back and answer differently."""

from html import escape

import streamlit as st

from trainer.calls.contested import UNHEARD
from trainer.coaching.untold import Untold
from trainer.content.library import moves
from trainer.errors import CallError
from trainer.practice import review, tries
from trainer.practice.open_call import OpenCall
from trainer.practice.review import ReadReply
from trainer.web.mood_chart import draw_mood
from trainer.web.reading import bubble, change_in_words, details, marks, untold_in_words
from trainer.web.services import practice
from trainer.web.session import notify, now, person, reviewed_call

NEAR = 3
NOT_HEARD = "Something in it was not heard"


def title_of(move: str) -> str:
    return moves()[move].title if move in moves() else NOT_HEARD


def draw_contested(opened: OpenCall, reply: ReadReply) -> None:
    """Draw what is contested in a reply."""
    for move, contested in reply.contested.items():
        says = "Something was not heard." if move == UNHEARD else f"“{title_of(move)}” is not what you meant."
        meant = f" You meant: “{contested.meant}”" if contested.meant else ""
        st.html(f'<p class="contested">{escape(says + meant)}</p>')
        if st.button("Let the mark stand", key=f"back-{reply.turn.n}-{move}", help=title_of(move)):
            review.take_back(practice(), person(), opened, reply.turn.n, move)
            st.rerun()


def draw_contest(opened: OpenCall, reply: ReadReply) -> None:
    """Draw the way to contest a mark."""
    marked = dict.fromkeys(one.move for one in reply.turn.moves)
    open_ = [move for move in (*marked, UNHEARD) if move not in reply.contested]
    if not open_:
        return
    with st.popover("That’s not what I meant"), st.form(f"contest-{reply.turn.n}", border=False):
        move = st.radio("Which mark?", open_, format_func=title_of)
        meant = st.text_area("What did you mean?", max_chars=review.SHORT, height=90)
        st.caption("It stays with the call, and your score is marked as contested. A trainer sees it if you share it.")
        if st.form_submit_button("Note it"):
            try:
                review.contest(practice(), person(), opened, reply.turn.n, move, meant, now())
            except CallError as error:
                st.warning(str(error))
            else:
                st.rerun()


def draw_reply(opened: OpenCall, reply: ReadReply) -> None:
    """Draw a reply's marks, to be opened."""
    better = practice().resources.fill(reply.chance.better_line) if reply.chance else ""
    with st.expander(marks(reply, moves()), key=f"reply-{reply.turn.n}"):
        st.html(details(reply, moves(), better))
        draw_contested(opened, reply)
        with st.container(horizontal=True):
            if st.button("Answer this differently", key=f"rewind-{reply.turn.n}", help="This call stays as it is."):
                call_id = practice().rewind(person(), opened, reply.turn.n, now())
                notify("You are back before this reply. The call you played stays as it is.")
                st.switch_page("views/call.py", query_params={"call": call_id})
            draw_contest(opened, reply)


def draw_untold(untold: tuple[Untold, ...]) -> None:
    """Draw what stayed untold: what was near first, the rest behind a door, since it spoils another try."""
    near = [one for one in untold if one.n][:NEAR]
    if near:
        st.header("What the caller was close to telling", anchor=False)
        st.html(f'<ul class="notes">{"".join(_untold(one) for one in near)}</ul>')
    rest = [one for one in untold if one not in near]
    if rest:
        with st.expander("What else was there (it spoils another try)"):
            st.html(f'<ul class="notes">{"".join(_untold(one) for one in rest)}</ul>')


def _untold(one: Untold) -> str:
    how = untold_in_words(one, moves())
    return f"<li>{escape(one.about)}{f' <span class=quiet>{escape(how)}</span>' if how else ''}</li>"


opened = reviewed_call()
reading = review.read(practice(), person(), opened)
st.title("Line by line", anchor=False)
st.html(f"<p class='quiet'>{escape(opened.playable.scenario.title)}</p>")
with st.container(horizontal=True):
    if st.button("Back to how it went"):
        st.switch_page("views/after.py", query_params={"call": opened.stored.id})
    if len(tries.tries_at(practice(), person(), opened)) > 1 and st.button("Compare your tries"):
        st.switch_page("views/compare.py", query_params={"call": opened.stored.id})
st.header("What the caller felt", anchor=False)
draw_mood(
    opened.call.turns,
    {
        reply.turn.n + 1: f"Your line {reply.turn.n}. {change_in_words(reply.change, moves())}"
        for reply in reading.replies.values()
        if reply.change
    },
)
st.header("The call", anchor=False)
if opened.stored.told_of:
    address, _, name = opened.stored.told_of.partition(" ")
    st.html(f'<p class="quiet">With a language model for the caller’s words: {escape(name)} at {escape(address)}.</p>')
st.write("Open a line to see what was heard in it, or to answer it differently.")
for turn in opened.call.turns:
    st.html(bubble(turn))
    if turn.n in reading.replies:
        draw_reply(opened, reading.replies[turn.n])
draw_untold(reading.untold)
