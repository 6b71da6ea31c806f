"""A second opinion: what a language model reads in a call, beside the score and one's own view. It changes no score."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from trainer.errors import CallError
from trainer.model.asking import ModelFault
from trainer.model.endpoint import Endpoint
from trainer.model.notice import opinion_goes_where
from trainer.practice import second_opinion
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.second_opinion import KeptOpinion
from trainer.scoring.criteria import Evidence, Status
from trainer.scoring.scorecard import Scorecard
from trainer.second_opinion.agreement import in_words
from trainer.second_opinion.opinion import CriterionOpinion, Says
from trainer.web.scorecard import draw_critical
from trainer.web.services import practice
from trainer.web.session import key_of, notify, now, person, reviewed_call
from trainer.web.wording import STATUSES, date_of

WORDS: Mapping[Says, str] = {
    "met": "met",
    "not_met": "not yet",
    "unsure": "unsure; asked twice, it did not say the same",
    "void": "no answer that holds: it showed no words of yours",
}
OWN = {True: "Met", False: "Not yet", None: "Can’t say"}


def draw_asking(line: PracticeLine, opened: OpenCall, card: Scorecard, texts: Mapping[str, str]) -> None:
    """Ask what the person sees themselves, and offer to ask the model; what is marked is kept with either button."""
    model, named = line.model, second_opinion.criteria(line, card)
    if model is None:
        return
    own = second_opinion.rated(line, person(), opened)
    endpoint = model.endpoint
    with st.form("asking", border=False):
        with st.expander("First, what do you see?", expanded=True):
            st.write("Say what you see before you read what a model says. Leave out what you cannot say.")
            chosen = {name: own_view(name, texts[name], own.get(name)) for name in named}
            keeps = st.form_submit_button("Keep my view")
        reads = f"{endpoint.model} reads the whole call {2 * len(named)} times, for one point at a time."
        st.html(f"<p>{escape(reads)} {escape(opinion_goes_where(endpoint))}</p>")
        # The button belongs to this very model: pressed for another that was set before, it does nothing.
        asks = st.form_submit_button("Ask for its opinion", type="primary", key=key_of("ask", endpoint))
    if keeps or asks:
        met = {criterion: says for criterion, says in chosen.items() if says is not None}
        second_opinion.rate(line, person(), opened, met, now())
        st.info(f"Your view is kept: {len(met)} of {len(chosen)}.")
    if asks:
        ask(line, opened, endpoint)


def own_view(name: str, text: str, before: bool | None) -> bool | None:
    """Ask whether a criterion is met; None where the person cannot say."""
    return st.radio(
        text, list(OWN), index=list(OWN).index(before), format_func=OWN.__getitem__, horizontal=True, key=f"own-{name}"
    )


def ask(line: PracticeLine, opened: OpenCall, endpoint: Endpoint) -> None:
    """Ask the model, and show how far it is."""
    st.write("It is reading. Please stay on this page; a small machine may take some minutes.")
    bar = st.progress(0.0)

    def seen(done: int, of_all: int) -> None:
        bar.progress(done / of_all, f"{done} of {of_all}")

    try:
        second_opinion.ask(line, person(), opened, endpoint.told, now, seen)
    except ModelFault as fault:
        st.warning(f"It did not get through. {fault} Nothing of it was kept. You can ask again later.")
        return
    except CallError as error:
        notify(str(error))
    st.rerun()


def draw_opinion(kept: KeptOpinion, card: Scorecard, own: Mapping[str, bool], texts: Mapping[str, str]) -> None:
    """Draw the points, those first where the model and the score differ, and whose word it is."""
    statuses, opinion = {result.id: result.status for result in card.criteria}, kept.opinion
    shown = [one for one in opinion.criteria if one.criterion in texts]
    for one in sorted(shown, key=lambda one: not _differs(one, statuses.get(one.criterion))):
        st.html(_criterion(one, texts[one.criterion], statuses.get(one.criterion), own.get(one.criterion)))
    agreed = in_words(second_opinion.agreement_with(practice(), opinion))
    st.html(
        f'<p class="quiet">By {escape(opinion.model)}, {date_of(kept.made_at)}. Agreement with people here: '
        f"{escape(agreed)}. It was asked about each point twice, in changing order (prompt "
        f"{escape(opinion.prompt_hash[:12])}). A quotation shows that you said it, not that it was read rightly.</p>"
    )
    st.page_link("views/talk.py", label="Talk it over with someone")


def _differs(one: CriterionOpinion, status: Status | None) -> bool:
    return one.says in {"met", "not_met"} and (one.says == "met") != (status == "met")


def _criterion(one: CriterionOpinion, text: str, status: Status | None, own: bool | None) -> str:
    yours = f" · you: {OWN[own].lower()}" if own is not None else ""
    says = "found nothing of the kind" if one.says == "met" and not one.quotes else WORDS[one.says]
    score = STATUSES[status].lower() if status else "nothing"
    differs = " · they differ" if _differs(one, status) else ""
    return (
        f"<p><strong>{escape(text)}</strong><br>"
        f"The score: {score} · the model: {says}{yours}{differs}</p>{''.join(map(_quote, one.quotes))}"
    )


def _quote(found: Evidence) -> str:
    return f'<div class="quote">“{escape(found.quote)}” <span class="turn">line {found.turn}</span></div>'


line = practice()
opened = reviewed_call()
card = line.scorecard(opened, now())
texts = {criterion.id: criterion.text for _, criterion in line.rubric.criteria()}
kept = second_opinion.kept(line, person(), opened)
st.title("A second opinion", anchor=False)
st.write(
    "A language model reads this call point by point. It stands beside your score and changes nothing in it. It is "
    "sometimes wrong; where you differ, that is worth a talk."
)
st.page_link("views/after.py", label="Back to how it went", query_params={"call": opened.stored.id})
if card.critical:
    draw_critical(card)
    st.html("<p>That stands, whatever a model says.</p>")
if kept is not None:
    draw_opinion(kept, card, second_opinion.rated(line, person(), opened), texts)
elif line.model is None:
    st.info("No language model is set here, so there is nobody to ask.")
if second_opinion.may_ask(line, opened, kept):
    draw_asking(line, opened, card, texts)
