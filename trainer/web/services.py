"""The practice line of this process, built when first asked for and shared by all pages."""

import logging
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from trainer.content.library import call_rubric, local_resources
from trainer.errors import InputError
from trainer.listening.loading import load_listener
from trainer.model.endpoint import Endpoint
from trainer.model.settings import ModelSettings, model_settings
from trainer.model.shaped import answers_at
from trainer.practice.line import PracticeLine
from trainer.practice.model import Model
from trainer.store.database import open_database


def practice() -> PracticeLine:
    """Return the practice line of this process, with the model that is set now; holds nothing of any one trainee."""
    settings = current_model()
    return _with_model(settings.usable, settings.improvises, settings.since)


def current_model() -> ModelSettings:
    """Return which model is used now; one whose settings are at fault is not used, and practice goes on without."""
    try:
        settings = model_settings()
    except InputError as error:
        _say_of_a_change(str(error))
        return ModelSettings()
    _say_of_a_change("")
    return settings


@lru_cache(maxsize=1)
def _without_model() -> PracticeLine:
    return PracticeLine(
        database=open_database(), listener=load_listener(), rubric=call_rubric(), resources=local_resources()
    )


@lru_cache(maxsize=1)
def _with_model(endpoint: Endpoint | None, improvises: bool, since: datetime | None) -> PracticeLine:
    return replace(_without_model(), model=_model(endpoint, improvises, since) if endpoint else None)


def _model(endpoint: Endpoint, improvises: bool, since: datetime | None) -> Model:
    from trainer.callers.model import caller_at  # half a second that nobody without a model shall wait

    caller = caller_at(endpoint, local_resources().fill, improvises=improvises)
    return Model(endpoint, caller, answers_at(endpoint), improvises, since)


_said = [""]


def _say_of_a_change(fault: str) -> None:
    """Log a fault when it comes, not at every page."""
    if fault and _said[0] != fault:
        logging.getLogger("streamlit").warning("No language model: %s", fault)
    _said[0] = fault
