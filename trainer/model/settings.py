"""Which language model this installation uses: what the environment says, else what a trainer set in the data folder.

The key lies in a file of its own that only its owner may read, never in the database; it names the address it is for.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from trainer.errors import InputError
from trainer.model.agreement import agreed_since, take_agreement_back
from trainer.model.endpoint import DEFAULT_LIMITS, Endpoint, Limits, Named, endpoint_of
from trainer.places import data_folder
from trainer.private_files import delete_private, read_private, write_private

URL = "PRACTICE_LINE_MODEL_URL"
MODEL = "PRACTICE_LINE_MODEL"
KEY = "PRACTICE_LINE_MODEL_KEY"
IMPROVISES = "PRACTICE_LINE_MODEL_IMPROVISES"
SECONDS = "PRACTICE_LINE_MODEL_SECONDS"
IN_THE_ENVIRONMENT = Named(URL, MODEL, KEY, SECONDS)
SETTINGS_FILE = "model.json"
KEY_FILE = "model.key"
HOW_TO_SET = (
    f"no language model is set: set {URL} and {MODEL}, or use the page “Language model” (docs/language-model.md)"
)


@dataclass(frozen=True)
class ModelSettings:
    """The model that is set, if any.

    `may_send`: text may go to it, as it is on this machine, or a trainer has agreed, `since` when.
    """

    endpoint: Endpoint | None = None
    improvises: bool = False
    may_send: bool = False
    since: datetime | None = None

    @property
    def usable(self) -> Endpoint | None:
        """The endpoint, where text may go to it."""
        return self.endpoint if self.may_send else None


class _Kept(BaseModel):
    """What the settings file holds."""

    model_config = ConfigDict(extra="forbid", strict=True)
    base_url: str
    model: str
    first_word: float = DEFAULT_LIMITS.first_word
    silence: float = DEFAULT_LIMITS.silence
    total: float = DEFAULT_LIMITS.total
    improvises: bool = False


def is_set_in_environment(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether the environment names a model, which then goes before what a trainer has set."""
    return bool(environ.get(URL, "").strip())


def is_set_in_folder() -> bool:
    """Return whether anything was set in the data folder, be it readable or not."""
    return any((data_folder() / name).exists() for name in (SETTINGS_FILE, KEY_FILE))


def model_settings(environ: Mapping[str, str] = os.environ) -> ModelSettings:
    """Return which model is used here; raises InputError for settings that cannot be used, never repeating a key."""
    if is_set_in_environment(environ):
        endpoint, improvises = _of_environment(environ), environ.get(IMPROVISES, "").strip() == "1"
    elif (kept := _read()) is not None:
        limits = Limits(kept.first_word, kept.silence, kept.total)
        endpoint, improvises = endpoint_of(kept.base_url, kept.model, _key_for(kept.base_url), limits), kept.improvises
    else:
        return ModelSettings()
    since = None if endpoint.is_local else agreed_since(endpoint)
    return ModelSettings(endpoint, improvises, endpoint.is_local or since is not None, since)


def may_send(endpoint: Endpoint) -> bool:
    """Return whether text may go to this model now."""
    return endpoint.is_local or agreed_since(endpoint) is not None


def usable_endpoint() -> Endpoint:
    """Return the model that text may go to; raises InputError where there is none, saying what to do."""
    settings = model_settings()
    if settings.endpoint is None:
        raise InputError(HOW_TO_SET)
    if settings.usable is None:
        raise InputError(
            f"what is sent to {settings.endpoint.model} goes to {settings.endpoint.receiver}, and no trainer has "
            "agreed to that yet: `python -m trainer model --agree` says what would be sent"
        )
    return settings.usable


def save_settings(endpoint: Endpoint, *, improvises: bool) -> None:
    """Keep the model to use from now on; an agreement to another is forgotten. Raises InputError."""
    if agreed_since(endpoint) is None:
        take_agreement_back()
    kept = _Kept(
        base_url=endpoint.base_url,
        model=endpoint.model,
        first_word=endpoint.first_word,
        silence=endpoint.silence,
        total=endpoint.total,
        improvises=improvises,
    )
    if endpoint.key:
        write_private(KEY_FILE, json.dumps({"base_url": endpoint.base_url, "key": endpoint.key}) + "\n")
    else:
        delete_private(KEY_FILE)
    write_private(SETTINGS_FILE, kept.model_dump_json(indent=1) + "\n")


def forget_settings() -> None:
    """Forget the model that was set here, its key and what was agreed to; raises InputError if that fails."""
    delete_private(KEY_FILE)
    take_agreement_back()
    delete_private(SETTINGS_FILE)


def _of_environment(environ: Mapping[str, str]) -> Endpoint:
    seconds = environ.get(SECONDS, "").split()
    try:
        limits = Limits(*map(float, seconds)) if seconds else DEFAULT_LIMITS
    except (ValueError, TypeError):
        raise InputError(f"{SECONDS} is not up to three numbers: first word, silence, altogether, like 4 3 8") from None
    return endpoint_of(environ[URL], environ.get(MODEL, ""), environ.get(KEY, ""), limits, IN_THE_ENVIRONMENT)


def _read() -> _Kept | None:
    text = read_private(SETTINGS_FILE)
    try:
        return _Kept.model_validate_json(text) if text else None
    except ValidationError:
        path = data_folder() / SETTINGS_FILE
        raise InputError(f"{path}: cannot be read as settings; set the model anew, or delete the file") from None


def _key_for(base_url: str) -> str:
    """Return the key that was kept for this address, and no other's; what cannot be read is no key."""
    try:
        kept = json.loads(read_private(KEY_FILE) or "{}")
    except (ValueError, RecursionError):
        return ""
    return str(kept["key"]) if isinstance(kept, dict) and kept.get("base_url") == base_url and "key" in kept else ""
