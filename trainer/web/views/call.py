"""The call itself: one conversation, and pause, end and leave always in reach."""

from html import escape

import streamlit as st

from trainer.calls.act import ActKind
from trainer.calls.reply import MAX_REPLY_CHARACTERS
from trainer.errors import CallError, CallOver, StaleTurn
from trainer.model.notice import says_the_lines
from trainer.practice import voicing
from trainer.practice.model import Model
from trainer.practice.open_call import OpenCall
from trainer.web.beside import draw_cards, draw_resources
from trainer.web.conversation import announce, draw_conversation, draw_saying
from trainer.web.leaving import draw_leave_button
from trainer.web.services import practice
from trainer.web.session import call_in_url, fill_field, has_unsent, notify, now, person, say, take_notice, take_unsent
from trainer.web.style import draw_call_style
from trainer.web.wording import channel_of, clock

LEVELS = ("What may be happening", "What may help now", "One way to say it; make it yours")
ASK = ("Ask the coach", "What may help now?", "Show me one way to say it")


def asks_for(opened: OpenCall, *, speaking: bool) -> str:
    """Return what stands in the empty reply box."""
    if opened.over:
        return "The call has ended"
    if opened.call.paused:
        return "The call is paused"
    return "A moment, the caller speaks" if speaking else "What do you say?"


def act(opened: OpenCall, kind: ActKind) -> None:
    try:
        practice().act(opened, kind, now())
    except (CallOver, StaleTurn):
        notify("Another page has moved this call on. Here is how it stands now.")
        st.rerun()
    except CallError as error:
        notify(str(error))
        st.rerun()
    if kind in {"end", "stop", "fade"}:
        st.switch_page("views/after.py", query_params={"call": opened.stored.id})
    st.rerun()


def draw_controls(opened: OpenCall) -> None:
    with st.container(horizontal=True, key="controls"):
        if opened.call.paused:
            if st.button("Go on", type="primary"):
                act(opened, "resume")
        elif st.button("Pause"):
            act(opened, "pause")
        with st.popover("End"):
            st.write("Say goodbye in your own words first, if you like.")
            if st.button("End it and look back"):
                act(opened, "end")
            st.write("Or just stop. There is no score unless you ask for one.")
            if st.button("Stop here"):
                act(opened, "stop")
            st.write("Or let it fade: you read in a few lines how such a call can go on.")
            if st.button("Fade to a summary"):
                act(opened, "fade")
        if not opened.call.softened and st.button("Soften"):
            act(opened, "soften")
        draw_leave_button()
        if model := voicing.voice_of(practice(), opened):  # after the way out, which keeps its place
            draw_model_switch(opened, model)


def draw_coach(opened: OpenCall) -> None:
    """Draw what the coach has said since the last reply, and the way to ask for more."""
    hint = practice().hint(opened)
    if hint is None:
        return
    level = opened.call.hint_level
    said = (hint.sees, hint.kind, f"“{hint.line}”")[:level]
    if said:
        shown = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in zip(LEVELS, said, strict=False))
        st.html(f'<div role="status"><dl class="coach">{shown}</dl></div>')
    if level < len(LEVELS) and not opened.call.paused and st.button(ASK[level]):
        act(opened, "hint")


def draw_model_switch(opened: OpenCall, model: Model) -> None:
    """Draw, among what always stays in reach, that a language model is on, and the way to go on without it."""
    endpoint = model.endpoint
    with st.popover("Model on" if endpoint.is_local else f"Model on, at {endpoint.receiver}"):
        st.write(says_the_lines(endpoint))
        if st.button("Go on in the script’s words"):
            voicing.go_on_without_model(practice(), person(), opened)
            notify("The model is off. The script goes on; nothing more is sent to it from this call.")
            st.rerun()


def draw_model_line(opened: OpenCall) -> None:
    """Say who says the caller's lines where a language model does, and that it no longer does where it did."""
    stored = opened.stored
    if model := voicing.voice_of(practice(), opened):
        said = says_the_lines(model.endpoint)
    elif stored.with_model and stored.told_of:
        said = "The language model is no longer there. The script goes on; nothing more is sent from this call."
    else:
        return
    st.html(f'<p class="quiet">{escape(said)}</p>')


def let_the_model_speak(opened: OpenCall) -> None:
    """Show the caller's line as the model says it, then draw the page as it stands."""
    place = st.empty()
    draw_saying(place, "…")
    voicing.voiced(practice(), opened, lambda said: draw_saying(place, said))
    st.rerun()


@st.fragment(run_every=1)
def draw_clock(opened: OpenCall) -> None:
    left = opened.time_left(now())
    if left is None:
        return
    st.html(f'<p class="quiet">This line is recorded. Time left: <span class="clock">{clock(left)}</span></p>')
    if not left:
        try:
            practice().act(opened, "time_up", now())
        except (CallError, StaleTurn):
            notify("The call has already moved on.")
        st.rerun(scope="app")


opened = call_in_url()
speaking = not opened.over and voicing.waits_for_voice(practice(), opened)
if unsent := take_unsent():
    fill_field("reply", unsent)
typed = st.chat_input(
    asks_for(opened, speaking=speaking),
    max_chars=MAX_REPLY_CHARACTERS,
    disabled=opened.over or opened.call.paused or speaking,
    key="reply",
)
if typed:
    opened = say(opened, typed)
    if (
        has_unsent() or opened.over or voicing.waits_for_voice(practice(), opened)
    ):  # the box was drawn before that was known
        st.rerun()

draw_call_style()
scenario = opened.playable.scenario
st.html(f'<h1>{escape(scenario.title)}</h1><p class="quiet">{escape(channel_of(scenario))}</p>')
if not opened.over:
    if scenario.time_limit_minutes and not opened.call.paused:
        draw_clock(opened)
    draw_controls(opened)
    draw_model_line(opened)
aside = "Paused. Put both feet on the floor, let your shoulders down. The caller waits." if opened.call.paused else ""
draw_conversation(opened.call.turns[:-1] if speaking else opened.call.turns, aside=aside)
if speaking:
    let_the_model_speak(opened)
announce(opened.call.turns[-1])
if notice := take_notice():
    st.info(notice)
if opened.over:
    by_time = opened.call.ending is not None and opened.call.ending.by == "time"
    st.html(f'<p class="quiet">{"The time is up; the line was cut off." if by_time else "The call has ended."}</p>')
    if st.button("Go on", type="primary"):
        st.switch_page("views/after.py", query_params={"call": opened.stored.id})
else:
    draw_coach(opened)
    draw_resources(opened)
    draw_cards(opened)
