"""The words the pages use for things that scenarios and scorecards name by id."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from trainer.content.moves import Move
from trainer.content.scenario import Channel, EndingKind, Need, Scenario

CHANNELS: dict[Channel, str] = {
    "voice": "Voice call",
    "text": "Text chat",
    "text_then_voice": "Text, then voice",
    "prison_call": "Recorded prison call",
    "borrowed_phone": "Call on a borrowed phone",
}
NEEDS: dict[Need, str] = {
    "safety": "Safety",
    "police_and_raids": "Police and raids",
    "housing": "Housing",
    "health": "Health",
    "prison_and_court": "Prison and court",
    "family": "Family",
    "work": "Work",
    "company": "Company",
    "worry_about_others": "Worry about others",
}
ENDINGS: dict[EndingKind, str] = {
    "good": "ended well",
    "partial": "ended halfway",
    "bad": "ended badly for the caller",
}
DIFFICULTY = ("", "gentle", "easy-going", "middling", "hard", "very hard")
# Why a caller's line is not in the model's words: what the guard objects to, and how a model can fail.
NOT_THE_MODELS: dict[str, str] = {
    "empty": "it left out what the line says",
    "too_long": "it was too long",
    "role_break": "it spoke as somebody else",
    "echo_trainee": "it repeated your words",
    "echo_self": "it repeated itself",
    "prompt_leak": "it told what it was asked",
    "locked_fact": "it told too much",
    "negation": "it turned a yes or a no round",
    "numbers": "it changed a number",
    "names": "it named somebody",
    "graphic": "it was graphic",
    "other_person": "it spoke for you too",
    "format": "it was no speech",
    "avoided": "it used a word that the caller does not",
    "agrees": "it agreed to more than the line does",
    "ends": "it ended the call",
    "refused": "it could not be reached",
    "silent": "it said nothing in time",
    "slow": "it did not finish in time",
    "broken": "it broke off",
    "status": "it was refused by its server",
    "not_agreed": "it was switched off",
    "resting": "it is left alone for a minute",
    "interrupted": "it was interrupted",
}
STATUSES = {
    "met": "Met",
    "partly": "Partly",
    "missed": "Not yet",
    "not_applicable": "Did not come up",
    "unscored": "Not scored",
}
OWN_MOODS = {1: "rough", 2: "shaky", 3: "so-so", 4: "all right", 5: "good"}
STEPS = ("not yet", "a beginning", "on the way", "steady", "fitting")


def channel_of(scenario: Scenario) -> str:
    """Return the channel in words, with its limit where it has one."""
    limit = scenario.time_limit_minutes
    return CHANNELS[scenario.channel] + (f", cut off after {limit:g} minutes" if limit else "")


def facts_of(scenario: Scenario) -> str:
    """Return the one line of facts on a call's card."""
    difficulty = f"{DIFFICULTY[scenario.difficulty]} ({scenario.difficulty} of 5)"
    return f"{channel_of(scenario)} · about {scenario.minutes} minutes · {difficulty}"


def certainty(confidence: float) -> str:
    """Return how sure the listener was (0–1) in words."""
    return "sure" if confidence >= 0.9 else "fairly sure" if confidence >= 0.7 else "only just sure"


def level(value: float) -> str:
    """Return a level of trust or distress, 0–10, without needless decimals."""
    return f"{value:g}"


def titles(moves: Iterable[str], notes: Mapping[str, Move]) -> str:
    """Return moves by their titles, each once, as one phrase in small letters."""
    found = dict.fromkeys(notes[move].title if move in notes else move for move in moves)
    return ", ".join(title[:1].lower() + title[1:] for title in found)


def clock(left: timedelta) -> str:
    """Return minutes and seconds, as 4:05."""
    seconds = int(left.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02d}"


def date_of(moment: datetime) -> str:
    """Return the day of a moment as people write it, in UTC."""
    return f"{moment.day} {moment:%B %Y}"


def day(moment: datetime) -> str:
    """Return a moment as people write it, in UTC."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
