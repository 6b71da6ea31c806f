"""Chances that passed: the caller's line called for something, and the reply went elsewhere."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from trainer.calls.transcript import Transcript, Turn
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR, MEETS_A_FEELING, criteria_for, feeling_in
from trainer.content.rubric import Rubric
from trainer.content.scenario import Scenario

A_FEELING = "The caller says how they feel: {feeling}."
MEET_IT = "Meet the feeling in a few words before anything else."


@dataclass(frozen=True)
class Chance:
    """A chance that passed at the reply `n`: what the caller's line `line` called for, what to try, a line for it."""

    line: int
    n: int
    called_for: str
    to_try: str
    better_line: str


def chances_in(transcript: Transcript, rubric: Rubric, scenario: Scenario) -> Iterator[Chance]:
    """Yield at most one chance for each reply; a move that may have been made counts as made."""
    made: set[str] = set()
    seen: set[str] = set()
    for turn, reply in pairwise(transcript.turns):
        if turn.speaker != "caller" or reply.speaker != "trainee":
            continue
        moves = {heard.move for heard in (*reply.moves, *reply.maybe)}
        if chance := _at_cue(turn, reply, moves, made, seen, transcript, rubric, scenario) or _at_feeling(
            turn, reply, moves, scenario
        ):
            yield chance
        made |= moves
        seen |= set(turn.cues)


def line_for(moves: Collection[str], state: str, scenario: Scenario, fallback: str) -> str:
    """Return a line that makes one of `moves` and fits this caller in this state, else `fallback`."""
    here = scenario.states.get(state)
    if here and here.hint and here.hint.move in moves:
        return here.hint.says
    return next((scenario.try_instead[move] for move in moves if move in scenario.try_instead), fallback)


def _at_cue(
    turn: Turn,
    reply: Turn,
    moves: Collection[str],
    made: Collection[str],
    seen: Collection[str],
    transcript: Transcript,
    rubric: Rubric,
    scenario: Scenario,
) -> Chance | None:
    for cue, called_for in CALLS_FOR.items():
        if cue not in turn.cues:
            continue
        for criterion, rule in criteria_for(cue, rubric, transcript.type):
            answered = {*moves, *(made if rule.or_earlier else ())}
            if (rule.first_only and cue in seen) or answered.intersection(rule.moves):
                continue
            better = line_for(rule.moves, reply.state, scenario, ANSWERS[cue].says)
            return Chance(turn.n, reply.n, called_for, criterion.feedback.to_try, better)
    return None


def _at_feeling(turn: Turn, reply: Turn, moves: Collection[str], scenario: Scenario) -> Chance | None:
    feeling = feeling_in(turn.text)
    if not feeling or MEETS_A_FEELING.intersection(moves):
        return None
    better = line_for(("validates_feeling", "reflects_content", "believes_caller"), reply.state, scenario, "")
    return Chance(turn.n, reply.n, A_FEELING.format(feeling=feeling), MEET_IT, better)
