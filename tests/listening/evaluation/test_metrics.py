import math

import numpy as np
import pytest

from trainer.content.replies import LabelledReply
from trainer.listening.evaluation import metrics
from trainer.listening.evaluation.figures import figures, moves_table, spans_right, worst_confusions
from trainer.listening.evaluation.trial import Trial, heard_in, majority_trial, measured_replies
from trainer.listening.learning.corpus import NAMES
from trainer.listening.listener import Heard, Hearing


def table(*rows: set[str]) -> metrics.Table:
    return np.array([[name in row for name in NAMES] for row in rows])


MADE = table(*[{"minimises"}] * 6, *[{"warm_close"}] * 6, set())
HEARD = table(*[{"minimises"}] * 3, *[set()] * 3, *[{"warm_close"}] * 6, {"minimises"})


def test_f1_precision_and_recall_by_hand() -> None:
    assert metrics.f1_by_move(MADE, HEARD)[NAMES.index("minimises")] == pytest.approx(2 * 3 / (6 + 4))
    assert metrics.macro_f1(MADE, HEARD) == pytest.approx((0.6 + 1) / 2)
    assert metrics.micro_f1(MADE, HEARD) == pytest.approx(2 * 9 / (12 + 10))
    assert metrics.precision(MADE, HEARD) == pytest.approx(3 / 4)
    assert metrics.recall(MADE, HEARD) == pytest.approx(3 / 6)


def test_a_move_made_too_seldom_is_left_out_of_the_mean() -> None:
    made = MADE.copy()
    made[0, NAMES.index("moralises")] = True
    assert metrics.macro_f1(made, HEARD) == metrics.macro_f1(MADE, HEARD)


def test_nothing_measured_is_not_a_number_and_no_error() -> None:
    none = table()
    assert math.isnan(metrics.macro_f1(none.reshape(0, len(NAMES)), none.reshape(0, len(NAMES))))
    assert math.isnan(metrics.precision(MADE, np.zeros_like(MADE)))


def test_calibration_is_the_mean_gap_between_told_and_true() -> None:
    chances = np.where(MADE, 0.8, 0.0).astype(np.float32)
    assert metrics.calibration_error(MADE, chances) == pytest.approx(0.2, abs=1e-6)


def reply(name: str, text: str, *moves: str, **more: object) -> LabelledReply:
    return LabelledReply.model_validate({"id": name, "reply": text, "moves": moves, **more})


DATA = {
    "a": [
        reply("1", "Calm down.", "shuts_down_caller"),
        reply("2", "Not small at all.", hard="negation", **{"not": ["minimises"]}),
    ],
    "zz": [reply("3", "Bye, love. Take care.", "warm_close"), reply("4", "Mm.")],
}


def heard(move: str, text: str, quote: str) -> Hearing:
    start = text.find(quote)
    return Hearing((Heard(move, 0.9, quote, start, start + len(quote), ""),))


def test_figures_count_false_alarms_spans_and_confusions() -> None:
    measured = measured_replies(DATA, {"a": DATA["a"]})
    assert measured.known_as == {"a": "a", "zz": ""}
    hearings = (
        heard("minimises", "Calm down.", "Calm down"),
        heard("minimises", "Not small at all.", "small"),
        heard("warm_close", "Bye, love. Take care.", "Take care"),
        Hearing(),
    )
    trial = Trial("t", heard_in(hearings), hearings=hearings)
    found = figures(measured, trial, by_author=True)
    assert found["false_alarms"] == {
        "near_misses": 1, "near_misses_accused": 1.0, "empty": 2, "empty_any_move": 0.5, "empty_harmful": 0.5,
    }  # fmt: skip
    assert set(found["authors"]) == {"a", "zz"}
    assert found["hard"]["negation"]["replies"] == 1
    assert spans_right(measured, trial, {("3", "warm_close"): ["Take care."]})["right"] == 1
    assert spans_right(measured, trial, {("3", "warm_close"): ["Bye, love."]})["right"] == 0
    assert {(row["heard"], row["made"]) for row in worst_confusions(measured, trial)} == {
        ("minimises", "shuts_down_caller"), ("minimises", "nothing"),
    }  # fmt: skip
    assert len(moves_table(measured, trial)) == len(NAMES)


def test_the_majority_guess_hears_the_commonest_move_everywhere() -> None:
    measured = measured_replies({"a": [*DATA["a"], reply("5", "Sh.", "shuts_down_caller")]}, {})
    assert majority_trial(measured).heard.all(axis=0).sum() == 1
