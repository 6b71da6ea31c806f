"""Rules on names: whatever a scenario names must be there."""

from trainer.content.moves import MOVES
from trainer.content.resources import PLACEHOLDER
from trainer.content.rules.known import Known
from trainer.content.rules.parts import guards_in, lines_in, openings_in, placeholders_in, reactions_in
from trainer.content.scenario import Guard, Scenario
from trainer.content.validation import check_id
from trainer.content.yaml_source import KeyPath, Source


def check_id_is_the_file_name(scenario: Scenario, source: Source, _: Known) -> None:
    check_id(source, scenario.id)


def check_moves_are_known(scenario: Scenario, source: Source, _: Known) -> None:
    named = [pair for guard, at in guards_in(scenario) for pair in _moves_of(guard, at)]
    for state, value in scenario.states.items():
        named += [(name, ("states", state, "openers", i)) for i, name in enumerate(value.openers)]
    for name, path in named:
        if name not in MOVES:
            source.report(source.place(path), "unknown-move", f"no move is called `{name}`", "see rubrics/moves")
    for name in scenario.try_instead:
        if name not in MOVES:
            place = source.key_place(("try_instead", name))
            source.report(place, "unknown-move", f"no move is called `{name}`", "see rubrics/moves")


def check_facts_are_known(scenario: Scenario, source: Source, _: Known) -> None:
    named = [
        (name, (*at, key, i))
        for guard, at in guards_in(scenario)
        for key, names in (("told", guard.told), ("untold", guard.untold))
        for i, name in enumerate(names)
    ]
    named += [(reaction.tells, (*at, "tells")) for reaction, at in reactions_in(scenario) if reaction.tells]
    for name, path in named:
        if name not in scenario.facts:
            source.report(source.place(path), "unknown-fact", f"no fact is called `{name}`", "add it under `facts`")


def check_switches_are_known(scenario: Scenario, source: Source, _: Known) -> None:
    for guard, at in guards_in(scenario):
        for i, name in enumerate(guard.switch):
            if name not in scenario.switches:
                message = f"no switch is called `{name}`"
                source.report(source.place((*at, "switch", i)), "unknown-switch", message, "add it under `switches`")


def check_targets_exist(scenario: Scenario, source: Source, _: Known) -> None:
    places = scenario.states.keys() | scenario.endings.keys()
    for reaction, at in reactions_in(scenario):
        if reaction.to and reaction.to not in places:
            message = f"no state or ending is called `{reaction.to}`"
            source.report(source.place((*at, "to")), "unknown-state", message, "add it or correct the name")
    for opening, at in openings_in(scenario):
        if opening.state not in scenario.states:
            message = f"no state is called `{opening.state}`"
            source.report(source.place((*at, "state")), "unknown-state", message, "name one under `states`")


def check_endings_exist(scenario: Scenario, source: Source, _: Known) -> None:
    named: list[tuple[str, KeyPath]] = [(scenario.caller_leaves, ("caller_leaves",))]
    if scenario.time_runs_out:
        named.append((scenario.time_runs_out, ("time_runs_out",)))
    named += [(state.if_trainee_ends, ("states", name, "if_trainee_ends")) for name, state in scenario.states.items()]
    for name, path in named:
        if name not in scenario.endings:
            source.report(source.place(path), "unknown-ending", f"no ending is called `{name}`", "see `endings`")


def check_names_are_used_once(scenario: Scenario, source: Source, _: Known) -> None:
    for name in scenario.states.keys() & scenario.endings.keys():
        place = source.key_place(("endings", name))
        source.report(place, "name-used-twice", f"`{name}` is a state and an ending", "rename one")


def check_limit_fits_the_channel(scenario: Scenario, source: Source, _: Known) -> None:
    limits = {scenario.time_limit_minutes is not None, scenario.time_runs_out is not None}
    if limits != {scenario.channel == "prison_call"}:
        message = "a prison_call, and only that, has `time_limit_minutes` and `time_runs_out`"
        source.report(source.place(("channel",)), "limit-without-channel", message, "give both or neither")


def check_resources_are_known(scenario: Scenario, source: Source, known: Known) -> None:
    if known.resources is None:
        return
    named: list[tuple[str, KeyPath]] = [(kind, ("resources", i)) for i, kind in enumerate(scenario.resources)]
    named += [(kind, at) for line, at in lines_in(scenario) for kind in placeholders_in(line)]
    named += [
        (kind, ("try_instead", move))
        for move, text in scenario.try_instead.items()
        for kind in PLACEHOLDER.findall(text)
    ]
    named += [
        (kind, ("states", name, "hint", "says"))
        for name, state in scenario.states.items()
        for kind in PLACEHOLDER.findall(state.hint.says if state.hint else "")
    ]
    for kind, path in named:
        if kind not in known.resources:
            message = f"no resource is of the kind `{kind}`"
            source.report(source.place(path), "unknown-resource", message, "see rubrics/resources.yaml")


def check_protocols_are_known(scenario: Scenario, source: Source, known: Known) -> None:
    for i, name in enumerate(scenario.protocols if known.protocols is not None else ()):
        if name not in (known.protocols or ()):
            message = f"no protocol card is called `{name}`"
            source.report(source.place(("protocols", i)), "unknown-protocol", message, "see rubrics/protocols")


def check_sequels_follow_a_scenario(scenario: Scenario, source: Source, known: Known) -> None:
    for name, variant in scenario.variants.items() if known.scenarios is not None else ():
        if variant.after is not None and variant.after not in (known.scenarios or ()):
            message = f"no scenario is called `{variant.after}`"
            source.report(source.place(("variants", name, "after")), "unknown-scenario", message, "see scenarios/")


def check_criteria_are_known(scenario: Scenario, source: Source, known: Known) -> None:
    for i, name in enumerate(scenario.does_not_ask_for if known.criteria is not None else ()):
        if name not in (known.criteria or ()):
            message = f"no criterion is called `{name}`"
            source.report(source.place(("does_not_ask_for", i)), "unknown-criterion", message, "see rubrics/call.yaml")


NAME_RULES = (
    check_id_is_the_file_name,
    check_moves_are_known,
    check_facts_are_known,
    check_switches_are_known,
    check_targets_exist,
    check_endings_exist,
    check_names_are_used_once,
    check_limit_fits_the_channel,
    check_resources_are_known,
    check_protocols_are_known,
    check_sequels_follow_a_scenario,
    check_criteria_are_known,
)


def _moves_of(guard: Guard, at: KeyPath) -> list[tuple[str, KeyPath]]:
    keys = ("any", "all", "none", "earlier", "never")
    return [(name, (*at, key, i)) for key in keys for i, name in enumerate(getattr(guard, key))]
