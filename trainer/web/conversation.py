"""The conversation on a page. What people typed is text here and never markup."""

from collections.abc import Iterable
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from trainer.calls.transcript import Turn

_ANNOUNCER = st.components.v2.component(
    "practice_line.announcer",
    html='<div role="log" aria-live="polite" aria-label="New lines of the call"></div>',
    css="div { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }",
    js="""export default function ({ data, parentElement }) {
      const log = parentElement.querySelector('[role=log]');
      if (!data || log.dataset.turn === String(data.turn)) return;
      log.dataset.turn = String(data.turn);
      const line = document.createElement('p');
      line.textContent = data.text;
      log.appendChild(line);
      const behaviour = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      requestAnimationFrame(() => {
        const last = document.querySelector('.talk li:last-of-type');
        if (last) last.scrollIntoView({ behavior: behaviour, block: 'end' });
      });
    }""",
)


def draw_conversation(turns: Iterable[Turn], *, aside: str = "") -> None:
    """Draw the turns as a list of speech bubbles, with a quiet line after them if there is an `aside`."""
    items = [_bubble(turn) for turn in turns]
    if aside:
        items.append(f'<li class="aside">{escape(aside)}</li>')
    st.html(f'<ol class="talk" aria-label="The call so far">{"".join(items)}</ol>')


def draw_saying(place: DeltaGenerator, said: str) -> None:
    """Draw in `place` what the caller has said of a line so far."""
    bubble = f'<li class="caller"><span class="who">Caller</span>{escape(said)}</li>'
    place.html(f'<ol class="talk" aria-label="The caller is speaking">{bubble}</ol>')


def announce(turn: Turn) -> None:
    """Read a finished turn to screen readers, once, and bring it into view."""
    _ANNOUNCER(key="announcer", data={"turn": turn.n, "text": f"{_who(turn)}: {turn.text}"})


def _bubble(turn: Turn) -> str:
    who = _who(turn)
    return f'<li class="{turn.speaker}" id="turn-{turn.n}"><span class="who">{who}</span>{escape(turn.text)}</li>'


def _who(turn: Turn) -> str:
    return "Caller" if turn.speaker == "caller" else "You"
