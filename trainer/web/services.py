"""The one practice line of this process, built when first asked for and shared by all pages."""

import logging
from functools import lru_cache

from trainer.content.library import call_rubric, local_resources
from trainer.errors import InputError
from trainer.listening.loading import load_listener
from trainer.model.breaker import breaker_of
from trainer.model.endpoint import endpoint_from_environment
from trainer.practice.line import PracticeLine, Voices
from trainer.store.database import open_database


@lru_cache(maxsize=1)
def practice() -> PracticeLine:
    """Return the practice line of this process; holds nothing of any one trainee."""
    return PracticeLine(
        database=open_database(),
        listener=load_listener(),
        rubric=call_rubric(),
        resources=local_resources(),
        caller=_caller(),
    )


def _caller() -> Voices | None:
    """The model that may voice callers: only one on this machine, since nobody has agreed to more here."""
    try:
        endpoint = endpoint_from_environment()
    except InputError as error:
        logging.getLogger("streamlit").warning("No language model: %s", error)  # and practice goes on without
        return None
    if endpoint is None or not endpoint.is_local:
        return None
    from trainer.callers.model import ModelCaller, model_at  # half a second that nobody without a model shall wait

    return ModelCaller(model_at(endpoint), breaker_of(endpoint), local_resources().fill)
