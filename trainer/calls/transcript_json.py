"""Transcripts as JSON: written for other programs, and read from them however little they hold."""

from itertools import pairwise
from typing import Any, cast, get_args

from trainer.calls.json_value import JsonValue
from trainer.calls.mood import HIGHEST, LOWEST, Mood
from trainer.calls.transcript import EndedBy, ReachedEnding, Speaker, Transcript, Turn
from trainer.calls.voiced_line import Voice
from trainer.content.moves import MOVES
from trainer.content.scenario import CallType, Channel, Cue, EndingKind
from trainer.listening.listener import Heard

MOST_TURNS = 2_000
MOST_MOVES = 200
_MOST_SWITCHES = 20
_MOST_CRITERIA = 200
LARGEST_SEED = 2**63 - 1


def transcript_to_json(transcript: Transcript) -> dict[str, Any]:
    """Return `transcript` as plain values that `json.dumps` takes."""
    ending = transcript.ending
    return {
        "scenario": transcript.scenario,
        "type": transcript.type,
        "channel": transcript.channel,
        "seed": transcript.seed,
        "softened": transcript.softened,
        "variant": transcript.variant,
        "switched": sorted(transcript.switched),
        "does_not_ask_for": list(transcript.does_not_ask_for),
        "hints": transcript.hints,
        "turns": [_turn_to_json(turn) for turn in transcript.turns],
        "ending": _ending_to_json(ending) if ending else None,
        "hashes": {"scenario": transcript.scenario_hash, "listener": transcript.listener_hash},
    }


def transcript_from_json(
    data: Any,
    *,
    type: CallType | None = None,  # noqa: A002 - the word authors write
    channel: Channel | None = None,
) -> Transcript:
    """Return the transcript in `data`; `type` and `channel` stand in where it does not say them.

    Only scenario, seed and turns (n, speaker, text, state, mood, moves) have to be there. Raises InputError
    with one line naming the place of the first thing wrong.
    """
    whole = JsonValue(data)
    turns = tuple(_turn(turn) for turn in whole.member("turns").items(MOST_TURNS))
    _check_numbers_rise(turns)
    hashes = whole.optional("hashes")
    softened, switched = whole.optional("softened"), whole.optional("switched")
    spared, hints = whole.optional("does_not_ask_for"), whole.optional("hints")
    return Transcript(
        scenario=whole.member("scenario").text(200),
        scenario_hash=_text(hashes, "scenario"),
        listener_hash=_text(hashes, "listener"),
        type=cast(CallType, _said_or_given(whole, "type", type, get_args(CallType))),
        channel=cast(Channel, _said_or_given(whole, "channel", channel, get_args(Channel))),
        seed=whole.member("seed").whole(-LARGEST_SEED, LARGEST_SEED),
        softened=softened.truth() if softened else False,
        turns=turns,
        ending=_ending(whole.optional("ending"), turns),
        variant=_text(whole, "variant"),
        switched=frozenset(one.text(60) for one in switched.items(_MOST_SWITCHES)) if switched else frozenset(),
        does_not_ask_for=tuple(one.text(60) for one in spared.items(_MOST_CRITERIA)) if spared else (),
        hints=hints.whole(0, MOST_TURNS) if hints else 0,
    )


def _turn_to_json(turn: Turn) -> dict[str, Any]:
    return {
        "n": turn.n,
        "speaker": turn.speaker,
        "text": turn.text,
        "state": turn.state,
        "mood": {"trust": turn.mood.trust, "distress": turn.mood.distress},
        "moves": [_heard_to_json(heard) for heard in turn.moves],
        "maybe": [_heard_to_json(heard) for heard in turn.maybe],
        "cues": list(turn.cues),
        "tells": list(turn.tells),
    } | ({} if turn.voice == "scripted" and not turn.why else _voice_to_json(turn))


def _voice_to_json(turn: Turn) -> dict[str, Any]:
    return {"voice": turn.voice, "why": turn.why, "script": turn.script}


def _heard_to_json(heard: Heard) -> dict[str, Any]:
    return {
        "id": heard.move,
        "confidence": heard.confidence,
        "quote": heard.quote,
        "start": heard.start,
        "end": heard.end,
        "reason": heard.reason,
    }


def _turn(turn: JsonValue) -> Turn:
    text = turn.member("text").text()
    mood = turn.member("mood")
    cues, tells, maybe = turn.optional("cues"), turn.optional("tells"), turn.optional("maybe")
    voice = turn.optional("voice")
    return Turn(
        n=turn.member("n").whole(1, 10 * MOST_TURNS),
        speaker=cast(Speaker, turn.member("speaker").one_of(get_args(Speaker))),
        text=text,
        state=turn.member("state").text(200),
        mood=Mood(mood.member("trust").number(LOWEST, HIGHEST), mood.member("distress").number(LOWEST, HIGHEST)),
        moves=tuple(_heard(move, text) for move in turn.member("moves").items(MOST_MOVES)),
        maybe=tuple(_heard(move, text, sure=False) for move in maybe.items(MOST_MOVES)) if maybe else (),
        cues=tuple(cast(Cue, cue.one_of(get_args(Cue))) for cue in cues.items()) if cues else (),
        tells=tuple(fact.text(200) for fact in tells.items()) if tells else (),
        voice=cast(Voice, voice.one_of(get_args(Voice))) if voice else "scripted",
        why=_text(turn, "why"),
        script=_text(turn, "script"),
    )


def _heard(move: JsonValue, text: str, *, sure: bool = True) -> Heard:
    name = move.member("id")
    if name.text(200) not in MOVES:
        name.fail(f'no move is called "{name.text()[:60]}"')
    quote = move.member("quote").text()
    start, end = move.optional("start"), move.optional("end")
    first = start.whole(0, len(text)) if start else max(text.find(quote), 0)
    last = end.whole(first, len(text)) if end else min(first + len(quote), len(text))
    return Heard(name.text(), move.member("confidence").number(0, 1), quote, first, last, _text(move, "reason"), sure)


def _ending_to_json(ending: ReachedEnding) -> dict[str, Any]:
    return {"id": ending.id, "kind": ending.kind, "by": ending.by, "in_danger": ending.in_danger}


def _ending(ending: JsonValue | None, turns: tuple[Turn, ...]) -> ReachedEnding | None:
    if ending is None or ending.value is None:
        return None
    by, in_danger = ending.optional("by"), ending.optional("in_danger")
    last: Speaker = turns[-1].speaker if turns else "caller"
    return ReachedEnding(
        ending.member("id").text(200),
        cast(EndingKind, ending.member("kind").one_of(get_args(EndingKind))),
        cast(EndedBy, by.one_of(get_args(EndedBy))) if by else last,
        in_danger.truth() if in_danger else False,
    )


def _said_or_given(whole: JsonValue, key: str, given: str | None, choices: tuple[str, ...]) -> str:
    said = whole.optional(key)
    return said.one_of(choices) if said else JsonValue(given, key).one_of(choices) if given else _missing(whole, key)


def _missing(whole: JsonValue, key: str) -> str:
    return whole.member(key).text()


def _text(around: JsonValue | None, key: str) -> str:
    found = around.optional(key) if around else None
    return found.text() if found else ""


def _check_numbers_rise(turns: tuple[Turn, ...]) -> None:
    for index, (turn, following) in enumerate(pairwise(turns), start=1):
        if following.n <= turn.n:
            JsonValue(None, f"turns[{index}].n").fail(f"must be more than {turn.n}, the number of the turn before")
