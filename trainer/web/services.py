"""The one practice line of this process, built when first asked for and shared by all pages."""

from functools import lru_cache

from trainer.content.library import call_rubric, local_resources
from trainer.listening.loading import load_listener
from trainer.practice.line import PracticeLine
from trainer.store.database import open_database


@lru_cache(maxsize=1)
def practice() -> PracticeLine:
    """Return the practice line of this process; holds nothing of any one trainee."""
    return PracticeLine(
        database=open_database(),
        listener=load_listener(),
        rubric=call_rubric(),
        resources=local_resources(),
    )
