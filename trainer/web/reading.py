"""A call line by line: what each reply was heard as, what it changed, and the chance that passed at it."""

from collections.abc import Iterator, Mapping
from html import escape

from trainer.calls.transcript import Turn
from trainer.coaching.changes import Change
from trainer.coaching.untold import Untold
from trainer.content.moves import HARMFUL_MOVES, Move
from trainer.listening.listener import Heard
from trainer.practice.review import ReadReply
from trainer.web.wording import NOT_THE_MODELS, certainty, level, titles

NO_MARK = "No clear mark"
PERHAPS_FROM = 0.4


def marks(reply: ReadReply, notes: Mapping[str, Move]) -> str:
    """Return the quiet line under a reply: what was heard in it, and whether a chance passed or a mark is contested."""
    heard = titles((one.move for one in reply.turn.moves), notes)
    parts = [heard[:1].upper() + heard[1:] if heard else NO_MARK]
    if reply.change and (moved := _moved(reply.change)):
        parts.append(moved)
    if reply.chance:
        parts.append("a chance here")
    if reply.contested:
        parts.append("contested")
    return " · ".join(parts)


def details(reply: ReadReply, notes: Mapping[str, Move], better_line: str) -> str:
    """Return the opened marks of a reply as HTML; `better_line` is the chance's own, with local names in it."""
    parts = [_heard(one, notes) for one in reply.turn.moves]
    perhaps = [one.move for one in reply.turn.maybe if one.move not in HARMFUL_MOVES and one.confidence >= PERHAPS_FROM]
    if perhaps:
        said = f"Perhaps also: {titles(perhaps, notes)}. The listener was not sure, so it did not count."
        parts.append(f'<p class="quiet">{escape(said)}</p>')
    elif not parts:
        parts.append("<p>The program found nothing it knows in this line. That is no bad sign; it misses things.</p>")
    if reply.change:
        parts.append(f"<p>{escape(change_in_words(reply.change, notes))}</p>")
    if chance := reply.chance:
        line = f"<p>For example: “{escape(better_line)}”</p>" if better_line else ""
        parts.append(
            f'<div class="chance"><strong>A chance here.</strong> {escape(chance.called_for)} '
            f"{escape(chance.to_try)}{line}</div>"
        )
    return "".join(parts)


def change_in_words(change: Change, notes: Mapping[str, Move]) -> str:
    """Return what a reply changed in the caller, and by what."""
    moved = [
        f"{name} {level(before)} → {level(after)}"
        for name, before, after in (
            ("trust", change.before.trust, change.after.trust),
            ("distress", change.before.distress, change.after.distress),
        )
        if before != after
    ]
    if not moved:
        return "Nothing changed for the caller here."
    said = ", ".join(moved)
    by = titles((one.move for one in change.because), notes)
    return f"{said[:1].upper()}{said[1:]}." + (f" What moved it: {by}." if by else "")


def untold_in_words(one: Untold, notes: Mapping[str, Move]) -> str:
    """Return when something untold could have been told, empty where there is nothing to learn from that."""
    if one.n:
        named = [titles([move], notes) for move in one.moves[:3]]
        listed = f"{', '.join(named[:-1])} or {named[-1]}" if len(named) > 1 else named[0]
        return f"It was near at your line {one.n}. What would have opened it: {listed}."
    return "After a line that hurt, this stays untold. In another try it can come up." if one.closed_by else ""


def bubble(turn: Turn) -> str:
    """Return one turn as a speech bubble with its line number."""
    who = "Caller" if turn.speaker == "caller" else "You"
    return (
        f'<div class="talk one"><div class="{turn.speaker}" id="line-{turn.n}">'
        f'<span class="who">{who} <span class="n">line {turn.n}{_voice(turn)}</span></span>'
        f"{escape(turn.text)}{_as_written(turn)}</div></div>"
    )


def _voice(turn: Turn) -> str:
    """Whose words a caller's line is in, where a language model was asked."""
    if turn.voice == "model":
        return ", in a model’s words"
    if turn.voice == "improvised":
        return ", in a model’s own line"
    why = NOT_THE_MODELS.get(turn.why, turn.why)
    if why.startswith("it "):
        why = f"the model {why.removeprefix('it ')}"
    return f", in the script’s words: {escape(why)}" if why else ""


def _as_written(turn: Turn) -> str:
    """What the script says where a model said a line of its own."""
    if turn.voice != "improvised":
        return ""
    return f'<div class="quiet">The script: “{escape(turn.written)}” What is heard next goes by it.</div>'


def _moved(change: Change) -> str:
    said = [f"{name} {'+' if by > 0 else '−'}{abs(by):g}" for name, by in _parts(change) if by]
    return ", ".join(said)


def _parts(change: Change) -> Iterator[tuple[str, float]]:
    yield "trust", change.trust
    yield "distress", change.distress


def _heard(one: Heard, notes: Mapping[str, Move]) -> str:
    title = escape(notes[one.move].title if one.move in notes else one.move)
    return (
        f'<div class="mark"><strong>{title}</strong> <span class="quiet">{certainty(one.confidence)}</span>'
        f'<div class="quote">“{escape(one.quote)}”</div></div>'
    )
