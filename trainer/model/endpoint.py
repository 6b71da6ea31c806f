"""Where the language model answers, what it is called, and how long a caller's line may wait for it."""

import ipaddress
import math
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from trainer.errors import InputError

SHORTEST_WAIT = 0.5  # s
LONGEST_WAIT = 8.0  # s until a line stands, whatever the model does
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d+)?")
_PASSED_ON = re.compile(r"[:-]cloud$", re.IGNORECASE)  # so Ollama names models that it sends on to its own servers


@dataclass(frozen=True)
class Limits:
    """How long a line may wait for a model, in seconds: for its first word, between words, and altogether."""

    first_word: float = 4.0
    silence: float = 3.0
    total: float = LONGEST_WAIT


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Endpoint:
    """One model behind an OpenAI-compatible address; times in seconds, `total` with the second try included."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    first_word: float = DEFAULT_LIMITS.first_word
    silence: float = DEFAULT_LIMITS.silence
    total: float = DEFAULT_LIMITS.total

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def receiver(self) -> str:
        """Who receives what is sent, in a reader's words."""
        if self.is_local:
            return "this machine"
        return "Ollama’s servers, by way of this machine" if self.is_passed_on else self.host

    @property
    def is_passed_on(self) -> bool:
        """Whether this machine is asked and passes on what it is sent, as the model's name tells."""
        return self._is_loopback and bool(_PASSED_ON.search(self.model))

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine as far as its name and address tell; in doubt it does not.

        A server on this machine may still pass on what it gets; whoever set it up knows.
        """
        return self._is_loopback and not self.is_passed_on

    @property
    def _is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def label(self) -> str:
        """What it is called where its words stand."""
        return f"{self.model} on this machine" if self.is_local else f"{self.model} at {self.receiver}"

    @property
    def told(self) -> str:
        """What somebody is told of who is told of this model: address and name."""
        return f"{self.base_url} {self.model}"


@dataclass(frozen=True)
class Named:
    """What the parts of an endpoint are called where they are written, for whoever has to mend them."""

    url: str = "The address"
    model: str = "The model’s name"
    key: str = "The key"
    limits: str = "The time limits"


AS_ON_A_PAGE = Named()


def endpoint_of(
    base_url: str, model: str, key: str = "", limits: Limits = DEFAULT_LIMITS, named: Named = AS_ON_A_PAGE
) -> Endpoint:
    """Return the endpoint made of these; raises InputError for a part that cannot be used, and never repeats it."""
    base_url, model, key = base_url.strip(), model.strip(), key.strip()
    fault = (
        _fault_of_address(base_url, named)
        or _fault_of_model(model, named)
        or _fault_of_key(key, named)
        or _fault_of_limits(limits, named)
    )
    if fault:
        raise InputError(fault)
    return Endpoint(base_url.rstrip("/"), model, key, limits.first_word, limits.silence, limits.total)


def _fault_of_address(base_url: str, named: Named) -> str | None:
    parts = _parts(base_url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"{named.url} does not name a server: give one like `http://127.0.0.1:11434/v1`"
    if "@" in parts.netloc:
        return f"{named.url} holds a user name or password: leave them out, and give a key apart"
    if parts.query or parts.fragment:
        return f"{named.url} has a part after ? or #: end it with the path, and give a key apart"
    return None


def _parts(base_url: str) -> SplitResult | None:
    """Split an address; None if it holds a space or a control character, or not every program reads its host alike."""
    if any(character.isspace() or not character.isprintable() for character in base_url):
        return None
    try:
        parts = urlsplit(base_url)
        read_alike = parts.port != 0 and (_HOST.fullmatch(parts.netloc) or "@" in parts.netloc)
        return parts if read_alike else None
    except ValueError:
        return None


def _fault_of_model(model: str, named: Named) -> str | None:
    if not model:
        return f"{named.model} is missing: say which model the server shall use"
    return None if model.isprintable() else f"{named.model} holds a control character: give the model's name alone"


def _fault_of_key(key: str, named: Named) -> str | None:
    if all("!" <= character <= "~" for character in key):
        return None
    return f"{named.key} holds a space, a control character or a letter outside ASCII: give the key alone, on one line"


def _fault_of_limits(limits: Limits, named: Named) -> str | None:
    each = (limits.first_word, limits.silence, limits.total)
    if max(each) == limits.total and all(math.isfinite(one) and SHORTEST_WAIT <= one <= LONGEST_WAIT for one in each):
        return None
    return f"{named.limits} must lie between {SHORTEST_WAIT:g} and {LONGEST_WAIT:g} seconds, the whole the longest"
