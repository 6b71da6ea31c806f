"""Protocol cards: what to do when a call turns dangerous, short enough to read beside it.

One card a file in `rubrics/protocols/`; facts of law or medicine carry where they hold, their source and their date.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from trainer.content.problem import has_errors
from trainer.content.scenario import Authored, Name, Words
from trainer.content.validation import check_id, validated
from trainer.content.yaml_source import Source, read_yaml
from trainer.errors import ContentError

PROTOCOLS = Path(__file__).resolve().parents[2] / "rubrics" / "protocols"


class SourcedFact(Authored):
    """A fact of law or medicine: where it holds, who says so, when it was last read again and when next."""

    text: Words
    jurisdiction: Words
    source: Words
    reviewed: date
    review_by: date

    def is_stale(self, today: date) -> bool:
        """Return whether its review is overdue."""
        return today > self.review_by


class Protocol(Authored):
    """One card: `when` it is for, the `steps` in order, words to `say`, what to `avoid`, `facts` to know."""

    id: Name
    title: Words
    when: Words
    steps: Annotated[tuple[Words, ...], Field(min_length=2, max_length=7)]
    say: Annotated[tuple[Words, ...], Field(min_length=1)]
    avoid: Annotated[tuple[Words, ...], Field(min_length=1)]
    facts: tuple[SourcedFact, ...] = ()

    def stale_facts(self, today: date) -> tuple[SourcedFact, ...]:
        """Return the facts whose review is overdue."""
        return tuple(fact for fact in self.facts if fact.is_stale(today))


def read_protocol(path: Path, today: date) -> tuple[Protocol | None, Source]:
    """Return the card at `path`, None if it cannot be used, with every problem in its source.

    Raises InputError if the file cannot be opened.
    """
    source = read_yaml(path)
    card = validated(source, Protocol)
    if card is None:
        return None, source
    check_id(source, card.id)
    for i, fact in enumerate(card.facts):
        if fact.is_stale(today):
            message = f"this was to be reviewed by {fact.review_by.isoformat()}"
            source.report(
                source.place(("facts", i, "review_by")), "review-overdue", message, "ask who knows", "warning"
            )
    return (None if has_errors(source.problems) else card), source


def load_protocols(folder: Path = PROTOCOLS) -> dict[str, Protocol]:
    """Return the cards by id; raises ContentError with every fault that is an error."""
    return _loaded(folder, tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml"))))


@lru_cache(maxsize=4)
def _loaded(folder: Path, files: tuple[tuple[Path, int], ...]) -> dict[str, Protocol]:
    cards = {}
    for path, _ in files:
        card, source = read_protocol(path, date.min)  # an overdue review is told where the card is shown
        if card is None:
            raise ContentError(tuple(source.problems))
        cards[card.id] = card
    return cards
