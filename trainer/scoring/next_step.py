"""One thing to try: of all a scorecard holds, the one improvement that is shown first."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.calls.transcript import Transcript
from trainer.content.moves import HARMFUL_MOVES, Move
from trainer.content.rubric import AnswersCue, Before, Made, Rubric, Rule
from trainer.listening.listener import Heard
from trainer.scoring.criteria import Evidence
from trainer.scoring.critical import CriticalMoment
from trainer.scoring.scorecard import CriterionResult, Scorecard

Rules = Mapping[str, Rule]

STAYED = "You stay with a hard call and practise it. Thank you."


@dataclass(frozen=True)
class NextStep:
    """What worked, one thing to try, a better line, and why.

    `about` names the critical entry, move or criterion, "" when nothing is left to name; `quote` is what it
    starts from; `with_trainer`: a trainer looks at it together with the trainee.
    """

    about: str
    quote: Evidence | None
    to_try: str
    better_line: str
    why: str
    with_trainer: bool = False
    worked: str = ""
    worked_quote: Evidence | None = None


AGAIN = NextStep(
    about="",
    quote=None,
    to_try="Play this caller again, wait one breath longer before you answer, and see what they tell you.",
    better_line="",
    why="The same caller opens differently when there is more room.",
)


def one_thing_to_try(
    card: Scorecard,
    transcript: Transcript,
    rubric: Rubric,
    try_instead: Mapping[str, str],
    move_notes: Mapping[str, Move],
) -> NextStep:
    """Return the next step: a critical moment, else the weightiest harm, else the weightiest thing missed.

    `rubric` is the one that made `card`; `try_instead` are the scenario's own better lines by move; `move_notes` the
    moves' files by id.
    """
    rules = {criterion.id: criterion.rule for _, criterion in rubric.criteria()}
    step = (
        _from_critical(card, transcript, try_instead, move_notes)
        or _from_harm(card, transcript, try_instead, move_notes)
        or _from_missed(card, rules, try_instead)
        or AGAIN
    )
    worked, quote = _worked(card, rules, {n for n, _ in _harm(transcript)})
    return replace(step, worked=worked, worked_quote=quote)


def _worked(card: Scorecard, rules: Rules, slipped: Collection[int]) -> tuple[str, Evidence | None]:
    """Return what worked: first what answered this very caller, and never in the words of a reply that also hurt."""
    met = [
        (one, quote)
        for one in card.criteria
        if one.status == "met"
        for quote in one.evidence
        if quote.turn not in slipped
    ]
    if not met:
        return STAYED, None
    best, quote = max(
        met, key=lambda each: (each[0].level == "required", _answers(rules, each[0]), _weight(card, each[0]))
    )
    return best.feedback, quote


def _answers(rules: Rules, one: CriterionResult) -> bool:
    return isinstance(rules.get(one.id), AnswersCue)


def _from_critical(
    card: Scorecard, transcript: Transcript, lines: Mapping[str, str], notes: Mapping[str, Move]
) -> NextStep | None:
    if not card.critical:
        return None
    first = min(card.critical, key=lambda one: one.turn)
    heard = _harm_at(first, transcript)
    better = _better(heard.move, lines, notes) if heard else ""
    quote = Evidence(first.turn, first.quote) if first.quote else None
    return NextStep(first.id, quote, first.to_try, better, first.note, with_trainer=True)


def _from_harm(
    card: Scorecard, transcript: Transcript, lines: Mapping[str, str], notes: Mapping[str, Move]
) -> NextStep | None:
    found = [(one, n, heard) for n, heard in _harm(transcript) if (one := _criterion_of(card, n, heard))]
    if not found:
        return None
    one, n, heard = max(found, key=lambda each: (each[0].status == "missed", _weight(card, each[0]), -each[1]))
    note = notes[heard.move].note if heard.move in notes else None
    better = _better(heard.move, lines, notes) or one.better_line
    return NextStep(heard.move, Evidence(n, heard.quote), note or one.feedback, better, one.why)


def _from_missed(card: Scorecard, rules: Rules, lines: Mapping[str, str]) -> NextStep | None:
    open_ = [one for one in card.criteria if one.level == "required" and one.status in {"missed", "partly"}]
    if not open_:
        return None
    one = max(open_, key=lambda each: (each.status == "missed", _weight(card, each)))
    quote = one.evidence[0] if one.evidence else None
    better = next((lines[move] for move in _met_by(rules.get(one.id)) if move in lines), one.better_line)
    return NextStep(one.id, quote, one.feedback, better, one.why)


def _met_by(rule: Rule | None) -> Iterable[str]:
    match rule:
        case Made():
            return rule.moves or tuple(rule.counts)
        case Before() | AnswersCue():
            return rule.moves
        case _:
            return ()


def _harm(transcript: Transcript) -> Iterator[tuple[int, Heard]]:
    for turn in transcript.turns:
        if turn.speaker == "trainee":
            yield from ((turn.n, heard) for heard in turn.moves if heard.move in HARMFUL_MOVES)


def _harm_at(moment: CriticalMoment, transcript: Transcript) -> Heard | None:
    here = [heard for n, heard in _harm(transcript) if n == moment.turn]
    return next((heard for heard in here if heard.quote == moment.quote), None)


def _criterion_of(card: Scorecard, n: int, heard: Heard) -> CriterionResult | None:
    evidence = Evidence(n, heard.quote)
    open_ = (one for one in card.criteria if one.status in {"missed", "partly"} and one.level == "required")
    return next((one for one in open_ if evidence in one.evidence), None)


def _better(move: str, lines: Mapping[str, str], notes: Mapping[str, Move]) -> str:
    return lines.get(move) or (notes[move].better if move in notes else None) or ""


def _weight(card: Scorecard, one: CriterionResult) -> int:
    return next((dimension.weight for dimension in card.dimensions if dimension.id == one.dimension), 0)
