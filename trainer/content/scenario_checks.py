"""What makes a well-formed scenario playable: one function a rule, each reporting with a stable code."""

from collections.abc import Iterator

from trainer.content.moves import HARMFUL_MOVES, MOVES
from trainer.content.resources import PLACEHOLDER
from trainer.content.scenario import Guard, Line, Reaction, Scenario
from trainer.content.yaml_source import KeyPath, Source

Kinds = frozenset[str] | None


def check_id_is_the_file_name(scenario: Scenario, source: Source, _: Kinds) -> None:
    if scenario.id != source.path.stem:
        message = f"the id is `{scenario.id}`, the file's name is `{source.path.stem}`"
        source.report(source.place(("id",)), "id-not-file-name", message, "make them the same")


def check_moves_are_known(scenario: Scenario, source: Source, _: Kinds) -> None:
    named = [(name, path) for guard, at in _guards(scenario) for name, path in _moves_of(guard, at)]
    for state, value in scenario.states.items():
        named += [(name, ("states", state, "openers", i)) for i, name in enumerate(value.openers)]
    for name, path in named:
        if name not in MOVES:
            source.report(source.place(path), "unknown-move", f"no move is called `{name}`", "see rubrics/moves")


def check_advice_names_known_moves(scenario: Scenario, source: Source, _: Kinds) -> None:
    for name in scenario.try_instead:
        if name not in MOVES:
            place = source.key_place(("try_instead", name))
            source.report(place, "unknown-move", f"no move is called `{name}`", "see rubrics/moves")


def check_facts_are_known(scenario: Scenario, source: Source, _: Kinds) -> None:
    named = [
        (name, (*at, key, i))
        for guard, at in _guards(scenario)
        for key, names in (("told", guard.told), ("untold", guard.untold))
        for i, name in enumerate(names)
    ]
    named += [(reaction.tells, (*at, "tells")) for reaction, at in _reactions(scenario) if reaction.tells]
    for name, path in named:
        if name not in scenario.facts:
            source.report(source.place(path), "unknown-fact", f"no fact is called `{name}`", "add it under `facts`")


def check_every_fact_can_be_told(scenario: Scenario, source: Source, _: Kinds) -> None:
    told = {reaction.tells for reaction, _ in _reactions(scenario)}
    for name in scenario.facts:
        if name not in told:
            place = source.key_place(("facts", name))
            source.report(place, "fact-never-told", f"no reaction tells `{name}`", "add `tells` to a reaction")


def check_targets_exist(scenario: Scenario, source: Source, _: Kinds) -> None:
    places = scenario.states.keys() | scenario.endings.keys()
    for reaction, at in _reactions(scenario):
        if reaction.to and reaction.to not in places:
            message = f"no state or ending is called `{reaction.to}`"
            source.report(source.place((*at, "to")), "unknown-state", message, "add it or correct the name")
    if scenario.opening.state not in scenario.states:
        message = f"no state is called `{scenario.opening.state}`"
        source.report(source.place(("opening", "state")), "unknown-state", message, "name one under `states`")


def check_endings_exist(scenario: Scenario, source: Source, _: Kinds) -> None:
    named: list[tuple[str, KeyPath]] = [(scenario.caller_leaves, ("caller_leaves",))]
    if scenario.time_runs_out:
        named.append((scenario.time_runs_out, ("time_runs_out",)))
    named += [(state.if_trainee_ends, ("states", name, "if_trainee_ends")) for name, state in scenario.states.items()]
    for name, path in named:
        if name not in scenario.endings:
            source.report(source.place(path), "unknown-ending", f"no ending is called `{name}`", "see `endings`")


def check_names_are_used_once(scenario: Scenario, source: Source, _: Kinds) -> None:
    for name in scenario.states.keys() & scenario.endings.keys():
        place = source.key_place(("endings", name))
        source.report(place, "name-used-twice", f"`{name}` is a state and an ending", "rename one")


def check_every_state_is_reachable(scenario: Scenario, source: Source, _: Kinds) -> None:
    reached = _reached(scenario)
    for name in scenario.states:
        if name not in reached:
            place = source.key_place(("states", name))
            source.report(place, "unreachable-state", f"nothing leads to the state `{name}`", "add a reaction `to` it")


def check_every_ending_is_reachable(scenario: Scenario, source: Source, _: Kinds) -> None:
    reached = _reached(scenario)
    for name in scenario.endings:
        if name not in reached:
            place = source.key_place(("endings", name))
            source.report(place, "unreachable-ending", f"nothing leads to the ending `{name}`", "lead to it")


def check_every_state_has_a_way_out(scenario: Scenario, source: Source, _: Kinds) -> None:
    common = {reaction.to for reaction in scenario.anywhere if reaction.to}
    for name, state in scenario.states.items():
        ways = common | {reaction.to for reaction in state.reactions if reaction.to}
        if not ways - {name}:
            place = source.key_place(("states", name))
            source.report(place, "no-way-out", f"no reaction leaves the state `{name}`", "add a reaction with `to`")


