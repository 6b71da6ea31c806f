"""A call to take away: as JSON for programs, as text for people."""

import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from trainer.calls.contested import contested_to_json
from trainer.calls.transcript_json import transcript_to_json
from trainer.errors import InputError
from trainer.practice import review, second_opinion
from trainer.scoring.readable import call_text
from trainer.scoring.scorecard_json import to_json
from trainer.second_opinion.opinion_json import to_json as opinion_to_json
from trainer.store.calls import CallSummary
from trainer.web.services import practice
from trainer.web.session import notify, now, person


def draw_downloads(call: CallSummary) -> None:
    """Draw the downloads of a call; the files are made when they are asked for. A check-in has no score to save yet."""
    name = f"{call.scenario}-{call.started_at:%Y-%m-%d}"
    with st.container(horizontal=True):
        st.download_button(
            "Save as text",
            partial(_text, person(), call.id),
            f"{name}.txt",
            "text/plain",
            key=f"text-{call.id}",
            on_click="ignore",
        )
        if not call.check_in:
            st.download_button(
                "Save as JSON",
                partial(_json, person(), call.id),
                f"{name}.json",
                "application/json",
                key=f"json-{call.id}",
                on_click="ignore",
            )


def draw_save_everything() -> None:
    """Draw the way to take everything along as one file."""
    st.download_button(
        "Save everything",
        partial(_archive, person()),
        "my-practice.sqlite3",
        "application/vnd.sqlite3",
        key="everything",
        on_click="ignore",
    )


def draw_archive() -> None:
    """Draw the way to take all calls along as one file, and to bring such a file in."""
    with st.expander("Take your calls to another machine"):
        st.write("One file holds all your calls, scores, thoughts and drills. Whoever has the file can read it.")
        st.download_button(
            "Save all my calls",
            partial(_archive, person()),
            "my-calls.sqlite3",
            "application/vnd.sqlite3",
            on_click="ignore",
        )
        with st.form("bring-in", clear_on_submit=True, border=False):
            file = st.file_uploader("Bring in such a file", type=["sqlite3", "sqlite", "db"])
            if st.form_submit_button("Bring them in") and file is not None:
                _bring_in(file.getvalue())


def _archive(owner: str) -> bytes:
    """The archive's bytes; made when it is asked for, where nothing says any more whose page it is."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "calls.sqlite3"
        practice().archive(owner, path, now())
        return path.read_bytes()


def _bring_in(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "brought.sqlite3"
        path.write_bytes(content)
        try:
            brought = practice().bring_in(person(), path, now())
        except InputError as error:
            st.warning(str(error).replace(str(path), "This file"))
            return
    notify(f"Brought in: {brought.added}. Already here: {brought.skipped}.")
    st.rerun()


def _text(owner: str, call_id: str) -> str:
    opened = practice().open(owner, call_id, now())
    card = practice().scorecard(opened, now()) if opened.over and not opened.stored.check_in else None
    transcript = practice().scored_transcript(opened, card) if card else practice().transcript(opened)
    return call_text(transcript, card, practice().rubric, title=opened.playable.scenario.title)


def _json(owner: str, call_id: str) -> str:
    opened = practice().open(owner, call_id, now())
    card = practice().scorecard(opened, now()) if opened.over and not opened.stored.check_in else None
    content = transcript_to_json(practice().scored_transcript(opened, card) if card else practice().transcript(opened))
    content["contested"] = contested_to_json(review.contested(practice(), owner, call_id))
    if card:
        content["scorecard"] = to_json(card)
    if kept := second_opinion.kept(practice(), owner, opened):
        content["second_opinion"] = opinion_to_json(kept.opinion)
    return json.dumps(content, ensure_ascii=False, indent=1)
