import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import pytest

from tests.coaching.simulated import every_scenario, moments, simulated
from tests.mini import MINI, doing, making, mini_playable
from tests.scoring.played import RUBRIC
from trainer.calls.act import Act
from trainer.calls.call import Call, replay
from trainer.calls.playable import Playable
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR
from trainer.coaching.hints import LANDED_HARD, SORRY, CoachSays, hint_now
from trainer.content.moves import HARMFUL_MOVES, Move, load_moves
from trainer.content.scenario import Fact
from trainer.listening.listener import Context
from trainer.listening.loading import load_listener

RUN = 5  # words in a row that would give a fact away


@cache
def moves() -> dict[str, Move]:
    return load_moves()


def kind(move: str) -> str:
    how = moves()[move].how
    assert how
    return how


def asked(*acts: Act, ready: Playable | None = None) -> CoachSays | None:
    return hint_now(replay(ready or mini_playable(), acts, seed=1), RUBRIC, moves())


def with_cues(*cues: str, move: str = "validates_feeling") -> Playable:
    """The small scenario, its caller answering with `cues` whatever is said first, harm included."""
    states, anywhere = deepcopy(MINI["states"]), deepcopy(MINI["anywhere"])
    for said in (states["wary"]["otherwise"], anywhere[0]):
        said["cues"] = list(cues)
    states["wary"]["hint"]["move"] = move
    return mini_playable(
        states=states, anywhere=anywhere, try_instead={"respects_no": "You came out of the van; leave it."}
    )


HARM, REPAIR = making("gives_orders"), making("repairs_mistake")
SORRY_NOW = (LANDED_HARD, "repairs_mistake", SORRY)
OWN = ("They wait.", "validates_feeling", "That sounds hard.")


@dataclass(frozen=True)
class Case:
    id: str
    acts: tuple[Act, ...]
    sees: str
    move: str
    line: str
    ready: Playable = mini_playable()  # noqa: RUF009 - frozen, and one for all


CASES = (
    Case("at first", (), *OWN),
    Case("in the next state", (making("validates_feeling"),), "It is told.", "warm_close", "Thank you for telling me."),
    Case("after harm", (HARM,), *SORRY_NOW),
    Case("after harm among good", (making("open_question", "gives_orders"),), *SORRY_NOW),
    Case("after harm again", (HARM, making(), HARM), *SORRY_NOW),
    Case("harm in the reply before, left standing", (HARM, making()), *OWN),
    Case("once it is put right", (HARM, REPAIR), *OWN),
    Case("a cue", (making(),), CALLS_FOR["refusal"], *ANSWERS["refusal"], with_cues("refusal")),
    Case(
        "a cue that the state's own hint answers",
        (making(),), CALLS_FOR["refusal"], "respects_no", "That sounds hard.", with_cues("refusal", move="respects_no"),
    ),
    Case(
        "what cannot wait",
        (making(),), CALLS_FOR["suicide"], *ANSWERS["suicide"], with_cues("sensitive", "refusal", "suicide"),
    ),
    Case("a danger to life before harm", (HARM,), CALLS_FOR["suicide"], *ANSWERS["suicide"], with_cues("suicide")),
    Case("a body before harm", (HARM,), CALLS_FOR["medical"], *ANSWERS["medical"], with_cues("refusal", "medical")),
    Case("harm before any other cue", (HARM,), *SORRY_NOW, with_cues("refusal", "privacy_asked")),
    Case("a cue before harm that stands", (HARM, making()), CALLS_FOR["refusal"], *ANSWERS["refusal"],
         with_cues("refusal")),
    Case(
        "harm where the state's own hint is to put it right",
        (HARM,), LANDED_HARD, "repairs_mistake", "That sounds hard.", with_cues(move="repairs_mistake"),
    ),
    Case("a limit tested, in the scenario's own spirit", (making(),), *OWN, with_cues("boundary_test")),
    Case("a limit tested after a cue that comes first", (making(),), CALLS_FOR["refusal"], *ANSWERS["refusal"],
         with_cues("boundary_test", "refusal")),
    Case("a limit tested before what may wait longer", (making(),), *OWN, with_cues("sensitive", "boundary_test")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_the_coach_says_now(case: Case) -> None:
    assert asked(*case.acts, ready=case.ready) == CoachSays(case.sees, kind(case.move), case.line)


def without_hints(call: Call) -> Call:
    bare = {name: state.model_copy(update={"hint": None}) for name, state in call.scenario.states.items()}
    call.scenario = call.scenario.model_copy(update={"states": bare})
    return call


def test_the_second_level_is_how_the_move_is_made() -> None:
    known = {**moves(), "validates_feeling": moves()["validates_feeling"].model_copy(update={"how": "Say it back."})}
    found = hint_now(Call(mini_playable(), seed=1), RUBRIC, known)
    assert found
    assert found.kind == "Say it back."


def test_a_limit_tested_where_the_scenario_has_no_hint_is_met_by_a_line_for_any_caller() -> None:
    call = without_hints(replay(with_cues("boundary_test"), [making()], seed=1))
    assert hint_now(call, RUBRIC, moves()) == CoachSays(
        CALLS_FOR["boundary_test"], kind("sets_boundary"), ANSWERS["boundary_test"].says
    )


def test_saying_sorry_is_heard_as_that_and_as_no_harm() -> None:
    heard = {one.move for one in load_listener().hear(SORRY, Context("No.")).moves}
    assert "repairs_mistake" in heard
    assert not heard & HARMFUL_MOVES


def test_the_coach_has_nothing_where_the_scenario_has_nothing() -> None:
    assert hint_now(without_hints(Call(mini_playable(), seed=1)), RUBRIC, moves()) is None


def test_the_coach_has_nothing_once_the_call_has_ended() -> None:
    assert asked(doing("end")) is None


def test_a_better_line_meant_for_afterwards_is_not_given_in_the_call() -> None:
    found = asked(making(), ready=with_cues("refusal"))
    assert found
    assert "van" not in found.line


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold())


def runs(text: str) -> Iterator[str]:
    found = words(text)
    for at in range(max(1, len(found) - RUN + 1)):
        yield " ".join(found[at : at + RUN])


def texts(fact: Fact) -> list[str]:
    return [fact.about, *(text for line in fact.lines for text in (line.say, line.soft) if text)]


@every_scenario
@pytest.mark.parametrize("player", ["beginner", "wanderer"])
def test_in_every_scenario_the_coach_gives_nothing_untold_away(name: str, player: str) -> None:
    for call in simulated(name, player=player):
        for now in moments(call):
            hint = hint_now(now, RUBRIC, moves())
            assert hint, f"no hint in {now.situation.state}"
            said = " ".join(words(f"{hint.sees} / {hint.kind} / {hint.line}"))
            untold = [fact for key, fact in now.scenario.facts.items() if key not in now.situation.told]
            given = [run for fact in untold for text in texts(fact) for run in runs(text) if run in said]
            assert given == [], f"in {now.situation.state}: {hint.line}"
