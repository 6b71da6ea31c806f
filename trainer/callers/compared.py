"""A caller's line beside what it is measured against, each text taken apart once."""

from dataclasses import dataclass
from functools import cached_property

from trainer.callers.allowed import Allowed
from trainer.callers.look_alikes import plain
from trainer.callers.sentences import sentences
from trainer.callers.wording import telling, weighty, words_of


@dataclass(frozen=True)
class Compared:
    """One line and what is allowed; all words are plain ones."""

    line: str
    allowed: Allowed

    @cached_property
    def plain_line(self) -> str:
        return plain(self.line)

    @cached_property
    def plain_script(self) -> str:
        return plain(self.allowed.script)

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.line)

    @cached_property
    def script(self) -> list[str]:
        return words_of(self.allowed.script)

    @cached_property
    def trainee(self) -> list[str]:
        return words_of(self.allowed.trainee)

    @cached_property
    def said(self) -> list[list[str]]:
        return [words_of(one) for one in self.allowed.said]

    @cached_property
    def known(self) -> list[list[str]]:
        return [words_of(one) for one in self.allowed.known]

    @cached_property
    def prompt(self) -> list[str]:
        return words_of(self.allowed.prompt)

    @cached_property
    def own(self) -> list[str]:
        """The words of the script, of what the caller has said, and of what may be told again."""
        return self.script + [word for one in (*self.said, *self.known, self._goal) for word in one]

    @cached_property
    def _goal(self) -> list[str]:
        return words_of(self.allowed.goal)

    @cached_property
    def sentences(self) -> list[list[str]]:
        return [words_of(one) for one in sentences([self.line])]

    @cached_property
    def new_telling(self) -> set[str]:
        """The stems that give something away and that the caller has no leave to use."""
        return set(telling(self.words)) - set(telling(self.own))

    @cached_property
    def heard(self) -> set[str]:
        """The stems of what either side has said, or the script says."""
        return weighty(self.own) | weighty(self.trainee)
