"""The one place that talks to a language model: one request, and what comes of it, read by a thread of its own.

Only `openai` and the `httpx2` it is built on are known here. Nothing a server sends is trusted: not its length, its
shape or its errors, which may repeat the key. Importing this takes half a second; leave it until a model is asked.
"""

import functools
import logging
import queue
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx2
import openai

from trainer.model.asking import Kind, ModelFault, Usage
from trainer.model.endpoint import Endpoint
from trainer.model.wire import Choice, Chunk, Tokens

MAX_BYTES = 4_000_000  # the same length in pieces of one letter, each in its envelope, and some air
SENT_HEADERS = {"host", "connection", "accept", "content-type", "content-length", "user-agent"}
UNREADABLE = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, ValueError, RecursionError, OSError)
UNREACHABLE = (httpx2.InvalidURL, ImportError)  # an address that no client takes, or a proxy of a kind that needs more

for _talkative in ("openai", "httpx2", "httpcore2"):  # what they log can hold what was sent, received or connected to
    logging.getLogger(_talkative).setLevel(logging.WARNING)


@dataclass(frozen=True)
class Heard:
    text: str
    finish: str | None
    usage: Usage | None


@dataclass(frozen=True)
class Ended:
    kind: Kind | None = None
    status: int | None = None


@dataclass
class Reading:
    """One request, read by a thread of its own.

    A read timeout never trips while a byte comes now and then, and nothing interrupts a thread that waits on a socket,
    so the one who listens waits on a queue instead, and when time is up shuts the socket under the reader.
    """

    endpoint: Endpoint
    body: dict[str, object]
    seconds: float
    _arrivals: "queue.SimpleQueue[Heard | Ended]" = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _socket: socket.socket | None = None
    _answered: bool = False
    _stopped: bool = False

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, name="model-answer", daemon=True).start()

    def next(self, seconds: float) -> Heard | Ended | None:
        """Return what came next, or None if nothing came in time."""
        try:
            return self._arrivals.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def stop(self) -> None:
        """Hang up, which wakes the reader wherever it is."""
        with self._lock:
            self._stopped = True
            _shut(self._socket)

    def _read(self) -> None:
        ended = Ended("broken")
        try:
            with self._client() as client:
                self._listen(client)
        except ModelFault as fault:
            ended = Ended(fault.kind, fault.status)
        except openai.APITimeoutError:
            ended = Ended("silent")
        except openai.APIConnectionError:
            ended = Ended("broken" if self._answered else "refused")
        except UNREACHABLE:
            ended = Ended("refused")
        except UNREADABLE:
            ended = Ended("broken")
        finally:
            self._arrivals.put(ended)  # whatever happens: nobody is left waiting, and no error of theirs leaves here

    def _listen(self, client: openai.OpenAI) -> None:
        """Read plain JSON and check it here: the client's own types take any shape, even a page of HTML."""
        with client.post(
            "/chat/completions", cast_to=object, body=self.body, stream=True, stream_cls=openai.Stream[object]
        ) as chunks:
            for chunk in chunks:
                self._arrivals.put(_heard(Chunk.model_validate(chunk)))

    def _client(self) -> openai.OpenAI:
        """A client with nothing from the environment: no other key, no other address, no proxy for this machine."""
        transport = httpx2.Client(
            timeout=self.seconds,
            trust_env=not self.endpoint.is_local,
            verify=_tls(),
            follow_redirects=False,
            event_hooks={"request": [self._prepare], "response": [self._check]},
        )
        return openai.OpenAI(
            base_url=self.endpoint.base_url,
            api_key=self.endpoint.key or "none",
            max_retries=0,
            timeout=self.seconds,
            http_client=transport,
        )

    def _prepare(self, request: httpx2.Request) -> None:
        for name in set(request.headers) - SENT_HEADERS:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        if self.endpoint.key:
            request.headers["authorization"] = f"Bearer {self.endpoint.key}"
        request.extensions = {**request.extensions, "trace": self._watch}

    def _watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep hold of the socket, to be able to hang up."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self._stopped:
                    _shut(self._socket)

    def _check(self, response: httpx2.Response) -> None:
        """Refuse before a byte of it is read: the text of an error is the server's own, and may hold the key."""
        self._answered = True
        if response.status_code != httpx2.codes.OK:
            raise ModelFault("status", response.status_code)
        if "content-encoding" in response.headers:
            raise ModelFault("broken")
        response.stream = _Bounded(response.stream)


def _heard(chunk: Chunk) -> Heard:
    choice = chunk.choices[0] if chunk.choices else Choice()
    tokens = chunk.usage or Tokens()
    usage = None
    if tokens.prompt_tokens is not None and tokens.completion_tokens is not None:
        usage = Usage(tokens.prompt_tokens, tokens.completion_tokens)
    text = (choice.delta and choice.delta.content) or ""
    text.encode()  # half of a surrogate pair, which JSON lets through, can be neither shown nor kept: ValueError
    return Heard(text, choice.finish_reason, usage)


class _Bounded(httpx2.SyncByteStream):
    """An answer's bytes, up to as many as an answer may have."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for some in self._stream:
            taken += len(some)
            if taken > MAX_BYTES:
                raise ModelFault("too_long")
            yield some

    def close(self) -> None:
        self._stream.close()


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


def _shut(connection: socket.socket | None) -> None:
    if connection is not None:
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)  # not TLS's own, which the reader is in the midst of
