"""A scenario as a picture: its states and endings and what leads from one to another, as Mermaid or DOT."""

from collections import defaultdict
from collections.abc import Mapping

from trainer.content.scenario import Opening, Scenario

Steps = Mapping[tuple[str, str], int]


def steps_of(scenario: Scenario) -> dict[tuple[str, str], set[str]]:
    """Return every step from a state to another or to an ending, with what makes it in a few words."""
    steps: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, state in scenario.states.items():
        for reaction in (*state.reactions, *scenario.anywhere):
            if reaction.to and reaction.to != name:
                moves = (*reaction.when.any, *reaction.when.all)
                steps[name, reaction.to].add(moves[0] if moves else "in time")
        steps[name, state.if_trainee_ends].add("(trainee ends)")
    return dict(steps)


def mermaid(scenario: Scenario, counts: Steps | None = None) -> str:
    """Return the picture as Mermaid text; `counts` say how often each step was taken."""
    lines = ["stateDiagram-v2", f"    [*] --> {scenario.opening.state}"]
    lines += [f"    [*] --> {one.opening.state}: {name}" for name, one in scenario.variants.items()]
    for (before, after), why in sorted(steps_of(scenario).items()):
        lines.append(f"    {before} --> {after}{_mermaid_label(counts, before, after, why)}")
    lines.append(f"    note right of {scenario.caller_leaves}: when trust runs out")
    lines += [f"    {name} --> [*]" for name in scenario.endings]
    return "\n".join(lines) + "\n"


def dot(scenario: Scenario, counts: Steps | None = None) -> str:
    """Return the picture as DOT text for Graphviz; `counts` say how often each step was taken."""
    colours = {"good": "#2e7d5b", "partial": "#9a7b1f", "bad": "#a1433f"}
    lines = [
        f'digraph "{scenario.id}" {{',
        '    rankdir=LR; bgcolor="transparent"; nodesep=0.3; ranksep=0.7;',
        '    node [shape=box, style="rounded", fontname="sans-serif", fontsize=12, color="#555555"];',
        '    edge [fontname="sans-serif", fontsize=9, color="#888888", fontcolor="#666666"];',
        '    "(the call)" [shape=plaintext]; "(trust runs out)" [shape=plaintext];',
        f'    "(trust runs out)" -> "{scenario.caller_leaves}";',
        *(f'    "(the call)" -> "{one.state}";' for one in _openings(scenario)),
        *(f'    "{name}";' for name in scenario.states),
        *(
            f'    "{name}" [style="rounded,filled", fillcolor="{colours[ending.kind]}", fontcolor="white"];'
            for name, ending in scenario.endings.items()
        ),
    ]
    for (before, after), why in sorted(steps_of(scenario).items()):
        if counts is not None:
            taken = counts.get((before, after), 0)
            look = f'label="{taken}", style=solid' if taken else "style=dotted"
            lines.append(f'    "{before}" -> "{after}" [{look}];')
        else:
            style = "dotted" if why == {"(trainee ends)"} else "solid"
            lines.append(f'    "{before}" -> "{after}" [style={style}];')
    return "\n".join([*lines, "}"]) + "\n"


def _openings(scenario: Scenario) -> list[Opening]:
    return [scenario.opening, *(one.opening for one in scenario.variants.values())]


def _mermaid_label(counts: Steps | None, before: str, after: str, why: set[str]) -> str:
    if counts is not None:
        return f": {counts.get((before, after), 0)}"
    return f": {', '.join(sorted(why)[:2])}{' …' if len(why) > 2 else ''}"
