"""A call to take away: as JSON for programs, as text for people."""

import json

import streamlit as st

from trainer.calls.transcript_json import transcript_to_json
from trainer.practice import OpenCall
from trainer.scoring.readable import call_text
from trainer.scoring.scorecard_json import to_json
from trainer.web.services import practice
from trainer.web.session import now


def draw_downloads(opened: OpenCall) -> None:
    """Draw both downloads of a call; the files are made when they are asked for."""
    name = f"{opened.stored.scenario}-{opened.stored.started_at:%Y-%m-%d}"
    with st.container(horizontal=True):
        st.download_button(
            "Save as text",
            lambda: _text(opened),
            f"{name}.txt",
            "text/plain",
            key=f"text-{opened.stored.id}",
            on_click="ignore",
        )
        st.download_button(
            "Save as JSON",
            lambda: _json(opened),
            f"{name}.json",
            "application/json",
            key=f"json-{opened.stored.id}",
            on_click="ignore",
        )


def _text(opened: OpenCall) -> str:
    card = practice().scorecard(opened, now()) if opened.over else None
    title = opened.playable.scenario.title
    return call_text(practice().transcript(opened), card, practice().rubric, title=title)


def _json(opened: OpenCall) -> str:
    content = transcript_to_json(practice().transcript(opened))
    if opened.over:
        content["scorecard"] = to_json(practice().scorecard(opened, now()))
    return json.dumps(content, ensure_ascii=False, indent=1)
