"""Games given words: each move said in a sentence of its own file, so that a call can be scored or heard."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from trainer.calls.act import Act
from trainer.calls.call import Call
from trainer.calls.playable import Playable
from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.content.moves import load_moves
from trainer.listening.listener import Heard, Listener
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


class SpokenLine:
    """A call in words: each reply is a sentence, and its moves are those that `voices` hears in it."""

    def __init__(self, ready: Playable, setting: Setting, seed: int, voices: Voices) -> None:
        self.call = Call(ready, seed=seed % 2**31, setting=setting)
        self._voices, self._dice = voices, Random(seed)

    @property
    def now(self) -> Situation:
        """Where the caller is."""
        return self.call.situation

    def reply(self, moves: Moves) -> None:
        """Say something that makes `moves`."""
        text, heard = self._voices.reply(moves, self._dice)
        if self._voices.listener:
            heard = self._voices.listener.hear(text, self.call.context()).heard
        self.call.take(Act("reply", _START, text, heard))

    def end(self) -> None:
        """Let the player end it."""
        self.call.take(Act("end", _START))

    def run_out(self) -> None:
        """Let its time run out, on a line that has a limit."""
        if self.call.scenario.time_runs_out:
            self.call.take(Act("time_up", _START))


def voiced(ready: Playable, game: Game, voices: Voices) -> Call:
    """Return a game as a call with words."""
    line = SpokenLine(ready, game.setting, game.seed, voices)
    for moves in game.replies:
        line.reply(moves)
    if not line.call.over:
        line.end() if game.ended_by_player else line.run_out()
    return line.call
