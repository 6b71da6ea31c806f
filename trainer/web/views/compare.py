"""Your tries at one call, side by side: where they part, and what is different."""

from html import escape

import streamlit as st

from trainer.practice import review
from trainer.practice.line import OpenCall
from trainer.scoring.scorecard import Scorecard
from trainer.store.calls import CallSummary
from trainer.web.services import practice
from trainer.web.session import call_in_url, has_breathed, now, open_call, person
from trainer.web.wording import level

NOT_ENDED = "not ended yet"


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
    differ = ' class="differs"' if len(set(cells)) > 1 else ""
    mark = '<span class="quiet">different</span>' if differ else ""
    return (
        f"<tr{differ}><th scope='row'>{escape(heading)} {mark}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    )


def dimension(card: Scorecard | None, name: str) -> str:
    score = next((one.score for one in card.dimensions if one.id == name), None) if card else None
    return "–" if score is None else f"{score} of 4"


def draw_table(tries: list[OpenCall], cards: list[Scorecard | None]) -> None:
    heads = "".join(f"<th scope='col'>{escape(name_of(n, one))}</th>" for n, one in enumerate(tries, start=1))
    facts = len(tries[0].playable.scenario.facts)
    rows = [
        row("How it ended", [escape(ending_of(one)) for one in tries]),
        row("Score", [f"{card.total} of 100" if card else "–" for card in cards]),
        row("Trust at the end", [level(one.call.turns[-1].mood.trust) for one in tries]),
        row("Told you", [f"{sum(len(turn.tells) for turn in one.call.turns)} of {facts} things" for one in tries]),
        *(row(one.title, [dimension(card, one.id) for card in cards]) for one in practice().rubric.dimensions),
    ]
    st.html(
        '<div class="sideways" role="region" aria-label="Your tries side by side" tabindex="0"><table>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


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


opened = call_in_url()
if not has_breathed(opened.stored.id) and opened.over:
    st.switch_page("views/after.py", query_params={"call": opened.stored.id})
family = review.family(practice(), person(), opened)
tries = [open_call(one.id) for one in family]
cards = [practice().scorecard(one, now()) if one.call.ending else None for one in tries]
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
