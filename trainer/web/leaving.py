""" "Leave now": clears the screen at once and goes to an empty page, by button or by Escape pressed twice."""

import streamlit as st

_LEAVE = st.components.v2.component(
    "practice_line.leave",
    html='<button type="button" disabled title="Clears the screen at once. Escape twice does the same.">Leave now</button>',
    css="""button { font: inherit; font-size: .89em; color: var(--st-text-color); background: transparent; cursor: pointer;
      border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: .3rem .7rem;
      min-height: 2.5rem; white-space: nowrap; }
      button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
      button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }""",
    js="""function leave() {
      document.title = 'Blank page';
      document.body.replaceChildren();
      window.location.replace('/leave');
    }
    function listenForEscape() {
      // Once for this tab, and kept when the page is drawn again between the two presses.
      if (window.practiceLineListens) return;
      window.practiceLineListens = true;
      let last = -Infinity;
      document.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        if (event.timeStamp - last < 700) leave();
        last = event.timeStamp;
      }, true);
    }
    export default function ({ parentElement }) {
      const button = parentElement.querySelector('button');
      button.onclick = leave;
      button.disabled = false;
      listenForEscape();
    }""",
)


def draw_leave_button() -> None:
    """Draw the button; it is in the same place on every page of a call."""
    _LEAVE(key="leave", width="content")
