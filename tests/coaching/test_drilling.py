from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mini import NOON
from trainer.coaching.drilling import LINES, Tried, answer, lines_to_answer, share_met, weakest_first
from trainer.content.drills import Drill, DrillLine
from trainer.listening.listener import Context, Heard, Hearing

DRILL = Drill(
    id="affirm",
    title="Affirm",
    about="Say what is strong.",
    tip="Name it.",
    meets=("affirms_strength", "validates_feeling"),
    lines=tuple(DrillLine(scenario="mini", says=f"Line {n}.", good="G.", slip="S.", why="W.") for n in range(7)),
)
MOMENTS = st.integers(0, 50).map(lambda hours: NOON + timedelta(hours=hours))
TRIED = st.dictionaries(
    st.sampled_from([line.key for line in DRILL.lines] + ["gone"]), st.builds(Tried, st.booleans(), MOMENTS)
)


@given(TRIED, st.integers(0, 10))
def test_missed_lines_come_first_then_new_ones_then_those_met_longest_ago(tried: dict[str, Tried], count: int) -> None:
    found = lines_to_answer(DRILL, tried, count)
    assert len(found) == min(count, len(DRILL.lines))
    assert len({line.key for line in found}) == len(found)
    tries = [tried.get(line.key) for line in found]
    rank = [1 if one is None else 2 if one.met else 0 for one in tries]
    assert rank == sorted(rank)
    for met in (False, True):
        at = [one.at for one in tries if one and one.met is met]
        assert at == sorted(at)
    left = [tried.get(line.key) for line in DRILL.lines if line not in found]
    assert all((1 if one is None else 2 if one.met else 0) >= max(rank, default=0) for one in left)


def test_a_first_drill_takes_the_lines_as_they_are_written() -> None:
    assert lines_to_answer(DRILL, {}) == list(DRILL.lines[:LINES])


@dataclass(frozen=True)
class Hears:
    """A listener that hears these moves in every reply."""

    moves: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    hash: str = ""

    def hear(self, reply: str, context: Context) -> Hearing:
        assert context == Context("He took the police report.", frozenset({"police"}))
        return Hearing(
            (
                *(Heard(move, 0.9, reply, 0, len(reply), "") for move in self.moves),
                *(Heard(move, 0.4, reply, 0, len(reply), "", sure=False) for move in self.maybe),
            )
        )


@dataclass(frozen=True)
class Case:
    id: str
    listener: Hears
    met: bool
    by: tuple[str, ...] = ()
    hurts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


CASES = (
    Case("nothing heard", Hears(), False),
    Case("the skill", Hears(("affirms_strength",)), True, by=("affirms_strength",)),
    Case("another skill", Hears(("warm_close",)), False, others=("warm_close",)),
    Case("the skill and another", Hears(("warm_close", "validates_feeling")), True, ("validates_feeling",), (),
         ("warm_close",)),
    Case("the skill with harm", Hears(("affirms_strength", "moralises")), False, ("affirms_strength",), ("moralises",)),
    Case("harm alone", Hears(("moralises",)), False, (), ("moralises",)),
    Case("perhaps the skill", Hears((), ("affirms_strength",)), False),
    Case("the skill, and perhaps harm", Hears(("affirms_strength",), ("moralises",)), True, ("affirms_strength",)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_a_reply_does(case: Case) -> None:
    found, hearing = answer(DRILL, "He took the police report.", "Words.", case.listener)
    assert found.met is case.met
    assert tuple(one.move for one in found.by) == case.by
    assert tuple(one.move for one in found.hurts) == case.hurts
    assert tuple(one.move for one in found.others) == case.others
    assert len(hearing.heard) == len(case.listener.moves) + len(case.listener.maybe)


@given(st.lists(st.booleans()))
def test_the_share_met_is_a_share(results: list[bool]) -> None:
    assert share_met(iter(results)) == (results.count(True) / len(results) if results else 0)


SKILLS = ("a", "b", "c", "d", "e")


@given(st.permutations(SKILLS), st.dictionaries(st.sampled_from(SKILLS), MOMENTS), MOMENTS)
def test_what_is_due_comes_first_then_what_is_new_then_the_rest(
    skills: list[str], due: dict[str, datetime], now: datetime
) -> None:
    found = weakest_first(skills, due, now)
    assert sorted(found) == sorted(skills)
    rank = [1 if skill not in due else 0 if due[skill] <= now else 2 for skill in found]
    assert rank == sorted(rank)
    for these in (0, 2):
        at = [due[skill] for skill, one in zip(found, rank, strict=True) if one == these]
        assert at == sorted(at)
    new = [skill for skill in found if skill not in due]
    assert new == [skill for skill in skills if skill not in due]


def test_a_skill_due_this_very_moment_is_due() -> None:
    assert weakest_first(["new", "now"], {"now": NOON}, NOON) == ["now", "new"]
