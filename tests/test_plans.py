"""Every plan beside a scenario, played straight, and with a save and a load between its turns; and how it is heard."""

from dataclasses import dataclass
from functools import cache

import pytest

from tests.mini import NOON, making
from trainer.calls.act import Act
from trainer.calls.call import Call
from trainer.calls.playable import playable
from trainer.calls.setting import Setting
from trainer.content.library import PLAN_ENDING, RUBRICS, SCENARIOS, find_scenario, local_resources
from trainer.content.plans import Plan, PlannedReply, load_plans
from trainer.content.rubric_file import load_rubric
from trainer.listening.listener import Context, Heard, Hearing, Listener
from trainer.listening.loading import load_listener
from trainer.practice.line import PracticeLine
from trainer.store.database import open_database
from trainer.store.people import create_guest

PLANS = {
    (path.name.removesuffix(PLAN_ENDING), name): plan
    for path in sorted(SCENARIOS.glob(f"*{PLAN_ENDING}"))
    for name, plan in load_plans(path).items()
}
every_plan = pytest.mark.parametrize(("scenario", "name"), PLANS, ids=lambda part: part)


@dataclass(frozen=True)
class Told:
    """A listener that hears in each planned reply what the plan says."""

    plan: Plan
    hash: str = "told"

    def hear(self, reply: str, context: Context) -> Hearing:
        [moves] = {one.moves for one in self.plan.replies if one.say == reply}
        return Hearing(tuple(Heard(move, 1.0, reply, 0, len(reply), "") for move in moves))


@cache
def listener() -> Listener:
    return load_listener()


def setting_of(plan: Plan) -> Setting:
    return Setting(variant=plan.variant, switched=frozenset(plan.switch))


def check_turn(call: Call, planned: PlannedReply, number: int) -> None:
    turn = call.turns[-1]
    if planned.tells:
        assert turn.tells == (planned.tells,), f"reply {number}: {planned.say}"
    if planned.to:
        assert turn.state == planned.to, f"reply {number}: {planned.say}"


@every_plan
def test_a_plan_leads_where_it_says(scenario: str, name: str) -> None:
    plan = PLANS[scenario, name]
    call = Call(playable(find_scenario(scenario)), seed=plan.seed, setting=setting_of(plan))
    for number, planned in enumerate(plan.replies, start=1):
        call.take(making(*planned.moves, text=planned.say))
        check_turn(call, planned, number)
    assert call.ending is not None
    assert call.ending.id == plan.ending


@every_plan
def test_a_plan_leads_there_when_every_turn_is_loaded_anew(scenario: str, name: str) -> None:
    plan = PLANS[scenario, name]
    rubric = load_rubric(RUBRICS / "call.yaml")
    line = PracticeLine(open_database(), Told(plan), rubric, local_resources())
    person = create_guest(line.database, "Quiet Heron", NOON)[0].id
    call_id = line.start(person, scenario, setting=setting_of(plan), now=NOON, seed=plan.seed)
    for number, planned in enumerate(plan.replies, start=1):
        line.reply(line.open(person, call_id, NOON), planned.say, NOON)
        check_turn(line.open(person, call_id, NOON).call, planned, number)
    ending = line.open(person, call_id, NOON).call.ending
    assert ending is not None
    assert ending.id == plan.ending


@every_plan
def test_a_plan_leads_there_as_it_is_heard(scenario: str, name: str) -> None:
    plan = PLANS[scenario, name]
    call = Call(playable(find_scenario(scenario)), seed=plan.seed, setting=setting_of(plan))
    for planned in plan.replies:
        if call.over:
            break
        call.take(Act("reply", NOON, planned.say, listener().hear(planned.say, call.context()).heard))
    assert call.ending is not None
    assert call.ending.id == plan.ending


def test_every_scenario_has_a_plan_to_a_good_and_to_a_bad_ending() -> None:
    kinds: dict[str, set[str]] = {}
    for (scenario, _), plan in PLANS.items():
        kinds.setdefault(scenario, set()).add(find_scenario(scenario).usable().endings[plan.ending].kind)
    scenarios = {path.stem for path in SCENARIOS.glob("*.yaml") if not path.name.endswith(PLAN_ENDING)}
    assert {name for name in scenarios if not {"good", "bad"} <= kinds.get(name, set())} == set()
