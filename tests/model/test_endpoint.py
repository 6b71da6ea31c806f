import pytest

from trainer.errors import InputError
from trainer.model.endpoint import Endpoint
from trainer.model.settings import model_settings

OLLAMA = "http://127.0.0.1:11434/v1"
KEY = "sk-canary-51c0ffee"


def environment(url: str = OLLAMA, model: str = "llama3.2", key: str = "") -> dict[str, str]:
    return {"PRACTICE_LINE_MODEL_URL": url, "PRACTICE_LINE_MODEL": model, "PRACTICE_LINE_MODEL_KEY": key}


def seconds(text: str) -> dict[str, str]:
    return {"PRACTICE_LINE_MODEL_SECONDS": text}


def endpoint_in(environ: dict[str, str]) -> Endpoint | None:
    return model_settings(environ).endpoint


@pytest.mark.parametrize("environ", [{}, environment(url=""), environment(url="  "), environment(url="", key="\x00")])
def test_without_an_address_there_is_no_model(environ: dict[str, str]) -> None:
    assert endpoint_in(environ) is None


def test_it_is_read_from_the_environment_with_limits_that_fit_a_call() -> None:
    endpoint = endpoint_in(environment(f" {OLLAMA}/ ", " llama3.2 ", f"{KEY}\n"))
    assert endpoint == Endpoint(OLLAMA, "llama3.2", KEY, first_word=4.0, silence=3.0, total=8.0)


def test_time_limits_may_be_set_too() -> None:
    endpoint = endpoint_in(environment() | seconds("2 1.5 6"))
    assert endpoint
    assert (endpoint.first_word, endpoint.silence, endpoint.total) == (2.0, 1.5, 6.0)


def test_no_key_is_needed_on_this_machine() -> None:
    endpoint = endpoint_in({"PRACTICE_LINE_MODEL_URL": OLLAMA, "PRACTICE_LINE_MODEL": "llama3.2"})
    assert endpoint == Endpoint(OLLAMA, "llama3.2")


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(Endpoint(OLLAMA, "llama3.2", KEY))


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        (environment(url="127.0.0.1:11434/v1"), "does not name a server"),
        (environment(url="ftp://example.org/v1"), "does not name a server"),
        (environment(url="file:///etc/passwd"), "does not name a server"),
        (environment(url="https://"), "does not name a server"),
        (environment(url="https:///v1"), "does not name a server"),
        (environment(url="https://[::1/v1"), "does not name a server"),
        (environment(url="http://localhost:port/v1"), "does not name a server"),
        (environment(url="http://localhost:0/v1"), "does not name a server"),
        (environment(url="http://localhost:99999/v1"), "does not name a server"),
        (environment(url="https://example.org/v1\nX: y"), "does not name a server"),
        (environment(url="https://exam ple.org/v1"), "does not name a server"),
        (environment(url="http://[::1]evil.example/v1"), "does not name a server"),
        (environment(url="http://127.0.0.1\\evil.example/v1"), "does not name a server"),
        (environment(url=f"https://user:{KEY}@example.org/v1"), "user name or password"),
        (environment(url=f"https://{KEY}@example.org/v1"), "user name or password"),
        (environment(url=f"https://example.org/v1?key={KEY}"), r"after \? or #"),
        (environment(url=f"https://example.org/v1#{KEY}"), r"after \? or #"),
        (environment(model="", key=KEY), "PRACTICE_LINE_MODEL is missing"),
        (environment(model=" ", key=KEY), "PRACTICE_LINE_MODEL is missing"),
        (environment(model="a\x1bb", key=KEY), "PRACTICE_LINE_MODEL holds a control character"),
        (environment(key=f"{KEY}\nX: y"), "PRACTICE_LINE_MODEL_KEY holds"),
        (environment(key=f"{KEY}\x00"), "PRACTICE_LINE_MODEL_KEY holds"),
        (environment(key=f"{KEY} {KEY}"), "PRACTICE_LINE_MODEL_KEY holds"),
        (environment(key=f"{KEY}é"), "PRACTICE_LINE_MODEL_KEY holds"),
        (environment(key=KEY) | seconds("4 3 60"), "PRACTICE_LINE_MODEL_SECONDS must lie"),
        (environment(key=KEY) | seconds("0"), "PRACTICE_LINE_MODEL_SECONDS must lie"),
        (environment(key=KEY) | seconds("-1"), "PRACTICE_LINE_MODEL_SECONDS must lie"),
        (environment(key=KEY) | seconds("nan"), "PRACTICE_LINE_MODEL_SECONDS must lie"),
        (environment(key=KEY) | seconds("6 3 1"), "PRACTICE_LINE_MODEL_SECONDS must lie"),
        (environment(key=KEY) | seconds("four"), "PRACTICE_LINE_MODEL_SECONDS is not"),
        (environment(key=KEY) | seconds("1 2 3 4"), "PRACTICE_LINE_MODEL_SECONDS is not"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_without_the_key(environ: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        endpoint_in(environ)
    assert KEY not in repr(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "host", "is_local"),
    [
        ("http://127.0.0.1:11434/v1", "127.0.0.1", True),
        ("http://127.8.9.10/v1", "127.8.9.10", True),
        ("http://LOCALHOST:8080", "localhost", True),
        ("http://[::1]:8080/v1", "::1", True),
        ("http://192.168.1.20:11434/v1", "192.168.1.20", False),
        ("http://0.0.0.0:11434/v1", "0.0.0.0", False),
        ("http://localhost.example.org/v1", "localhost.example.org", False),
        ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", False),
        ("http://2130706433/v1", "2130706433", False),
        ("https://api.example.org/v1", "api.example.org", False),
    ],
)
def test_what_stays_on_this_machine_is_told_apart(address: str, host: str, is_local: bool) -> None:
    endpoint = endpoint_in(environment(url=address))
    assert endpoint
    assert (endpoint.host, endpoint.is_local) == (host, is_local)
