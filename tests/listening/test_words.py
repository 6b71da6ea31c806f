from dataclasses import dataclass

import pytest

from trainer.listening.words import plain_words, words_in


@dataclass(frozen=True)
class Case:
    id: str
    text: str
    plain: str


CASES = (
    Case("apostrophes go", "I’m sure it isn't", "im sure it isnt"),
    Case("no apostrophes needed", "dont worry", "dont worry"),
    Case("we'll is not well", "we'll do well", "we'll do well"),
    Case("short forms are joined", "I am here and do not mind", "im here and dont mind"),
    Case("texting is spelled out", "r u ok? u wanna talk rn", "are you ok you want to talk right now"),
    Case("british spelling", "the colour of the programme", "the color of the program"),
    Case("zero-width characters go", "be\u200blieve y\u200dou", "believe you"),
    Case("full-width letters", "ｓａｆｅ now", "safe now"),
    Case("hesitations go", "um so er I hear you", "so i hear you"),
    Case("dropped g", "workin' tonight", "working tonight"),
    Case("emoji are no words", "ok 💛💛 then", "ok then"),
    Case("right to left", "\u202bשלום\u202c you", "שלום you"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_plain_words(case: Case) -> None:
    assert plain_words(case.text) == case.plain.split()


def test_words_keep_their_place() -> None:
    text = "Do not  worry, u feel safe"
    assert [text[word.start : word.end] for word in words_in(text)] == ["Do not", "worry", "u", "feel", "safe"]
