import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.moves import HARMFUL_MOVES, MOVES
from trainer.content.replies import (
    MEASURED_AUTHORS,
    LabelledReply,
    conflicts_in,
    load_replies,
    read_replies,
    read_spans,
    reply_line,
)
from trainer.errors import ContentError

SHIPPED = load_replies()
LATER = {author: replies for author, replies in SHIPPED.items() if author not in MEASURED_AUTHORS and author != "own"}


def line(**changes: object) -> str:
    return json.dumps({"id": "t1", "reply": "I believe you.", "moves": ["believes_caller"], **changes})


def test_the_first_authors_and_three_thousand_later_replies_are_there() -> None:
    assert set(SHIPPED) >= MEASURED_AUTHORS
    assert sum(len(SHIPPED[author]) for author in MEASURED_AUTHORS) == 5_750
    assert sum(map(len, LATER.values())) >= 3_000


def test_ids_are_unique_over_all_files() -> None:
    ids = [reply.id for replies in SHIPPED.values() for reply in replies]
    assert len(ids) == len(set(ids))


def test_every_move_has_at_least_a_hundred_replies() -> None:
    for move in MOVES:
        assert sum(move in reply.moves for replies in SHIPPED.values() for reply in replies) >= 100, move


def test_no_two_shipped_replies_contradict_each_other() -> None:
    found = conflicts_in(reply for replies in SHIPPED.values() for reply in replies)
    assert [(one.id, other.id) for one, other in found] == []


def test_later_authors_copied_no_measured_reply() -> None:
    measured = {" ".join(reply.reply.lower().split()) for author in MEASURED_AUTHORS for reply in SHIPPED[author]}
    copied = [
        reply.id
        for replies in LATER.values()
        for reply in replies
        if len(reply.reply.split()) > 5 and " ".join(reply.reply.lower().split()) in measured
    ]
    assert copied == []


def test_marked_words_stand_in_their_replies() -> None:
    texts = {reply.id: reply for replies in SHIPPED.values() for reply in replies}
    spans = read_spans()
    assert len(spans) >= 200
    for (name, move), words in spans.items():
        assert move in MOVES
        assert all(some in texts[name].reply for some in words)


BAD = {
    "not json": ("nope", "not a JSON object on one line"),
    "a list": ("[]", "dictionary"),
    "no reply": ('{"id": "t1"}', "reply: Field required"),
    "an empty reply": (line(reply=""), "at least 1 character"),
    "an unknown move": (line(moves=["hugs"]), "no move is called hugs"),
    "an unknown key": (line(mood="sad"), "mood: Extra inputs"),
    "both": (line(moves=["minimises"], **{"not": ["minimises"]}), "both made and not made: minimises"),
    "a helpful near-miss": (line(moves=[], **{"not": ["warm_close"]}), "may hold harmful moves only"),
    "an unknown topic": (line(raised=["cats"]), "raised"),
}


@pytest.mark.parametrize(("text", "says"), BAD.values(), ids=BAD.keys())
def test_a_line_at_fault_is_named_and_the_rest_is_read(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"{line(id='t0')}\n{text}\n{line(id='t2')}\n", encoding="utf-8")
    file = read_replies(path)
    assert [reply.id for reply in file.replies] == ["t0", "t2"]
    [problem] = file.problems
    assert (problem.line, problem.severity) == (2, "error")
    assert says in problem.message
    with pytest.raises(ContentError):
        load_replies(tmp_path)


def test_an_id_twice_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(f"{line()}\n{line()}\n", encoding="utf-8")
    [problem] = read_replies(tmp_path / "x.jsonl").problems
    assert problem.code == "reply-id-twice"


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    [problem] = read_replies(tmp_path / "x.jsonl").problems
    assert problem.code == "reply-file"


def test_labels_that_contradict_are_found_whatever_the_case_and_spaces() -> None:
    one = LabelledReply(id="a", reply="Block him.", moves=frozenset({"gives_orders"}))
    other = LabelledReply(id="b", reply="block  HIM.", judged=frozenset({"gives_orders"}))
    about_else = LabelledReply(id="c", reply="Block him.", judged=frozenset({"minimises"}))
    after_else = LabelledReply(id="d", reply="Block him.", caller="What do I do?")
    assert conflicts_in([one, other, about_else, after_else]) == [(one, other)]


@given(
    reply=st.text(min_size=1, max_size=80),
    caller=st.text(max_size=40),
    moves=st.frozensets(st.sampled_from(sorted(MOVES)), max_size=3),
    not_moves=st.frozensets(st.sampled_from(sorted(HARMFUL_MOVES)), max_size=2),
)
def test_a_reply_survives_its_line(reply: str, caller: str, moves: frozenset[str], not_moves: frozenset[str]) -> None:
    one = LabelledReply(id="x", reply=reply, caller=caller, moves=moves, not_moves=not_moves - moves)
    text = reply_line(one)
    assert "\n" not in text
    assert LabelledReply.model_validate(json.loads(text)) == one
