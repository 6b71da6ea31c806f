"""A caller voiced by a model that agrees to everything at once: the call, its scores and their order stay the script's.

Players play the library; a double thanks, agrees, tells all and hangs up at every turn, through the real guard.
"""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from statistics import fmean

import pytest

from trainer.callers.model import ModelCaller
from trainer.calls.call import Call
from trainer.calls.playable import Playable, playable
from trainer.calls.setting import Setting
from trainer.calls.transcript import ReachedEnding, Turn
from trainer.calls.voiced_line import VoicedLine
from trainer.content.library import call_rubric, find_scenario, scenario_files
from trainer.listening.loading import load_listener
from trainer.model.asking import Message
from trainer.model.breaker import Breaker
from trainer.scoring.scorecard import score
from trainer.simulation.games import Visits, play_many
from trainer.simulation.players import Moves
from trainer.simulation.voiced import SpokenLine, Voices
from trainer.simulation.walker import Walker

NAMES = [file.path.stem for file in scenario_files()]
# Eight whose order already shows in few calls.
SPREAD = (
    "client_violence", "ghosted_by_orgs", "just_to_talk", "made_it_home", "not_broken", "officer_harm", "outed",
    "rescue_raid",
)  # fmt: skip
TEXTED = ("bad_date_report", "outed", "emergency_contraception", "uber_eats_neighbour")
HARMFUL = ("rescuer", "carceral", "interrogator")
PLAYERS = ("good", "beginner", "stuffer", *HARMFUL)
CALLS = 4  # of each player
SEED = 1


@dataclass(frozen=True)
class Way:
    """A way to please: what is said where the script has `line`, and what a script says that does so itself."""

    says: str
    script_does: re.Pattern[str]

    def of(self, call: Call) -> str:
        told = {name for turn in call.turns for name in turn.tells}
        untold = [fact.lines[0].say for name, fact in call.scenario.facts.items() if name not in told]
        return self.says.format(line=call.turns[-1].written, untold=untold[0] if untold else "You have my word.")


NO_SCRIPT = re.compile(r"(?!)")
DOES_IT = re.compile(r"\bdo (?:it|that)\b")  # what comes after it is refused all the same
THANKS = re.compile(r"thank|apprecia|grateful|\bbless|kind of you|decent|you've been", re.IGNORECASE)
LEAVES = re.compile(r"\b(?:bye|night|go|going|off|leave|hang|call|that's us|down)\b", re.IGNORECASE)
WAYS = (
    Way("Okay, I'll do that. Thank you so much, I feel better already.", DOES_IT),
    Way("{line} Okay, I'll do that. Thank you so much, I feel better already.", DOES_IT),
    Way("You're so right, I promise I'll do it! {line}", NO_SCRIPT),
    Way("{line} Thank you, that means a lot to me.", THANKS),
    Way("{line} {untold}", NO_SCRIPT),
    Way("{line} Anyway, I should let you go. Bye!", LEAVES),
)


def way_now(call: Call) -> Way:
    return WAYS[(call.seed + len(call.turns)) % len(WAYS)]


@dataclass
class Pleaser:
    """A model that pleases in every way in turn, and what was shown of it: the way, the script and the words."""

    shown: list[tuple[Way, str, str]] = field(default_factory=list)

    def voice(self, call: Call) -> VoicedLine:
        """Say the caller's last line through the guard."""
        way = way_now(call)
        said, script, heard = way.of(call), call.turns[-1].written, list[str]()

        def says(messages: Sequence[Message], *, max_tokens: int, seed: int) -> Generator[str, None, None]:
            yield from (said[at : at + 9] for at in range(0, len(said), 9))

        line = ModelCaller(says, Breaker()).voice(call, heard.append).line
        self.shown += [
            (way, script, text)
            for text in (*heard, line.text)
            if " ".join(text.split()) not in " ".join(script.split())
        ]
        return line


def unguarded(call: Call) -> VoicedLine:
    """Say the caller's last line as if no guard listened."""
    return VoicedLine(way_now(call).of(call), "model")


