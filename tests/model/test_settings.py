"""How a model is set: kept for its owner alone, and used on another machine only once a trainer agreed."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trainer.errors import InputError
from trainer.model.agreement import agree, take_agreement_back
from trainer.model.endpoint import AS_ON_A_PAGE, Endpoint, Limits, endpoint_of
from trainer.model.notice import goes_where, how_it_is_set, notice, opinion_goes_where, says_the_lines, which_model
from trainer.model.settings import (
    forget_settings,
    is_set_in_environment,
    model_settings,
    save_settings,
    usable_endpoint,
)

KEY = "sk-canary-51c0ffee"
HERE = endpoint_of("http://127.0.0.1:11434/v1", "llama3.2")
HOSTED = endpoint_of("https://models.example/v1", "large", KEY)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
NO_ENVIRONMENT: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "KEY", "SECONDS", "IMPROVISES"):
        monkeypatch.delenv(f"PRACTICE_LINE_MODEL_{name}", raising=False)
    monkeypatch.delenv("PRACTICE_LINE_MODEL", raising=False)


def test_what_is_saved_is_read_again(data_folder: Path) -> None:
    endpoint = endpoint_of(" https://models.example/v1/ ", " large ", f"{KEY}\n", Limits(2.5, 1, 6))
    save_settings(endpoint, improvises=True)
    found = model_settings()
    assert (found.endpoint, found.improvises) == (endpoint, True)
    assert found.endpoint
    assert found.endpoint.key == KEY


def test_only_the_owner_may_read_it_and_the_key_lies_apart(data_folder: Path) -> None:
    save_settings(HOSTED, improvises=False)
    assert KEY not in (data_folder / "model.json").read_text()
    assert {stat.S_IMODE((data_folder / name).stat().st_mode) for name in ("model.json", "model.key")} == {0o600}
    assert {path.name for path in data_folder.iterdir()} == {"model.json", "model.key"}


def test_a_model_on_this_machine_needs_no_agreement() -> None:
    save_settings(HERE, improvises=False)
    assert usable_endpoint() == HERE


def test_nothing_goes_to_another_machine_before_a_trainer_agrees() -> None:
    save_settings(HOSTED, improvises=False)
    with pytest.raises(InputError, match=r"models\.example.*no trainer has agreed.*model --agree") as refused:
        usable_endpoint()
    assert KEY not in str(refused.value)
    agree(HOSTED, NOW)
    assert usable_endpoint() == HOSTED
    take_agreement_back()
    assert model_settings().usable is None


@pytest.mark.parametrize(
    "other",
    [
        endpoint_of("https://models.example/v2", "large", KEY),
        endpoint_of("https://models.example/v1", "larger", KEY),
        endpoint_of("http://models.example/v1", "large", KEY),
    ],
)
def test_an_agreement_holds_for_its_address_and_model_alone(other: Endpoint) -> None:
    save_settings(HOSTED, improvises=False)
    agree(HOSTED, NOW)
    save_settings(other, improvises=False)
    assert model_settings().usable is None
    save_settings(HOSTED, improvises=False)
    assert model_settings().usable is None  # it was given up with the change


def test_saving_the_same_model_anew_keeps_the_agreement() -> None:
    save_settings(HOSTED, improvises=False)
    agree(HOSTED, NOW)
    save_settings(endpoint_of(HOSTED.base_url, HOSTED.model, "other-key", Limits(total=5)), improvises=True)
    assert model_settings().may_send


def test_the_environment_goes_first_and_its_model_must_be_agreed_to_as_well() -> None:
    save_settings(HERE, improvises=True)
    environ = {"PRACTICE_LINE_MODEL_URL": HOSTED.base_url, "PRACTICE_LINE_MODEL": "large"}
    found = model_settings(environ)
    assert found.endpoint
    assert (found.endpoint.host, found.may_send, is_set_in_environment(environ)) == ("models.example", False, True)
    assert not found.improvises
    assert model_settings(environ | {"PRACTICE_LINE_MODEL_IMPROVISES": "1"}).improvises
    agree(found.endpoint, NOW)
    assert model_settings(environ).may_send


def test_what_was_set_can_be_forgotten(data_folder: Path) -> None:
    save_settings(HOSTED, improvises=True)
    forget_settings()
    assert model_settings().endpoint is None
    assert not any(path.name.startswith("model") for path in data_folder.iterdir())
    with pytest.raises(InputError, match="no language model is set"):
        usable_endpoint()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"base_url": 7}', '{"base_url": "http://x/v1", "extra": 1}', "\x00", '{"total": "8"}']
)
def test_a_broken_file_is_named_and_said_how_to_mend(text: str, data_folder: Path) -> None:
    data_folder.mkdir(parents=True)
    (data_folder / "model.json").write_text(text)
    with pytest.raises(InputError, match=r"model\.json: cannot be read as settings; set the model anew"):
        model_settings()
    environ = {"PRACTICE_LINE_MODEL_URL": HERE.base_url, "PRACTICE_LINE_MODEL": "llama3.2"}
    assert model_settings(environ).usable == HERE
    save_settings(HERE, improvises=False)
    assert model_settings().usable == HERE


def test_a_key_is_used_for_the_address_it_was_set_for_alone(data_folder: Path) -> None:
    save_settings(HOSTED, improvises=False)
    kept = (data_folder / "model.key").read_text()
    save_settings(endpoint_of("https://others.example/v1", "large"), improvises=False)
    (data_folder / "model.key").write_text(kept)  # as two who save at once, or a full disk, could leave it
    found = model_settings().endpoint
    assert found
    assert (found.host, found.key) == ("others.example", "")


@pytest.mark.parametrize("text", ["{", "[]", "sk-bare", '{"base_url": 7}', "\x00"])
def test_a_broken_key_file_is_no_key(text: str, data_folder: Path) -> None:
    save_settings(HOSTED, improvises=False)
    (data_folder / "model.key").write_text(text)
    found = model_settings().endpoint
    assert found
    assert found.key == ""


@pytest.mark.parametrize("text", ["{", "[]", "yes", '{"told": "https://models.example/v1 large"}'])
def test_a_broken_agreement_is_no_yes(text: str, data_folder: Path) -> None:
    save_settings(HOSTED, improvises=False)
    (data_folder / "model.agreed").write_text(text)
    assert not model_settings().may_send


def test_what_a_crash_left_of_a_key_goes_with_the_key(data_folder: Path) -> None:
    save_settings(HOSTED, improvises=False)
    (data_folder / ".model.key.x7").write_text(KEY)
    forget_settings()
    assert list(data_folder.iterdir()) == []


def test_two_who_save_and_agree_at_once_never_agree_to_what_they_did_not_read() -> None:
    save_settings(HOSTED, improvises=False)
    save_settings(endpoint_of("https://others.example/v1", "large", KEY), improvises=False)
    agree(HOSTED, NOW)  # by somebody who still reads the first
    assert not model_settings().may_send


def test_settings_edited_by_hand_are_checked_like_typed_ones(data_folder: Path) -> None:
    data_folder.mkdir(parents=True)
    (data_folder / "model.json").write_text('{"base_url": "http://127.0.0.1/v1", "model": "m", "total": 600.0}')
    with pytest.raises(InputError, match=r"time limits must lie between 0\.5 and 8 seconds, the whole the longest"):
        model_settings()


def test_a_key_that_cannot_be_kept_is_left_nowhere(data_folder: Path) -> None:
    (data_folder / "model.key" / "full").mkdir(parents=True)
    with pytest.raises(InputError, match=r"model\.key: cannot be written") as refused:
        save_settings(HOSTED, improvises=False)
    assert KEY not in str(refused.value)
    assert [path.name for path in data_folder.iterdir()] == ["model.key"]


def test_faults_of_what_was_typed_on_a_page_name_its_fields() -> None:
    with pytest.raises(InputError, match=AS_ON_A_PAGE.model):
        endpoint_of("http://127.0.0.1/v1", " ")


def test_the_notice_says_who_gets_what_and_warns_of_an_open_road() -> None:
    said = notice(HOSTED)
    assert "models.example" in said
    assert KEY not in said
    assert "not https" not in said
    assert "not https" in notice(endpoint_of("http://models.example/v1", "large"))


def test_a_model_that_this_machine_passes_on_is_not_on_this_machine() -> None:
    for name in ("gpt-oss:120b-cloud", "deepseek:cloud", "x-CLOUD"):
        passed_on = endpoint_of(HERE.base_url, name)
        assert not passed_on.is_local
        assert "Ollama’s servers, by way of this machine" in notice(passed_on)
        assert "not https" not in notice(passed_on)
        save_settings(passed_on, improvises=False)
        assert model_settings().usable is None
    assert endpoint_of(HERE.base_url, "cloudy").is_local


def test_which_model_is_said_without_its_key() -> None:
    assert "nothing that is typed leaves this machine" in which_model(model_settings())
    for endpoint, said in ((HERE, "What is typed stays here"), (HOSTED, "It is not used")):
        save_settings(endpoint, improvises=False)
        assert said in which_model(model_settings())
    agree(HOSTED, NOW)
    assert "A trainer has agreed" in which_model(model_settings())
    assert "Key: set" in how_it_is_set(model_settings())
    assert KEY not in which_model(model_settings()) + how_it_is_set(model_settings())


def test_a_trainee_is_told_where_their_words_go() -> None:
    assert "What you type stays there" in goes_where(HERE)
    assert "models.example" in goes_where(HOSTED)
    assert "police or a court" in goes_where(HOSTED)
    assert "police or a court" in opinion_goes_where(HOSTED)
    assert "the call stays there" in opinion_goes_where(HERE)
    assert "models.example" in says_the_lines(HOSTED)
