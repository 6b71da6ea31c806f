"""What lies beside the call: resources to offer and protocol cards to read."""

from datetime import date
from html import escape

import streamlit as st

from trainer.content.protocols import Protocol, SourcedFact, load_protocols
from trainer.content.resources import Resource
from trainer.practice.open_call import OpenCall
from trainer.web.services import practice
from trainer.web.session import now, put_into_reply


def draw_resources(opened: OpenCall) -> None:
    """Draw the scenario's resources, each with a button that begins an offer in the reply box."""
    resources = practice().resources
    found = [resources.resources[kind] for kind in opened.playable.scenario.resources if kind in resources.resources]
    if not found:
        return
    with st.expander("Resources you can offer"):
        for number, resource in enumerate(found):
            _draw_resource(resource, number)
        if resources.sample:
            st.caption("These are made up. Your organisation puts its own in their place.")


def draw_cards(opened: OpenCall) -> None:
    """Draw the protocol cards that this call may need."""
    cards = load_protocols()
    for name in opened.playable.scenario.protocols:
        if card := cards.get(name):
            with st.expander(f"Card: {card.title}"):
                st.html(_card_html(card, now().date()))


def _draw_resource(resource: Resource, number: int) -> None:
    st.html(
        f"<p><strong>{escape(resource.name)}</strong><br>{escape(resource.offers)}<br>"
        f'<span class="quiet">{escape(resource.hours)} {escape(resource.limits)}</span></p>'
    )
    if st.button("Offer it", key=f"offer-{number}", help="Begins an offer in your reply; you finish and send it."):
        put_into_reply(f"Would you like to hear about {resource.name}?")
        st.rerun()


def _card_html(card: Protocol, today: date) -> str:
    def listed(texts: tuple[str, ...], tag: str = "ul") -> str:
        return f'<{tag} class="notes">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</{tag}>'

    return (
        f'<p class="quiet">{escape(card.when)}</p>{listed(card.steps, "ol")}'
        f"<p>You could say</p>{listed(card.say)}<p>Better not</p>{listed(card.avoid)}"
        + "".join(_fact_html(fact, today) for fact in card.facts)
    )


def _fact_html(fact: SourcedFact, today: date) -> str:
    stale = "Its review is overdue: ask your trainer before you rely on it." if fact.is_stale(today) else ""
    where = f"{fact.jurisdiction}. Source: {fact.source}. Read again on {fact.reviewed.isoformat()}."
    return f'<p><strong>{stale}</strong> {escape(fact.text)} <span class="quiet">{escape(where)}</span></p>'
