"""Games in words: what the listener hears drives the call, whatever the player meant."""

from trainer.calls.playable import playable
from trainer.calls.setting import Setting
from trainer.content.library import call_rubric, find_scenario
from trainer.listening.listener import Context, Heard, Hearing
from trainer.simulation.games import Visits, play_many
from trainer.simulation.report import simulate
from trainer.simulation.voiced import SpokenLine, Voices
from trainer.simulation.walker import Walker

READY = playable(find_scenario("bad_date_report"))
PLAYERS = ("good", "silent", "carceral", "random")


class Hears:
    """A listener that hears the same in every reply, and remembers what was said."""

    hash = ""

    def __init__(self, *moves: str) -> None:
        self._moves = moves
        self.said: list[tuple[str, Context]] = []

    def hear(self, reply: str, context: Context) -> Hearing:
        self.said.append((reply, context))
        return Hearing(tuple(Heard(move, 0.9, reply, 0, len(reply), "") for move in self._moves))


def games(voices: Voices | None, player: str = "good") -> list[object]:
    walker = Walker(READY.scenario)

    def open_line(setting: Setting, seed: int) -> SpokenLine:
        assert voices
        return SpokenLine(READY, setting, seed, voices)

    return list(play_many(walker, [player], 6, 1, Visits(), open_line if voices else None))


def test_words_that_are_heard_as_meant_lead_where_moves_do() -> None:
    for player in PLAYERS:
        assert games(Voices(), player) == games(None, player)


def test_the_call_follows_what_is_heard_and_not_what_was_meant() -> None:
    deaf, harmed = (
        simulate(READY, call_rubric(), players=["good"], calls=6, voices=Voices(listener), paths=False)
        for listener in (Hears(), Hears("suggests_police_unasked"))
    )
    silent = simulate(READY, call_rubric(), players=["silent"], calls=6, paths=False)
    assert set(deaf.players["good"].endings) == set(silent.players["silent"].endings)
    assert deaf.players["good"].mean_score == 0
    kinds = {ending: one.kind for ending, one in READY.scenario.endings.items()}
    assert {kinds[ending] for ending in harmed.players["good"].endings} == {"bad"}


def test_each_reply_is_heard_once_in_answer_to_the_callers_last_words() -> None:
    listener, lines = Hears("open_question"), list[SpokenLine]()

    def open_line(setting: Setting, seed: int) -> SpokenLine:
        lines.append(SpokenLine(READY, setting, seed, Voices(listener)))
        return lines[-1]

    [game] = play_many(Walker(READY.scenario), ["good"], 1, 1, Visits(), open_line)
    callers = [turn.text for turn in lines[0].call.turns if turn.speaker == "caller"]
    assert len(listener.said) == len(game.replies)
    assert [context.caller for _, context in listener.said] == callers[: len(listener.said)]


def test_a_call_in_words_is_scored_as_it_was_played_and_not_heard_again() -> None:
    listener = Hears("open_question")
    report = simulate(READY, call_rubric(), players=["good"], calls=3, voices=Voices(listener), paths=False)
    assert len(report.players["good"].scores) == 3
    assert len(listener.said) == round(3 * report.players["good"].replies)
