"""A call in progress: takes the trainee's acts one by one and answers as the caller."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from trainer.calls.act import Act, ActKind
from trainer.calls.lines import Lines
from trainer.calls.playable import Playable
from trainer.calls.setting import Setting
from trainer.calls.situation import Situation
from trainer.calls.transcript import EndedBy, ReachedEnding, Speaker, Transcript, Turn
from trainer.calls.voiced_line import VoicedLine
from trainer.content.scenario import Cue, Line
from trainer.errors import CallError, CallOver
from trainer.listening.listener import Context, Heard
from trainer.listening.topics import topics_in

Fill = Callable[[str], str]
HINT_LEVELS = 3
_PLAIN = Setting()
_AS_WRITTEN: Mapping[int, VoicedLine] = MappingProxyType({})


class Call:
    """One call. The same scenario, seed and acts always give the same turns, but for how a line is voiced.

    `hints` counts what was asked of the coach, `hint_level` (0–3) how far since the last reply.

    `fill` puts the organisation's own names in the place of `{{local: …}}`. `voiced` holds, by turn, the lines that
    were said otherwise than written; it changes words and nothing else.
    """

    def __init__(
        self,
        playable: Playable,
        *,
        seed: int,
        setting: Setting = _PLAIN,
        fill: Fill = str,
        voiced: Mapping[int, VoicedLine] = _AS_WRITTEN,
    ) -> None:
        scenario, opening = playable.scenario, setting.opening_of(playable.scenario)
        self.scenario = scenario
        self.seed = seed
        self.setting = setting
        self.softened = setting.softened
        self.paused = False
        self.stopped = False
        self.faded = False
        self.hints = 0
        self.hint_level = 0
        self.ending: ReachedEnding | None = None
        self.turns: list[Turn] = []
        self._machine = playable.machine
        self._scenario_hash = playable.hash
        self._situation = Situation(opening, setting.switched, self.scenario.least_distress)
        self._lines = Lines(seed)
        self._fill = fill
        self._voiced = voiced
        self._raised: frozenset[str] = frozenset()
        key = f"opening/{setting.variant}" if setting.variant else "opening"
        self._say([self._pick(key, opening.lines)], opening.cues)

    def take(self, act: Act) -> None:
        """Take one act and answer it; raises CallOver once it has ended, CallError where no clock can run out."""
        if self.over:
            raise CallOver("This call has ended; nothing more can be said in it.")
        match act.kind:
            case "reply":
                self._hear(act.text, act.heard)
            case "end":
                in_danger = self.scenario.states[self._situation.state].danger
                self._machine.fire("trainee_ends", self._situation)
                self._reach("trainee", in_danger=in_danger)
            case "time_up":
                if not self.scenario.time_runs_out:
                    raise CallError("This call has no clock that could run out.")
                self._machine.fire("time_runs_out", self._situation)
                self._reach("time")
            case _:
                self._set(act.kind)

    @property
    def over(self) -> bool:
        """Whether it has reached an ending or was stopped before one."""
        return self.stopped or self.ending is not None

    @property
    def situation(self) -> Situation:
        """Where the caller is now; to be looked at, and moved by `take` only."""
        return self._situation

    def context(self) -> Context:
        """Return what a listener needs to know of the call before the next reply."""
        last = next(turn.written for turn in reversed(self.turns) if turn.speaker == "caller")
        return Context(caller=last, raised=self._raised)

    def transcript(self, *, listener_hash: str) -> Transcript:
        """Return the call so far as a transcript."""
        return Transcript(
            scenario=self.scenario.id,
            scenario_hash=self._scenario_hash,
            listener_hash=listener_hash,
            type=self.scenario.type,
            channel=self.scenario.channel,
            seed=self.seed,
            softened=self.softened,
            variant=self.setting.variant,
            switched=self.setting.switched,
            does_not_ask_for=self.scenario.does_not_ask_for,
            turns=tuple(self.turns),
            ending=self.ending,
            hints=self.hints,
        )

    def _set(self, kind: ActKind) -> None:
        """Take an act that says nothing to the caller."""
        match kind:
            case "stop":
                self.stopped = True
            case "fade":
                self.stopped = self.faded = True
            case "soften":
                self.softened = True
            case "pause" | "resume":
                self.paused = kind == "pause"
            case "hint":
                self.hints += 1
                self.hint_level = min(self.hint_level + 1, HINT_LEVELS)

    def _hear(self, text: str, heard: tuple[Heard, ...]) -> None:
        moves = tuple(one for one in heard if one.sure)
        self._add("trainee", text, moves=moves, maybe=tuple(one for one in heard if not one.sure))
        before = self._situation.state
        self._situation.hear(frozenset(one.move for one in moves), self.scenario.states[before].openers)
        self._machine.fire("hear", self._situation)
        self.hint_level = 0
        self._answer(before)

    def _answer(self, state: str) -> None:
        way = self._situation.way
        said: list[str] = []
        told: tuple[str, ...] = ()
        if way and (reaction := way.reaction):
            said.append(self._pick(way.key, reaction.lines))
            if reaction.tells:
                fact = self.scenario.facts[reaction.tells]
                said.append(self._pick(f"fact/{reaction.tells}", fact.lines))
                told = (reaction.tells,)
        elif way:
            said.append(self._pick(way.key, self.scenario.states[state].otherwise.lines))
        if ending := self.scenario.endings.get(self._situation.state):
            said.append(self._pick(f"ending/{self._situation.state}", ending.lines))
        self._say(said, way.cues if way else (), told)
        if ending:
            self._reach("caller")

    def _pick(self, key: str, lines: tuple[Line, ...]) -> str:
        return self._lines.pick(key, lines, soft=self.softened) if lines else ""

    def _say(self, parts: list[str], cues: tuple[Cue, ...], told: tuple[str, ...] = ()) -> None:
        text = self._fill(" ".join(part for part in parts if part))
        self._raised |= topics_in(text)
        self._add("caller", text, cues=cues, tells=told)
        if line := self._voiced.get(len(self.turns)):
            self.voice(line)

    def voice(self, line: VoicedLine) -> None:
        """Say the caller's last line as `line`; states, mood and what is raised stay those of the script."""
        last = self.turns[-1]
        if last.speaker == "caller":
            script = last.written if line.text != last.written else ""
            self.turns[-1] = replace(last, text=line.text, voice=line.voice, why=line.why, script=script)

    def _add(
        self,
        speaker: Speaker,
        text: str,
        *,
        moves: tuple[Heard, ...] = (),
        maybe: tuple[Heard, ...] = (),
        cues: tuple[Cue, ...] = (),
        tells: tuple[str, ...] = (),
    ) -> None:
        state, mood = self._situation.state, self._situation.mood
        self.turns.append(Turn(len(self.turns) + 1, speaker, text, state, mood, moves, cues, tells, maybe))

    def _reach(self, by: EndedBy, *, in_danger: bool = False) -> None:
        name = self._situation.state
        self.ending = ReachedEnding(name, self.scenario.endings[name].kind, by, in_danger)


def replay(
    playable: Playable,
    acts: Iterable[Act],
    *,
    seed: int,
    setting: Setting = _PLAIN,
    fill: Fill = str,
    voiced: Mapping[int, VoicedLine] = _AS_WRITTEN,
) -> Call:
    """Return the call that `acts` make."""
    call = Call(playable, seed=seed, setting=setting, fill=fill, voiced=voiced)
    for act in acts:
        call.take(act)
    return call
