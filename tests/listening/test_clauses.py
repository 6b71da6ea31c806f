from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.listening.clauses import Clause, clauses_in, sentences_in


def clause_with(text: str, words: str) -> Clause:
    return next(clause for clause in clauses_in(text) if words in clause.text)


@dataclass(frozen=True)
class Case:
    id: str
    text: str
    words: str
    expected: str


VOICES = (
    Case("plain", "I believe you.", "believe", "handler"),
    Case("quotation marks", "He said “go to the police” to you.", "police", "quoted"),
    Case("single quotes", "She said 'calm down' again.", "calm", "quoted"),
    Case("an apostrophe opens no quote", "I'm sure it's his doing.", "doing", "handler"),
    Case("third person", "Your friend said it was your fault.", "fault", "reported"),
    Case("I think is the speaker's own", "I think you should leave.", "leave", "handler"),
    Case("the caller's thought", "Do you think you should go?", "should", "reported"),
    Case("a report ends at but", "They said that, but I believe you.", "believe", "handler"),
    Case("have you thought asks", "Have you thought about a lawyer?", "lawyer", "handler"),
)
MOODS = (
    Case("statement", "You got home.", "home", "statement"),
    Case("open", "What would help?", "help", "open_question"),
    Case("open without a mark", "so what would help most", "help", "open_question"),
    Case("closed", "Are you safe?", "safe", "closed_question"),
    Case("closed without a mark", "are you safe there", "safe", "closed_question"),
    Case("order", "Delete your accounts.", "Delete", "order"),
    Case("should is an order", "You should leave him.", "leave", "order"),
    Case("the caller's wish makes it an offer", "Leave it out if you want.", "Leave", "offer"),
    Case("offer", "I can look up a clinic.", "clinic", "offer"),
    Case("a tag asks", "You want out, right?", "out", "closed_question"),
)


@pytest.mark.parametrize("case", VOICES, ids=lambda case: case.id)
def test_voice(case: Case) -> None:
    assert clause_with(case.text, case.words).voice == case.expected


@pytest.mark.parametrize("case", MOODS, ids=lambda case: case.id)
def test_mood(case: Case) -> None:
    assert clause_with(case.text, case.words).mood == case.expected


@dataclass(frozen=True)
class Negation:
    id: str
    text: str
    word: str
    negated: bool


NEGATIONS = (
    Negation("not", "It is not your fault.", "fault", True),
    Negation("a new subject ends it", "Don't worry everything will be ok.", "ok", False),
    Negation("a neg-raising verb carries it on", "I don't think you should leave.", "leave", True),
    Negation("No as an interjection", "No, it was his choice.", "choice", False),
    Negation("no wonder", "No wonder you're tired.", "tired", False),
    Negation("a negative question", "Don't you want help?", "help", False),
    Negation("an earlier clause", "I won't push, but call him.", "call", False),
)


@pytest.mark.parametrize("case", NEGATIONS, ids=lambda case: case.id)
def test_negation(case: Negation) -> None:
    sentence = sentences_in(case.text)[0]
    index = [word.text for word in sentence.words].index(case.word)
    assert sentence.negations[index] == case.negated


def test_suppositions_are_marked() -> None:
    assert clause_with("If he comes back, call me.", "comes").hypothetical
    assert not clause_with("If he comes back, call me.", "call").hypothetical


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_clauses_lie_in_the_reply_in_order(text: str) -> None:
    clauses = clauses_in(text)
    assert all(text[clause.start : clause.end] == clause.text for clause in clauses)
    assert [clause.start for clause in clauses] == sorted(clause.start for clause in clauses)
