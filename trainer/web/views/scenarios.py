"""For trainers: what each scenario can do, as a picture. It gives away how calls go, and says so first."""

import streamlit as st

from trainer.calls.playable import playable
from trainer.content.library import find_scenario, scenario_files
from trainer.simulation.games import Visits, play_many
from trainer.simulation.pictures import dot
from trainer.simulation.players import PLAYERS
from trainer.simulation.walker import Walker
from trainer.web.wording import facts_of

CALLS = 50


@st.cache_data(show_spinner=False, max_entries=100)
def picture(name: str, content_hash: str, *, counted: bool) -> str:
    """Return a scenario as DOT text; kept under the hash of its file, so that a changed file is drawn anew."""
    del content_hash
    scenario = playable(find_scenario(name)).scenario
    if not counted:
        return dot(scenario)
    visits = Visits()
    for _ in play_many(Walker(scenario), PLAYERS, CALLS, 1, visits):
        pass
    return dot(scenario, visits.steps)


st.title("Scenarios, for trainers", anchor=False)
st.write("This page shows how calls can go. If you want to practise them first, come back later.")
st.page_link("views/language_model.py", label="Language model: which one speaks here, if any")
files = {file.path.stem: file for file in scenario_files() if file.scenario}
titles = {name: file.usable().title for name, file in files.items()}
name = st.selectbox(
    "Scenario", sorted(titles, key=lambda name: titles[name]), format_func=titles.__getitem__, index=None
)
if name:
    scenario = files[name].usable()
    st.caption(
        f"{facts_of(scenario)} · {len(scenario.states)} states, {len(scenario.facts)} facts, "
        f"{len(scenario.endings)} endings"
    )
    counted = st.toggle(f"Count steps in {CALLS} calls of each simulated player")
    with st.container(key="picture"):  # scrolls sideways where the screen is small
        st.graphviz_chart(picture(name, files[name].hash, counted=counted), width="stretch")
    st.caption("Green endings are good for the caller, amber halfway, red bad. Dotted: the trainee ends the call.")
