"""A server of language models that can go wrong in every way real ones do, one way per request; standard library only.

`with FaultyServer(hangs(), answers("Hello.")) as server:` hangs at the first request and answers all others.
"""

import json
import select
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

EVENT_STREAM = "text/event-stream"


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: Any


class Exchange:
    """One connection, from the server's side."""

    def __init__(self, request: Request, connection: socket.socket, closing: threading.Event) -> None:
        self.request = request
        self._connection = connection
        self._closing = closing

    def send(self, some: bytes) -> None:
        self._connection.sendall(some)

    def begin(self, content_type: str = EVENT_STREAM, status: str = "200 OK", *headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close", *headers]
        self.send("\r\n".join([*lines, "", ""]).encode())

    def event(self, data: object) -> None:
        self.send(event(data))

    def waits(self, seconds: float) -> bool:
        """Wait, unless the client hangs up or the server closes first; tells whether to go on."""
        readable, _, _ = select.select([self._connection], [], [], seconds)
        return not readable and not self._closing.is_set()

    def drip(self, some: bytes, every: float) -> None:
        """Send a byte at a time until there is no more, or nobody takes it."""
        for number in some:
            self.send(bytes([number]))
            if not self.waits(every):
                return


Behaviour = Callable[[Exchange], None]


def event(data: object) -> bytes:
    """One server-sent event."""
    return b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n"


def piece(text: str | None, finish: str | None = None) -> dict[str, object]:
    """One chunk of an answer, as OpenAI's API writes it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "model": "double",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }


USAGE = {"choices": [], "usage": {"prompt_tokens": 21, "completion_tokens": 4, "total_tokens": 25}}


def answers(*pieces: str, finish: str = "stop") -> Behaviour:
    """Stream these pieces as a good server does."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({**piece(None), "choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]})
        for text in pieces:
            exchange.event(piece(text))
        exchange.event(piece(None, finish))
        exchange.event(USAGE)
        exchange.event(b"[DONE]")

    return behave


def streams(*events: object, then_hangs: bool = False) -> Behaviour:
    """Stream these events, JSON or bytes, as they are, and end or hang there."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        for data in events:
            exchange.event(data)
        if then_hangs:
            exchange.waits(60)

    return behave


def hangs() -> Behaviour:
    """Take the request and say nothing."""
    return lambda exchange: exchange.waits(60) or None


def hangs_up() -> Behaviour:
    """Take the request and close the connection without a word."""
    return lambda exchange: None


def drips(every: float = 1.0) -> Behaviour:
    """Send a good answer a byte at a time, inside one HTTP chunk."""

    def behave(exchange: Exchange) -> None:
        exchange.begin(EVENT_STREAM, "200 OK", "Transfer-Encoding: chunked")
        exchange.send(b"fff\r\n")
        exchange.drip(event(piece("Hello")) * 20, every)

    return behave


def drips_its_headers(every: float = 1.0) -> Behaviour:
    """Send not even the headers faster than a byte at a time."""
    return lambda exchange: exchange.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 4000, every)


def drips_an_error(every: float = 1.0) -> Behaviour:
    """Fail, and send the reasons a byte at a time."""

    def behave(exchange: Exchange) -> None:
        exchange.begin("text/plain", "500 Internal Server Error")
        exchange.drip(b"a" * 4000, every)

    return behave


def cuts(*pieces: str) -> Behaviour:
    """Break off in the middle of a chunk."""

    def behave(exchange: Exchange) -> None:
        exchange.begin(EVENT_STREAM, "200 OK", "Transfer-Encoding: chunked")
        for text in pieces:
            some = event(piece(text))
            exchange.send(f"{len(some):x}\r\n".encode() + some + b"\r\n")
        exchange.send(b'fff\r\ndata: {"choices": [{"del')

    return behave


def sends_a_page() -> Behaviour:
    """Answer with a page of HTML, as a captive portal does."""

    def behave(exchange: Exchange) -> None:
        exchange.begin("text/html")
        exchange.send(b"<!doctype html><title>Sign in</title><p>data: please sign in</p>")

    return behave


def refuses_with(status: str, *headers: str) -> Behaviour:
    """Answer with a status and an error that repeats the key it was sent."""

    def behave(exchange: Exchange) -> None:
        exchange.begin("application/json", status, *headers)
        told = exchange.request.headers.get("authorization", "")
        exchange.send(json.dumps({"error": {"message": f"Incorrect API key provided: {told}", "code": told}}).encode())

    return behave


def sends_json(data: object) -> Behaviour:
    """Answer in one piece of JSON, as a server does that cannot stream."""

    def behave(exchange: Exchange) -> None:
        exchange.begin("application/json")
        exchange.send(json.dumps(data).encode())

    return behave


def sends_bytes(some: bytes, *headers: str) -> Behaviour:
    """Answer with these bytes as an event stream."""

    def behave(exchange: Exchange) -> None:
        exchange.begin(EVENT_STREAM, "200 OK", *headers)
        exchange.send(some)

    return behave


def endless() -> Behaviour:
    """Send one line that never ends."""

    def behave(exchange: Exchange) -> None:
        exchange.begin()
        exchange.send(b"data: ")
        while exchange.waits(0):
            exchange.send(b"a" * 65_536)

    return behave


class FaultyServer(socketserver.ThreadingTCPServer):
    """Listens on this machine; each request meets the next behaviour, and the last one ever after."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviours = behaviours
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self.left = threading.Event()
        self._taking = threading.Lock()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def take(self, request: Request) -> Behaviour:
        """Note a request and tell how to meet it."""
        with self._taking:
            self.requests.append(request)
            return self.behaviours[min(len(self.requests), len(self.behaviours)) - 1]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: FaultyServer

    def handle(self) -> None:
        path = self.rfile.readline().decode().split(" ")[1]
        headers = {}
        while line := self.rfile.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        request = Request(path, headers, json.loads(self.rfile.read(int(headers["content-length"]))))
        try:
            self.server.take(request)(Exchange(request, self.connection, self.server.closing))
        except OSError:
            pass  # the client has hung up
        finally:
            self.server.left.set()


@contextmanager
def closed_port() -> Iterator[str]:
    """The address of a port on this machine that is taken and refuses every connection."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
