from pathlib import Path

import pytest

from tests.listening.small import small_replies
from trainer.content.replies import OWN_FILE, load_replies
from trainer.errors import InputError
from trainer.listening.learned_listener import LearnedListener
from trainer.listening.learning.kept import learned_for, own_replies
from trainer.listening.listener import Context
from trainer.listening.reading import load_reader
from trainer.listening.teaching import example_of, keep, take_back, try_example

READER = load_reader()
NEW = "Off to the clinic with you, zip zip."


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    return small_replies(tmp_path / "replies")


def chance(replies: Path, move: str, text: str) -> float:
    learned = learned_for(READER, replies, print)
    chances, _ = LearnedListener(READER, None, learned).weigh(text, Context())
    return float(chances[learned.moves.index(move)])


def test_what_is_taught_is_kept_heard_and_can_be_taken_back(replies: Path) -> None:
    before = chance(replies, "gives_orders", NEW)
    kept = keep(READER, example_of("gives_orders", NEW, makes=True), replies)
    assert [one.id for one in own_replies(replies)] == [kept.id] == ["own-1"]
    taught = chance(replies, "gives_orders", NEW)
    assert taught > before
    assert keep(READER, example_of("gives_orders", "Up you get, now.", makes=True), replies).id == "own-2"
    assert take_back(replies).id == "own-2"
    assert chance(replies, "gives_orders", NEW) == taught
    take_back(replies)
    assert chance(replies, "gives_orders", NEW) == before
    assert not (replies / OWN_FILE).exists()
    with pytest.raises(InputError, match="nothing has been taught"):
        take_back(replies)


def test_a_non_example_makes_a_move_less_likely_and_leaves_other_moves_alone(replies: Path) -> None:
    before = chance(replies, "gives_orders", NEW), chance(replies, "minimises", NEW)
    keep(READER, example_of("gives_orders", NEW, makes=False), replies)
    assert chance(replies, "gives_orders", NEW) <= before[0]
    assert chance(replies, "minimises", NEW) == pytest.approx(before[1], abs=0.02)


def test_nothing_is_kept_by_trying(replies: Path) -> None:
    lesson = try_example(READER, example_of("gives_orders", NEW, makes=True), replies)
    assert not (replies / OWN_FILE).exists()
    assert lesson.held_back > 0
    assert set(lesson.better) | set(lesson.worse) == set(lesson.flips)
    assert all(flip.made == (lesson.move in flip.reply.moves) for flip in lesson.flips)


def test_an_example_against_many_shows_what_gets_worse(replies: Path) -> None:
    first = next(one for one in load_replies(replies)["b"] if "open_question" in one.moves)
    lesson = try_example(READER, example_of("gives_orders", first.reply, makes=True), replies)
    assert all(flip.reply.id for flip in lesson.worse)
    assert sum(lesson.newly_confused.values()) >= sum(flip.now_heard for flip in lesson.worse)


def test_labels_that_contradict_are_reported(replies: Path) -> None:
    made = next(one for one in load_replies(replies)["a"] if "blames_caller" in one.moves)
    against = example_of("blames_caller", made.reply.upper(), makes=False, caller=made.caller)
    assert [one.id for one in try_example(READER, against, replies).conflicts] == [made.id]
    keep(READER, example_of("gives_orders", NEW, makes=True), replies)
    lesson = try_example(READER, example_of("gives_orders", NEW, makes=False), replies)
    assert [one.id for one in lesson.conflicts] == ["own-1"]


def test_the_callers_line_raises_its_topics() -> None:
    assert example_of("gives_orders", "Ring them.", makes=True, caller="No cops.").raised == {"police"}


@pytest.mark.parametrize(("move", "text", "says"), [("hugs", "x", "no move is called"), ("minimises", " ", "empty")])
def test_what_cannot_be_taught_is_said(move: str, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        example_of(move, text, makes=True)
