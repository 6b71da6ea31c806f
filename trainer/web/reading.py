"""A call line by line: what each reply was heard as, what it changed, and the chance that passed at it."""

from collections.abc import Iterator, Mapping
from html import escape

from trainer.calls.transcript import Turn
from trainer.coaching.changes import Change
from trainer.coaching.untold import Untold
from trainer.content.moves import Move
from trainer.listening.listener import Heard
from trainer.practice.review import ReadReply
from trainer.web.wording import certainty, level, titles

NO_MARK = "Nothing was heard surely"


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
    parts = [_heard(one, notes, sure=True) for one in reply.turn.moves]
    parts += [_heard(one, notes, sure=False) for one in reply.turn.maybe]
    if not parts:
        parts.append("<p>The listener heard no move in this reply. It may have missed one.</p>")
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
    if not change.trust and not change.distress:
        return "It left the caller’s trust and distress as they were."
    trust = f"Trust {level(change.before.trust)} → {level(change.after.trust)}"
    distress = f"distress {level(change.before.distress)} → {level(change.after.distress)}"
    by = titles((one.move for one in change.because), notes)
    return f"{trust}, {distress}." + (f" What moved it: {by}." if by else "")


def untold_in_words(one: Untold, notes: Mapping[str, Move]) -> str:
    """Return when something untold could have been told."""
    if one.n:
        return f"It was near at your line {one.n}. What would have opened it: {_or(titles(one.moves[:3], notes))}."
    reasons = []
    if one.closed_by:
        reasons.append(f"It stays closed once this has happened: {_or(titles(one.closed_by, notes))}.")
    if one.trust is not None:
        reasons.append(f"It needs trust of {level(one.trust)} of 10, and the call did not come so far.")
    if one.after and not reasons:
        reasons.append("Something else has to be told before it.")
    return " ".join(reasons) or "The call did not come to where it could be told."


def bubble(turn: Turn) -> str:
    """Return one turn as a speech bubble with its line number."""
    who = "Caller" if turn.speaker == "caller" else "You"
    return (
        f'<div class="talk one"><div class="{turn.speaker}" id="line-{turn.n}">'
        f'<span class="who">{who} <span class="n">line {turn.n}</span></span>{escape(turn.text)}</div></div>'
    )


def _or(listed: str) -> str:
    before, comma, last = listed.rpartition(", ")
    return f"{before} or {last}" if comma else last


def _moved(change: Change) -> str:
    said = [f"{name} {'+' if by > 0 else '−'}{abs(by):g}" for name, by in _parts(change) if by]
    return ", ".join(said)


def _parts(change: Change) -> Iterator[tuple[str, float]]:
    yield "trust", change.trust
    yield "distress", change.distress


def _heard(one: Heard, notes: Mapping[str, Move], *, sure: bool) -> str:
    title = escape(notes[one.move].title if one.move in notes else one.move)
    how = certainty(one.confidence) if sure else f"perhaps, {one.confidence:.2f} of 1; it decided nothing"
    return (
        f'<div class="mark"><strong>{title}</strong> <span class="quiet">{how}</span>'
        f'<div class="quote">“{escape(one.quote)}”</div></div>'
    )
