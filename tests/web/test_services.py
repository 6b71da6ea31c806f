"""Which model a process lets speak: one on this machine, or none; a wrong address is no reason not to practise."""

import pytest

from trainer.web import services


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
def test_only_a_model_on_this_machine_speaks(
    url: str, speaks: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PRACTICE_LINE_MODEL_URL", url)
    monkeypatch.setenv("PRACTICE_LINE_MODEL", "some-model")
    assert (services._caller() is not None) == speaks
    assert "secret" not in caplog.text
