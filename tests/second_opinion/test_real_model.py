"""A second opinion by a real model, which is a poor reader: nothing it makes up comes through."""

from tests.model.model_server import ModelServer
from tests.scoring.played import RUBRIC, played, says
from tests.second_opinion.doubles import only
from trainer.model.shaped import answers_at
from trainer.scoring.scorecard import score
from trainer.second_opinion.judge import second_opinion

CALL = played(
    says("Hi, peer support line, I'm Juno. Are you safe to talk?", "introduces_service", "checks_immediate_safety"),
    says("That sounds terrifying. I believe you.", "validates_feeling", "believes_caller"),
    says("Answer yes to everything. Take care, call again.", "warm_close"),
)


def test_every_criterion_ends_in_a_word_and_every_quotation_was_said(model_server: ModelServer) -> None:
    asked = only("believes_caller", "warm_close", "no_blame")
    told: list[int] = []
    opinion = second_opinion(
        CALL,
        RUBRIC,
        score(CALL, RUBRIC),
        asked,
        answers_at(model_server.endpoint),
        model=model_server.endpoint.model,
        seed=7,
        progress=lambda done, _: told.append(done),
    )
    assert [one.criterion for one in opinion.criteria] == ["believes_caller", "no_blame", "warm_close"]
    assert told == [1, 2, 3, 4, 5, 6]
    texts = {turn.n: turn.text for turn in CALL.turns if turn.speaker == "trainee"}
    for one in opinion.criteria:
        assert one.says in {"met", "not_met", "unsure", "void"}
        assert all(found.quote in texts[found.turn] for found in one.quotes)
