import threading
from dataclasses import dataclass, replace

import pytest

from trainer.model.breaker import Breaker, breaker_of
from trainer.model.endpoint import Endpoint


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, rest=60.0, clock=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_three_faults_in_a_row_are_enough_and_two_are_not(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_an_answer_between_starts_the_count_again(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.allows()


def test_it_rests_for_a_minute_and_then_asks_once(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 59.9
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()
    assert not breaker.allows()


def test_an_answer_after_the_rest_opens_the_way_to_all(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 60
    assert breaker.allows()
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.allows()


def test_a_fault_after_the_rest_is_another_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 60
    fail(breaker, 1)
    clock.now += 59.9
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()


def test_one_who_asks_after_the_rest_and_never_tells_shuts_nobody_out_for_good(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 60
    assert breaker.allows()
    clock.now += 60
    assert breaker.allows()


def test_of_many_who_ask_at_once_after_the_rest_one_may(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 60
    allowed: list[bool] = []
    together = threading.Barrier(8)

    def ask() -> None:
        together.wait()
        allowed.append(breaker.allows())

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(allowed) == [False] * 7 + [True]


def test_an_endpoint_has_one_breaker_and_a_mended_one_another() -> None:
    endpoint = Endpoint("http://127.0.0.1:9/v1", "one", "wrong")
    assert breaker_of(endpoint) is breaker_of(replace(endpoint))
    assert breaker_of(endpoint) is not breaker_of(replace(endpoint, key="right"))
    assert breaker_of(endpoint) is not breaker_of(replace(endpoint, model="two"))
