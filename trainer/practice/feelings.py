"""How a trainee is before and after a call, for them alone."""

from collections.abc import Mapping

from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.store import moods
from trainer.store.stored import OwnMood


def around(line: PracticeLine, person: str, opened: OpenCall) -> OwnMood:
    """Return how the person felt before and after a call, as far as they said."""
    return moods.mood_of(line.database, opened.stored.id, person)


def around_all(line: PracticeLine, person: str) -> Mapping[str, OwnMood]:
    """Return how the person felt around their calls, by call."""
    return moods.moods_of(line.database, person)


def keep(line: PracticeLine, person: str, call_id: str, own: OwnMood) -> None:
    """Keep how the person felt before and after a call."""
    moods.save_mood(line.database, call_id, person, own)
