"""Drills: two minutes on one skill, with feedback on every reply."""

from dataclasses import replace
from html import escape

import streamlit as st

from trainer.coaching.drilling import Answered
from trainer.content.drills import Drill, DrillLine
from trainer.content.library import drills, moves
from trainer.errors import CallError
from trainer.practice import drilling
from trainer.practice.drilling import SkillDue
from trainer.web.services import practice
from trainer.web.session import DrillState, keep_drill, notify, now, person, running_drill
from trainer.web.wording import date_of, titles

MAX_CHARACTERS = 1_000


def when_due(skill: SkillDue) -> str:
    if skill.due is None:
        return "New to you."
    return (
        "Due now: skills fade unless they are met again." if skill.due <= now() else f"Again on {date_of(skill.due)}."
    )


def draw_choice() -> None:
    st.title("Drills", anchor=False)
    st.write(
        "Two minutes on one thing. A caller’s line, your reply, and at once what it does. "
        "What you type here is not kept, only whether it met the skill."
    )
    for skill in drilling.skills(practice(), person(), now()):
        with st.container(border=True):
            st.subheader(skill.drill.title, anchor=False)
            st.html(f"<p>{escape(skill.drill.about)}</p><p class='quiet'>{escape(when_due(skill))}</p>")
            if st.button("Practise this", key=f"drill-{skill.drill.id}", help=skill.drill.title):
                lines = drilling.lines(practice(), person(), skill.drill.id)
                keep_drill(DrillState(skill.drill.id, tuple(line.key for line in lines)))
                st.rerun()


def what_it_does(answered: Answered) -> str:
    if answered.hurts:
        return f"This part may hurt: {titles((one.move for one in answered.hurts), moves())}."
    if answered.others:
        return f"It does something else: {titles((one.move for one in answered.others), moves())}."
    return "The program does not hear it. It may have missed it."


def draw_feedback(drill: Drill, line: DrillLine, typed: str, answered: Answered) -> None:
    shown = dict.fromkeys(one.quote for one in (answered.hurts or answered.by))
    quotes = "".join(f'<div class="quote">“{escape(quote)}”</div>' for quote in shown)
    other = f"<p>{'Another way' if answered.met else 'For example'}: “{escape(line.good)}”<br>"
    other += f"<span class='quiet'>{escape(line.why)}</span></p>"
    if answered.met:
        said = f"<p><strong>Yes, that does it.</strong></p>{quotes}{'' if typed == line.good else other}"
    else:
        tip = f"<p>Try: {escape(drill.tip)}</p>"
        said = f"<p><strong>Not yet.</strong> {escape(what_it_does(answered))}</p>{quotes}{tip}{other}"
    st.html(f'<div class="feedback" role="status">{said}</div>')


def draw_line(state: DrillState, drill: Drill, line: DrillLine) -> None:
    st.title(drill.title, anchor=False)
    st.html(f"<p class='quiet'>Line {state.on + 1} of {len(state.lines)}. {escape(drill.tip)}</p>")
    says = practice().resources.fill(line.says)
    said = f'<li class="trainee"><span class="who">You</span>{escape(state.typed)}</li>' if state.answered else ""
    st.html(f'<ol class="talk"><li class="caller"><span class="who">Caller</span>{escape(says)}</li>{said}</ol>')
    if state.answered:
        draw_feedback(drill, line, state.typed, state.answered)
        with st.container(horizontal=True):
            last = state.on + 1 == len(state.lines)
            if st.button("Finish" if last else "Next line", type="primary"):
                go_on(state)
            if st.button("Try this line again"):
                keep_drill(replace(state, answered=None, typed=""))
                st.rerun()
    with st.container(horizontal=True):
        if st.button("Stop the drill"):
            keep_drill(None)
            st.rerun()
    typed = st.chat_input("What do you say?", max_chars=MAX_CHARACTERS, disabled=state.answered is not None)
    if typed:
        take(state, drill, line, typed)


def take(state: DrillState, drill: Drill, line: DrillLine, typed: str) -> None:
    try:
        answered = drilling.answer(practice(), drill, line, typed)
    except CallError as error:
        notify(str(error))
        st.rerun()
    first = {line.key: answered.met} if line.key not in state.results else {}
    keep_drill(replace(state, typed=typed, answered=answered, results={**state.results, **first}))
    st.rerun()


def go_on(state: DrillState) -> None:
    if state.on + 1 < len(state.lines):
        keep_drill(replace(state, on=state.on + 1, answered=None, typed=""))
    else:
        due = drilling.finish(practice(), person(), state.skill, state.results, now())
        keep_drill(replace(state, due=due, answered=None, typed=""))
    st.rerun()


def draw_end(state: DrillState, drill: Drill) -> None:
    st.title("Done", anchor=False)
    met = sum(state.results.values())
    st.write(f"{drill.title}: {met} of {len(state.results)} at the first try. Thank you for practising.")
    if state.due:
        st.write(f"This skill comes back on {date_of(state.due)}, with the lines that were hard first.")
    if st.button("Back to the drills", type="primary"):
        keep_drill(None)
        st.rerun()


state = running_drill()
drill = drills().get(state.skill) if state else None
lines = {line.key: line for line in drill.lines} if drill else {}
if state is None or drill is None or not lines.keys() >= set(state.lines):  # none, or its lines were edited meanwhile
    draw_choice()
elif state.due:
    draw_end(state, drill)
else:
    draw_line(state, drill, lines[state.lines[state.on]])
