"""Calls: begun, answered, gone back into, scored, taken away, deleted."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from trainer.calls.act import Act, ActKind
from trainer.calls.call import replay
from trainer.calls.heard_anew import heard_anew
from trainer.calls.playable import playable, playable_text
from trainer.calls.reply import accepted_hearing, accepted_reply
from trainer.calls.setting import Setting
from trainer.calls.transcript import Transcript
from trainer.coaching.hints import CoachSays, hint_now
from trainer.content.library import find_scenario, moves
from trainer.content.resources import Resources
from trainer.content.rubric import Rubric
from trainer.errors import CallError, CallOver, InputError
from trainer.listening.listener import Listener
from trainer.practice.model import Model
from trainer.practice.open_call import OpenCall
from trainer.scoring.scorecard import Scorecard, score
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.store import calls
from trainer.store.archive import Imported, archived_call, export_archive, import_archive, own_practice
from trainer.store.calls import CallSummary, StoredAct, StoredCall
from trainer.store.database import Database
from trainer.store.people import delete_person

ANOTHER_MODEL = "The language model was changed meanwhile. Here is what is set now; nothing was sent."


@dataclass(frozen=True)
class PracticeLine:
    """The practice line of one organisation: store, listener, rubric, resources, and a model if it has one."""

    database: Database
    listener: Listener
    rubric: Rubric
    resources: Resources
    model: Model | None = None

    def start(
        self,
        person: str,
        scenario: str,
        *,
        setting: Setting,
        now: datetime,
        seed: int | None = None,
        check_in: bool = False,
        told_of: str = "",
    ) -> str:
        """Begin a call and return its id; raises InputError or ContentError if the scenario cannot be played so.

        A check-in is a call without hints and without feedback. With `told_of` (see `Endpoint.told`) the language model
        that the trainee was told of voices the caller, and no other; raises CallError if another is set by now.
        """
        ready = playable(find_scenario(scenario))
        if told_of and not (self.model and self.model.is_the_one(told_of)):
            raise CallError(ANOTHER_MODEL)
        setting.opening_of(ready.scenario)
        return calls.start_call(
            self.database,
            person,
            scenario_id=ready.scenario.id,
            scenario_hash=ready.hash,
            scenario_text=ready.text,
            seed=secrets.randbelow(2**31) if seed is None else seed,
            setting=setting,
            now=now,
            check_in=check_in,
            told_of=told_of,
        )

    def rewind(self, person: str, opened: OpenCall, turn: int, now: datetime) -> str:
        """Go back to just before the trainee's reply at `turn` and return the id of the call that goes on from there.

        The call itself stays as it is. Raises CallError while it runs, if nothing was said there, or in a check-in.
        """
        if not opened.over:
            raise CallError("This call is still going on. Go back into it when it has ended.")
        if opened.stored.check_in:
            raise CallError("A check-in is taken once, so that it can be told apart from practice.")
        n = _act_at(opened, turn)
        if n is None:
            raise CallError("There is no reply of yours at this place to go back to.")
        return calls.start_branch(self.database, person, opened.stored.id, n, now)

    def hint(self, opened: OpenCall) -> CoachSays | None:
        """Return what the coach has to say now, None where it may not be asked or has nothing."""
        if opened.over or not opened.coached:
            return None
        said = hint_now(opened.call, self.rubric, moves())
        return replace(said, line=self.resources.fill(said.line)) if said else None

    def open(self, person: str, call_id: str, now: datetime) -> OpenCall:
        """Return a call of this person, or a running one whose link they hold; raises NotFound otherwise."""
        if not calls.has_access(self.database, call_id, person):
            calls.grant_access(self.database, call_id, person, now)
        return self.replayed(calls.load_call(self.database, call_id))

    def reply(self, opened: OpenCall, typed: str, now: datetime) -> OpenCall:
        """Say something in a call: stored first, then answered.

        Raises EmptyReply, ReplyTooLong, UnheardLanguage or CallOver, and StaleTurn if another page has answered
        meanwhile.
        """
        text = accepted_reply(typed)
        if opened.call.paused:
            raise CallError("The call is paused. Resume it, then say it.")
        if opened.time_left(now) == timedelta():
            return self.act(opened, "time_up", now)
        heard = accepted_hearing(self.listener.hear(text, opened.call.context()))
        return self._take(opened, Act("reply", now, text, heard))

    def act(self, opened: OpenCall, kind: ActKind, now: datetime) -> OpenCall:
        """Pause, resume, soften, end, stop or fade a call, ask for a hint, or let its time run out.

        Raises CallOver or StaleTurn, and CallError for a hint where the coach may not be asked.
        """
        if kind == "hint" and self.hint(opened) is None:
            raise CallError("The coach is not there in this call.")
        return self._take(opened, Act(kind, now))

    def scorecard(self, opened: OpenCall, now: datetime) -> Scorecard:
        """Return the call's scorecard, made and kept the first time it is asked for; raises CallError while it runs."""
        if not opened.over:
            raise CallError("This call is still going on; its score comes when it has ended.")
        if (kept := self.kept_scorecard(opened)) is not None:
            return kept
        card = score(self.transcript(opened), self.rubric)
        calls.save_scorecard(self.database, opened.stored.id, to_json(card), now)
        return card

    def too_short(self, opened: OpenCall) -> bool:
        """Return whether a call has too few replies for a number to say anything."""
        return opened.replies < self.rubric.short_call_replies

    def counts_as_check_in(self, opened: OpenCall) -> bool:
        """Return whether a call is a check-in that can be compared: it reached an ending and was not too short."""
        return opened.stored.check_in and opened.call.ending is not None and not self.too_short(opened)

    def kept_scorecard(self, opened: OpenCall) -> Scorecard | None:
        """Return the call's latest scorecard, None while it has not been asked for."""
        kept = calls.scorecard_of(self.database, opened.stored.id)
        return from_json(kept) if kept is not None else None

    def scored_transcript(self, opened: OpenCall, card: Scorecard) -> Transcript:
        """Return the call with the hearing that `card` rests on; it may have been scored anew by a later listener."""
        played = self.transcript(opened)
        if card.hashes.listener in {played.listener_hash, ""} or card.hashes.listener != self.listener.hash:
            return played
        return heard_anew(played, self.listener)

    def calls_of(self, person: str) -> list[CallSummary]:
        """Return the person's calls, newest first."""
        return calls.calls_of(self.database, person)

    def delete(self, person: str, call_id: str) -> None:
        """Delete a call for good; raises NotFound if it is not this person's."""
        calls.delete_call(self.database, call_id, person)

    def delete_everything(self, person: str) -> None:
        """Delete a person for good: their sessions, drills and choices, and the calls that nobody else may open."""
        delete_person(self.database, person)

    def reflection(self, person: str, opened: OpenCall) -> str:
        """Return what the person wrote for themselves about a call, empty if nothing."""
        return calls.reflection_of(self.database, opened.stored.id, person)

    def reflect(self, person: str, opened: OpenCall, text: str, now: datetime) -> None:
        """Keep what the person wrote for themselves about a call."""
        calls.save_reflection(self.database, opened.stored.id, person, text, now)

    def archive(self, person: str, path: Path, now: datetime) -> None:
        """Write all of the person's calls and drills to a new archive at `path`.

        Raises InputError if it cannot be made.
        """
        opened = [self.open(person, summary.id, now) for summary in self.calls_of(person)]
        export_archive(
            path,
            [(archived_call(self.database, one.stored.id, person), self.transcript(one)) for one in opened],
            own_practice(self.database, person),
        )

    def bring_in(self, person: str, path: Path, now: datetime) -> Imported:
        """Give the calls of an archive to the person, all or none; raises InputError if it is no archive."""
        return import_archive(self.database, person, path, now, self._check_replays)

    def better_lines(self, opened: OpenCall) -> dict[str, str]:
        """Return the scenario's own better lines by move, with the organisation's names in them."""
        lines = opened.playable.scenario.try_instead
        return {move: self.resources.fill(line) for move, line in lines.items()}

    def transcript(self, opened: OpenCall) -> Transcript:
        """Return what was said so far."""
        hashes = sorted({act.listener_hash for act in opened.stored.acts if act.listener_hash})
        if len(hashes) > 1:  # heard by one listener after another: named by all of them
            return opened.call.transcript(listener_hash=sha256(" ".join(hashes).encode()).hexdigest())
        return opened.call.transcript(listener_hash=hashes[0] if hashes else self.listener.hash)

    def _take(self, opened: OpenCall, act: Act) -> OpenCall:
        if opened.over:
            raise CallOver("This call has ended; nothing more can be said in it.")
        stored = opened.stored
        opened.call.take(act)
        ending = opened.call.ending
        kept = StoredAct(
            kind=act.kind,
            at=act.at,
            text=act.text,
            heard=act.heard,
            n=len(stored.acts) + 1,
            listener_hash=self.listener.hash if act.kind == "reply" else "",
        )
        calls.append_act(
            self.database,
            stored.id,
            n=kept.n,
            kind=kept.kind,
            text=kept.text,
            heard=kept.heard,
            listener_hash=kept.listener_hash,
            at=kept.at,
            ended=opened.call.over,
            ending=ending.id if ending else None,
            ending_kind=ending.kind if ending else None,
        )
        ended_at = act.at if opened.call.over else None
        taken = replace(opened, stored=replace(stored, acts=(*stored.acts, kept), ended_at=ended_at))
        if self.counts_as_check_in(taken):
            self.scorecard(taken, act.at)  # now, so that it counts whether or not anybody looks back on it
        return taken

    def _check_replays(self, stored: StoredCall) -> None:
        opened = self.replayed(stored)
        if opened.call.over != opened.over:
            raise InputError("whether it has ended is not what its acts say")

    def replayed(self, stored: StoredCall) -> OpenCall:
        """Return a stored call as it is played out by its acts."""
        ready = playable_text(stored.scenario_text, stored.scenario)
        call = replay(
            ready, stored.acts, seed=stored.seed, setting=stored.setting, fill=self.resources.fill, voiced=stored.voiced
        )
        return OpenCall(stored, ready, call)


def _act_at(opened: OpenCall, turn: int) -> int | None:
    """The number of the act that said the trainee's `turn`, None if there is none."""
    replies = [act.n for act in opened.stored.acts if act.kind == "reply"]
    said = [one.n for one in opened.call.turns if one.speaker == "trainee"]
    return dict(zip(said, replies, strict=True)).get(turn)
