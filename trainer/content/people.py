"""The people an organisation names for trainees who would like to talk to someone."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from trainer.content.scenario import Authored, Name, Words
from trainer.content.validation import load_as
from trainer.places import data_folder

PEOPLE = Path(__file__).resolve().parents[2] / "rubrics" / "people.yaml"
OWN_PEOPLE = "people.yaml"  # in the data folder, where an update of the program leaves it alone


class Confidant(Authored):
    """One person: who they are, what they listen to, when they read, and how else they can be reached."""

    name: Words
    listens_to: Words
    reads: Words
    otherwise: Words


class People(Authored):
    """Everybody who may be written to, by a short name; `sample` is true for the made-up ones that ship."""

    sample: bool = False
    people: Annotated[dict[Name, Confidant], Field(min_length=1)]


def people_here() -> People:
    """Return the organisation's own people from the data folder, else those in `rubrics/`; raises as `load_people`."""
    own = data_folder() / OWN_PEOPLE
    return load_people(own if own.is_file() else PEOPLE)


def load_people(path: Path = PEOPLE) -> People:
    """Read the file of people; raises ContentError with every fault, InputError if it cannot be opened."""
    return load_as(path, People)