def check_every_harmful_move_is_answered(scenario: Scenario, source: Source, _: Kinds) -> None:
    common = _answered(scenario.anywhere)
    for name, state in scenario.states.items():
        missing = sorted(HARMFUL_MOVES - common - _answered(state.reactions))
        if missing:
            place = source.key_place(("states", name))
            message = f"in `{name}` nothing answers {', '.join(missing)}"
            source.report(place, "harm-unanswered", message, "add a reaction here or under `anywhere`")


def check_reactions_say_something(scenario: Scenario, source: Source, _: Kinds) -> None:
    for reaction, at in _reactions(scenario):
        ending = scenario.endings.get(reaction.to or "")
        if not reaction.lines and not reaction.tells and not (ending and ending.lines):
            source.report(source.place(at), "silent-reaction", "this reaction says nothing", "add `lines`")


def check_limit_fits_the_channel(scenario: Scenario, source: Source, _: Kinds) -> None:
    limits = {scenario.time_limit_minutes is not None, scenario.time_runs_out is not None}
    if limits != {scenario.channel == "prison_call"}:
        message = "a prison_call, and only that, has `time_limit_minutes` and `time_runs_out`"
        source.report(source.place(("channel",)), "limit-without-channel", message, "give both or neither")


def check_resources_are_known(scenario: Scenario, source: Source, kinds: Kinds) -> None:
    if kinds is None:
        return
    named: list[tuple[str, KeyPath]] = [(kind, ("resources", i)) for i, kind in enumerate(scenario.resources)]
    named += [(kind, at) for line, at in _lines(scenario) for kind in _placeholders(line)]
    named += [
        (kind, ("try_instead", move))
        for move, text in scenario.try_instead.items()
        for kind in PLACEHOLDER.findall(text)
    ]
    for kind, path in named:
        if kind not in kinds:
            message = f"no resource is of the kind `{kind}`"
            source.report(source.place(path), "unknown-resource", message, "see rubrics/resources.yaml")


CHECKS = (
    check_id_is_the_file_name,
    check_moves_are_known,
    check_advice_names_known_moves,
    check_facts_are_known,
    check_every_fact_can_be_told,
    check_targets_exist,
    check_endings_exist,
    check_names_are_used_once,
    check_every_state_is_reachable,
    check_every_ending_is_reachable,
    check_every_state_has_a_way_out,
    check_every_harmful_move_is_answered,
    check_reactions_say_something,
    check_limit_fits_the_channel,
    check_resources_are_known,
)


def _reactions(scenario: Scenario) -> Iterator[tuple[Reaction, KeyPath]]:
    for name, state in scenario.states.items():
        for i, reaction in enumerate(state.reactions):
            yield reaction, ("states", name, "reactions", i)
    for i, reaction in enumerate(scenario.anywhere):
        yield reaction, ("anywhere", i)


def _guards(scenario: Scenario) -> Iterator[tuple[Guard, KeyPath]]:
    for reaction, at in _reactions(scenario):
        yield reaction.when, (*at, "when")
    for name, fact in scenario.facts.items():
        yield fact.opens, ("facts", name, "opens")


def _moves_of(guard: Guard, at: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for key in ("any", "all", "none", "earlier", "never"):
        for i, name in enumerate(getattr(guard, key)):
            yield name, (*at, key, i)


def _lines(scenario: Scenario) -> Iterator[tuple[Line, KeyPath]]:
    groups: list[tuple[tuple[Line, ...], KeyPath]] = [(scenario.opening.lines, ("opening", "lines"))]
    groups += [(reaction.lines, (*at, "lines")) for reaction, at in _reactions(scenario)]
    groups += [(fact.lines, ("facts", name, "lines")) for name, fact in scenario.facts.items()]
    groups += [(s.otherwise.lines, ("states", name, "otherwise", "lines")) for name, s in scenario.states.items()]
    groups += [(ending.lines, ("endings", name, "lines")) for name, ending in scenario.endings.items()]
    for lines, at in groups:
        for i, line in enumerate(lines):
            yield line, (*at, i)


def _placeholders(line: Line) -> list[str]:
    return PLACEHOLDER.findall(f"{line.say} {line.soft or ''}")


def _answered(reactions: tuple[Reaction, ...]) -> set[str]:
    """Return the moves that some reaction answers whatever the mood; narrower reactions may stand before it."""
    return {
        move
        for reaction in reactions
        for move in reaction.when.any
        if reaction.when == Guard(any=reaction.when.any) and not reaction.tells
    }


def _reached(scenario: Scenario) -> set[str]:
    """Return the states and endings that reactions lead to from the opening, whatever their guards."""
    common = {reaction.to for reaction in scenario.anywhere if reaction.to}
    reached: set[str] = {scenario.caller_leaves} | ({scenario.time_runs_out} if scenario.time_runs_out else set())
    waiting = [scenario.opening.state]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if state := scenario.states.get(name):
            ways = {reaction.to for reaction in state.reactions if reaction.to}
            waiting += [*sorted(common | ways), state.if_trainee_ends]
    return reached
