"""Labelled replies: what a volunteer said after what a caller said, and which moves it makes.

They live in `rubrics/replies/*.jsonl`, one author a file, one reply a line; the listener learns from them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trainer.content.moves import HARMFUL_MOVES, MOVES, Topic
from trainer.content.problem import Problem
from trainer.errors import ContentError

REPLIES_FOLDER = Path(__file__).resolve().parents[2] / "rubrics" / "replies"
OWN_FILE = "own.jsonl"
SPANS_FILE = "spans/marked.jsonl"
# The files of the first authors: every figure is measured on these, and never on what was written later.
MEASURED_AUTHORS = frozenset("abcdefgijklm")

Difficulty = Literal[
    "", "negation", "quote", "hypothetical", "past", "asked", "polite_wrap", "no_keyword", "innocent_word", "stuffed",
    "sarcasm", "mixed",
]  # fmt: skip
Line = Annotated[str, Field(max_length=10_000)]


class LabelledReply(BaseModel):
    """One reply and its moves.

    `hard` says what makes it hard to hear; `not_moves` (in files: `not`) are harmful moves that it resembles and does
    not make. `judged` limits what it teaches to these moves; without it, it speaks of all of them. `pair` and `call`
    hold together replies that must not be parted between learning and measuring.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[str, Field(min_length=1, max_length=40)]
    scenario: Annotated[str, Field(max_length=40)] = ""
    caller: Line = ""
    raised: frozenset[Topic] = frozenset()
    reply: Annotated[Line, Field(min_length=1)]
    moves: frozenset[str] = frozenset()
    hard: Difficulty = ""
    not_moves: Annotated[frozenset[str], Field(alias="not")] = frozenset()
    judged: frozenset[str] | None = None
    pair: str = ""
    call: str = ""
    turn: int = 0

    @model_validator(mode="after")
    def _agrees(self) -> "LabelledReply":
        if unknown := (self.moves | self.not_moves | (self.judged or frozenset())) - MOVES:
            raise ValueError(f"no move is called {', '.join(sorted(unknown))}")
        if both := self.moves & self.not_moves:
            raise ValueError(f"both made and not made: {', '.join(sorted(both))}")
        if not self.not_moves <= HARMFUL_MOVES:
            raise ValueError("`not` may hold harmful moves only")
        return self


@dataclass(frozen=True)
class RepliesFile:
    """One author's replies, and what is wrong in the file; `author` is its name without `.jsonl`."""

    author: str
    replies: tuple[LabelledReply, ...]
    problems: tuple[Problem, ...]


def read_replies(path: Path) -> RepliesFile:
    """Return the replies in a file, with one problem for each line that cannot be used."""
    replies: list[LabelledReply] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(_lines(path, problems), start=1):
        try:
            reply = LabelledReply.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            problems.append(_problem(path, number, "reply-line", _what(error)))
            continue
        if reply.id in seen:
            problems.append(_problem(path, number, "reply-id-twice", f"the id {reply.id!r} stands here before"))
        seen.add(reply.id)
        replies.append(reply)
    return RepliesFile(path.stem, tuple(replies), tuple(problems))


def load_replies(folder: Path = REPLIES_FOLDER) -> dict[str, tuple[LabelledReply, ...]]:
    """Return the replies of `folder` by author, in order; raises ContentError with every line at fault."""
    files = [read_replies(path) for path in sorted(folder.glob("*.jsonl"))]
    problems = tuple(problem for file in files for problem in file.problems)
    if problems:
        raise ContentError(problems)
    return {file.author: file.replies for file in files}


def read_spans(folder: Path = REPLIES_FOLDER) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the words that a person marked as making a move, by reply id and move; raises ContentError."""
    path = folder / SPANS_FILE
    if not path.is_file():
        return {}
    problems: list[Problem] = []
    marked: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, line in enumerate(_lines(path, problems), start=1):
        try:
            one = json.loads(line)
            marked[str(one["id"]), str(one["move"])] = tuple(map(str, one["words"]))
        except (ValueError, KeyError, TypeError):
            problems.append(_problem(path, number, "span-line", 'not {"id": …, "move": …, "words": […]}'))
    if problems:
        raise ContentError(tuple(problems))
    return marked


def conflicts_in(replies: Iterable[LabelledReply]) -> list[tuple[LabelledReply, LabelledReply]]:
    """Return pairs of replies with the same words in the same context whose labels contradict each other."""
    first: dict[tuple[str, str, frozenset[Topic]], list[LabelledReply]] = {}
    found: list[tuple[LabelledReply, LabelledReply]] = []
    for reply in replies:
        before = first.setdefault((_folded(reply.caller), _folded(reply.reply), reply.raised), [])
        found += [(other, reply) for other in before if _contradict(other, reply)]
        before.append(reply)
    return found


def reply_line(reply: LabelledReply) -> str:
    """Return `reply` as a line of a replies file, without its line end."""
    kept = reply.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    ordered = {key: sorted(value) if isinstance(value, list) else value for key, value in kept.items()}
    return json.dumps(ordered | {"moves": sorted(reply.moves)}, ensure_ascii=False)


def _contradict(one: LabelledReply, other: LabelledReply) -> bool:
    both = (one.judged or MOVES) & (other.judged or MOVES)
    return (one.moves & both) != (other.moves & both)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _lines(path: Path, problems: list[Problem]) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(_problem(path, 1, "reply-file", f"cannot be read: {error}"))
        return
    yield from (line for line in text.split("\n") if line.strip())


def _what(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault: Any = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        said = str(fault["msg"]).removeprefix("Value error, ")
        return f"{place}: {said}" if place else said
    return "not a JSON object on one line"


def _problem(path: Path, line: int, code: str, message: str) -> Problem:
    return Problem(str(path), line, 1, "error", code, message, "see rubrics/replies/README.md for what may stand here")
