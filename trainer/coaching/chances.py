"""Chances that passed: the caller's line called for something, and the reply went elsewhere."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from trainer.calls.transcript import Transcript, Turn
from trainer.coaching.calling_for import (
    ANSWERS,
    CALLS_FOR,
    CANNOT_WAIT,
    MEETS_A_FEELING,
    OWN_FIRST,
    criteria_for,
    feeling_in,
)
from trainer.content.rubric import Rubric
from trainer.content.scenario import Cue, Scenario

A_FEELING = "The caller says how they feel: {feeling}."
MEET_IT = "Meet the feeling in a few words before anything else."
MOST = 3


@dataclass(frozen=True)
class Chance:
    """A chance that passed at the reply `n`: what the caller's line before it called for, what to try, a line for it.

    `better_line` is empty where no line is known that fits this very moment.
    """

    n: int
    called_for: str
    to_try: str
    better_line: str


@dataclass(frozen=True)
class _Moment:
    """A caller's line with the reply to it; `made` are the moves before, `raised` the cues."""

    line: Turn
    reply: Turn
    made: frozenset[str]
    raised: frozenset[Cue]
    opened: bool

    @property
    def moves(self) -> frozenset[str]:
        """What the reply does, or may do: a move that may have been made counts as made."""
        return frozenset(heard.move for heard in (*self.reply.moves, *self.reply.maybe))


def chances_in(transcript: Transcript, rubric: Rubric, scenario: Scenario) -> list[Chance]:
    """Return the chances that passed, oldest first: each kind once, three of a call at most, what cannot wait first.

    A reply that the caller opened to passed nothing by, but for a danger to life.
    """
    found: dict[str, tuple[bool, Chance]] = {}
    for moment in _moments(transcript):
        for urgent, chance in (_at_cue(moment, transcript, rubric, scenario), _at_feeling(moment, scenario)):
            if chance:
                found.setdefault(chance.to_try, (urgent, chance))
                break
    kept = sorted(found.values(), key=lambda one: (not one[0], one[1].n))[:MOST]
    return sorted((chance for _, chance in kept), key=lambda one: one.n)


def _moments(transcript: Transcript) -> Iterator[_Moment]:
    made: frozenset[str] = frozenset()
    raised: frozenset[Cue] = frozenset()
    turns = transcript.turns
    for index, (line, reply) in enumerate(pairwise(turns)):
        if line.speaker == "caller" and reply.speaker == "trainee":
            answer = turns[index + 2] if index + 2 < len(turns) else None
            opened = answer is not None and answer.mood.trust > reply.mood.trust
            moment = _Moment(line, reply, made, raised, opened)
            yield moment
            made |= moment.moves
            raised |= frozenset(line.cues)


def _at_cue(moment: _Moment, transcript: Transcript, rubric: Rubric, scenario: Scenario) -> tuple[bool, Chance | None]:
    for cue in (cue for cue in CALLS_FOR if cue in moment.line.cues):
        urgent = cue in CANNOT_WAIT
        if moment.opened and not urgent:
            continue
        for criterion, rule in criteria_for(cue, rubric, transcript.type):
            answered = moment.moves | (moment.made if rule.or_earlier else frozenset())
            asked = criterion.level.of(transcript.type) == "required" and criterion.id not in scenario.does_not_ask_for
            if not asked or (rule.first_only and cue in moment.raised) or answered.intersection(rule.moves):
                continue
            better = _own_line(rule.moves, moment, scenario) or ("" if cue in OWN_FIRST else ANSWERS[cue].says)
            return urgent, Chance(moment.reply.n, CALLS_FOR[cue], criterion.feedback.to_try, better)
    return False, None


def _at_feeling(moment: _Moment, scenario: Scenario) -> tuple[bool, Chance | None]:
    feeling = feeling_in(moment.line.text)
    if not feeling or moment.opened or MEETS_A_FEELING.intersection(moment.moves):
        return False, None
    better = _own_line(("validates_feeling", "reflects_content", "believes_caller"), moment, scenario)
    return False, Chance(moment.reply.n, A_FEELING.format(feeling=feeling), MEET_IT, better)


def _own_line(moves: Collection[str], moment: _Moment, scenario: Scenario) -> str:
    """The line of the state's hint, where it makes one of `moves`; others of the scenario know of other moments."""
    state = scenario.states.get(moment.reply.state)
    return state.hint.says if state and state.hint and state.hint.move in moves else ""
