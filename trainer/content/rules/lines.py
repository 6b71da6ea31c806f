"""Rules on lines: enough of them, nothing real in them, and words that belong to whoever says them."""

import re
from collections.abc import Iterator

from trainer.content.rules.known import Known
from trainer.content.rules.parts import line_groups_in, lines_in, openings_in, reactions_in, told_to_trainees
from trainer.content.rules.themes import THEMES
from trainer.content.scenario import Scenario
from trainer.content.yaml_source import KeyPath, Source

FEWEST_VARIANTS = 3
# With the marks people put between digits; a made-up number is best not written at all.
_FEWEST_DIGITS = 7
_NUMBER = re.compile(r"(?<![\w.])\+?\d[\d\s().-]{5,}\d(?!\w)")
_ADDRESS = re.compile(
    r"\b\d{1,5}\s+(?:[A-Z][\w']*\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Close|Court)\b"
    r"|\b[\w.+-]+@[\w-]+\.\w{2,}\b|\bhttps?://|\bwww\."
)
# After DOMAIN's list: words that callers may use of themselves and that nobody should use of them.
_STIGMA = re.compile(
    r"\b("
    r"prostitut\w*|hookers?|whores?|pimps?|sex slaves?|fallen wom[ae]n|real jobs?|junkies?|addicts?|crackheads?|"
    r"illegals|illegal (?:immigrant|alien)s?|felons?|ex-cons?|convicts?|inmates?|committed suicide|crazy|hysterical|"
    r"transsexuals?|trannies"
    r")\b",
    re.IGNORECASE,
)


def check_lines_have_variants(scenario: Scenario, source: Source, _: Known) -> None:
    once = {(*at, "lines") for reaction, at in reactions_in(scenario) if reaction.to or reaction.tells}
    once |= {(*at, "lines") for _, at in openings_in(scenario)}
    once |= {("facts", name, "lines") for name in scenario.facts}
    once |= {("endings", name, "lines") for name in scenario.endings}
    for lines, at in line_groups_in(scenario):
        if at not in once and 0 < len(lines) < FEWEST_VARIANTS:
            message = f"this line can be said again and has {len(lines)} variant{'s' if len(lines) > 1 else ''}"
            source.report(source.place(at), "too-few-variants", message, f"write at least {FEWEST_VARIANTS}", "warning")


def check_no_line_stands_twice(scenario: Scenario, source: Source, _: Known) -> None:
    seen: dict[str, KeyPath] = {}
    for line, at in lines_in(scenario):
        if len(line.say.split()) > 2 and line.say in seen:
            message = f"this line stands before: {line.say[:60]!r}"
            source.report(source.place(at), "line-twice", message, "write another", "warning")
        seen.setdefault(line.say, at)


def check_reactions_say_something(scenario: Scenario, source: Source, _: Known) -> None:
    for reaction, at in reactions_in(scenario):
        ending = scenario.endings.get(reaction.to or "")
        if not reaction.lines and not reaction.tells and not (ending and ending.lines):
            source.report(source.place(at), "silent-reaction", "this reaction says nothing", "add `lines`")


def check_states_have_hints(scenario: Scenario, source: Source, _: Known) -> None:
    for name, state in scenario.states.items() if scenario.hints else ():
        if state.hint is None:
            place = source.key_place(("states", name))
            message = "the coach has nothing to say here"
            source.report(place, "hint-missing", message, "add a `hint`, or `hints: false` for the call", "warning")


def check_nothing_real_is_named(scenario: Scenario, source: Source, _: Known) -> None:
    for text, at in _every_text(scenario):
        if (found := _NUMBER.search(text)) and sum(map(str.isdigit, found.group())) >= _FEWEST_DIGITS:
            message = f"{found.group().strip()!r} may be somebody's telephone number"
            source.report(source.place(at), "real-number", message, "leave the number out")
        if found := _ADDRESS.search(text):
            message = f"{found.group()!r} may be somebody's address"
            source.report(source.place(at), "real-address", message, "leave it out")


def check_words_about_callers(scenario: Scenario, source: Source, _: Known) -> None:
    for text, at in told_to_trainees(scenario):
        if found := _STIGMA.search(text):
            message = f"{found.group()!r} is not a word for us to use of anybody"
            source.report(source.place(at), "stigmatising-word", message, "see docs/writing-a-scenario.md, Quality")


def check_content_notes_name_the_themes(scenario: Scenario, source: Source, _: Known) -> None:
    notes = " ".join(note.theme for note in scenario.content_notes).lower()
    for theme in THEMES:
        if theme.named.search(notes):
            continue
        for line, at in lines_in(scenario):
            if found := theme.told.search(line.say):
                message = f"{found.group()!r} is said here, and no content note tells of {theme.name}"
                source.report(source.place(at), "content-note-missing", message, "add a note", "warning")
                break


LINE_RULES = (
    check_lines_have_variants,
    check_no_line_stands_twice,
    check_reactions_say_something,
    check_states_have_hints,
    check_nothing_real_is_named,
    check_words_about_callers,
    check_content_notes_name_the_themes,
)


def _every_text(scenario: Scenario) -> Iterator[tuple[str, KeyPath]]:
    yield from ((f"{line.say} {line.soft or ''}", at) for line, at in lines_in(scenario))
    yield from told_to_trainees(scenario)
