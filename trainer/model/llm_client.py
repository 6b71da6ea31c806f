"""The one place that talks to a language model: messages → pieces of text as they come, or a fault in our own words.

Only `openai` and the `httpx2` it is built on are known here. Nothing a server sends is trusted: not its length, its
shape or its errors, which may repeat the key. Importing this takes half a second; leave it until a model is asked.
"""

import functools
import logging
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx2
import openai

from trainer.model.asking import Kind, Message, ModelFault, Usage
from trainer.model.endpoint import Endpoint
from trainer.model.wire import Choice, Chunk, Tokens

MAX_CHARACTERS = 4_000
MAX_BYTES = 4_000_000  # the same length in pieces of one letter, each in its envelope, and some air
TRIES = 2
LAST_WORDS = 0.5  # s to wait for the count of tokens once the answer itself is whole
WORTH_ANOTHER_TRY = {"refused", "silent", "broken", "empty", "status"}
PASSING = {408, 409, 425, 429}  # statuses below 500 that may be gone a moment later
SENT_HEADERS = {"host", "connection", "accept", "content-type", "content-length", "user-agent"}
UNREADABLE = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, ValueError, RecursionError, OSError)
UNREACHABLE = (httpx2.InvalidURL, ImportError)  # an address that no client takes, or a proxy of a kind that needs more

for _talkative in ("openai", "httpx2", "httpcore2"):  # what they log can hold what was sent, received or connected to
    logging.getLogger(_talkative).setLevel(logging.WARNING)


@dataclass
class _Ending:
    finish: str | None = None
    usage: Usage | None = None


class Answer(Iterator[str]):
    """The pieces of one answer as they come; `finish` and `usage` are known once they have ended. Closing hangs up."""

    def __init__(self, pieces: Generator[str, None, None], ending: _Ending) -> None:
        self._pieces = pieces
        self._ending = ending

    def __next__(self) -> str:
        return next(self._pieces)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the server is told to stop, and no more pieces come."""
        self._pieces.close()

    @property
    def finish(self) -> str | None:
        """Why the model stopped: `stop`, or `length` where its words ran out in mid-sentence."""
        return self._ending.finish

    @property
    def usage(self) -> Usage | None:
        """The tokens used, where the server counts them."""
        return self._ending.usage


def say(
    endpoint: Endpoint,
    messages: Sequence[Message],
    *,
    max_tokens: int,
    seed: int,
    temperature: float,
    clock: Callable[[], float] = time.monotonic,
    deadline: float | None = None,
    schema: Mapping[str, object] | None = None,
) -> Answer:
    """Ask the model, and return its answer to be read piece by piece; iterating raises ModelFault.

    `schema`, a JSON schema, asks for JSON of that shape; a server may pay no heed to it, so check what comes.
    The time runs from here: however slowly the server drips, reading ends `endpoint.total` seconds from now or at
    `deadline` (by `clock`), whichever is first. A second try is made only while nothing has been said.
    """
    until = clock() + endpoint.total
    until = until if deadline is None else min(until, deadline)
    body: dict[str, object] = {
        "model": endpoint.model,
        "messages": list(messages),
        "max_tokens": max_tokens,
        "seed": seed,
        "temperature": temperature,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if schema is not None:
        shape = {"name": "answer", "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": shape}
    ending = _Ending()
    return Answer(_tried(endpoint, body, until, clock, ending), ending)


def _tried(
    endpoint: Endpoint, body: dict[str, object], until: float, clock: Callable[[], float], ending: _Ending
) -> Generator[str, None, None]:
    begun = False
    for tries_left in reversed(range(TRIES)):
        try:
            for piece in _pieces(endpoint, body, until, clock, ending):
                begun = True
                yield piece
            return
        except ModelFault as fault:
            if begun or not tries_left or not _is_worth_another_try(fault) or clock() >= until:
                raise


def _is_worth_another_try(fault: ModelFault) -> bool:
    return fault.kind in WORTH_ANOTHER_TRY and (fault.status is None or fault.status >= 500 or fault.status in PASSING)


def _pieces(
    endpoint: Endpoint, body: dict[str, object], until: float, clock: Callable[[], float], ending: _Ending
) -> Generator[str, None, None]:
    started = clock()
    ending.finish = ending.usage = None
    if started >= until:
        raise ModelFault("slow")
    reading = _Reading(endpoint, body, until - started)
    try:
        characters, quiet_until = 0, started + endpoint.first_word
        while (heard := reading.next(min(quiet_until, until) - clock())) is not None and clock() < until:
            if isinstance(heard, _Ended):
                _check_the_end(heard, ending, characters)
                return
            if heard.text:
                characters += len(heard.text)
                if characters > MAX_CHARACTERS:
                    raise ModelFault("too_long")
                yield heard.text
                quiet_until = clock() + endpoint.silence
            ending.usage = heard.usage or ending.usage
            if heard.finish:
                ending.finish = heard.finish
                quiet_until = clock() + LAST_WORDS
        if not ending.finish:
            raise ModelFault("slow" if clock() >= until else "silent")
        _check_the_end(_Ended(), ending, characters)
    finally:
        reading.stop()


def _check_the_end(ended: "_Ended", ending: _Ending, characters: int) -> None:
    """An answer is whole once the model has said that it finished, whatever becomes of the connection after that."""
    if not ending.finish:
        raise ModelFault(ended.kind or "broken", ended.status)
    if not characters:
        raise ModelFault("empty")


@dataclass(frozen=True)
class _Heard:
    text: str
    finish: str | None
    usage: Usage | None


@dataclass(frozen=True)
class _Ended:
    kind: Kind | None = None
    status: int | None = None


@dataclass
class _Reading:
    """One request, read by a thread of its own.

    A read timeout never trips while a byte comes now and then, and nothing interrupts a thread that waits on a socket,
    so the one who listens waits on a queue instead, and when time is up shuts the socket under the reader.
    """

    endpoint: Endpoint
    body: dict[str, object]
    seconds: float
    _arrivals: "queue.SimpleQueue[_Heard | _Ended]" = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _socket: socket.socket | None = None
    _answered: bool = False
    _stopped: bool = False

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, name="model-answer", daemon=True).start()

    def next(self, seconds: float) -> _Heard | _Ended | None:
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
        ended = _Ended("broken")
        try:
            with self._client() as client:
                self._listen(client)
        except ModelFault as fault:
            ended = _Ended(fault.kind, fault.status)
        except openai.APITimeoutError:
            ended = _Ended("silent")
        except openai.APIConnectionError:
            ended = _Ended("broken" if self._answered else "refused")
        except UNREACHABLE:
            ended = _Ended("refused")
        except UNREADABLE:
            ended = _Ended("broken")
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


def _heard(chunk: Chunk) -> _Heard:
    choice = chunk.choices[0] if chunk.choices else Choice()
    tokens = chunk.usage or Tokens()
    usage = None
    if tokens.prompt_tokens is not None and tokens.completion_tokens is not None:
        usage = Usage(tokens.prompt_tokens, tokens.completion_tokens)
    text = (choice.delta and choice.delta.content) or ""
    text.encode()  # half of a surrogate pair, which JSON lets through, can be neither shown nor kept: ValueError
    return _Heard(text, choice.finish_reason, usage)


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
