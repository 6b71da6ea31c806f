"""The 40 moves a reply can make: their names, and the files that define each with examples and cues."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from trainer.content.problem import Problem
from trainer.content.yaml_source import load_plain
from trainer.errors import ContentError

MoveKind = Literal["helpful", "neutral", "harmful"]
Topic = Literal["police", "exit", "suicide", "faith", "children", "drugs"]

HELPFUL_MOVES = frozenset({
    "introduces_service", "asks_name_or_pronoun_optional", "checks_immediate_safety", "asks_consent_before_questions",
    "validates_feeling", "believes_caller", "reflects_content", "open_question", "affirms_strength",
    "asks_what_caller_wants", "offers_choices", "respects_no", "safety_planning", "shares_resource_with_consent",
    "explains_confidentiality_honestly", "names_limits_honestly", "asks_about_suicide_directly",
    "asks_for_what_was_seen", "explains_what_trafficking_is", "redirects_to_lived_experience", "sets_boundary",
    "repairs_mistake", "warm_close",
})  # fmt: skip
NEUTRAL_MOVES = frozenset({"gives_asked_for_information", "gentle_humour", "brief_peer_disclosure"})
HARMFUL_MOVES = frozenset({
    "suggests_police_unasked", "threatens_or_promises_reporting", "rescue_language", "assumes_exit", "blames_caller",
    "interrogates", "minimises", "moralises", "gives_orders", "false_promise", "asks_identifying_details",
    "legal_advice_overreach", "validates_conspiracy", "shuts_down_caller",
})  # fmt: skip
CRITICAL_MOVES = frozenset({"suggests_police_unasked", "threatens_or_promises_reporting"})
MOVES = HELPFUL_MOVES | NEUTRAL_MOVES | HARMFUL_MOVES

MOVES_FOLDER = Path(__file__).resolve().parents[2] / "rubrics" / "moves"
WORD_LISTS_FILE = "_words.yaml"

Words = Annotated[str, Field(min_length=1, max_length=600)]


def _good(move: str) -> str:
    if move not in MOVES - HARMFUL_MOVES:
        raise ValueError(f"`{move}` is not a helpful or neutral move")
    return move


GoodMove = Annotated[str, AfterValidator(_good)]


def kind_of(move: str) -> MoveKind:
    """Return whether `move` is helpful, neutral or harmful; raises KeyError for a move nobody knows."""
    if move in HELPFUL_MOVES:
        return "helpful"
    if move in NEUTRAL_MOVES:
        return "neutral"
    if move in HARMFUL_MOVES:
        return "harmful"
    raise KeyError(move)


class _Authored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(_Authored):
    """A reply that makes the move, with the caller's line before it where that decides."""

    text: Words
    caller: str = ""
    raised: frozenset[Topic] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_the_reply(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class NonExample(_Authored):
    """A reply that looks like the move and is not, and why."""

    text: Words
    why: Words
    caller: str = ""
    raised: frozenset[Topic] = frozenset()


class Cue(_Authored):
    """Patterns that let a move be heard, and what must be so around them.

    `say` is looked for in each sentence; without it any clause that meets the conditions counts. `sure` is 0–1: cues
    of a helpful or neutral move add up, a harmful move needs one sure cue. Left-out conditions do not bind, except
    that a cue is the handler's own words and is not negated unless it says otherwise.
    """

    say: tuple[str, ...] = ()
    sure: Annotated[float, Field(gt=0, le=1)] = 0.8
    voice: tuple[Literal["handler", "quoted", "reported"], ...] = ("handler",)
    negated: Literal["never", "always", "either"] = "never"
    mood: tuple[Literal["statement", "open_question", "closed_question", "order", "offer"], ...] = ()
    question: bool | None = None
    hypothetical: bool | None = None
    past: bool | None = None
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    raised: tuple[Topic, ...] = ()
    not_raised: tuple[Topic, ...] = ()
    caller: tuple[str, ...] = ()
    caller_asks: bool | None = None
    echo: Annotated[int, Field(ge=0, le=10)] = 0
    longest: Annotated[int, Field(ge=0, le=100)] = 0


class Move(_Authored):
    """One move's file: what it is, examples on both sides, and the cues by which it is heard.

    `heard_as` completes "heard as …"; `how` tells a trainee in one plain sentence to make it; `yields_to` names moves
    that, heard in the same sentence, silence this one.
    """

    id: str
    kind: MoveKind
    critical: bool = False
    title: Words
    heard_as: Words
    definition: Words
    examples: Annotated[tuple[Example, ...], Field(min_length=3)]
    non_examples: Annotated[tuple[NonExample, ...], Field(min_length=1)]
    how: Words | None = None
    note: Words | None = None
    better: Annotated[Words | None, Field(alias="try")] = None
    yields_to: tuple[str, ...] = ()
    cues: Annotated[tuple[Cue, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_the_catalogue(self) -> "Move":
        if self.id not in MOVES:
            raise ValueError(f"{self.id!r} is not one of the {len(MOVES)} moves")
        if self.kind != kind_of(self.id) or self.critical != (self.id in CRITICAL_MOVES):
            raise ValueError(f"kind and critical do not fit {self.id}")
        if self.kind != "harmful" and not self.how:
            raise ValueError("a helpful or neutral move needs `how`: one plain sentence to whoever is to make it")
        if self.kind == "harmful" and not (self.note and self.better):
            raise ValueError("a harmful move needs a kind `note` and a better line under `try`")
        if unknown := set(self.yields_to) - MOVES:
            raise ValueError(f"yields_to names unknown moves: {', '.join(sorted(unknown))}")
        return self


def load_moves(folder: Path = MOVES_FOLDER) -> dict[str, Move]:
    """Return the moves defined in `folder` by id, in order; raises ContentError with every faulty file."""
    moves: dict[str, Move] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("[a-z]*.yaml")):
        try:
            move = Move.model_validate(load_plain(path))
        except ValidationError as error:
            problems.extend(_problems(path, error))
            continue
        if move.id != path.stem:
            problems.append(_problem(path, f"the id {move.id!r} is not the file's name"))
        moves[move.id] = move
    problems.extend(
        _problem(folder / f"{name}.yaml", "this move's file is missing") for name in sorted(MOVES - set(moves))
    )
    if problems:
        raise ContentError(tuple(problems))
    return moves


def load_word_lists(folder: Path = MOVES_FOLDER) -> dict[str, tuple[str, ...]]:
    """Return the named word lists that cues of every move may use; raises ContentError."""
    path = folder / WORD_LISTS_FILE
    data = load_plain(path)
    if not isinstance(data, dict) or not all(isinstance(entries, list) for entries in data.values()):
        raise ContentError((_problem(path, "each name needs a list of words"),))
    return {str(name): tuple(str(entry) for entry in entries) for name, entries in data.items()}


def _problems(path: Path, error: ValidationError) -> list[Problem]:
    return [
        _problem(path, f"{'.'.join(str(part) for part in fault['loc']) or 'file'}: {fault['msg']}")
        for fault in error.errors()
    ]


def _problem(path: Path, message: str) -> Problem:
    return Problem(str(path), 1, 1, "error", "move-file", message)
