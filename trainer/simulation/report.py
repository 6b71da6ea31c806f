"""What many calls of a scenario showed: visits, endings and scores by player, ways to each ending."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from time import perf_counter
from typing import Any

from trainer.calls.playable import Playable
from trainer.calls.setting import Setting
from trainer.content.rubric import Rubric
from trainer.scoring.scorecard import score
from trainer.simulation.games import Visits, never_met, play_many, settings_of
from trainer.simulation.players import PLAYERS
from trainer.simulation.search import GOOD_PRACTICE, Path, explore
from trainer.simulation.voiced import SpokenLine, Voices, voiced
from trainer.simulation.walker import Walker


@dataclass(frozen=True)
class PlayerReport:
    """One player's calls: how they ended, how long they were (replies), what they scored (of those scored)."""

    endings: dict[str, int]
    replies: float
    longest: int
    scores: Sequence[int]

    @property
    def mean_score(self) -> float:
        """The mean score, nan where none was scored."""
        return fmean(self.scores) if self.scores else float("nan")


@dataclass(frozen=True)
class ScenarioReport:
    """One scenario's games. `shortest` uses any moves, `ideal` good practice only; paths as in `search`."""

    scenario: str
    calls: int
    seconds: float
    players: dict[str, PlayerReport]
    visits: Visits
    never_met: dict[str, Sequence[str]]
    never_ended: int
    shortest: dict[str, Path]
    ideal: dict[str, Path]


def simulate(
    ready: Playable,
    rubric: Rubric,
    *,
    players: Iterable[str] = tuple(PLAYERS),
    calls: int = 1000,
    seed: int = 1,
    scored_calls: int = 100,
    voices: Voices | None = None,
    paths: bool = True,
) -> ScenarioReport:
    """Play `calls` calls of each player and return what was seen; the first `scored_calls` of each are also scored.

    With `voices` that hear, every reply is a sentence, and what the listener hears in it drives the call. Without
    `paths` the ways to each ending are not searched for.
    """
    walker, visits, reports = Walker(ready.scenario), Visits(), {}
    words = voices or Voices()
    spoken: list[SpokenLine] = []

    def open_spoken(setting: Setting, seed: int) -> SpokenLine:
        spoken.append(SpokenLine(ready, setting, seed, words))
        return spoken[-1]

    took = 0.0
    for player in players:
        began = perf_counter()
        spoken.clear()
        games = list(play_many(walker, [player], calls, seed, visits, open_spoken if words.listener else None))
        took += perf_counter() - began
        in_words = [line.call for line in spoken] or [voiced(ready, game, words) for game in games[:scored_calls]]
        reports[player] = PlayerReport(
            dict(Counter(game.ending for game in games).most_common()),
            fmean(len(game.replies) for game in games),
            max(len(game.replies) for game in games),
            [score(call.transcript(listener_hash=""), rubric).total for call in in_words[:scored_calls]],
        )
    ideal: dict[str, Path] = {}
    shortest: dict[str, Path] = {}
    for setting in settings_of(ready.scenario) if paths else ():
        _keep_shortest(shortest, explore(walker, setting).endings)
        _keep_shortest(ideal, explore(walker, setting, GOOD_PRACTICE).endings)
    return ScenarioReport(
        ready.scenario.id,
        calls * len(reports),
        took,
        reports,
        visits,
        never_met(ready.scenario, walker, visits),
        visits.endings[""],
        shortest,
        ideal,
    )


def report_to_json(report: ScenarioReport) -> dict[str, Any]:
    """Return `report` as plain values that `json.dumps` takes."""
    return {
        "scenario": report.scenario,
        "calls": report.calls,
        "seconds": round(report.seconds, 3),
        "never_ended": report.never_ended,
        "players": {
            name: {
                "endings": one.endings,
                "replies": round(one.replies, 2),
                "longest": one.longest,
                "score": _score(one),
            }
            for name, one in report.players.items()
        },
        "visits": {
            name: dict(getattr(report.visits, name).most_common()) for name in ("states", "endings", "facts", "ways")
        },
        "never_met": report.never_met,
        "shortest": report.shortest,
        "ideal": report.ideal,
    }


def _score(one: PlayerReport) -> dict[str, float] | None:
    return {"mean": round(one.mean_score, 1), "spread": round(pstdev(one.scores), 1)} if one.scores else None


def _keep_shortest(kept: dict[str, Path], found: dict[str, Path]) -> None:
    for ending, path in found.items():
        if ending not in kept or len(path) < len(kept[ending]):
            kept[ending] = path
