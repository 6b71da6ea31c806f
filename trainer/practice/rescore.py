"""Scores made anew where rubric or listener have changed: beside the old ones, which stay as they were."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from trainer.calls.heard_anew import heard_anew
from trainer.coaching.comparison import Difference, differences
from trainer.errors import CallError, ContentError, InputError, NotFound
from trainer.practice.line import PracticeLine
from trainer.scoring.scorecard import Scorecard, score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store.aftermath import save_scorecard, scorecard_of, scored_calls
from trainer.store.calls import StoredCall, load_call


@dataclass(frozen=True)
class Rescored:
    """One call scored anew; totals are 0–100.

    `new` is None where nothing that made its score has changed, and where the call cannot be played any more, as
    `problem` then says.
    """

    call: str
    scenario: str
    started_at: datetime
    old: Scorecard
    new: Scorecard | None = None
    differences: tuple[Difference, ...] = ()
    problem: str = ""

    @property
    def moved(self) -> bool:
        """Whether anything is scored otherwise than before."""
        return self.new is not None and (bool(self.differences) or self.new.total != self.old.total)


def rescore(line: PracticeLine, now: datetime, *, keep: bool = True) -> Iterator[Rescored]:
    """Yield every scored call, scored anew where the rubric or the listener is another than made its latest score.

    The new score is kept beside the old ones unless `keep` is false. A call stays pinned to its scenario.
    """
    for call_id in scored_calls(line.database):
        try:
            yield _rescored(line, call_id, now, keep=keep)
        except NotFound:
            continue  # deleted meanwhile


def _rescored(line: PracticeLine, call_id: str, now: datetime, *, keep: bool) -> Rescored:
    stored, kept = load_call(line.database, call_id), scorecard_of(line.database, call_id)
    if kept is None:
        raise NotFound("This call has no score any more.")
    old = from_json(kept)
    one = Rescored(call_id, stored.scenario, stored.started_at, old)
    if (old.hashes.rubric, old.hashes.listener) == (line.rubric.hash, line.listener.hash):
        return one
    one = _scored_anew(line, stored, one)
    if keep and one.new:
        save_scorecard(line.database, call_id, to_json(one.new), now)
    return one


def _scored_anew(line: PracticeLine, stored: StoredCall, one: Rescored) -> Rescored:
    try:
        played = line.transcript(line.replayed(stored))
    except (ContentError, InputError, CallError) as error:
        return replace(one, problem=f"its scenario cannot be played any more: {str(error).splitlines()[0]}")
    same_listener = played.listener_hash == line.listener.hash
    new = score(played if same_listener else heard_anew(played, line.listener), line.rubric)
    return replace(one, new=new, differences=differences(one.old, new, line.rubric))
