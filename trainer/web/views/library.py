"""Choose a call."""

from html import escape

import streamlit as st

from trainer.content.library import scenario_files
from trainer.content.scenario import Scenario
from trainer.practice import path
from trainer.web.services import practice
from trainer.web.session import now, person
from trainer.web.suggesting import draw_break, draw_suggestion
from trainer.web.wording import NEEDS, facts_of

DIFFICULTIES = {"Gentle (1–2)": {1, 2}, "Middling (3)": {3}, "Hard (4–5)": {4, 5}}


def draw_card(scenario: Scenario) -> None:
    with st.container(border=True):
        st.subheader(scenario.title, anchor=False)
        notes = " ".join(f"{note.theme.removesuffix('.')}." for note in scenario.content_notes)
        st.html(
            f"<p>{escape(scenario.situation)}</p>"
            f'<p class="quiet">{escape(facts_of(scenario))}</p>'
            f'<p class="quiet">In this call: {escape(notes)}</p>'
        )
        if st.button("Look at this call", key=f"look-{scenario.id}", help=None):
            st.switch_page("views/before.py", query_params={"scenario": scenario.id})


st.title("Choose a call", anchor=False)
st.write(
    "You take the call as a volunteer. The caller is made up, and answers what you say in your own words. "
    "You can pause, soften or stop at any time."
)
standing = path.standing(practice(), person(), now())
draw_break(standing)
draw_suggestion(standing)
scenarios = [file.scenario for file in scenario_files() if file.scenario]
needs = [need for need in NEEDS if any(scenario.need == need for scenario in scenarios)]
need = st.pills("What the call is about", needs, format_func=lambda need: NEEDS[need])
difficulty = st.pills("How hard it is", list(DIFFICULTIES))
shown = [
    scenario
    for scenario in sorted(scenarios, key=lambda scenario: (scenario.difficulty, scenario.title))
    if (not need or scenario.need == need) and (not difficulty or scenario.difficulty in DIFFICULTIES[difficulty])
]
for scenario in shown:
    draw_card(scenario)
if not shown:
    st.info("No call fits both filters. Take one of them away to see more.")
if broken := [file.path.name for file in scenario_files() if not file.scenario]:
    st.caption(f"Not shown, because they have mistakes: {', '.join(broken)}. A trainer can run `make check`.")
