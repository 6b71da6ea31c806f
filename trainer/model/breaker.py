"""When to stop asking a model that does not answer, so that a dead endpoint costs a call no more waiting."""

import threading
import time
from collections.abc import Callable

from trainer.model.endpoint import Endpoint


class Breaker:
    """After `failures` faults in a row the model is left alone for `rest` seconds, then tried once; thread-safe."""

    def __init__(self, failures: int = 3, rest: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._failures = failures
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._asleep_until = clock()

    def allows(self) -> bool:
        """Whether to ask the model now; after a rest only the first to ask may, until it has told how that went."""
        with self._lock:
            if self._in_a_row < self._failures:
                return True
            if self._clock() < self._asleep_until:
                return False
            self._asleep_until = self._clock() + self._rest  # so one that never tells costs no more than another rest
            return True

    def succeeded(self) -> None:
        """The model has answered."""
        with self._lock:
            self._in_a_row = 0

    def failed(self) -> None:
        """The model has failed to answer."""
        with self._lock:
            self._in_a_row += 1
            self._asleep_until = self._clock() + self._rest


_breakers: dict[Endpoint, Breaker] = {}
_breakers_lock = threading.Lock()


def breaker_of(endpoint: Endpoint) -> Breaker:
    """Return this process's one breaker for an endpoint, whoever asks; a mended address or key starts afresh."""
    with _breakers_lock:
        return _breakers.setdefault(endpoint, Breaker())
