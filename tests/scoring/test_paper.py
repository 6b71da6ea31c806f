"""A review on paper: every word that was said is in it, as a word, and the same review is the same file."""

import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.scoring.played import RUBRIC, WELL, caller, played, reply, says
from tests.scoring.test_printed import MOVES, blocks_of
from trainer.scoring.paper import as_pdf
from trainer.scoring.printed import Block
from trainer.scoring.scorecard import score

KINDS = ("title", "heading", "small", "text", "quote", "caller", "you", "heard", "note")
HOSTILE = (
    '#panic("x") #import "@preview/cetz:0.3.0" #read("/etc/passwd") $x^2$ *b* _i_ `r` = h <l> @l \\ \\u{41} // c '
    '/* d */ #sys.inputs "] [ ) ( } {'
)


def reader(page: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(page))


def words_of(page: bytes) -> str:
    """The text of a PDF without its spaces, of which extraction is not sure, and without places to break a word."""
    text = "".join(one.extract_text() for one in reader(page).pages)
    return "".join(text.replace("\u200b", "").split())


def run_together(words: str) -> str:
    return "".join(words.split())


def test_everything_that_was_said_is_on_paper() -> None:
    call = played(*WELL, reply("gives_orders"), caller())
    words = words_of(as_pdf(blocks_of(call)))
    for turn in call.turns:
        assert run_together(f"{turn.n}. {'Caller' if turn.speaker == 'caller' else 'You'}: {turn.text}") in words
    assert run_together(MOVES["gives_orders"].title) in words
    assert run_together(f"{score(call, RUBRIC).total} of 100") in words
    for dimension in RUBRIC.dimensions:
        assert run_together(dimension.title) in words


def test_a_page_is_a4_in_english_with_a_title_tags_and_nothing_that_acts() -> None:
    paper = reader(as_pdf(blocks_of(played(*WELL))))
    root = paper.trailer["/Root"]
    assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [210, 297]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert paper.metadata is not None
    assert paper.metadata.title == "A call & its review"
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & root.keys()
    assert not any("/Annots" in page for page in paper.pages)
    assert f"1of{len(paper.pages)}" in words_of(as_pdf(blocks_of(played(*WELL))))


def test_the_same_review_is_the_same_file() -> None:
    call = played(*WELL, says("I hear you 😀 中 \x00"))
    first = as_pdf(blocks_of(call))
    assert first == as_pdf(blocks_of(call))
    assert b"/CreationDate" not in first
    assert first != as_pdf(blocks_of(played(*WELL)))


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind: str) -> None:
    assert run_together(HOSTILE) in words_of(as_pdf((Block(kind, HOSTILE),)))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ["", " ", "\n\n", "\u200b"])
def test_empty_words_are_no_fault(kind: str, words: str) -> None:
    assert as_pdf((Block(kind, words), Block("heard", "after"))).startswith(b"%PDF-")  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(max_size=60)), max_size=6), st.booleans())
@example([("small", "\ud800"), ("title", "\x00"), ("you", "e\u20e3 \ue000 \U0010ffff")], False)
def test_any_words_make_a_review(pieces: list[tuple[str, str]], stand_ins: bool) -> None:
    blocks = tuple(Block(kind, words) for kind, words in pieces)  # type: ignore[arg-type]
    assert as_pdf(blocks, stand_ins=stand_ins).startswith(b"%PDF-")


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126) | st.just(" "), min_size=1, max_size=300))
def test_any_plain_words_come_back_from_paper(words: str) -> None:
    assert run_together(words) in words_of(as_pdf((Block("title", "T"), Block("you", words))))


@pytest.mark.parametrize(
    ("words", "on_paper"),
    [
        ("ok 😀", "ok [grinning face]"),
        ("👩\u200d👧 there", "[woman, girl] there"),
        ("中文 means Chinese", "[U+4E2D, U+6587] means Chinese"),
        ("bell \x07", "bell [U+0007]"),
        ("half \ud83d", "half [U+D83D]"),
        ("¿Está bien? Œuvre — „Łódź“ Ελλάδα Привет", "¿Está bien? Œuvre — „Łódź“ Ελλάδα Привет"),
        ("[in brackets]\tor not", "[in brackets] or not"),
    ],
)
def test_what_no_font_can_show_is_named(words: str, on_paper: str) -> None:
    paper = words_of(as_pdf((Block("title", "T"), Block("you", words)), stand_ins=False))
    assert run_together(on_paper) in paper
    assert ("insquarebracketsstand" in paper) == ("[" in on_paper and "[" not in words)


@pytest.mark.parametrize("before", range(8))
def test_right_to_left_words_are_set_as_they_are(before: int) -> None:
    words = "x" * before + " مَرْحَبًا بِكَ، أَنَا هُنَا لِأَسْتَمِعَ إِلَيْكَ, and שָׁלוֹם לְכֻלָּם " * 9
    assert "[U+" not in words_of(as_pdf((Block("you", words),), stand_ins=False))


def test_a_mixture_that_typst_falls_over_is_named() -> None:
    """Once this fails because nothing is named, typst is mended and `_blamed` need no longer know of panics."""
    words = words_of(as_pdf((Block("you", "\u05d0\u064b\u202e"), Block("text", "there")), stand_ins=False))
    assert words.startswith("[U+05D0,U+064B]there")


def test_a_long_call_is_whole_and_leaves_no_heading_alone() -> None:
    call = played(*(says(f"Reply {n} " + "and more words " * 20) for n in range(200)))
    paper = reader(as_pdf(blocks_of(call)))
    pages = ["".join(page.extract_text().split()) for page in paper.pages]
    assert len(pages) > 20
    whole = "".join(pages)
    assert all(f"You:Reply{n}and" in whole for n in range(200))
    headings = {run_together(one.text) for one in blocks_of(call) if one.kind in {"heading", "small"}}
    for number, page in enumerate(pages, start=1):
        last = page.removesuffix(f"{number}of{len(pages)}")
        assert not any(last.endswith(heading) for heading in headings)


@pytest.mark.parametrize("lines", range(30, 60))
def test_a_heading_goes_with_what_follows(lines: int) -> None:
    blocks = (*(Block("text", "line") for _ in range(lines)), Block("small", "Above"), Block("text", "below"))
    holding = [page.extract_text() for page in reader(as_pdf(blocks)).pages]
    assert ["Above" in page for page in holding] == ["below" in page for page in holding]


@pytest.mark.parametrize(("word", "longest"), [("W" * 5000, 45), ("https://example.org/" + "ab" * 2000, 90)])
def test_a_word_without_end_stays_on_the_paper(word: str, longest: int) -> None:
    text = "\n".join(page.extract_text() for page in reader(as_pdf((Block("you", word),))).pages)
    lines = re.sub(r"\d of \d", "", text.replace("\u200b", "")).split()
    assert "".join(lines) == word
    assert max(map(len, lines)) <= longest


def test_an_empty_call_has_a_review() -> None:
    assert "Acall&itsreview" in words_of(as_pdf(blocks_of(played())))
    assert as_pdf(()).startswith(b"%PDF-")


def test_words_are_not_read_as_json_of_blocks() -> None:
    words = json.dumps([{"kind": "title", "text": "mine"}])
    assert run_together(words) in words_of(as_pdf((Block("text", words),)))
