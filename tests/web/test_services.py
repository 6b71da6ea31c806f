"""Which model a process lets speak; a wrong address is no reason not to practise."""

from datetime import UTC, datetime

import pytest

from trainer.model.agreement import agree, take_agreement_back
from trainer.model.settings import model_settings
from trainer.web import services


@pytest.fixture(autouse=True)
def _fresh() -> None:
    services._say_of_a_change("")


def named(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", url)
    monkeypatch.setenv("PRACTICE_LINE_MODEL", "some-model")


@pytest.mark.parametrize(
    ("url", "speaks"),
    [
        ("", False),
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:11434/v1", True),
        ("https://models.example/v1", False),
        ("ftp://127.0.0.1/v1", False),
        ("http://user:secret@127.0.0.1/v1", False),
    ],
)
def test_only_a_model_on_this_machine_speaks_without_anybodys_yes(
    url: str, speaks: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    named(monkeypatch, url)
    assert (services.current_model().usable is not None) == speaks
    assert "secret" not in caplog.text


def test_a_model_elsewhere_speaks_from_the_trainers_yes_until_it_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "https://models.example/v1")
    endpoint = model_settings().endpoint
    assert endpoint
    agree(endpoint, datetime.now(UTC))
    made = services._model(endpoint, improvises=False, since=None)
    assert made.endpoint.label == "some-model at models.example"
    assert services.current_model().usable == endpoint
    take_agreement_back()
    assert services.current_model().usable is None


def test_a_fault_in_the_settings_is_logged_once_and_practice_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    named(monkeypatch, "ftp://127.0.0.1/v1")
    for _ in range(3):
        assert services.current_model().endpoint is None
    assert caplog.text.count("does not name a server") == 1
