"""A second opinion on a stored call: asked once, kept beside the score, and measured by what people said before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel

from tests.mini import NOON
from tests.practice.naming import begun, ended
from trainer.content.checklists import checklists
from trainer.errors import CallError
from trainer.model.asking import Message, ModelFault
from trainer.model.endpoint import Endpoint
from trainer.practice import second_opinion
from trainer.practice.line import PracticeLine
from trainer.practice.model import Model
from trainer.practice.open_call import OpenCall
from trainer.second_opinion.asking import prompt_hash
from trainer.store import opinions
from trainer.store.stored import StoredOpinion

Shape = TypeVar("Shape", bound=BaseModel)
LATER = NOON + timedelta(hours=1)


@dataclass
class NoToAll:
    """A model that answers every question with no, or fails."""

    fault: ModelFault | None = None
    asked: list[Sequence[Message]] = field(default_factory=list)

    def __call__(self, messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        self.asked.append(messages)
        if self.fault:
            raise self.fault
        count = messages[0]["content"].split("The questions:")[1].count("?")
        answers = [{"number": n, "quote": "", "yes": False} for n in range(1, count + 1)]
        return shape.model_validate({"answers": answers})


def played(line: PracticeLine, person: str) -> OpenCall:
    replies = ("introduces_service checks_immediate_safety", "validates_feeling", "offers_choices", "gives_orders")
    return ended(line, begun(line, person, "bad_date_report"), *replies)


HERE = Endpoint("http://127.0.0.1:1/v1", "some-model")
LABEL = "some-model on this machine"


def with_model(line: PracticeLine, answers: Any, endpoint: Endpoint = HERE) -> PracticeLine:
    return replace(line, model=Model(endpoint, None, answers))  # type: ignore[arg-type]


def asked(line: PracticeLine, person: str, opened: OpenCall, told_of: str = HERE.told) -> None:
    second_opinion.ask(line, person, opened, told_of, lambda: LATER)


def test_it_changes_no_score_and_is_asked_for_once(named: PracticeLine, person: str) -> None:
    model = NoToAll()
    judged = with_model(named, model)
    opened = played(judged, person)
    before = judged.scorecard(opened, NOON)
    assert second_opinion.kept(judged, person, opened) is None
    asked(judged, person, opened)
    kept = second_opinion.kept(judged, person, opened)
    assert kept
    assert (kept.opinion.model, kept.made_at) == (LABEL, LATER)
    assert [one.criterion for one in kept.opinion.criteria] == second_opinion.criteria(judged, before)
    assert {one.says for one in kept.opinion.criteria} <= {"met", "not_met"}
    assert judged.scorecard(opened, LATER) == before
    count = len(model.asked)
    with pytest.raises(CallError):
        asked(judged, person, opened)
    assert len(model.asked) == count
    assert second_opinion.may_ask(with_model(named, model, replace(HERE, model="another")), opened, kept)


def test_another_model_than_the_one_told_of_is_not_asked(named: PracticeLine, person: str) -> None:
    model = NoToAll()
    judged = with_model(named, model, replace(HERE, base_url="https://models.example/v1"))
    opened = played(judged, person)
    with pytest.raises(CallError, match="changed meanwhile"):
        asked(judged, person, opened)
    assert model.asked == []


def test_an_opinion_from_an_archive_is_shown_and_measures_nothing(
    named: PracticeLine, person: str, other: str, tmp_path: Path
) -> None:
    judged = with_model(named, NoToAll())
    opened = played(judged, person)
    second_opinion.rate(judged, person, opened, {"warm_close": False}, NOON)
    asked(judged, person, opened)
    assert second_opinion.is_kept(judged, opened)
    judged.archive(person, tmp_path / "mine.sqlite3", NOON)
    judged.delete(person, opened.stored.id)
    judged.bring_in(other, tmp_path / "mine.sqlite3", LATER)
    brought = judged.open(other, opened.stored.id, LATER)
    kept = second_opinion.kept(judged, other, brought)
    assert kept
    assert kept.opinion.model == LABEL
    assert opinions.rated_opinions(judged.database, LABEL, kept.opinion.prompt_hash) == []


def test_a_fault_keeps_nothing_and_may_be_tried_again(named: PracticeLine, person: str) -> None:
    broken = with_model(named, NoToAll(ModelFault("refused")))
    opened = played(broken, person)
    with pytest.raises(ModelFault):
        asked(broken, person, opened)
    assert second_opinion.kept(broken, person, opened) is None
    asked(with_model(named, NoToAll()), person, opened)


def test_nobody_is_asked_without_a_model_in_a_running_call_or_a_check_in(named: PracticeLine, person: str) -> None:
    judged = with_model(named, NoToAll())
    opened = played(judged, person)
    assert second_opinion.may_ask(judged, opened, None)
    assert not second_opinion.may_ask(named, opened, None)
    assert not second_opinion.may_ask(judged, replace(opened, stored=replace(opened.stored, ended_at=None)), None)
    assert not second_opinion.may_ask(judged, replace(opened, stored=replace(opened.stored, check_in=True)), None)


def test_only_what_people_said_before_the_model_measures_it(named: PracticeLine, person: str) -> None:
    judged = with_model(named, NoToAll())
    for n in range(6):
        opened = played(judged, person)
        names = second_opinion.criteria(judged, judged.scorecard(opened, NOON))
        opinion = made_up(names, n)
        says = {one["id"]: one["says"] == "met" for one in opinion["criteria"]}
        second_opinion.rate(judged, person, opened, says, NOON)
        assert second_opinion.rated(judged, person, opened) == says
        opinions.save_opinion(judged.database, opened.stored.id, person, StoredOpinion(opinion, LATER))
    kept = second_opinion.kept(judged, person, opened)
    assert kept
    found = second_opinion.agreement_with(judged, kept.opinion)
    assert found
    assert (found.calls, found.share, found.kappa) == (6, 1.0, 1.0)
    for summary in judged.calls_of(person):
        one = judged.open(person, summary.id, NOON)
        second_opinion.rate(judged, person, one, second_opinion.rated(judged, person, one), LATER)
    assert second_opinion.agreement_with(judged, kept.opinion) is None


def made_up(names: Sequence[str], n: int) -> dict[str, Any]:
    """An opinion in which every other criterion is met."""
    says = [{"id": name, "says": ("met", "not_met")[(i + n) % 2], "quotes": []} for i, name in enumerate(names)]
    hashes = {"prompt_hash": prompt_hash(checklists()), "rubric_hash": "rubric hash"}
    return {"model": LABEL, **hashes, "criteria": says}
