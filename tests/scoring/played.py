"""Calls made by hand for the tests of scoring: caller's lines with cues, replies with moves."""

from pathlib import Path

from trainer.calls.mood import Mood
from trainer.calls.transcript import ReachedEnding, Transcript, Turn
from trainer.content.rubric_file import load_rubric
from trainer.content.scenario import CallType, Channel, Cue
from trainer.listening.listener import Heard

RUBRIC_FILE = Path(__file__).parents[2] / "rubrics" / "call.yaml"
RUBRIC = load_rubric(RUBRIC_FILE)
GOOD = ReachedEnding("ready", "good", "trainee")
LEFT = ReachedEnding("cut_short", "bad", "trainee")
HUNG_UP = ReachedEnding("gone", "bad", "caller")


def caller(*cues: Cue, distress: float = 6) -> Turn:
    """A line of the caller's that calls for something; its number is given by `played`."""
    return Turn(1, "caller", "I don't know.", "here", Mood(4, distress), cues=cues)


def reply(*moves: str) -> Turn:
    """A reply that makes `moves` in this order, its words being their names."""
    heard = []
    text = ""
    for move in moves:
        heard.append(Heard(move, 0.9, move, len(text), len(text) + len(move), ""))
        text += f"{move}. "
    return Turn(1, "trainee", text.strip() or "mm", "here", Mood(4, 6), moves=tuple(heard))


def says(text: str, *moves: str) -> Turn:
    """A reply of these words, all of which make each of `moves`."""
    heard = tuple(Heard(move, 0.9, text, 0, len(text), "") for move in moves)
    return Turn(1, "trainee", text, "here", Mood(4, 6), moves=heard)


def played(
    *turns: Turn,
    type: CallType = "A",  # noqa: A002 - the word authors write
    channel: Channel = "voice",
    ending: ReachedEnding | None = GOOD,
) -> Transcript:
    """A call of these turns, the caller speaking first and between replies where no line is given."""
    numbered: list[Turn] = []
    for turn in turns:
        if turn.speaker == "trainee" and (not numbered or numbered[-1].speaker == "trainee"):
            numbered.append(caller())
        numbered.append(turn)
    whole = tuple(
        Turn(n, turn.speaker, turn.text, turn.state, turn.mood, turn.moves, turn.cues)
        for n, turn in enumerate(numbered, start=1)
    )
    return Transcript("bad_date_report", "s" * 64, "l" * 64, type, channel, 7, False, whole, ending)


WELL = (
    caller(),
    reply("introduces_service", "checks_immediate_safety"),
    caller(),
    reply("validates_feeling", "explains_confidentiality_honestly"),
    caller(),
    reply("believes_caller", "asks_consent_before_questions"),
    caller(),
    reply("reflects_content", "open_question"),
    caller("refusal"),
    reply("respects_no", "affirms_strength"),
    caller("police_asked"),
    reply("gives_asked_for_information", "asks_what_caller_wants"),
    caller(),
    reply("reflects_content", "offers_choices"),
    caller(),
    reply("safety_planning", "shares_resource_with_consent"),
    caller(),
    reply("warm_close"),
    caller(),
)
