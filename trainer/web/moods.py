"""How a trainee is, before and after a call: asked lightly, for them alone."""

import streamlit as st

from trainer.web.wording import OWN_MOODS


def ask_mood(question: str, key: str, now: int | None = None) -> int | None:
    """Ask how the trainee is; return 1 (rough) to 5 (good), None where they do not say."""
    chosen = st.pills(question, list(OWN_MOODS), format_func=OWN_MOODS.__getitem__, default=now, key=key)
    st.caption("Only if you like. It is for you alone and counts for nothing.")
    return chosen
