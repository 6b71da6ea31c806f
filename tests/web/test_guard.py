import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from trainer.web import guard
from trainer.web.services import _without_model


@dataclass
class Inner:
    """The app behind the guard, remembering what reached it."""

    scopes: list[dict[str, Any]] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.fixture
def inner() -> Inner:
    _without_model.cache_clear()
    return Inner()


def ask(inner: Inner, kind: str, path: str, **headers: str) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "path": path, "method": "GET", "headers": raw, "scheme": "http"}
    # In a thread of its own: where browser tests ran before, an event loop is still running in this one.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, guard.Guard(inner)(scope, None, send)).result()  # type: ignore[arg-type]
    return sent


def header(message: dict[str, Any], name: str) -> str:
    return dict(message["headers"]).get(name.lower().encode(), b"").decode()


def cookie_from_first_page(inner: Inner) -> str:
    [start] = ask(inner, "http", "/", accept="text/html")
    return header(start, "set-cookie").split(";")[0]


def test_a_first_page_gives_a_guest_a_cookie_scripts_cannot_read(inner: Inner) -> None:
    [start] = ask(inner, "http", "/", accept="text/html")
    cookie = header(start, "set-cookie")
    assert cookie.startswith("practice_line=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert header(start, "cache-control") == "no-store"
    assert "frame-ancestors 'none'" in header(start, "content-security-policy")


def test_a_known_guest_gets_no_second_cookie(inner: Inner) -> None:
    cookie = cookie_from_first_page(inner)
    [start] = ask(inner, "http", "/my-calls", accept="text/html", cookie=cookie)
    assert header(start, "set-cookie") == ""


@pytest.mark.parametrize("path", ["/static/js/x.js", "/_stcore/health", "/leave"])
def test_what_is_no_page_of_ours_makes_no_guest(inner: Inner, path: str) -> None:
    [start] = ask(inner, "http", path, accept="text/html")
    assert header(start, "set-cookie") == ""


def test_the_pages_are_told_who_is_there_and_a_forged_claim_is_dropped(inner: Inner) -> None:
    cookie = cookie_from_first_page(inner)
    ask(
        inner,
        "websocket",
        guard.STREAM,
        cookie=cookie,
        host="h",
        origin="http://h",
        x_practice_line_person="somebody-else",
    )
    claims = [value for name, value in inner.scopes[-1]["headers"] if name == guard.PERSON_HEADER]
    assert len(claims) == 1
    assert claims != [b"somebody-else"]


@dataclass(frozen=True)
class Refused:
    id: str
    path: str
    headers: dict[str, str]
    with_cookie: bool = True


REFUSED = (
    Refused("no cookie", guard.STREAM, {"host": "h", "origin": "http://h"}, with_cookie=False),
    Refused("a made-up cookie", guard.STREAM, {"host": "h", "origin": "http://h", "cookie": "practice_line=x"}, False),
    Refused("a foreign origin", guard.STREAM, {"host": "h", "origin": "http://evil"}),
    Refused("no origin", guard.STREAM, {"host": "h"}),
    Refused("an unknown websocket", "/other", {"host": "h", "origin": "http://h"}),
)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.id)
def test_a_websocket_from_elsewhere_is_refused(inner: Inner, case: Refused) -> None:
    cookie = cookie_from_first_page(inner)
    headers = {**case.headers, **({"cookie": cookie} if case.with_cookie else {})}
    before = len(inner.scopes)
    assert ask(inner, "websocket", case.path, **headers) == [{"type": "websocket.close", "code": 1008}]
    assert len(inner.scopes) == before
