"""A call whose caller a language model voices: by which one, and how each line came to be said."""

from collections.abc import Callable

from trainer.calls.voiced_line import VoicedLine
from trainer.practice.line import PracticeLine
from trainer.practice.model import Model
from trainer.practice.open_call import OpenCall
from trainer.store import calls
from trainer.store.voices import save_voiced


def _unheard(_said: str) -> None:
    """Nobody listens while it is being said."""


def voice_of(line: PracticeLine, opened: OpenCall) -> Model | None:
    """Return the language model that voices a call: the one its trainee was told of, while that one is set.

    Where an agreement to it was taken back meanwhile, a later one is for later calls.
    """
    model, stored = line.model, opened.stored
    if model is None or not stored.with_model or not model.is_the_one(stored.told_of):
        return None
    begun = stored.made_at or stored.started_at
    return model if model.since is None or model.since <= begun else None


def go_on_without_model(line: PracticeLine, person: str, opened: OpenCall) -> None:
    """Let the rest of a call be in the script's own words; raises NotFound."""
    calls.go_on_without_model(line.database, opened.stored.id, person)


def waits_for_voice(line: PracticeLine, opened: OpenCall) -> bool:
    """Return whether the caller's last line is still to be said by the language model; the first never is."""
    return _voice_to_come(line, opened) is not None


def voiced(line: PracticeLine, opened: OpenCall, heard: Callable[[str], None] = _unheard) -> OpenCall:
    """Return the call with its last line said by the language model, where it waits for that.

    `heard` is given what is said so far, sentence by sentence. The reply before the line is kept already; a line
    that nobody voiced in time is simply the script's.
    """
    model, last = _voice_to_come(line, opened), opened.call.turns[-1]
    if model is None:
        return opened
    said = VoicedLine(last.written, why="interrupted")  # by whoever did not wait for it to be said
    try:
        said = model.caller.voice(opened.call, heard).line
    finally:
        save_voiced(line.database, opened.stored.id, last.n, said)
    return line.replayed(calls.load_call(line.database, opened.stored.id))


def _voice_to_come(line: PracticeLine, opened: OpenCall) -> Model | None:
    last = opened.call.turns[-1]
    unsaid = last.speaker == "caller" and last.n > 1 and last.n not in opened.stored.voiced
    return voice_of(line, opened) if unsaid else None
