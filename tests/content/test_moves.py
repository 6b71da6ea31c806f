import re
from pathlib import Path

import pytest

from trainer.content.moves import (
    CRITICAL_MOVES,
    HARMFUL_MOVES,
    HELPFUL_MOVES,
    MOVES,
    MOVES_FOLDER,
    NEUTRAL_MOVES,
    kind_of,
    load_moves,
    load_word_lists,
)
from trainer.errors import ContentError


def test_files_and_catalogue_agree() -> None:
    moves = load_moves()
    assert set(moves) == MOVES
    assert {path.stem for path in MOVES_FOLDER.glob("[a-z]*.yaml")} == MOVES
    assert {name for name, move in moves.items() if move.critical} == CRITICAL_MOVES
    assert all(move.kind == kind_of(name) for name, move in moves.items())


def test_there_are_forty_moves_of_three_kinds() -> None:
    assert len(MOVES) == 40
    assert len(HELPFUL_MOVES) + len(NEUTRAL_MOVES) + len(HARMFUL_MOVES) == 40


def test_every_harmful_move_has_a_kind_note_and_a_better_line() -> None:
    harmful = [move for move in load_moves().values() if move.kind == "harmful"]
    assert all(move.note and move.better for move in harmful)


def test_every_other_move_says_how_it_is_made_in_one_plain_sentence() -> None:
    others = {name: move.how or "" for name, move in load_moves().items() if move.kind != "harmful"}
    assert set(others) == HELPFUL_MOVES | NEUTRAL_MOVES
    odd = [name for name, how in others.items() if not re.fullmatch(r"[A-Z][^.!?]{10,118}[.!?]", how)]
    assert odd == []
    assert len(set(others.values())) == len(others)


@pytest.mark.parametrize("name", sorted(MOVES))
def test_titles_are_two_to_six_plain_words(name: str) -> None:
    assert 2 <= len(load_moves()[name].title.split()) <= 8


def test_an_unknown_move_has_no_kind() -> None:
    with pytest.raises(KeyError, match="juggles"):
        kind_of("juggles")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"warm_close\.yaml.*this move's file is missing"):
        load_moves(tmp_path)


def test_every_faulty_file_is_named(tmp_path: Path) -> None:
    for path in MOVES_FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name, old, new in (
        ("warm_close", "kind: helpful", "kind: harmful"),
        ("blames_caller", "note: ", "nota: "),
        ("reflects_content", "how: ", "# how: "),
        ("gentle_humour", "how: ", "# how: "),
    ):
        path = tmp_path / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_moves(tmp_path)
    assert "kind and critical do not fit warm_close" in str(caught.value)
    assert "nota" in str(caught.value)
    for name in ("reflects_content", "gentle_humour"):
        assert re.search(rf"{name}\.yaml.*a helpful or neutral move needs `how`", str(caught.value))


def test_word_lists_must_be_lists(tmp_path: Path) -> None:
    (tmp_path / "_words.yaml").write_text("feeling: sad\n", encoding="utf-8")
    with pytest.raises(ContentError, match="each name needs a list of words"):
        load_word_lists(tmp_path)
