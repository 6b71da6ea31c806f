"""A call in progress: takes the trainee's acts one by one and answers as the caller."""

from collections.abc import Callable, Iterable

from trainer.calls.act import Act
from trainer.calls.lines import Lines
from trainer.calls.machine import Situation
from trainer.calls.mood import shift_for
from trainer.calls.playable import Playable
from trainer.calls.transcript import EndedBy, ReachedEnding, Speaker, Transcript, Turn
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.scenario import Cue, Line
from trainer.errors import CallOver
from trainer.listening.listener import Context, Heard
from trainer.listening.topics import topics_in

Fill = Callable[[str], str]


class Call:
    """One call. The same scenario, seed and acts always give the same turns.

    `fill` puts the organisation's own names in the place of `{{local: …}}`.
    """

    def __init__(self, playable: Playable, *, seed: int, softened: bool = False, fill: Fill = str) -> None:
        scenario = playable.scenario
        self.scenario = scenario
        self.seed = seed
        self.softened = softened
        self.paused = False
        self.stopped = False
        self.ending: ReachedEnding | None = None
        self.turns: list[Turn] = []
        self._machine = playable.machine
        self._scenario_hash = playable.hash
        self._situation = Situation(scenario)
        self._lines = Lines(seed)
        self._fill = fill
        self._recent: list[frozenset[str]] = []
        self._hurt = False
        self._raised: frozenset[str] = frozenset()
        self._say([self._pick("opening", scenario.opening.lines)], scenario.opening.cues)

    def take(self, act: Act) -> None:
        """Take one act and answer it; raises CallOver once the call has ended or was stopped."""
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
                self._machine.fire("time_runs_out", self._situation)
                self._reach("time")
            case "stop":
                self.stopped = True
            case "soften":
                self.softened = True
            case "pause":
                self.paused = True
            case "resume":
                self.paused = False

    @property
    def over(self) -> bool:
        """Whether it has reached an ending or was stopped before one."""
        return self.stopped or self.ending is not None

    def context(self) -> Context:
        """Return what a listener needs to know of the call before the next reply."""
        last = next(turn.text for turn in reversed(self.turns) if turn.speaker == "caller")
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
            turns=tuple(self.turns),
            ending=self.ending,
        )

    def _hear(self, text: str, heard: tuple[Heard, ...]) -> None:
        moves = tuple(one for one in heard if one.sure)
        self._add("trainee", text, moves=moves, maybe=tuple(one for one in heard if not one.sure))
        self._move_mood(frozenset(one.move for one in moves))
        before = self._situation.state
        self._machine.fire("hear", self._situation)
        if self._situation.state != before:
            self._situation.replies = 0
        self._answer(before)

    def _move_mood(self, moves: frozenset[str]) -> None:
        situation = self._situation
        stale = frozenset.intersection(*self._recent[-2:]) if len(self._recent) > 1 else frozenset()
        openers = self.scenario.states[situation.state].openers
        situation.mood = situation.mood.shifted(shift_for(moves, openers=openers, stale=stale, hurt=self._hurt))
        if HARMFUL_MOVES & moves:
            self._hurt = True
        elif "repairs_mistake" in moves:
            self._hurt = False
        self._recent.append(moves)
        situation.moves = moves
        situation.earlier |= moves
        situation.replies += 1

    def _answer(self, state: str) -> None:
        key, reaction = self._situation.answer
        said: list[str] = []
        cues: list[Cue] = []
        told: tuple[str, ...] = ()
        if reaction:
            said.append(self._pick(key, reaction.lines))
            cues += reaction.cues
            if reaction.tells:
                fact = self.scenario.facts[reaction.tells]
                said.append(self._pick(f"fact/{reaction.tells}", fact.lines))
                cues += fact.cues
                told = (reaction.tells,)
                self._situation.told.add(reaction.tells)
        elif key:
            said.append(self._pick(key, self.scenario.states[state].otherwise.lines))
            cues += self.scenario.states[state].otherwise.cues
        if ending := self.scenario.endings.get(self._situation.state):
            said.append(self._pick(f"ending/{self._situation.state}", ending.lines))
        self._say(said, tuple(cues), told)
        if ending:
            self._reach("caller")

    def _pick(self, key: str, lines: tuple[Line, ...]) -> str:
        return self._lines.pick(key, lines, soft=self.softened) if lines else ""

    def _say(self, parts: list[str], cues: tuple[Cue, ...], told: tuple[str, ...] = ()) -> None:
        text = self._fill(" ".join(part for part in parts if part))
        self._raised |= topics_in(text)
        self._add("caller", text, cues=cues, tells=told)

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


def replay(playable: Playable, acts: Iterable[Act], *, seed: int, softened: bool = False, fill: Fill = str) -> Call:
    """Return the call that `acts` make."""
    call = Call(playable, seed=seed, softened=softened, fill=fill)
    for act in acts:
        call.take(act)
    return call
