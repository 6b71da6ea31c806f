"""Who is there and what this tab remembers; the only module that touches `st.session_state` and `st.user`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from trainer.coaching.drilling import Answered
from trainer.errors import CallError, NotFound, StaleTurn
from trainer.model.endpoint import Endpoint
from trainer.practice.open_call import OpenCall
from trainer.store.calls import CallSummary
from trainer.web.services import practice

_NOTICE = "notice"
_UNSENT = "unsent"
_BREATHED = "breathed"
_GROUNDING = "grounding"
_DRILL = "drill"
_RENEWED = "renewed"
_TOLD = "told"
_UNLOCKED = "unlocked"


@dataclass(frozen=True)
class DrillState:
    """A drill in this tab: its skill, the keys of its lines, which is on, and how each went the first time.

    `typed` and `answered` are the last reply to the line that is on; they live in this tab only.
    """

    skill: str
    lines: tuple[str, ...]
    on: int = 0
    results: Mapping[str, bool] = field(default_factory=dict)
    typed: str = ""
    answered: Answered | None = None
    due: datetime | None = None


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def person() -> str:
    """Return the id of the guest whose browser this is; stops the page with a plain line if there is none."""
    found = st.user.get("person")
    if not isinstance(found, str) or not found:
        st.info("Your session has ended. Load this page again to begin a new one.")
        st.stop()
    return found


def call_in_url() -> OpenCall:
    """Return the call that the address names; stops the page with a plain line if there is none."""
    call_id = st.query_params.get("call", "")
    try:
        return practice().open(person(), call_id, now())
    except NotFound:
        st.info("There is no call behind this link: it was deleted, or it belongs to another browser.")
        st.page_link("views/library.py", label="Choose a call")
        st.stop()


def open_call(call_id: str) -> OpenCall:
    """Return one of this person's calls."""
    return practice().open(person(), call_id, now())


def my_calls() -> list[CallSummary]:
    """Return this person's calls, newest first."""
    return practice().calls_of(person())


def reflection(opened: OpenCall) -> str:
    """Return what this person has written for themselves about a call."""
    return practice().reflection(person(), opened)


def keep_reflection(opened: OpenCall, text: str) -> None:
    """Keep what this person wrote for themselves about a call."""
    practice().reflect(person(), opened, text, now())


def say(opened: OpenCall, typed: str) -> OpenCall:
    """Say something in a call and return it as it then stands; what cannot be said is explained on the page."""
    try:
        return practice().reply(opened, typed, now())
    except StaleTurn:
        notify("Another page has answered in this call. Here is how it stands now; your last words were not sent.")
    except CallError as error:
        notify(str(error))
        st.session_state[_UNSENT] = typed
    return practice().open(person(), opened.stored.id, now())


def has_unsent() -> bool:
    """Return whether the last words typed could not be said."""
    return _UNSENT in st.session_state


def put_into_reply(text: str) -> None:
    """Put words into the reply box when the page is drawn again; the trainee may change them before they are sent."""
    st.session_state[_UNSENT] = text


def take_unsent() -> str:
    """Return the words that wait for the reply box, once."""
    return str(st.session_state.pop(_UNSENT, ""))


def fill_field(key: str, text: str) -> None:
    """Put words into a field that is drawn after this."""
    st.session_state[key] = text


def field_key(name: str) -> str:
    """Return the key of a field that `renew_field` empties."""
    return f"{name}-{st.session_state.get(_RENEWED, {}).get(name, 0)}"


def renew_field(name: str) -> None:
    """Draw a field anew and empty; a browser keeps what stands in a field that only lost its value here."""
    renewed = st.session_state.get(_RENEWED, {})
    st.session_state[_RENEWED] = {**renewed, name: renewed.get(name, 0) + 1}


def forget_everything() -> None:
    """Forget all that this tab remembers."""
    st.session_state.clear()


def notify(text: str) -> None:
    """Keep a line to be shown once, on this page or the next."""
    st.session_state[_NOTICE] = text


def tell(page: str, text: str) -> None:
    """Keep a line that stays on one page, however often it is drawn, until another is told or the page is left."""
    st.session_state[_TOLD] = (page, text)


def told(page: str) -> str:
    """Return what was last told on this page; what was told on another is forgotten."""
    at, text = st.session_state.get(_TOLD, ("", ""))
    if at != page:
        st.session_state.pop(_TOLD, None)
        return ""
    return str(text)


def take_notice() -> str:
    """Return the line kept by `notify`, once."""
    return str(st.session_state.pop(_NOTICE, ""))


def grounding_step(call_id: str) -> int:
    """Return at which step of the grounding after this call the trainee is, from 0."""
    return int(st.session_state.get(_GROUNDING, {}).get(call_id, 0))


def next_grounding_step(call_id: str) -> None:
    """Go on to the next step."""
    st.session_state[_GROUNDING] = {call_id: grounding_step(call_id) + 1}


def running_drill() -> DrillState | None:
    """Return the drill that is going on in this tab."""
    found = st.session_state.get(_DRILL)
    return found if isinstance(found, DrillState) else None


def keep_drill(state: DrillState | None) -> None:
    """Keep how the drill in this tab stands; None when there is none."""
    st.session_state[_DRILL] = state


def has_looked_back(opened: OpenCall) -> bool:
    """Return whether the trainee has moved on from the grounding after this call, now or on an earlier day."""
    breathed = opened.stored.id in st.session_state.get(_BREATHED, frozenset())
    return breathed or (not opened.stored.check_in and practice().kept_scorecard(opened) is not None)


def reviewed_call() -> OpenCall:
    """Return the call that the address names; goes to the page after it unless it has been looked back on there."""
    opened = call_in_url()
    if not opened.over or opened.stored.check_in or not has_looked_back(opened):
        st.switch_page("views/after.py", query_params={"call": opened.stored.id})
    return opened


def breathe(call_id: str) -> None:
    """Remember that the trainee wants to go on to how this call went."""
    st.session_state[_BREATHED] = st.session_state.get(_BREATHED, frozenset()) | {call_id}


def key_of(name: str, endpoint: Endpoint) -> str:
    """Return a widget's key that is another for each model: what is pressed for one is never taken for another."""
    return f"{name}-{sha256(endpoint.told.encode()).hexdigest()[:12]}"


def unlock(code: str) -> None:
    """Remember, until the page is left, the code by which somebody has shown that they run this installation."""
    st.session_state[_UNLOCKED] = code


def unlocked_with() -> str:
    """Return that code, empty if none was given."""
    return str(st.session_state.get(_UNLOCKED, ""))


def lock() -> None:
    """Forget that code."""
    st.session_state.pop(_UNLOCKED, None)
