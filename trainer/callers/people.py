"""Whom a caller's own scenario names, and who of them has not come up in a call: nobody but the script names them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.look_alikes import plain
from trainer.callers.names import NAMES_THAT_ARE_WORDS, WORD, capitals_in, root
from trainer.calls.call import Call
from trainer.content.resources import PLACEHOLDER
from trainer.content.rules.parts import lines_in, told_to_trainees
from trainer.content.scenario import Scenario

_SOUNDS = frozenset("ah aw eh ew ha heh hm mm oh ooh ow oof ugh uh um".split())
_JOINED = re.compile(r"['’](?:s|d|ll|ve|re)$")


def people_in(scenario: Scenario) -> frozenset[str]:
    """Return the plain names, of people and places alike, in what this caller may ever say and what it is about."""
    lines = (text for line, _ in lines_in(scenario) for text in (line.say, line.soft or ""))
    own = (*lines, *(fact.about for fact in scenario.facts.values()), scenario.caller.about)
    return _names_of(own, tuple(text for text, _ in told_to_trainees(scenario)))


def not_come_up(call: Call) -> tuple[str, ...]:
    """Return those of them that nobody has said, and that the trainee was not shown before the call, in order."""
    shown = " ".join(
        (*_shown_before(call.scenario), *(text for turn in call.turns for text in (turn.text, turn.script)))
    )
    known = {root(one) for one in WORD.findall(plain(shown))}
    return tuple(sorted(people_in(call.scenario) - known))


def _shown_before(scenario: Scenario) -> Iterator[str]:
    yield from (scenario.caller.name, scenario.title, scenario.situation)
    for note in scenario.content_notes:
        yield from (note.theme, note.softened)
    for switch in scenario.switches.values():
        yield from (switch.title, switch.about)
    yield from (variant.title for variant in scenario.variants.values())
    yield from scenario.learning_goals


@lru_cache(maxsize=64)
def _names_of(own: tuple[str, ...], told: tuple[str, ...]) -> frozenset[str]:
    """Return the names in `own`; a word that stands there in small letters too is none.

    Who types all in small letters names people so that only what is told of the call shows them to be names.
    """
    written = [PLACEHOLDER.sub(" ", text) for text in (*own, *told)]
    said = {root(plain(word)) for text in own for word in WORD.findall(text)}
    small = {root(word) for word in _small_words(written)}
    names = {root(plain(word)) for text in written for word in _likely_names(text)}
    return frozenset(
        name
        for name in names & said
        if len(name) > 1 and name not in _SOUNDS
        if name in NAMES_THAT_ARE_WORDS or not (name in COMMON_WORDS or name in small)
    )


def _likely_names(text: str) -> Iterator[str]:
    for word, begins, acts in capitals_in(text):
        is_plain_name = not any(letter.isupper() for letter in _JOINED.sub("", word)[1:])
        if is_plain_name and (not begins or acts or _JOINED.search(word)):
            yield word


def _small_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words in small letters; what a caller types all in small letters says nothing of names."""
    for text in texts:
        words = WORD.findall(text)
        if words and not words[0][0].islower():
            yield from (plain(word) for word in words if word[0].islower())
