"""For trainers: which language model is used, if any, and whether text may go to it."""

from dataclasses import replace
from html import escape

import streamlit as st

from trainer.errors import InputError
from trainer.model.agreement import agree, take_agreement_back
from trainer.model.endpoint import DEFAULT_LIMITS, LONGEST_WAIT, SHORTEST_WAIT, Endpoint, Limits, endpoint_of
from trainer.model.notice import notice, which_model
from trainer.model.settings import (
    ModelSettings,
    forget_settings,
    is_set_in_environment,
    is_set_in_folder,
    model_settings,
    save_settings,
)
from trainer.model.trial import try_out
from trainer.practice.trainers_code import is_trainers_code
from trainer.web.session import field_key, key_of, now, renew_field, tell, told, unlock, unlocked_with

PAGE = "language-model"
KEY = "model-key"


def is_open() -> bool:
    """Return whether whoever sits here has typed the code that is still this installation's."""
    return is_trainers_code(unlocked_with())


def draw_lock() -> None:
    """Ask for the code that only whoever runs this installation can look up."""
    st.write(
        "To change this, type the code of this installation. Whoever runs it finds it so, in Practice Line’s folder:"
    )
    st.code("python -m trainer model --code", language=None)
    with st.form("code", border=False):
        typed = st.text_input("Code", autocomplete="off")
        if st.form_submit_button("Open the settings"):
            if is_trainers_code(typed):
                unlock(typed)
                st.rerun()
            st.warning("That is not the code of this installation.")


def draw_form(set_now: Endpoint | None, *, improvises: bool) -> None:
    key_is_kept = bool(set_now and set_now.key)
    with st.form("model", border=True):
        url = st.text_input("Address", set_now.base_url if set_now else "", placeholder="http://127.0.0.1:11434/v1")
        model = st.text_input("Model", set_now.model if set_now else "", placeholder="llama3.2")
        key = st.text_input(
            "Key, where the server asks for one",
            type="password",
            key=field_key(KEY),
            placeholder="A key is kept. Leave this empty to keep it." if key_is_kept else "",
            autocomplete="off",
            help="It is kept in a file that only this machine’s user may read, never shown and never logged.",
        )
        st.caption(
            "An address on this machine keeps what is typed here only if its server answers by itself. Ollama’s models "
            "that end in “cloud”, a gateway or a tunnel pass it on."
        )
        improvises = st.toggle(
            "Callers may improvise",
            improvises,
            help="Where the script only keeps the call going, the model may say a line of its own. What the caller "
            "tells, refuses and decides stays the script’s.",
        )
        drop_key = key_is_kept and st.checkbox("Delete the key that is kept")
        with st.expander("Time limits"):
            limits = draw_limits(set_now)
        if st.form_submit_button("Keep", type="primary"):
            kept = "" if drop_key or set_now is None else set_now.key
            keep(set_now, kept, url, model, key, improvises=improvises, limits=limits)


def draw_limits(set_now: Endpoint | None) -> Limits:
    shown = Limits(set_now.first_word, set_now.silence, set_now.total) if set_now else DEFAULT_LIMITS
    names = ("For the first word, seconds", "Between two words, seconds", "For the whole line, seconds")
    values = (shown.first_word, shown.silence, shown.total)
    return Limits(
        *(
            st.number_input(name, SHORTEST_WAIT, LONGEST_WAIT, value, 0.5)
            for name, value in zip(names, values, strict=True)
        )
    )


def keep(
    before: Endpoint | None, kept: str, url: str, model: str, key: str, *, improvises: bool, limits: Limits
) -> None:
    """Keep what was typed; a key never goes along to another address."""
    try:
        endpoint = endpoint_of(url, model, key, limits)
        if not endpoint.key and before is not None and before.base_url == endpoint.base_url:
            endpoint = replace(endpoint, key=kept)
        save_settings(endpoint, improvises=improvises)
    except InputError as error:
        tell(PAGE, f"{error}.")
        st.rerun()
    dropped = kept and not endpoint.key
    tell(PAGE, "Kept. The address is another, so the old key is gone." if dropped else "Kept.")
    renew_field(KEY)
    st.rerun()


def draw_agreement(endpoint: Endpoint, *, agreed: bool) -> None:
    """Draw what would be sent and the yes to it, or the way to take that back; a yes is to the model it stands by."""
    if agreed:
        if st.button("No longer send anything there"):
            take_agreement_back()
            tell(PAGE, "Nothing more is sent there. Calls that are going on go on in the script’s words.")
            st.rerun()
        return
    with st.container(border=True):
        st.subheader("Before anything is sent", anchor=False)
        for part in notice(endpoint).split("\n\n"):
            st.html(f"<p>{escape(part)}</p>")
        if st.button("I am a trainer here, and I agree", key=key_of("agree", endpoint)):
            agree(endpoint, now())
            tell(PAGE, "Kept. Trainees can switch it on before a call, and are told where it goes.")
            st.rerun()


def draw_trial(endpoint: Endpoint) -> None:
    if st.button("Try it", key=key_of("try", endpoint)):
        with st.spinner("Asking it to say hello"):
            tell(PAGE, try_out(endpoint))
        st.rerun()


def draw_forget() -> None:
    with st.popover("Use no model any more"):
        st.write("The address, the key and what was agreed to are deleted here.")
        if st.button("Delete them"):
            forget_settings()
            tell(PAGE, "Deleted. Every line is the script’s again.")
            st.rerun()


def draw_settings(settings: ModelSettings) -> None:
    endpoint = settings.endpoint
    if endpoint is not None and not endpoint.is_local:
        draw_agreement(endpoint, agreed=settings.may_send)
    if endpoint is not None and settings.may_send:
        draw_trial(endpoint)
    if is_set_in_environment():
        st.write(
            "It is set in the environment of this server, and changed there (PRACTICE_LINE_MODEL_URL and its like)."
        )
        return
    draw_form(endpoint, improvises=settings.improvises)
    if is_set_in_folder():
        draw_forget()


st.title("Language model", anchor=False)
st.write(
    "Practice Line needs no model: every caller is written out. A model may say the written lines in other words, and "
    "give a second opinion on a score. The script decides what happens, with it or without."
)
settings, fault = ModelSettings(), ""
try:
    settings = model_settings()
except InputError as error:
    fault = f"{error}."
unlocked = is_open()
if fault:
    st.warning(
        fault if unlocked else "The settings cannot be used. Whoever runs this installation has to look at them."
    )
st.html(f"<p><strong>{escape(which_model(settings))}</strong></p>")
if answer := told(PAGE):
    st.info(answer)
if unlocked:
    draw_settings(settings)
else:
    draw_lock()
