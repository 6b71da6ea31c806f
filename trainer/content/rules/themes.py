"""Themes that a trainee should know of beforehand, how callers speak of them, and how content notes name them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """`told` finds the theme in a caller's line, `named` in the content notes (in lower case)."""

    name: str
    told: re.Pattern[str]
    named: re.Pattern[str]


def _theme(name: str, told: str, named: str) -> Theme:
    return Theme(name, re.compile(rf"\b(?:{told})\b", re.IGNORECASE), re.compile(named))


THEMES = (
    _theme(
        "suicide",
        told=r"kill myself|suicid\w+|end it all|don't want to be (?:alive|here any ?more)",
        named="suicid|want.* to die|not wanting|being dead",
    ),
    _theme("a weapon", told="knife|blade|gun|pistol|machete", named="weapon|knife|gun|blade|armed"),
    _theme(
        "strangling",
        told=r"chok(?:ed|ing) me|strangl\w+|hands (?:a?round|on) my (?:throat|neck)",
        named="strangl|chok|throat|neck|assault|violen",
    ),
    _theme(
        "sexual violence",
        told="rape|raped|rapist|forced himself|took the condom off",
        named="sexual|assault|rape|coerc|condom|violen",
    ),
    _theme("self-harm", told="cut(?:ting)? myself|hurt myself", named="self-harm|hurting (her|him|them)sel"),
    _theme(
        "the loss of a child",
        told="(?:took|taken) my (?:kids?|son|daughter|baby|children)|adopted (?:out|away)",
        named="child|son|daughter|family|adopt|kid|baby",
    ),
    _theme("drugs", told=r"heroin|fentanyl|overdos\w+|relaps\w+", named="drug|using|overdos|relaps|sobr|sober"),
    _theme(
        "prison or arrest",
        told=r"(?:in|to) (?:prison|jail)|arrested|detained|detention cent(?:er|re)",
        named="prison|jail|arrest|detain|detention|custody|inside|raid|police|court|officer",
    ),
)
