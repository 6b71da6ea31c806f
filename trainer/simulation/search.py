"""Short ways to each ending and each fact, found by trying every reply that can matter, nearest first."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.content.moves import CRITICAL_MOVES, HARMFUL_MOVES, HELPFUL_MOVES, MOVES, NEUTRAL_MOVES
from trainer.simulation.walker import Walker

GOOD_PRACTICE = HELPFUL_MOVES | NEUTRAL_MOVES
MOST_TRIED = 12_000  # situations looked at before the search gives up; a few seconds at worst

Path = tuple[str, ...]  # one move a reply, "" for a reply that does nothing, END where the trainee ends the call
END = "(ends the call)"


@dataclass
class Found:
    """The shortest path found to each ending and fact; `complete` where nothing was left to try."""

    endings: dict[str, Path] = field(default_factory=dict)
    facts: dict[str, Path] = field(default_factory=dict)
    complete: bool = True


def explore(walker: Walker, setting: Setting, moves: Collection[str] = MOVES, *, most: int = MOST_TRIED) -> Found:
    """Return what replies that make at most one of `moves` each can lead to, from `setting`'s opening."""
    found, tried = Found(), 0
    choices = _choices(walker, moves)
    begin = walker.begin(setting)
    seen = {_key(begin)}
    waiting: deque[tuple[Situation, Path]] = deque([(begin, ())])
    wanted = len(walker.scenario.endings) + len(walker.scenario.facts)
    while waiting and len(found.endings) + len(found.facts) < wanted:
        now, path = waiting.popleft()
        tried += 1
        if tried > most:
            found.complete = False
            break
        found.endings.setdefault(walker.scenario.states[now.state].if_trainee_ends, (*path, END))
        if len(path) >= walker.longest:
            if walker.scenario.time_runs_out:
                found.endings.setdefault(walker.scenario.time_runs_out, path)
            continue
        for choice in choices:
            then = walker.after(now, choice)
            along = (*path, next(iter(choice), ""))
            for fact in then.told - now.told:
                found.facts.setdefault(fact, along)
            if walker.over(then):
                found.endings.setdefault(then.state, along)
            elif (key := _key(then)) not in seen:
                seen.add(key)
                waiting.append((then, along))
    return found


def _choices(walker: Walker, moves: Collection[str]) -> list[frozenset[str]]:
    """Return the replies worth trying: each move that the scenario looks for, one of each kind it does not, nothing."""
    named = {
        move
        for ways in walker.ways.values()
        for way in ways
        for condition in (way.when, way.opens)
        if condition
        for move in condition.any | condition.all | condition.none | condition.earlier | condition.never
    }
    named |= {move for state in walker.scenario.states.values() for move in state.openers}
    kinds = (HELPFUL_MOVES, NEUTRAL_MOVES, CRITICAL_MOVES, HARMFUL_MOVES - CRITICAL_MOVES)
    plain = [min(rest) for kind in kinds if (rest := (kind & set(moves)) - named)]
    return [frozenset({move}) for move in sorted(named & set(moves)) + plain] + [frozenset()]


def _key(now: Situation) -> tuple[object, ...]:
    return now.state, now.mood, now.hurt, now.told, now.earlier, now.replies, now.moves
