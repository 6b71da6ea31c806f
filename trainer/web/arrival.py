"""Coming to a page: it begins at its top, wherever the page before was scrolled to."""

import streamlit as st

_TOP = st.components.v2.component(
    "practice_line.arrival",
    html="<span hidden></span>",
    js="""export default function ({ data }) {
      // Kept by the tab: this element may be made anew while the page stays. A page just loaded is at its top already.
      const before = window.practiceLinePage;
      window.practiceLinePage = data;
      if (before === undefined || before === data) return;
      const main = document.querySelector('[data-testid=stMain]');
      if (main) main.scrollTo(0, 0);
    }""",
)


def arrive(page: str) -> None:
    """Scroll to the top when `page` is another than the one shown before."""
    _TOP(key="arrival", data=page)
