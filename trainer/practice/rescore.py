"""Scores made anew where rubric or listener have changed: beside the old ones, which stay as they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from trainer.calls.heard_anew import heard_anew
from trainer.coaching.comparison import Difference, differences
from trainer.practice.line import PracticeLine
from trainer.scoring.scorecard import Scorecard, score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store.aftermath import save_scorecard, scorecard_of, scored_calls
from trainer.store.calls import load_call


@dataclass(frozen=True)
class Rescored:
    """One call scored anew, None in `new` where nothing that made its score has changed; totals are 0–100."""

    call: str
    scenario: str
    started_at: datetime
    old: Scorecard
    new: Scorecard | None
    moved: tuple[Difference, ...] = ()


def rescore(line: PracticeLine, now: datetime, *, keep: bool = True) -> Iterator[Rescored]:
    """Yield every scored call, scored anew where the rubric or the listener is another than made its latest score.

    The new score is kept beside the old ones unless `keep` is false. A call stays pinned to its scenario.
    """
    for call_id in scored_calls(line.database):
        kept = scorecard_of(line.database, call_id)
        if kept is None:
            continue  # deleted since
        old, stored = from_json(kept), load_call(line.database, call_id)
        if (old.hashes.rubric, old.hashes.listener) == (line.rubric.hash, line.listener.hash):
            yield Rescored(call_id, stored.scenario, stored.started_at, old, None)
            continue
        played = line.transcript(line.replayed(stored))
        same_listener = played.listener_hash == line.listener.hash
        new = score(played if same_listener else heard_anew(played, line.listener), line.rubric)
        if keep:
            save_scorecard(line.database, call_id, to_json(new), now)
        moved = differences(old, new, line.rubric)
        yield Rescored(call_id, stored.scenario, stored.started_at, old, new, moved)
