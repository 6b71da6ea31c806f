"""Every drill that ships: the reply shown as good meets its skill, and the slip does not."""

from dataclasses import dataclass
from functools import cache

import pytest

from trainer.coaching.drilling import LINES, answer
from trainer.content.drills import Drill, DrillLine
from trainer.content.library import drills, local_resources
from trainer.listening.listener import Listener
from trainer.listening.loading import load_listener

DRILLS = drills()


@dataclass(frozen=True)
class Case:
    drill: Drill
    line: DrillLine

    def __str__(self) -> str:
        return f"{self.drill.id}-{self.drill.lines.index(self.line)}-{self.line.scenario}"


every_line = pytest.mark.parametrize(
    "case", [Case(one, line) for one in DRILLS.values() for line in one.lines], ids=str
)
every_drill = pytest.mark.parametrize("drill", DRILLS.values(), ids=lambda drill: drill.id)


@cache
def listener() -> Listener:
    return load_listener()


def test_there_are_drills() -> None:
    assert len(DRILLS) >= 5


@every_line
def test_the_good_reply_meets_the_skill_and_the_slip_does_not(case: Case) -> None:
    caller = local_resources().fill(case.line.says)
    good, _ = answer(case.drill, caller, case.line.good, listener())
    slip, _ = answer(case.drill, caller, case.line.slip, listener())
    assert good.met
    assert not good.hurts
    assert not slip.met


@every_drill
def test_a_drill_has_lines_enough_by_several_callers_and_none_twice(drill: Drill) -> None:
    assert len({line.key for line in drill.lines}) == len(drill.lines) >= LINES
    assert len({line.scenario for line in drill.lines}) >= 2
    replies = [reply for line in drill.lines for reply in (line.good, line.slip)]
    assert len(set(replies)) == len(replies)
