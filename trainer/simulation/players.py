"""Those who play: from a good peer to a phrase-stuffer, each a way of choosing what the next reply does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from trainer.calls.situation import Situation
from trainer.content.moves import HARMFUL_MOVES, HELPFUL_MOVES, MOVES, NEUTRAL_MOVES
from trainer.content.scenario import Cue, Guard
from trainer.simulation.walker import Walker

Moves = frozenset[str]
NOTHING: Moves = frozenset()
END: None = None  # the player ends the call

_KIND = tuple(sorted(HELPFUL_MOVES | NEUTRAL_MOVES))
_ANY = tuple(sorted(MOVES))
_HARM = tuple(sorted(HARMFUL_MOVES))
_STUFFING: Moves = frozenset({"validates_feeling", "believes_caller", "affirms_strength", "warm_close"})
_SLIPS = ("minimises", "gives_orders", "interrogates", "false_promise", "blames_caller", "legal_advice_overreach")
_CARCERAL = ("suggests_police_unasked", "threatens_or_promises_reporting", "gives_orders", "legal_advice_overreach")
_RESCUING = ("rescue_language", "assumes_exit", "false_promise", "moralises", "gives_orders")
# What a practised peer does where the caller's words call for it.
_ANSWERS: Mapping[Cue, tuple[str, ...]] = {
    "refusal": ("respects_no",),
    "suicide": ("asks_about_suicide_directly",),
    "medical": ("checks_immediate_safety", "asks_consent_before_questions", "offers_choices"),
    "police_asked": ("gives_asked_for_information", "offers_choices", "asks_what_caller_wants"),
    "leaving_asked": ("gives_asked_for_information", "asks_what_caller_wants"),
    "privacy_asked": ("explains_confidentiality_honestly",),
    "boundary_test": ("sets_boundary",),
    "sensitive": ("asks_consent_before_questions", "offers_choices", "asks_what_caller_wants"),
}
# What belongs in most calls once, whoever calls.
_CRAFT = (
    "validates_feeling",
    "reflects_content",
    "open_question",
    "asks_what_caller_wants",
    "asks_consent_before_questions",
    "names_limits_honestly",
    "affirms_strength",
)
_PRYING = ("interrogates", "asks_identifying_details", "interrogates", "blames_caller")


@dataclass(frozen=True)
class Table:
    """What a player sees of a call: the walker that drives it, how it stands, and the dice."""

    walker: Walker
    now: Situation
    dice: Random


class Fitting:
    """Which helpful moves this caller has an ear for, state by state: what a peer who listens would think of."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def moves(self, now: Situation) -> tuple[str, ...]:
        """Return the moves that fit now; the more often one stands there, the better it fits."""
        return (*self._by_state[now.state], *(move for name in self._untold(now) for move in self._by_fact[name]))

    def answers(self, now: Situation) -> tuple[str, ...]:
        """Return what the caller's last words call for."""
        return tuple(move for cue in (now.way.cues if now.way else ()) for move in _ANSWERS[cue])

    def _untold(self, now: Situation) -> list[str]:
        return [name for name in self._by_fact if name not in now.told]

    @cached_property
    def _by_state(self) -> Mapping[str, tuple[str, ...]]:
        found = {}
        for name, state in self._walker.scenario.states.items():
            answered = [move for reaction in state.reactions for move in _kind(reaction.when)]
            leading = [reaction for reaction in state.reactions if reaction.to or reaction.tells]
            moving = [move for reaction in leading for move in _kind(reaction.when)]
            found[name] = (*state.openers, *state.openers, *answered, *moving) or _KIND
        return found

    @cached_property
    def _by_fact(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(_kind(fact.opens)) for name, fact in self._walker.scenario.facts.items()}


Player = Callable[[Table, Fitting], Moves | None]


def good_peer(table: Table, fitting: Fitting) -> Moves:
    """Follows this caller: answers what calls for it, does what fits, mends a slip at once; one or two things."""
    now, dice = table.now, table.dice
    if now.hurt:
        return frozenset({"repairs_mistake"})
    fits = fitting.moves(now)
    chosen = {dice.choice(fitting.answers(now) or fits)}
    if dice.random() < 0.85:
        missing = [move for move in _CRAFT if move not in now.earlier]
        chosen.add(dice.choice(missing if missing and dice.random() < 0.4 else fits))
    return frozenset(chosen)


def beginner(table: Table, fitting: Fitting) -> Moves:
    """Means well and is nervous: half of it fits, some is kind and beside the point, some slips and is half noticed."""
    roll = table.dice.random()
    if table.now.hurt and roll < 0.5:
        return frozenset({"repairs_mistake"})
    if roll < 0.58:
        return frozenset({table.dice.choice(fitting.moves(table.now))})
    if roll < 0.65:
        return frozenset({table.dice.choice(_SLIPS)})
    return frozenset({table.dice.choice(_KIND)}) if roll < 0.88 else NOTHING


def stuffer(table: Table, fitting: Fitting) -> Moves:
    """Says the same kind phrases whatever was said."""
    return _STUFFING


def silent(table: Table, fitting: Fitting) -> Moves:
    """Says nothing that does anything."""
    return NOTHING


def rescuer(table: Table, fitting: Fitting) -> Moves:
    """Wants to save the caller."""
    return _mostly(table, _RESCUING, ("validates_feeling", "open_question", "safety_planning"))


def carceral(table: Table, fitting: Fitting) -> Moves:
    """Believes in police, reports and orders."""
    return _mostly(table, _CARCERAL, ("checks_immediate_safety", "asks_for_what_was_seen", "open_question"))


def interrogator(table: Table, fitting: Fitting) -> Moves:
    """Wants to know it all, and who."""
    return _mostly(table, _PRYING, ("open_question", "asks_for_what_was_seen"))


def random_player(table: Table, fitting: Fitting) -> Moves | None:
    """Does anything at all, and sometimes ends the call."""
    if table.dice.random() < 0.05:
        return END
    return frozenset(table.dice.sample(_ANY, table.dice.choice((0, 1, 1, 2))))


def wanderer(table: Table, fitting: Fitting) -> Moves | None:
    """Follows the caller and slips now and then in every way there is; meant to get everywhere."""
    roll = table.dice.random()
    if roll < 0.03:
        return END
    if roll < 0.12:
        return frozenset({table.dice.choice(_HARM)})
    if roll < 0.2:
        return frozenset({table.dice.choice(_KIND)})
    return NOTHING if roll < 0.28 else good_peer(table, fitting)


PLAYERS: Mapping[str, Player] = {
    "good": good_peer,
    "beginner": beginner,
    "stuffer": stuffer,
    "silent": silent,
    "rescuer": rescuer,
    "carceral": carceral,
    "interrogator": interrogator,
    "random": random_player,
    "wanderer": wanderer,
}


def _kind(guard: Guard) -> list[str]:
    return [move for move in (*guard.any, *guard.all) if move not in HARMFUL_MOVES]


def _mostly(table: Table, usual: tuple[str, ...], else_: tuple[str, ...]) -> Moves:
    return frozenset({table.dice.choice(usual if table.dice.random() < 0.65 else else_)})
