"""Whatever a server does, asking it ends in text or in a fault of ours, in time, once or twice, and without the key."""

import gzip
import json
import logging
import threading
import time
from dataclasses import dataclass, replace

import pytest

from tests.model.faulty_server import (
    USAGE,
    Behaviour,
    FaultyServer,
    answers,
    closed_port,
    cuts,
    drips,
    drips_an_error,
    drips_its_headers,
    endless,
    event,
    hangs,
    hangs_up,
    piece,
    refuses_with,
    sends_a_page,
    sends_bytes,
    sends_json,
    streams,
)
from trainer.model.asking import SENTENCES, Kind, Message, ModelFault, Usage
from trainer.model.endpoint import Endpoint
from trainer.model.saying import MAX_CHARACTERS, Answer, say

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")

KEY = "sk-canary-51c0ffee"
TYPED = "canary of what somebody typed"
MESSAGES: list[Message] = [
    {"role": "system", "content": "You are a caller."},
    {"role": "user", "content": TYPED},
]
UNHURRIED = Endpoint("", "double", KEY, first_word=20, silence=20, total=20)
HURRIED = replace(UNHURRIED, total=0.8)
IMPATIENT = replace(UNHURRIED, first_word=0.2)
UNEASY = replace(UNHURRIED, silence=0.2)
LATE = 5.0  # s that a busy machine may take beyond what was allowed
FAR_TOO_LONG = b'data: {"choices": [{"delta": {"content": "' + b"a" * 5_000_000 + b'"}}]}\n\n'


def no_reader_is_left() -> bool:
    """Whether all that read have ended, while the server is still at it."""
    readers = [thread for thread in threading.enumerate() if thread.name == "model-answer"]
    for reader in readers:
        reader.join(LATE)
    return not any(reader.is_alive() for reader in readers)


def ask(endpoint: Endpoint, deadline: float | None = None) -> Answer:
    return say(endpoint, MESSAGES, max_tokens=40, seed=7, temperature=0.5, deadline=deadline)


def heard(answer: Answer) -> tuple[str, ModelFault | None]:
    """All that was said, and how it failed."""
    said = []
    try:
        for text in answer:
            said.append(text)
    except ModelFault as fault:
        return "".join(said), fault
    return "".join(said), None


@dataclass(frozen=True)
class Case:
    name: str
    behaviour: Behaviour
    kind: Kind | None
    asked: int = 2
    said: str = ""
    endpoint: Endpoint = UNHURRIED
    status: int | None = None


