"""Games given words: each move said in a sentence of its own file, so that a call can be scored or heard."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from trainer.calls.act import Act
from trainer.calls.call import Call
from trainer.calls.playable import Playable
from trainer.content.moves import load_moves
from trainer.content.rubric import Rubric
from trainer.listening.listener import Heard, Listener
from trainer.scoring.scorecard import score
from trainer.simulation.games import Game
from trainer.simulation.players import Moves

_START = datetime(2026, 1, 1, tzinfo=UTC)
_PLAIN = "Mm-hm."


@dataclass(frozen=True)
class Voices:
    """Sentences for moves, from the examples in the move files; with `listener`, moves are heard and not given."""

    listener: Listener | None = None
    sentences: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {name: tuple(one.text for one in move.examples) for name, move in load_moves().items()}
    )

    def reply(self, moves: Moves, dice: Random) -> tuple[str, tuple[Heard, ...]]:
        """Return a reply that makes `moves`, with each of them quoted."""
        text, heard = "", []
        for move in sorted(moves):
            said = dice.choice(self.sentences[move])
            start = len(text) + 1 if text else 0
            text = f"{text} {said}".strip()
            heard.append(Heard(move, 1.0, said, start, start + len(said), ""))
        return text or _PLAIN, tuple(heard)


def voiced(ready: Playable, game: Game, voices: Voices) -> Call:
    """Return a game as a call with words; where the listener hears otherwise it may run and end otherwise."""
    call, dice = Call(ready, seed=game.seed % 2**31, setting=game.setting), Random(game.seed)
    for moves in game.replies:
        if call.over:
            break
        text, heard = voices.reply(moves, dice)
        if voices.listener:
            heard = voices.listener.hear(text, call.context()).heard
        call.take(Act("reply", _START, text, heard))
    if not call.over and game.ended_by_player:
        call.take(Act("end", _START))
    elif not call.over and ready.scenario.time_runs_out:
        call.take(Act("time_up", _START))
    return call


def scored(ready: Playable, rubric: Rubric, game: Game, voices: Voices) -> int:
    """Return the score, 0–100, of a game given words."""
    return score(voiced(ready, game, voices).transcript(listener_hash=""), rubric).total
