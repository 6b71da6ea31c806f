"""Before a call: what is in it, and the trainee's own say about that."""

from html import escape

import streamlit as st

from trainer.calls.setting import Setting
from trainer.content.library import find_scenario
from trainer.content.scenario import Scenario
from trainer.errors import CallError, PracticeLineError
from trainer.model.notice import goes_where
from trainer.practice import feelings, path
from trainer.practice.model import Model
from trainer.store.stored import OwnMood
from trainer.web.moods import ask_mood
from trainer.web.services import practice
from trainer.web.session import key_of, my_calls, notify, now, person
from trainer.web.wording import facts_of


def chosen_variant(scenario: Scenario, played: frozenset[str]) -> str:
    """Ask how the call shall begin, where there is a choice; a sequel is offered to whoever played the first part."""
    open_to = {"": "As it comes"} | {
        name: variant.title
        for name, variant in scenario.variants.items()
        if variant.after is None or variant.after in played
    }
    if len(open_to) == 1:
        return ""
    return st.radio("How it begins", list(open_to), format_func=lambda name: open_to[name], key="variant")


def chosen_model(model: Model | None) -> str:
    """Ask whether a language model shall say the caller's lines, where there is one; return of which one they know.

    The switch belongs to this very model: it is off again when another is set.
    """
    if model is None:
        return ""
    chosen = st.toggle("Let a language model say the caller’s lines", key=key_of("model", model.endpoint))
    own = ", and now and then one of its own" if model.improvises else ""
    says = f"A program then says the written lines in other words{own}; what the caller does is the script’s alone."
    st.html(f'<p class="quiet">{escape(says)} {escape(goes_where(model.endpoint))}</p>')
    return model.endpoint.told if chosen else ""


def chosen_switches(scenario: Scenario) -> frozenset[str]:
    """Ask which branches shall be played."""
    chosen = set()
    for name, switch in scenario.switches.items():
        if st.toggle(switch.title):
            chosen.add(name)
        st.html(f'<p class="quiet">{escape(switch.about)}</p>')
    return frozenset(chosen)


try:
    scenario = find_scenario(st.query_params.get("scenario", "")).usable()
except PracticeLineError:
    st.info("There is no such call here.")
    st.page_link("views/library.py", label="Choose a call")
    st.stop()

st.title(scenario.title, anchor=False)
st.html(f'<p>{escape(scenario.situation)}</p><p class="quiet">{escape(facts_of(scenario))}</p>')

st.subheader("What is in this call", anchor=False)
notes = "".join(
    f"<li>{escape(note.theme)} <span class='quiet'>Softened: {escape(note.softened)}</span></li>"
    for note in scenario.content_notes
)
st.html(f'<ul class="notes">{notes}</ul>')
standing = path.standing(practice(), person(), now())
offered = standing.check_in and scenario.id in {one.id for one in standing.check_in_calls}
check_in = bool(offered) and st.query_params.get("check_in") == "1"
if check_in:
    st.info("This is a check-in: the coach is not there, and there is no feedback after it.")
softened = st.toggle("Soften this call", key="soften")
line = practice()
told_of = "" if check_in else chosen_model(line.model)
switched, variant = frozenset[str](), ""  # a check-in is always the plain call
if not check_in:
    switched = chosen_switches(scenario)
    variant = chosen_variant(scenario, frozenset(call.scenario for call in my_calls() if call.ended_at))
st.html(
    '<p class="quiet">You can also soften it later, pause, or stop. Nobody asks why, and nothing is counted '
    "against you. Stopping is a skill.</p>"
)

sent = bool(told_of and line.model and not line.model.endpoint.is_local)
st.html(
    '<p class="quiet">Please leave real people out: no names, places or stories from calls you have taken.'
    f"{'' if sent else ' What you type stays on this machine.'}</p>"
)
feels = ask_mood("How are you right now?", "mood-before")
if sent and line.model:
    st.html(f"<p>What you type in this call is sent to {escape(line.model.endpoint.receiver)}.</p>")
with st.container(horizontal=True):
    if st.button("Take the call", type="primary"):
        setting = Setting(softened, variant, switched)
        try:
            call_id = line.start(person(), scenario.id, setting=setting, now=now(), check_in=check_in, told_of=told_of)
        except CallError as error:
            notify(str(error))
            st.rerun()
        if feels is not None:
            feelings.keep(practice(), person(), call_id, OwnMood(before=feels))
        st.switch_page("views/call.py", query_params={"call": call_id})
    if st.button("Choose another"):
        st.switch_page("views/library.py")

out = scenario.id in path.left_out(practice(), person())
if st.toggle("Leave this call out of what is suggested to me", value=out) != out:
    (path.let_in if out else path.leave_out)(practice(), person(), scenario.id)
    st.rerun()

st.subheader("What you can practise", anchor=False)
st.html(f'<ul class="notes">{"".join(f"<li>{escape(goal)}</li>" for goal in scenario.learning_goals)}</ul>')
