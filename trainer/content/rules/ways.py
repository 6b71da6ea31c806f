"""Rules on ways: a call must be able to go on, to end, and to answer whatever is said."""

from collections.abc import Iterator
from itertools import combinations

from trainer.content.moves import HARMFUL_MOVES
from trainer.content.rules.known import Known
from trainer.content.rules.parts import guards_in, openings_in, reactions_in
from trainer.content.scenario import Guard, Range, Reaction, Scenario
from trainer.content.yaml_source import KeyPath, Source


def check_every_state_is_reachable(scenario: Scenario, source: Source, _: Known) -> None:
    reached = _reached(scenario)
    for name in scenario.states:
        if name not in reached:
            place = source.key_place(("states", name))
            source.report(place, "unreachable-state", f"nothing leads to the state `{name}`", "add a reaction `to` it")


def check_every_ending_is_reachable(scenario: Scenario, source: Source, _: Known) -> None:
    reached = _reached(scenario)
    for name in scenario.endings:
        if name not in reached:
            place = source.key_place(("endings", name))
            source.report(place, "unreachable-ending", f"nothing leads to the ending `{name}`", "lead to it")


def check_every_state_has_a_way_out(scenario: Scenario, source: Source, _: Known) -> None:
    common = {reaction.to for reaction in scenario.anywhere if reaction.to}
    for name, state in scenario.states.items():
        ways = common | {reaction.to for reaction in state.reactions if reaction.to}
        if not ways - {name}:
            place = source.key_place(("states", name))
            source.report(place, "no-way-out", f"no reaction leaves the state `{name}`", "add a reaction with `to`")


def check_every_fact_can_be_told(scenario: Scenario, source: Source, _: Known) -> None:
    told = {reaction.tells for reaction, _ in reactions_in(scenario)}
    for name in scenario.facts:
        if name not in told:
            place = source.key_place(("facts", name))
            source.report(place, "fact-never-told", f"no reaction tells `{name}`", "add `tells` to a reaction")


def check_every_harmful_move_is_answered(scenario: Scenario, source: Source, _: Known) -> None:
    common = _answered(scenario.anywhere)
    for name, state in scenario.states.items():
        missing = sorted(HARMFUL_MOVES - common - _answered(state.reactions))
        if missing:
            place = source.key_place(("states", name))
            message = f"in `{name}` nothing answers {', '.join(missing)}"
            source.report(place, "harm-unanswered", message, "add a reaction here or under `anywhere`")


def check_every_guard_can_hold(scenario: Scenario, source: Source, _: Known) -> None:
    for guard, at in guards_in(scenario):
        if why := _contradiction(guard):
            message = f"this can never hold: {why}"
            source.report(source.place(at), "guard-never-holds", message, "take one of the two out")
    own = [(reaction.tells, reaction.when, (*at, "when")) for reaction, at in reactions_in(scenario)]
    own += [(name, fact.opens, ("facts", name, "opens")) for name, fact in scenario.facts.items()]
    for fact, guard, at in own:
        if fact in guard.told:
            message = f"this can never hold: `{fact}` is told here, and only after it was told"
            source.report(source.place(at), "guard-never-holds", message, "take it out of `told`")


def check_no_reaction_is_shadowed(scenario: Scenario, source: Source, _: Known) -> None:
    for first, second, at in _pairs_tried_in_order(scenario):
        if first.tells is None and _holds_whenever(first.when, second.when):
            message = "an earlier reaction answers whenever this one could"
            source.report(source.place(at), "reaction-shadowed", message, "put the narrower one first")


WAY_RULES = (
    check_every_state_is_reachable,
    check_every_ending_is_reachable,
    check_every_state_has_a_way_out,
    check_every_fact_can_be_told,
    check_every_harmful_move_is_answered,
    check_every_guard_can_hold,
    check_no_reaction_is_shadowed,
)


def _answered(reactions: tuple[Reaction, ...]) -> set[str]:
    """Return the moves that some reaction answers whatever the mood; narrower reactions may stand before it."""
    return {
        move
        for reaction in reactions
        for move in reaction.when.any
        if reaction.when == Guard(any=reaction.when.any) and not reaction.tells
    }


def _reached(scenario: Scenario) -> set[str]:
    """Return the states and endings that reactions lead to from any opening, whatever their guards."""
    common = {reaction.to for reaction in scenario.anywhere if reaction.to}
    reached: set[str] = {scenario.caller_leaves} | ({scenario.time_runs_out} if scenario.time_runs_out else set())
    waiting = [opening.state for opening, _ in openings_in(scenario)]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if state := scenario.states.get(name):
            ways = {reaction.to for reaction in state.reactions if reaction.to}
            waiting += [*sorted(common | ways), state.if_trainee_ends]
    return reached


def _contradiction(guard: Guard) -> str:
    """Return why `guard` can never hold, empty if it can."""
    for name in ("trust", "distress", "replies"):
        bounds: Range = getattr(guard, name)
        if bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
            return f"`{name}` has a min above its max"
    shut = {*guard.none, *guard.never}  # what was never made is not made in this reply either
    if guard.any and shut.issuperset(guard.any):
        return "every move of `any` is ruled out"
    pairs = (
        ("all", shut, "ruled out"),
        ("earlier", set(guard.never), "in `never`"),
        ("told", set(guard.untold), "in `untold`"),
    )
    for key, against, how in pairs:
        if both := against.intersection(getattr(guard, key)):
            return f"`{min(both)}` is in `{key}` and {how}"
    return ""


def _pairs_tried_in_order(scenario: Scenario) -> Iterator[tuple[Reaction, Reaction, KeyPath]]:
    """Yield pairs of reactions that are tried one after the other, with the place of the second."""
    groups: list[tuple[tuple[Reaction, ...], KeyPath]] = [
        (state.reactions, ("states", name, "reactions")) for name, state in scenario.states.items()
    ]
    for reactions, at in [*groups, (scenario.anywhere, ("anywhere",))]:
        for (i, first), (j, second) in combinations(enumerate(reactions), 2):
            del i
            if first.when.gravity == second.when.gravity:
                yield first, second, (*at, j)


def _holds_whenever(first: Guard, second: Guard) -> bool:
    """Return whether `first` surely holds in every case in which `second` does."""
    one_of_them = bool(second.any) and set(first.any) >= set(second.any)
    if first.any and not one_of_them and set(first.any).isdisjoint(second.all):
        return False
    lists = ("all", "none", "earlier", "never", "told", "untold", "switch")
    if any(not set(getattr(first, key)) <= set(getattr(second, key)) for key in lists):
        return False
    return all(_covers(getattr(first, key), getattr(second, key)) for key in ("trust", "distress", "replies"))


def _covers(wide: Range, narrow: Range) -> bool:
    low = wide.min is None or (narrow.min is not None and narrow.min >= wide.min)
    high = wide.max is None or (narrow.max is not None and narrow.max <= wide.max)
    return low and high
