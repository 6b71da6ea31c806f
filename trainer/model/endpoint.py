"""Where the language model answers, what it is called, and how long a caller's line may wait for it."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from trainer.errors import InputError

URL = "PRACTICE_LINE_MODEL_URL"
MODEL = "PRACTICE_LINE_MODEL"
KEY = "PRACTICE_LINE_MODEL_KEY"


@dataclass(frozen=True)
class Endpoint:
    """One model behind an OpenAI-compatible address; times in seconds, `total` with the second try included."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    first_word: float = 4.0
    silence: float = 3.0
    total: float = 8.0

    @property
    def host(self) -> str:
        """The machine that receives what is sent."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine; in doubt it does not."""
        if self.host == "localhost":
            return True
        try:
            address = ipaddress.ip_address(self.host)
        except ValueError:
            return False
        return address.is_loopback


def endpoint_from_environment(environ: Mapping[str, str] = os.environ) -> Endpoint | None:
    """Return the endpoint that the environment names, or None without an address.

    Raises InputError for an address, model or key that cannot be used; its text never repeats them.
    """
    base_url = environ.get(URL, "").strip()
    if not base_url:
        return None
    model = environ.get(MODEL, "").strip()
    key = environ.get(KEY, "").strip()
    if fault := _fault_of_address(base_url) or _fault_of_model(model) or _fault_of_key(key):
        raise InputError(fault)
    return Endpoint(base_url.rstrip("/"), model, key)


def _fault_of_address(base_url: str) -> str | None:
    parts = _parts(base_url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"{URL} is no address of a server: give one like http://127.0.0.1:11434/v1"
    if "@" in parts.netloc:
        return f"{URL} holds a user name or password: leave them out, and give a key in {KEY}"
    if parts.query or parts.fragment:
        return f"{URL} has a part after ? or #: end it with the path, and give a key in {KEY}"
    return None


def _parts(base_url: str) -> SplitResult | None:
    """Split an address; None if it holds a space or a control character, or its host or port cannot be read."""
    if any(character.isspace() or not character.isprintable() for character in base_url):
        return None
    try:
        parts = urlsplit(base_url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _fault_of_model(model: str) -> str | None:
    if not model:
        return f"{MODEL} is missing: name the model that {URL} serves"
    return None if model.isprintable() else f"{MODEL} holds a control character: give the model's name alone"


def _fault_of_key(key: str) -> str | None:
    if all("!" <= character <= "~" for character in key):
        return None
    return f"{KEY} holds a space, a control character or a letter outside ASCII: give the key alone, on one line"