CASES = [
    Case("answers", answers("I ", "am ", "here."), None, 1, "I am here."),
    Case("answers at length", answers("I am", finish="length"), None, 1, "I am"),
    Case("no [DONE]", streams(piece("Yes."), piece(None, "stop")), None, 1, "Yes."),
    Case("hangs after the last word", streams(piece("Yes."), piece("", "stop"), then_hangs=True), None, 1, "Yes."),
    Case("junk after the last word", streams(piece("Yes.", "stop"), b"{"), None, 1, "Yes."),
    Case("comments between", sends_bytes(b": ping\n\n" + b'data: {"choices":[{"delta":{"content":"Yes."},'
                                         b'"finish_reason":"stop"}]}\n\n'), None, 1, "Yes."),
    Case("hangs up", hangs_up(), "refused"),
    Case("hangs", hangs(), "silent", endpoint=IMPATIENT),
    Case("hangs to the last", hangs(), "slow", 1, endpoint=HURRIED),
    Case("falls silent", streams(piece("I "), then_hangs=True), "silent", 1, "I ", endpoint=UNEASY),
    Case("drips", drips(0.05), "slow", 1, endpoint=HURRIED),
    Case("drips a byte a second", drips(), "slow", 1, endpoint=HURRIED),
    Case("drips its headers", drips_its_headers(0.05), "slow", 1, endpoint=HURRIED),
    Case("drips an error", drips_an_error(), "status", status=500),
    Case("drips and is impatient", drips(0.05), "silent", endpoint=IMPATIENT),
    Case("cuts at once", cuts(), "broken"),
    Case("cuts in the middle", cuts("I ", "am "), "broken", 1, "I am "),
    Case("no end", streams(piece("I am")), "broken", 1, "I am"),
    Case("[DONE] without a finish", streams(piece("I am"), b"[DONE]"), "broken", 1, "I am"),
    Case("nothing at all", streams(), "broken"),
    Case("a page of HTML", sends_a_page(), "broken"),
    Case("JSON in one piece", sends_json({"choices": [{"message": {"content": "Yes."}}]}), "broken"),
    Case("JSON in words", sends_json("Yes."), "broken"),
    Case("empty choices", streams({"choices": []}, USAGE, b"[DONE]"), "broken"),
    Case("null content", streams(piece(None), piece(None, "stop"), b"[DONE]"), "empty"),
    Case("no words", streams(piece(""), piece("", "stop"), b"[DONE]"), "empty"),
    Case("null choices", streams({"choices": None}), "broken"),
    Case("choices of another shape", streams({"choices": "Yes."}), "broken"),
    Case("content of another shape", streams(piece("I "), {"choices": [{"delta": {"content": 7}}]}), "broken", 1, "I "),
    Case("a list", streams([1, 2]), "broken"),
    Case("a number", streams(7), "broken"),
    Case("a word", streams("Yes."), "broken"),
    Case("half an object", streams(b'{"choices": ['), "broken"),
    Case("a deep nest", streams(b"[" * 200_000), "broken"),
    Case("half a letter", streams(b'{"choices":[{"delta":{"content":"\\ud83d"}}]}'), "broken"),
    Case("invalid UTF-8", sends_bytes(b'data: {"choices":[{"delta":{"content":"\xff\xfe"}}]}\n\n'), "broken"),
    Case("an error in the stream", streams(piece("I "), {"error": {"message": KEY}}), "broken", 1, "I "),
    Case("compressed", sends_bytes(gzip.compress(event(piece("Yes.", "stop"))), "Content-Encoding: gzip"), "broken"),
    Case("not HTTP", lambda exchange: exchange.send(b"+OK POP3 ready\r\n"), "refused"),
    Case("too long in one line", sends_bytes(FAR_TOO_LONG), "too_long", 1),
    Case("too long without an end", endless(), "too_long", 1),
    Case("too long in one piece", streams(piece("a" * (MAX_CHARACTERS + 1))), "too_long", 1),
    Case("too long in pieces", answers(*["a" * 1000] * 5), "too_long", 1, "a" * 4000),
    Case("as long as may be", answers("a" * MAX_CHARACTERS), None, 1, "a" * 4000),
    Case("moved", refuses_with("307 Temporary Redirect", "Location: http://127.0.0.1:9/"), "status", 1, status=307),
    Case("bad request", refuses_with("400 Bad Request"), "status", 1, status=400),
    Case("wrong key", refuses_with("401 Unauthorized"), "status", 1, status=401),
    Case("forbidden", refuses_with("403 Forbidden"), "status", 1, status=403),
    Case("no such model", refuses_with("404 Not Found"), "status", 1, status=404),
    Case("too many", refuses_with("429 Too Many Requests", "Retry-After: 3600"), "status", status=429),
    Case("error", refuses_with("500 Internal Server Error", f"X-Key: {KEY}"), "status", status=500),
    Case("no gateway", refuses_with("503 Service Unavailable", "Retry-After: 3600"), "status", status=503),
    Case("nothing but no content", refuses_with("204 No Content"), "status", 1, status=204),
]  # fmt: skip


