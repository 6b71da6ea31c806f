"""The guard in front of every page: gives each browser a guest's session and says to the pages who is there.

Pure ASGI, because Streamlit's pages live on a websocket, which Starlette's own middleware base passes by.
"""

import socket
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.store.people import create_guest, person_of_token
from trainer.web.pseudonyms import made_up_name
from trainer.web.services import practice

COOKIE = "practice_line"
PERSON_HEADER = b"x-practice-line-person"
STREAM = "/_stcore/stream"
_YEAR = 365 * 24 * 60 * 60
_INTERNAL = ("/_stcore", "/static", "/media", "/component", "/vendor", "/leave")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=()",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: blob:; worker-src 'self' blob:; "
        "media-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
}


class Guard:
    """ASGI middleware that knows every guest by a cookie and refuses what does not come from our own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = _without_claims(scope)
        cookie = ""
        if _asks_for_a_page(scope) and not await to_thread.run_sync(_person, _token(scope)):
            cookie = await to_thread.run_sync(_new_guest_cookie, scope.get("scheme") == "https")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_SECURITY)
                if cookie:
                    headers.append("Set-Cookie", cookie)
                if _asks_for_a_page(scope):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = _without_claims(scope)
        headers = Headers(scope=scope)
        person = await to_thread.run_sync(_person, _token(scope))
        if scope["path"] != STREAM or not person or not _same_origin(headers):
            await send({"type": "websocket.close", "code": 1008})
            return
        _send_at_once(send)
        scope["headers"] = [*scope["headers"], (PERSON_HEADER, person.encode())]
        await self._app(scope, receive, send)


def _send_at_once(send: Send) -> None:
    """Keep the system from holding small messages back, where the server lets us at its socket.

    Streamlit opens its socket without naming TCP, so asyncio does not switch Nagle's algorithm off: each page would
    wait about 40 ms for the browser's delayed acknowledgement.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _without_claims(scope: Scope) -> Scope:
    """Return the scope without any header by which a client claims to be someone."""
    kept = [(name, value) for name, value in scope["headers"] if name.lower() != PERSON_HEADER]
    return {**scope, "headers": kept}


def _asks_for_a_page(scope: Scope) -> bool:
    wants_html = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and wants_html and not scope["path"].startswith(_INTERNAL)


def _same_origin(headers: Headers) -> bool:
    return urlsplit(headers.get("origin", "")).netloc == headers.get("host")


def _token(scope: Scope) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _person(token: str) -> str:
    found = person_of_token(practice().database, token, datetime.now(UTC)) if token else None
    return found.id if found else ""


def _new_guest_cookie(secure: bool) -> str:
    _, token = create_guest(practice().database, made_up_name(), datetime.now(UTC))
    flags = "; Secure" if secure else ""
    return f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{flags}"
