"""A printed review: complete, alone on its page, and never a way in for what somebody typed."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.played import LEFT, RUBRIC, WELL, caller, played, reply, says
from trainer.calls.contested import ContestedMark
from trainer.calls.transcript import Transcript
from trainer.calls.voiced_line import Voice
from trainer.content.moves import load_moves
from trainer.scoring.next_step import one_thing_to_try
from trainer.scoring.printed import Block, as_html, as_markdown, review
from trainer.scoring.readable import call_text, scorecard_text
from trainer.scoring.scorecard import score

MOVES = load_moves()
HOSTILE = "<script>alert(1)</script> [a](javascript:x) ![b](http://x.example/c) `d` **e**\n# f"


def blocks_of(call: Transcript) -> tuple[Block, ...]:
    card = score(call, RUBRIC)
    step = one_thing_to_try(card, call, RUBRIC, {}, MOVES)
    return review(call, card, step, RUBRIC, MOVES, "A call & its review")


class Page(HTMLParser):
    """What is on a page: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_everything_that_was_said_is_on_the_page_with_what_was_heard() -> None:
    call = played(*WELL, reply("gives_orders"), caller())
    page = Page(as_html(blocks_of(call)))
    for turn in call.turns:
        assert f"{turn.n}. {'Caller' if turn.speaker == 'caller' else 'You'}: {turn.text}" in page.text
    assert MOVES["gives_orders"].title in page.text
    assert f"{score(call, RUBRIC).total} of 100" in page.text
    for dimension in RUBRIC.dimensions:
        assert dimension.title in page.text
    assert "One thing to try" in page.text


@pytest.mark.parametrize(
    ("voice", "who"),
    [
        ("scripted", "Caller:"),
        ("guarded", "Caller:"),
        ("model", "Caller, in a model's words:"),
        ("improvised", "Caller, in a model's own line:"),
    ],
)
def test_paper_and_text_say_whose_words_a_line_is_in(voice: Voice, who: str) -> None:
    call = played(*WELL, caller())
    said = replace(call, turns=(*call.turns[:-1], replace(call.turns[-1], voice=voice, text="Mm, no.")))
    line = f"{call.turns[-1].n}. {who} Mm, no."
    assert line in Page(as_html(blocks_of(said))).text
    assert line in call_text(said, None, RUBRIC, title="A call")


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Page(as_html(blocks_of(played(*WELL))))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "link", "iframe", "a", "form"})
    assert not any(name in {"src", "href", "onload"} for _, attributes in page.tags for name in attributes)
    [policy] = [one["content"] for tag, one in page.tags if "http-equiv" in one and tag == "meta"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("kind", ["title", "text", "quote", "you", "caller", "note"])
def test_hostile_words_stay_words(kind: str) -> None:
    blocks = (Block(kind, HOSTILE),)  # type: ignore[arg-type]
    page = Page(as_html(blocks))
    assert "script" not in {tag for tag, _ in page.tags}
    assert HOSTILE in page.text
    marked = as_markdown(blocks)
    for mark in ("<script", "[a]", "![", "](", "**e", "\n# "):
        assert mark not in marked


@given(st.text(max_size=80))
def test_any_words_come_back_from_the_page(words: str) -> None:
    said = words.replace("\r", "").replace("\x00", "")
    assert said in Page(as_html((Block("you", said),))).text


def test_an_empty_call_has_a_review() -> None:
    for form in (as_html, as_markdown):
        assert "A call" in form(blocks_of(played()))


def test_a_line_passed_by_stands_before_the_reply_that_passed_it() -> None:
    line = replace(caller("suicide"), text="I want it to be over.")
    blocks = blocks_of(played(line, says("Go on."), says("I see.")))
    at = blocks.index(Block("small", "Let’s pause here"))
    assert [(one.kind, one.text) for one in blocks[at + 1 : at + 3]] == [
        ("caller", "Caller: I want it to be over."),
        ("quote", "“I see.” (line 4)"),
    ]


def test_what_was_not_said_has_no_quote() -> None:
    call = played(reply("open_question"), caller(distress=8), ending=LEFT)
    [moment] = score(call, RUBRIC).critical
    blocks = blocks_of(call)
    at = blocks.index(Block("small", "Let’s pause here"))
    assert [(one.kind, one.text) for one in blocks[at + 1 : at + 3]] == [
        ("text", moment.note),
        ("text", f"Try: {moment.to_try}"),
    ]
    assert "“”" not in as_markdown(blocks)
    assert "“”" not in scorecard_text(score(call, RUBRIC), RUBRIC)


def test_a_contested_mark_stands_under_its_reply_and_beside_the_total() -> None:
    call = played(*WELL)
    card = score(call, RUBRIC)
    step = one_thing_to_try(card, call, RUBRIC, {}, MOVES)
    marks = (ContestedMark(4, "validates_feeling", "<i>It was a question.</i>"), ContestedMark(6, "", "A joke."))
    page = Page(as_html(review(call, card, step, RUBRIC, MOVES, "A call", marks))).text
    assert f"{card.total} of 100, contested" in page
    title = MOVES["validates_feeling"].title
    assert f"Contested: “{title}” is not what was meant. Meant: “<i>It was a question.</i>”" in page
    assert "Contested: something was not heard. Meant: “A joke.”" in page
    assert page.index("4. You:") < page.index(f"Contested: “{title}”") < page.index("5. Caller:")
