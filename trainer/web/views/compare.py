"""Your tries at one call, side by side: where they part, and what is different."""

from html import escape

import streamlit as st

from trainer.practice.open_call import OpenCall
from trainer.practice.tries import tries_at
from trainer.scoring.scorecard import Scorecard
from trainer.store.calls import CallSummary
from trainer.web.services import practice
from trainer.web.session import open_call, person, reviewed_call
from trainer.web.wording import level

NOT_ENDED = "not ended yet"
NOTHING = "–"
SIDE_BY_SIDE = 2


def name_of(number: int, opened: OpenCall) -> str:
    """Return what a try is called: the first, or from which line on it goes another way."""
    if opened.stored.branched_at is None:
        return "First time"
    return f"Try {number}, from line {parts_at(opened)}"


def parts_at(opened: OpenCall) -> int:
    """Return the number of the first turn that is this try's own."""
    shared = [act for act in opened.stored.acts if act.kind == "reply" and act.n < (opened.stored.branched_at or 0)]
    said = [turn.n for turn in opened.call.turns if turn.speaker == "trainee"]
    return said[len(shared)] if len(shared) < len(said) else opened.call.turns[-1].n + 1


def ending_of(opened: OpenCall) -> str:
    if opened.call.ending:
        return opened.playable.scenario.endings[opened.call.ending.id].title
    return "stopped" if opened.over else NOT_ENDED


def row(heading: str, cells: list[str]) -> str:
    """Return a row; what stands in no other cell of it is marked, and a call without a figure differs from none."""
    known = {cell for cell in cells if cell != NOTHING}
    differ = ' class="differs"' if len(known) > 1 else ""
    mark = '<span class="quiet">different</span>' if differ else ""
    drawn = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<tr{differ}><th scope='row'>{escape(heading)} {mark}</th>{drawn}</tr>"


def dimension(card: Scorecard | None, name: str) -> str:
    score = next((one.score for one in card.dimensions if one.id == name), None) if card else None
    return NOTHING if score is None else f"{score} of 4"


def score_of(opened: OpenCall, card: Scorecard | None) -> str:
    return f"{card.total} of 100" if card and not practice().too_short(opened) else NOTHING


def draw_table(tries: list[OpenCall], cards: list[Scorecard | None]) -> None:
    heads = "".join(f"<th scope='col'>{escape(name_of(n, one))}</th>" for n, one in enumerate(tries, start=1))
    ended = [one.over for one in tries]
    trust = [level(one.call.turns[-1].mood.trust) for one in tries]
    told = [f"{sum(len(turn.tells) for turn in one.call.turns)} things" for one in tries]
    rows = [
        row("How it ended", [escape(ending_of(one)) for one in tries]),
        row("Trust at the end", [one if over else NOTHING for one, over in zip(trust, ended, strict=True)]),
        row("Told you", [one if over else NOTHING for one, over in zip(told, ended, strict=True)]),
        *(row(one.title, [dimension(card, one.id) for card in cards]) for one in practice().rubric.dimensions),
        row("Score", [score_of(one, card) for one, card in zip(tries, cards, strict=True)]),
    ]
    st.html(
        '<div class="sideways" role="region" aria-label="Your tries side by side" tabindex="0"><table>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
    if len(tries) > SIDE_BY_SIDE:
        st.caption("The table scrolls sideways.")


def draw_parting(number: int, branch: OpenCall, source: OpenCall) -> None:
    at = parts_at(branch)
    before, instead = ({turn.n: turn for turn in one.call.turns} for one in (source, branch))
    st.subheader(name_of(number, branch), anchor=False)
    parts = (
        ("The caller says", before.get(at - 1)),
        ("Before, you said", before.get(at)),
        ("and the caller answered", before.get(at + 1)),
        ("Now you say", instead.get(at)),
        ("and the caller answers", instead.get(at + 1)),
    )
    said = "".join(f"<dt>{heading}</dt><dd>“{escape(turn.text)}”</dd>" for heading, turn in parts if turn)
    st.html(f'<dl class="try">{said}</dl>')


def draw_ways(summary: CallSummary, number: int, one: OpenCall) -> None:
    label = "Look back on" if one.over else "Go on with"
    if st.button(f"{label} {name_of(number, one)[:1].lower()}{name_of(number, one)[1:]}", key=f"open-{summary.id}"):
        page = "views/after.py" if one.over else "views/call.py"
        st.switch_page(page, query_params={"call": summary.id})


opened = reviewed_call()
family = tries_at(practice(), person(), opened)
tries = [open_call(one.id) for one in family]
cards = [practice().kept_scorecard(one) for one in tries]
st.title("Your tries side by side", anchor=False)
st.html(f"<p class='quiet'>{escape(opened.playable.scenario.title)}</p>")
if len(tries) == 1:
    st.write("There is one try at this call. Go back to a line of it, answer differently, and both stand here.")
draw_table(tries, cards)
by_id = {one.stored.id: one for one in tries}
for number, one in enumerate(tries, start=1):
    if source := by_id.get(one.stored.branch_of or ""):
        draw_parting(number, one, source)
with st.container(horizontal=True):
    for number, (summary, one) in enumerate(zip(family, tries, strict=True), start=1):
        draw_ways(summary, number, one)
