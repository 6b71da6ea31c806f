"""Every hint that ships: its line is heard as its move, and as no harm, after whatever the caller says there."""

from functools import cache

import pytest

from trainer.content.library import local_resources, usable_scenarios
from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.listener import Context, Listener
from trainer.listening.loading import load_listener
from trainer.listening.topics import topics_in

SCENARIOS = usable_scenarios()
every_scenario = pytest.mark.parametrize("name", SCENARIOS)


@cache
def listener() -> Listener:
    return load_listener()


def heard(reply: str, caller: str) -> set[str]:
    fill = local_resources().fill
    return {one.move for one in listener().hear(fill(reply), Context(fill(caller), topics_in(fill(caller)))).moves}


@every_scenario
def test_every_state_has_a_hint(name: str) -> None:
    assert [state for state, one in SCENARIOS[name].states.items() if not one.hint] == []


@every_scenario
def test_a_hints_line_is_heard_as_its_move_and_as_no_harm(name: str) -> None:
    for key, state in SCENARIOS[name].states.items():
        assert state.hint
        for line in state.otherwise.lines:
            moves = heard(state.hint.says, line.say)
            assert state.hint.move in moves, f"{key}, after: {line.say}"
            assert not moves & HARMFUL_MOVES, f"{key}, after: {line.say}"


@every_scenario
def test_two_states_do_not_share_a_line(name: str) -> None:
    says = [state.hint.says for state in SCENARIOS[name].states.values() if state.hint]
    assert len(says) == len(set(says))
