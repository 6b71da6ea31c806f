"""After a call: first some grounding, then what the words did, then what the trainee makes of it."""

from html import escape

import streamlit as st

from trainer.content.library import moves
from trainer.practice import review, second_opinion, tries
from trainer.practice.open_call import OpenCall
from trainer.scoring.next_step import one_thing_to_try
from trainer.web.downloads import draw_downloads
from trainer.web.fading import draw_summary
from trainer.web.grounding import draw_grounding
from trainer.web.scorecard import draw_contested, draw_critical, draw_dimensions, draw_next_step, draw_total
from trainer.web.services import practice
from trainer.web.session import call_in_url, has_looked_back, keep_reflection, my_calls, now, person, reflection


def draw_ending(opened: OpenCall) -> None:
    scenario = opened.playable.scenario
    st.title("How it went", anchor=False)
    if opened.call.ending:
        ending = scenario.endings[opened.call.ending.id]
        st.html(f"<p><strong>{escape(ending.title)}</strong><br>{escape(ending.about)}</p>")


def draw_ways_on(opened: OpenCall) -> None:
    query = {"call": opened.stored.id}
    with st.container(horizontal=True):
        if st.button("Read it line by line"):
            st.switch_page("views/reading.py", query_params=query)
        if len(tries.tries_at(practice(), person(), opened)) > 1 and st.button("Compare your tries"):
            st.switch_page("views/compare.py", query_params=query)
        asked = second_opinion.is_kept(practice(), opened)
        if (asked or practice().model is not None) and st.button("A second opinion"):
            st.switch_page("views/opinion.py", query_params=query)


def draw_debrief(opened: OpenCall) -> None:
    st.header("Looking back", anchor=False)
    questions = "".join(f"<li>{escape(question)}</li>" for question in opened.playable.scenario.debrief)
    st.html(f'<ul class="notes">{questions}</ul>')
    text = st.text_area("Your own thoughts, for you alone", value=reflection(opened), max_chars=10_000, height=160)
    with st.container(horizontal=True):
        if st.button("Keep my thoughts"):
            keep_reflection(opened, text)
            st.toast("Kept.")
        if st.button("I’d like to talk to someone"):
            st.switch_page("views/talk.py")


def draw_check_in(opened: OpenCall) -> None:
    if practice().counts_as_check_in(opened):
        st.title("Your check-in is kept", anchor=False)
        st.write("There is no score to read, on purpose. It shows under Progress beside the next one.")
    else:
        st.title("This check-in does not count", anchor=False)
        st.write("It was stopped, or too short to compare. You can take another whenever you like.")
    st.page_link("views/progress.py", label="Go to your progress")


opened = call_in_url()
if not opened.over:
    st.switch_page("views/call.py", query_params={"call": opened.stored.id})
if not has_looked_back(opened):
    if opened.call.faded and not opened.stored.check_in:
        draw_summary(opened)
    draw_grounding(opened)
    st.stop()
if opened.stored.check_in:
    draw_check_in(opened)
    draw_debrief(opened)
    st.stop()

card = practice().scorecard(opened, now())
transcript = practice().scored_transcript(opened, card)
draw_ending(opened)
draw_critical(card)
if not card.critical:
    draw_next_step(one_thing_to_try(card, transcript, practice().rubric, practice().better_lines(opened), moves()))
draw_ways_on(opened)
st.header("What your words did", anchor=False)
draw_total(card, too_short=practice().too_short(opened))
draw_contested(len(review.contested(practice(), person(), opened.stored.id)))
if opened.call.hints:
    times = "once" if opened.call.hints == 1 else f"{opened.call.hints} times"
    st.html(f'<p class="quiet">You asked the coach {times} in this call. Asking is fine and costs nothing.</p>')
draw_dimensions(card, practice().rubric)
draw_debrief(opened)
draw_downloads(next(one for one in my_calls() if one.id == opened.stored.id))
