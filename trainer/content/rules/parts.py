"""A scenario's parts with the places where they stand, for rules to walk through."""

from collections.abc import Iterator

from trainer.content.resources import PLACEHOLDER
from trainer.content.scenario import Guard, Line, Opening, Reaction, Scenario
from trainer.content.yaml_source import KeyPath


def reactions_in(scenario: Scenario) -> Iterator[tuple[Reaction, KeyPath]]:
    """Yield every reaction, the states' own and the common ones."""
    for name, state in scenario.states.items():
        for i, reaction in enumerate(state.reactions):
            yield reaction, ("states", name, "reactions", i)
    for i, reaction in enumerate(scenario.anywhere):
        yield reaction, ("anywhere", i)


def guards_in(scenario: Scenario) -> Iterator[tuple[Guard, KeyPath]]:
    """Yield every `when` and every `opens`."""
    for reaction, at in reactions_in(scenario):
        yield reaction.when, (*at, "when")
    for name, fact in scenario.facts.items():
        yield fact.opens, ("facts", name, "opens")


def openings_in(scenario: Scenario) -> Iterator[tuple[Opening, KeyPath]]:
    """Yield every way in which the call may begin."""
    yield scenario.opening, ("opening",)
    for name, variant in scenario.variants.items():
        yield variant.opening, ("variants", name, "opening")


def line_groups_in(scenario: Scenario) -> Iterator[tuple[tuple[Line, ...], KeyPath]]:
    """Yield every set of variants of one line."""
    for opening, at in openings_in(scenario):
        yield opening.lines, (*at, "lines")
    for reaction, at in reactions_in(scenario):
        yield reaction.lines, (*at, "lines")
    for name, fact in scenario.facts.items():
        yield fact.lines, ("facts", name, "lines")
    for name, state in scenario.states.items():
        yield state.otherwise.lines, ("states", name, "otherwise", "lines")
    for name, ending in scenario.endings.items():
        yield ending.lines, ("endings", name, "lines")


def lines_in(scenario: Scenario) -> Iterator[tuple[Line, KeyPath]]:
    """Yield every line of the caller."""
    for lines, at in line_groups_in(scenario):
        for i, line in enumerate(lines):
            yield line, (*at, i)


def told_to_trainees(scenario: Scenario) -> Iterator[tuple[str, KeyPath]]:
    """Yield every text that is not the caller's: what trainees and trainers read about the call."""
    yield scenario.title, ("title",)
    yield scenario.situation, ("situation",)
    yield scenario.caller.about, ("caller", "about")
    if scenario.fades:
        yield scenario.fades, ("fades",)
    for i, note in enumerate(scenario.content_notes):
        yield note.theme, ("content_notes", i, "theme")
        yield note.softened, ("content_notes", i, "softened")
    for key in ("learning_goals", "debrief"):
        for i, text in enumerate(getattr(scenario, key)):
            yield text, (key, i)
    for name, fact in scenario.facts.items():
        yield fact.about, ("facts", name, "about")
    yield from _told_of_states(scenario)
    for name, ending in scenario.endings.items():
        yield ending.title, ("endings", name, "title")
        yield ending.about, ("endings", name, "about")
    for name, variant in scenario.variants.items():
        yield variant.title, ("variants", name, "title")
    for name, switch in scenario.switches.items():
        yield switch.title, ("switches", name, "title")
        yield switch.about, ("switches", name, "about")
    for move, text in scenario.try_instead.items():
        yield text, ("try_instead", move)


def _told_of_states(scenario: Scenario) -> Iterator[tuple[str, KeyPath]]:
    for name, state in scenario.states.items():
        yield state.about, ("states", name, "about")
        if state.hint:
            yield state.hint.sees, ("states", name, "hint", "sees")
            yield state.hint.says, ("states", name, "hint", "says")


def placeholders_in(line: Line) -> list[str]:
    """Return the kinds of resources that a line names."""
    return PLACEHOLDER.findall(f"{line.say} {line.soft or ''}")
