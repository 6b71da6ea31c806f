"""The organisation's own resources, by kind, and the `{{local: kind}}` placeholders that stand for them."""

import re
from pathlib import Path

from trainer.content.scenario import Authored, Name, Words
from trainer.content.validation import load_as

PLACEHOLDER = re.compile(r"\{\{\s*local:\s*([a-z_]{1,60})\s*\}\}")


class Resource(Authored):
    """One resource: what it is called here, what it is for, when it can be reached and what it cannot do."""

    name: Words
    offers: Words
    hours: Words
    limits: Words


class Resources(Authored):
    """Every resource of an organisation by kind; `sample` is true for the fictional list that ships."""

    sample: bool = False
    resources: dict[Name, Resource]

    def fill(self, text: str) -> str:
        """Return `text` with each placeholder replaced by the resource's name."""
        return PLACEHOLDER.sub(lambda match: self._name(match.group(1)), text)

    def _name(self, kind: str) -> str:
        found = self.resources.get(kind)
        return found.name if found else kind.replace("_", " ")


def load_resources(path: Path) -> Resources:
    """Read the resource file; raises ContentError with every fault, InputError if it cannot be opened."""
    return load_as(path, Resources)
