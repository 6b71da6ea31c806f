"""For trainers: which language model is used, if any, and whether text may go to it."""

from dataclasses import replace
from html import escape

import streamlit as st

from trainer.errors import InputError
from trainer.model.agreement import agree, take_agreement_back
from trainer.model.endpoint import DEFAULT_LIMITS, LONGEST_WAIT, SHORTEST_WAIT, Endpoint, Limits, endpoint_of
from trainer.model.notice import how_it_is_set, notice, which_model
from trainer.model.settings import (
    IMPROVISES,
    MODEL,
    SECONDS,
    URL,
    ModelSettings,
    forget_settings,
    is_set_in_environment,
    is_set_in_folder,
    may_send,
    model_settings,
    save_settings,
)
from trainer.model.settings import KEY as MODEL_KEY
from trainer.model.trial import NO_ANSWER, try_out
from trainer.practice.trainers_code import is_trainers_code
from trainer.web.session import field_key, key_of, now, renew_field, tell, told, unlock, unlocked_with

PAGE = "language-model"
KEY = "model-key"
NOT_KEPT = "Not kept"
OF_THE_FORM = ("Kept", NOT_KEPT)


def is_open() -> bool:
    """Return whether whoever sits here has typed the code that is still this installation's."""
    return is_trainers_code(unlocked_with())


def draw_lock() -> None:
    """Ask for the code that only whoever runs this installation can look up."""
    st.write(
        "To change this, type the code of this installation. Whoever runs it gets it in a terminal, in the folder "
        "where they start Practice Line (on Windows it begins with `.venv\\Scripts\\python`):"
    )
    st.code(".venv/bin/python -m trainer model --code", language=None, wrap_lines=True)
    with st.form("code", border=False):
        typed = st.text_input("Code", autocomplete="off")
        if st.form_submit_button("Open the settings"):
            if is_trainers_code(typed):
                unlock(typed)
                st.rerun()
            st.warning("That is not the code of this installation. Type it as the command prints it on this computer.")


def settle(said: str) -> None:
    """Say what came of a press, and draw the page as it now stands."""
    tell(PAGE, said)
    st.rerun()


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
        )
        st.caption(
            "The key is kept in a file that only this computer’s user may read, never shown and never logged. An "
            "address on this machine keeps what is typed here only if its server answers by itself. Ollama’s models "
            "that end in “cloud”, a gateway or a tunnel pass it on."
        )
        improvises = st.toggle(
            "Callers may improvise",
            improvises,
        )
        st.caption(
            "Where the script only keeps the call going, the model may then say a line of its own. What the caller "
            "tells, refuses and decides stays the script’s."
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
        settle(f"{NOT_KEPT}: {error}.")
    renew_field(KEY)
    key_gone = " The old key is deleted." if before and before.key and not endpoint.key else ""
    settle(f"Kept.{key_gone} {'Now try it.' if may_send(endpoint) else 'It is not used yet: read what would be sent.'}")


def draw_agreement(endpoint: Endpoint, *, agreed: bool) -> None:
    """Draw what would be sent and the yes to it, or the way to take that back; a yes is to the model it stands by."""
    if agreed:
        if st.button("No longer send anything there"):
            take_agreement_back()
            settle("Nothing more is sent there. Calls that are going on go on in the script’s words, for good.")
        return
    with st.container(border=True):
        st.subheader("Before anything is sent", anchor=False)
        for part in notice(endpoint).split("\n\n"):
            st.html(f"<p>{escape(part)}</p>")
        if st.button("I am a trainer here, and I agree", key=key_of("agree", endpoint)):
            agree(endpoint, now())
            settle("Agreed. Trainees can switch it on before a call, and are told where it goes. Now try it.")


def draw_trial(endpoint: Endpoint) -> None:
    if st.button("Try it", key=key_of("try", endpoint)):
        with st.spinner("Asking it to say hello"):
            said = try_out(endpoint)
        settle(said)


def draw_forget() -> None:
    with st.popover("Use no model any more"):
        st.write("The address, the key and what was agreed to are deleted here.")
        if st.button("Delete them"):
            forget_settings()
            settle("Deleted. Every line is the script’s again.")


def draw_answer(answer: str) -> None:
    (st.warning if answer.startswith((NOT_KEPT, NO_ANSWER)) else st.info)(answer)


def draw_settings(settings: ModelSettings) -> None:
    endpoint = settings.endpoint
    if endpoint is not None and not endpoint.is_local:
        draw_agreement(endpoint, agreed=settings.may_send)
    if endpoint is not None and settings.may_send:
        draw_trial(endpoint)
    if is_set_in_environment():
        named = ", ".join(f"`{name}`" for name in (URL, MODEL, MODEL_KEY, SECONDS, IMPROVISES))
        st.write(f"It is set in the environment of this server, and changed there: {named}.")
        return
    draw_form(endpoint, improvises=settings.improvises)
    if told(PAGE).startswith(OF_THE_FORM):  # below the button that was pressed, where one looks on a small screen
        draw_answer(told(PAGE))
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
    why = fault if unlocked else "Whoever runs this has to look at the settings."
    st.warning(f"A model is set and cannot be used; nothing is sent. {why}")
else:
    st.html(f"<p><strong>{escape(which_model(settings))}</strong></p><p>{escape(how_it_is_set(settings))}</p>")
answer = told(PAGE)
if answer and not (unlocked and answer.startswith(OF_THE_FORM)):
    draw_answer(answer)
if unlocked:
    draw_settings(settings)
else:
    draw_lock()