def everything_of(error: BaseException | None) -> str:
    """All that an error and what it came from would tell."""
    told = ""
    while error is not None:
        told += f"{error} {error!r} {error.args} {vars(error)} {getattr(error, '__notes__', '')}"
        error = error.__cause__ or error.__context__
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_ends_in_text_or_in_a_fault_in_time(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with FaultyServer(case.behaviour) as server:
        endpoint = replace(case.endpoint, base_url=server.base_url)
        started = time.monotonic()
        said, fault = heard(ask(endpoint))
        elapsed = time.monotonic() - started
        asked = len(server.requests)
        assert no_reader_is_left()
    assert (said, fault and fault.kind, asked) == (case.said, case.kind, case.asked)
    assert elapsed < (endpoint.total if case.kind == "slow" else 0) + LATE
    assert (fault and fault.status) == case.status
    assert fault is None or str(fault).startswith(SENTENCES[fault.kind])
    for secret in (KEY, TYPED):
        assert secret not in everything_of(fault)
        assert secret not in caplog.text


def test_a_closed_port_is_refused_without_waiting(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with closed_port() as address:
        started = time.monotonic()
        said, fault = heard(ask(replace(UNHURRIED, base_url=address)))
    assert fault
    assert (said, fault.kind) == ("", "refused")
    assert time.monotonic() - started < LATE
    assert KEY not in everything_of(fault) + caplog.text


@pytest.mark.parametrize(
    "first",
    [hangs_up(), cuts(), refuses_with("429 Too Many Requests", "Retry-After: 3600"), sends_a_page(), streams({})],
    ids=["hangs up", "cuts", "too many", "a page", "nothing"],
)
def test_the_second_try_may_succeed(first: Behaviour) -> None:
    with FaultyServer(first, answers("Here ", "I am.")) as server:
        answer = ask(replace(UNHURRIED, base_url=server.base_url))
        assert heard(answer) == ("Here I am.", None)
        assert len(server.requests) == 2
    assert answer.usage == Usage(21, 4)


def test_a_first_try_that_hung_leaves_time_for_a_second() -> None:
    with FaultyServer(hangs(), answers("Here.")) as server:
        endpoint = replace(UNHURRIED, base_url=server.base_url, first_word=0.8)
        assert heard(ask(endpoint)) == ("Here.", None)


def test_what_a_first_try_finished_is_not_taken_for_the_second() -> None:
    with FaultyServer(streams(piece(None, "stop"), USAGE, b"[DONE]"), streams(piece("I am"))) as server:
        answer = ask(replace(UNHURRIED, base_url=server.base_url))
        said, fault = heard(answer)
    assert fault
    assert (said, fault.kind, answer.usage) == ("I am", "broken", None)


def test_the_request_says_what_was_asked_and_nothing_of_this_machine() -> None:
    with FaultyServer(answers("Yes.")) as server:
        answer = ask(replace(UNHURRIED, base_url=server.base_url))
        assert heard(answer) == ("Yes.", None)
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.body == {
        "model": "double",
        "messages": MESSAGES,
        "max_tokens": 40,
        "seed": 7,
        "temperature": 0.5,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert not [name for name in request.headers if name.startswith(("x-", "openai-"))]
    assert (answer.finish, answer.usage) == ("stop", Usage(21, 4))


@pytest.mark.parametrize("value", ["", "from-the-environment"])
@pytest.mark.parametrize("key", ["", KEY])
def test_nothing_leaks_in_from_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, key: str) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Custom: {value}\nAuthorization: Bearer {value}")
    with closed_port() as dead:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, dead)
        with FaultyServer(answers("Yes.")) as server:
            assert heard(ask(replace(UNHURRIED, base_url=server.base_url, key=key))) == ("Yes.", None)
    (request,) = server.requests
    assert request.headers.get("authorization") == (f"Bearer {KEY}" if key else None)
    assert "from-the-environment" not in json.dumps(request.headers)


def test_a_model_elsewhere_is_reached_through_the_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = replace(UNHURRIED, base_url="http://models.example/v1")
    with FaultyServer(answers("Yes."), hangs()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.base_url.removesuffix("/v1"))
        assert heard(ask(elsewhere)) == ("Yes.", None)
        _, fault = heard(ask(replace(elsewhere, first_word=0.2, total=0.4)))
        assert no_reader_is_left()
    assert fault
    assert fault.kind in {"silent", "slow"}
    assert proxy.requests[0].path == "http://models.example/v1/chat/completions"


def test_a_shape_is_asked_for_as_a_json_schema() -> None:
    with FaultyServer(answers("{}")) as server:
        list(
            say(
                replace(UNHURRIED, base_url=server.base_url),
                MESSAGES,
                max_tokens=40,
                seed=7,
                temperature=0.0,
                schema={"type": "object"},
            )
        )
    (request,) = server.requests
    shape = {"name": "answer", "strict": True, "schema": {"type": "object"}}
    assert request.body["response_format"] == {"type": "json_schema", "json_schema": shape}


def test_a_deadline_that_comes_first_is_kept() -> None:
    with FaultyServer(hangs()) as server:
        _, fault = heard(ask(replace(UNHURRIED, base_url=server.base_url), deadline=time.monotonic() + 0.2))
        assert no_reader_is_left()
    assert fault
    assert fault.kind == "slow"


def test_nobody_is_asked_when_time_is_already_up() -> None:
    with FaultyServer(answers("Yes.")) as server:
        _, fault = heard(ask(replace(UNHURRIED, base_url=server.base_url), deadline=time.monotonic()))
        assert not server.requests
    assert fault
    assert fault.kind == "slow"


def test_time_is_told_by_the_clock_it_is_given_and_runs_while_nobody_listens() -> None:
    now = 5000.0
    with FaultyServer(answers("I ", "am ", "here.")) as server:
        endpoint = replace(UNHURRIED, base_url=server.base_url)
        answer = say(endpoint, MESSAGES, max_tokens=40, seed=7, temperature=0.5, clock=lambda: now)
        assert next(answer) == "I "
        now += 19.9
        assert next(answer) == "am "
        assert no_reader_is_left()
        now += 0.1
        with pytest.raises(ModelFault, match="did not finish in time"):
            next(answer)


@pytest.mark.parametrize("leaving", ["closed", "forgotten"])
def test_who_stops_listening_hangs_up(leaving: str) -> None:
    with FaultyServer(streams(piece("I "), piece("am "), then_hangs=True)) as server:
        answer = ask(replace(UNHURRIED, base_url=server.base_url))
        assert next(answer) == "I "
        if leaving == "closed":
            answer.close()
        else:
            del answer
        assert server.left.wait(LATE)
        assert no_reader_is_left()


def test_pieces_come_as_they_are_sent() -> None:
    with FaultyServer(streams(piece("I "), then_hangs=True)) as server:
        answer = ask(replace(UNHURRIED, base_url=server.base_url))
        assert next(answer) == "I "
        assert not server.left.is_set()


def test_two_may_ask_at_once() -> None:
    with FaultyServer(answers("Yes.")) as server:
        endpoint = replace(UNHURRIED, base_url=server.base_url)
        said: list[tuple[str, ModelFault | None]] = []
        askers = [threading.Thread(target=lambda: said.append(heard(ask(endpoint)))) for _ in range(8)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join(LATE)
    assert said == [("Yes.", None)] * 8
