"""After a call: first a breath, then what the words did, then what the trainee makes of it."""

from html import escape

import streamlit as st

from trainer.content.moves import load_moves
from trainer.practice.line import OpenCall
from trainer.scoring.next_step import one_thing_to_try
from trainer.web.conversation import draw_conversation
from trainer.web.downloads import draw_downloads
from trainer.web.leaving import draw_leave_button
from trainer.web.mood_chart import draw_mood
from trainer.web.scorecard import draw_critical, draw_dimensions, draw_next_step, draw_total
from trainer.web.services import practice
from trainer.web.session import breathe, call_in_url, has_breathed, keep_reflection, now, reflection


def draw_breath(opened: OpenCall) -> None:
    st.title("First, a breath", anchor=False)
    if opened.stopped:
        st.write("You stopped this call. Knowing when to stop is a skill; thank you for using it.")
    st.html(
        "<p>Put both feet on the floor. Breathe out longer than you breathe in, three times.</p>"
        "<p>Look around: name five things you can see, four you can touch, three you can hear.</p>"
        "<p>Drink some water. Unclench your jaw. What you heard was made up; what you felt was real.</p>"
        '<p class="quiet">Take as long as you like, or skip this. If it stays with you, tell a person you trust.</p>'
    )
    with st.container(horizontal=True):
        label = "Show me the score anyway" if opened.stopped else "Show me how it went"
        if st.button(label, type="primary"):
            breathe(opened.stored.id)
            st.rerun()
        if st.button("Not now"):
            st.switch_page("views/my_calls.py")
        draw_leave_button()


def draw_ending(opened: OpenCall) -> None:
    scenario = opened.playable.scenario
    st.title("How it went", anchor=False)
    if opened.call.ending:
        ending = scenario.endings[opened.call.ending.id]
        st.html(f"<p><strong>{escape(ending.title)}</strong><br>{escape(ending.about)}</p>")


def draw_untold(opened: OpenCall) -> None:
    told = {name for turn in opened.call.turns for name in turn.tells}
    untold = [fact.about for name, fact in opened.playable.scenario.facts.items() if name not in told]
    if untold:
        with st.expander("What the caller did not get to tell"):
            st.html(f'<ul class="notes">{"".join(f"<li>{escape(about)}</li>" for about in untold)}</ul>')


def draw_debrief(opened: OpenCall) -> None:
    st.header("Looking back", anchor=False)
    questions = "".join(f"<li>{escape(question)}</li>" for question in opened.playable.scenario.debrief)
    st.html(f'<ul class="notes">{questions}</ul>')
    text = st.text_area("Your own thoughts, for you alone", value=reflection(opened), max_chars=10_000, height=160)
    if st.button("Keep my thoughts"):
        keep_reflection(opened, text)
        st.toast("Kept.")


opened = call_in_url()
if not opened.over:
    st.switch_page("views/call.py", query_params={"call": opened.stored.id})
if not has_breathed(opened.stored.id):
    draw_breath(opened)
    st.stop()

card = practice().scorecard(opened, now())
transcript = practice().transcript(opened)
rubric = practice().rubric
draw_ending(opened)
draw_leave_button()
draw_total(card)
draw_critical(card)
if not card.critical:
    draw_next_step(one_thing_to_try(card, transcript, practice().rubric, practice().better_lines(opened), load_moves()))
st.header("What the caller felt", anchor=False)
draw_mood(opened.call.turns)
draw_untold(opened)
st.header("What your words did", anchor=False)
draw_dimensions(card, rubric)
with st.expander("The whole call"):
    draw_conversation(opened.call.turns)
draw_debrief(opened)
draw_downloads(opened)
