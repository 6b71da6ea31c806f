"""What a caller's line calls for: the cues it was written with, or a feeling it names."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from trainer.content.moves import load_word_lists
from trainer.content.rubric import AnswersCue, Criterion, Rubric
from trainer.content.scenario import CallType, Cue
from trainer.listening.words import plain_words

# In the order of what cannot wait.
CALLS_FOR: Mapping[Cue, str] = {
    "suicide": "Something in the caller’s line may be about not wanting to live.",
    "medical": "The caller mentions their body: pain, an injury, breath, a medicine.",
    "refusal": "The caller says no to something.",
    "privacy_asked": "The caller asks who hears this, or what you keep.",
    "police_asked": "The caller asks about police or reporting.",
    "leaving_asked": "The caller asks about leaving the work.",
    "boundary_test": "The caller tests whether a limit holds, or whether you do.",
    "sensitive": "The caller opens something tender.",
}


class Answer(NamedTuple):
    """A move, and a line that makes it and fits any caller."""

    move: str
    says: str


# For any caller: nothing in them gives away what this one has not told, or names what another said.
ANSWERS: Mapping[Cue, Answer] = {
    "suicide": Answer("asks_about_suicide_directly", "Are you thinking about killing yourself? You can say yes to me."),
    "medical": Answer("asks_consent_before_questions", "Can I ask how your body is, or would you rather leave that?"),
    "refusal": Answer("respects_no", "Okay, we'll leave that. I won't ask again."),
    "privacy_asked": Answer(
        "explains_confidentiality_honestly",
        "I keep no names. I can tell you who else may see this, and what I don't know about it.",
    ),
    "police_asked": Answer("asks_what_caller_wants", "We can talk about that. What would you want from it?"),
    "leaving_asked": Answer("asks_what_caller_wants", "We can talk about that. What would you want from it?"),
    "boundary_test": Answer(
        "sets_boundary", "That's a fair thing to test. I won't take that one on, and I'm glad to stay and talk."
    ),
    "sensitive": Answer("offers_choices", "We can stay with that or leave it alone. Which is easier tonight?"),
}
CANNOT_WAIT: tuple[Cue, ...] = ("suicide", "medical")
# A limit is tested in many spirits, from a dare to fear: only the scenario knows in which.
OWN_FIRST: frozenset[Cue] = frozenset({"boundary_test"})
MEETS_A_FEELING = frozenset({
    "validates_feeling", "reflects_content", "believes_caller", "affirms_strength", "open_question",
    "asks_what_caller_wants", "asks_consent_before_questions", "checks_immediate_safety", "asks_about_suicide_directly",
    "respects_no", "repairs_mistake", "brief_peer_disclosure",
})  # fmt: skip
_I_AM = r"\b(?:im|i am|i feel|i felt|ive been|i have been|makes me|made me)(?: \w+){0,2}? "
_DENIED = re.compile(r"\b(?:not|never|isnt|wasnt)\b")


def criteria_for(cue: Cue, rubric: Rubric, call_type: CallType) -> Iterator[tuple[Criterion, AnswersCue]]:
    """Yield the criteria that look at how lines with `cue` are answered in calls of this type."""
    for _, criterion in rubric.criteria():
        rule = criterion.rule
        if isinstance(rule, AnswersCue) and cue in rule.cues and criterion.level.of(call_type) != "not_scored":
            yield criterion, rule


def feeling_in(line: str) -> str:
    """Return the feeling that a caller says they have in `line`, as they put it; empty if none is named."""
    named = _feelings().finditer(" ".join(plain_words(line)))
    return next((found["feeling"] for found in named if not _DENIED.search(found.group())), "")


@lru_cache(maxsize=1)
def _feelings() -> re.Pattern[str]:
    words = sorted(load_word_lists()["feeling"], key=len, reverse=True)
    return re.compile(f"{_I_AM}(?P<feeling>{'|'.join(map(re.escape, words))})\\b(?! of\\b)")