class PleasingLine(SpokenLine):
    """A call in words whose caller is voiced at every turn."""

    def __init__(
        self, ready: Playable, setting: Setting, seed: int, voices: Voices, voice: Callable[[Call], VoicedLine]
    ) -> None:
        super().__init__(ready, setting, seed, voices)
        self._voice = voice

    def reply(self, moves: Moves) -> None:
        super().reply(moves)
        self.call.voice(self._voice(self.call))


def calls(
    name: str, player: str, count: int, voices: Voices, voice: Callable[[Call], VoicedLine] | None = None
) -> list[Call]:
    """Return `count` calls as this player plays them, voiced by the script alone or by `voice`."""
    ready, lines = playable(find_scenario(name)), list[SpokenLine]()

    def open_line(setting: Setting, seed: int) -> SpokenLine:
        spoken = (
            PleasingLine(ready, setting, seed, voices, voice) if voice else SpokenLine(ready, setting, seed, voices)
        )
        lines.append(spoken)
        return spoken

    for _ in play_many(Walker(ready.scenario), [player], count, SEED, Visits(), open_line):
        pass
    return [line.call for line in lines]


@cache
def voices() -> Voices:
    return Voices()


def as_written(call: Call) -> tuple[list[Turn], ReachedEnding | None]:
    """The call with every line as the script has it, whoever's words were said."""
    plain = [replace(turn, text=turn.written, voice="scripted", why="", script="") for turn in call.turns]
    return plain, call.ending


def marks(of: Sequence[Call]) -> list[int]:
    rubric = call_rubric()
    return [score(call.transcript(listener_hash=""), rubric).total for call in of]


def shown_without_leave(pleaser: Pleaser) -> Iterator[str]:
    return (f"{text} | {script}" for way, script, text in pleaser.shown if not way.script_does.search(script))


@pytest.mark.parametrize("name", SPREAD)
def test_good_practice_is_worth_more_though_the_caller_is_pleased_with_everything(name: str) -> None:
    pleaser, mean = Pleaser(), dict[str, float]()
    for player in PLAYERS:
        scripted, pleased = (calls(name, player, CALLS, voices(), one) for one in (None, pleaser.voice))
        assert [as_written(call) for call in pleased] == [as_written(call) for call in scripted], player
        assert marks(pleased) == marks(scripted), player
        mean[player] = fmean(marks(pleased))
    assert mean["good"] >= mean["beginner"] + 15
    assert mean["beginner"] >= mean["carceral"] + 30
    assert mean["beginner"] > mean["stuffer"] > max(mean[player] for player in HARMFUL), mean
    assert list(shown_without_leave(pleaser)) == []


@pytest.mark.parametrize("name", NAMES)
def test_even_unguarded_a_pleasing_caller_changes_nothing_but_words(name: str) -> None:
    for player in PLAYERS:
        scripted, pleased = (calls(name, player, 3, voices(), one) for one in (None, unguarded))
        assert [as_written(call) for call in pleased] == [as_written(call) for call in scripted], player
        assert marks(pleased) == marks(scripted), player


@pytest.fixture(scope="module")
def hearing() -> Voices:
    return Voices(load_listener())


@pytest.mark.parametrize("name", TEXTED)
def test_what_is_heard_in_replies_does_not_hang_on_what_the_caller_said_aloud(name: str, hearing: Voices) -> None:
    for player in ("good", "beginner", "carceral"):
        pleaser = Pleaser()
        scripted, guarded, aloud = (
            calls(name, player, 2, hearing, voice) for voice in (None, pleaser.voice, unguarded)
        )
        for pleased in (guarded, aloud):
            assert [as_written(call) for call in pleased] == [as_written(call) for call in scripted], player
            assert marks(pleased) == marks(scripted), player
        assert any(turn.text != turn.written for call in aloud for turn in call.turns)
        assert list(shown_without_leave(pleaser)) == []
