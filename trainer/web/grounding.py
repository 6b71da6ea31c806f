"""Three minutes of grounding after a call, in three steps at one's own pace; they may be skipped."""

import streamlit as st

from trainer.practice import feelings
from trainer.practice.open_call import OpenCall
from trainer.store.stored import OwnMood
from trainer.web.moods import ask_mood
from trainer.web.services import practice
from trainer.web.session import breathe, grounding_step, next_grounding_step, person

STOPPED = "You stopped this call. Knowing when to stop is a skill; thank you for using it."
FADED = "You let this call fade. That is a fine way to end one."
STEPS = (
    (
        "First, a breath",
        "Put both feet on the floor. Let your shoulders drop.",
        "Breathe in while you count to four, and out while you count to six. Do it ten times; that is about a minute.",
        "What you heard was made up. What you felt was real.",
    ),
    (
        "Look around",
        "Name five things you can see. Four you can touch: touch them. Three you can hear.",
        "Say today’s date, where you are, and one thing you do after this.",
        "The call is over. You are here.",
    ),
    (
        "Come back",
        "Stand up if you can. Stretch your arms, roll your shoulders, unclench your jaw.",
        "Drink some water, slowly.",
        "If it stays with you, tell a person you trust, or write to someone here.",
    ),
)


def draw_grounding(opened: OpenCall) -> None:
    """Draw the step the trainee is at, with the way on, the way past it, and the way out."""
    step = grounding_step(opened.stored.id)
    title, *lines = STEPS[step]
    st.title(title, anchor=False)
    st.html(f'<p class="quiet">Three minutes for you before anything else: step {step + 1} of {len(STEPS)}.</p>')
    if step == 0 and opened.stopped:
        st.write(FADED if opened.call.faded else STOPPED)
    st.html("".join(f'<p class="large">{line}</p>' for line in lines))
    last = step == len(STEPS) - 1
    if last:
        _ask_after(opened)
    with st.container(horizontal=True):
        if not last and st.button("Next", type="primary"):
            next_grounding_step(opened.stored.id)
            st.rerun()
        if st.button(_onward(opened, last=last), type="primary" if last else "secondary"):
            breathe(opened.stored.id)
            st.rerun()
        if st.button("Not now"):
            st.switch_page("views/my_calls.py")


def _onward(opened: OpenCall, *, last: bool) -> str:
    if opened.stored.check_in:
        return "Done" if last else "Skip this"
    if opened.stopped:
        return "Show me the score anyway"
    return "Show me how it went" if last else "Skip to how it went"


def _ask_after(opened: OpenCall) -> None:
    own = feelings.around(practice(), person(), opened)
    after = ask_mood("How are you now?", f"mood-after-{opened.stored.id}", own.after)
    if after != own.after:
        feelings.keep(practice(), person(), opened.stored.id, OwnMood(own.before, after))
