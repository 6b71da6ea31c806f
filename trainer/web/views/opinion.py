"""A second opinion: what a language model reads in a call, beside the score and one's own view. It changes no score."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from trainer.errors import CallError
from trainer.model.asking import ModelFault
from trainer.model.endpoint import Endpoint
from trainer.practice import second_opinion
from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.practice.second_opinion import KeptOpinion
from trainer.scoring.criteria import Evidence
from trainer.scoring.scorecard import Scorecard
from trainer.second_opinion.agreement import in_words
from trainer.second_opinion.opinion import CriterionOpinion, Says
from trainer.web.services import practice
from trainer.web.session import key_of, notify, now, person, reviewed_call
from trainer.web.wording import STATUSES, date_of

WORDS: Mapping[Says, str] = {
    "met": "met",
    "not_met": "not yet",
    "unsure": "unsure; asked twice, it did not say the same",
    "void": "no answer that holds",
}
OWN = {True: "Yes", False: "Not yet", None: "Can’t say"}


def draw_own_view(opened: OpenCall, card: Scorecard, texts: Mapping[str, str]) -> None:
    """Ask what the person sees themselves, before any model says something."""
    own = second_opinion.rated(practice(), person(), opened)
    with st.expander("First, what do you see?", expanded=True), st.form("own-view", border=False):
        st.write("Say what you see before you read what a model says. Leave out what you cannot say.")
        chosen = {
            criterion: st.radio(
                texts[criterion],
                list(OWN),
                index=list(OWN).index(own.get(criterion)),
                format_func=OWN.__getitem__,
                horizontal=True,
                key=f"own-{criterion}",
            )
            for criterion in second_opinion.criteria(practice(), card)
        }
        if st.form_submit_button("Keep my view"):
            met = {criterion: says for criterion, says in chosen.items() if says is not None}
            second_opinion.rate(practice(), person(), opened, met, now())
            st.info(f"Kept: {len(met)} of {len(chosen)}.")


def draw_asking(line: PracticeLine, opened: OpenCall, endpoint: Endpoint, questions: int) -> None:
    """Offer to ask the model, and say where the call then goes; the button belongs to this very model."""
    where = (
        "It runs on this machine; the call stays here."
        if endpoint.is_local
        else f"All that was typed in it is sent to {endpoint.receiver}, and can be read and kept there."
    )
    reads = f"{endpoint.model} reads the whole call {2 * questions} times, for one point at a time."
    st.html(f"<p>{escape(reads)} {escape(where)}</p>")
    if st.button("Ask for its opinion", type="primary", key=key_of("ask", endpoint)):
        ask(line, opened, endpoint)


def ask(line: PracticeLine, opened: OpenCall, endpoint: Endpoint) -> None:
    with st.status("It is reading. Please stay on this page; a small machine may take some minutes.") as status:
        bar = st.progress(0.0)

        def seen(done: int, of_all: int) -> None:
            bar.progress(done / of_all)

        try:
            second_opinion.ask(line, person(), opened, endpoint.told, now, seen)
        except ModelFault as fault:
            status.update(label="It did not get through.", state="error")
            st.info(f"{fault} Nothing was kept. You can ask again later; the score does not need it.")
            return
        except CallError as error:
            notify(str(error))
    st.rerun()


def draw_opinion(kept: KeptOpinion, card: Scorecard, own: Mapping[str, bool], texts: Mapping[str, str]) -> None:
    statuses = {result.id: STATUSES[result.status] for result in card.criteria}
    for one in kept.opinion.criteria:
        if one.criterion in texts:
            st.html(_criterion(one, texts[one.criterion], statuses.get(one.criterion, ""), own.get(one.criterion)))
    opinion = kept.opinion
    agreed = in_words(second_opinion.agreement_with(practice(), opinion))
    st.html(
        f'<p class="quiet">By {escape(opinion.model)}, {date_of(kept.made_at)}, asked in the wording '
        f"{escape(opinion.prompt_hash[:12])}. Agreement with people here: {escape(agreed)}. It was asked about each "
        "point twice, in changing order. A quotation shows that you said it, not that it was read rightly.</p>"
    )


def _criterion(one: CriterionOpinion, text: str, status: str, own: bool | None) -> str:
    yours = f" · you: {'met' if own else 'not yet'}" if own is not None else ""
    return (
        f"<p><strong>{escape(text)}</strong><br>"
        f"The score: {status.lower()} · the model: {WORDS[one.says]}{yours}</p>{''.join(map(_quote, one.quotes))}"
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
if kept is not None:
    draw_opinion(kept, card, second_opinion.rated(line, person(), opened), texts)
elif line.model is None:
    st.info("No language model is set here, so there is nobody to ask.")
else:
    draw_own_view(opened, card, texts)
if line.model is not None and second_opinion.may_ask(line, opened, kept):
    draw_asking(line, opened, line.model.endpoint, len(second_opinion.criteria(line, card)))
