"""A review to print or to send: a call, what worked, what to try and what its score rests on, as HTML or Markdown.

The page stands alone: no script, nothing fetched, every word of a trainee or caller escaped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from trainer.calls.contested import ContestedMark
from trainer.calls.transcript import Transcript
from trainer.content.moves import Move
from trainer.content.rubric import Rubric
from trainer.scoring.criteria import Evidence
from trainer.scoring.next_step import NextStep
from trainer.scoring.readable import STATUSES, caller_of
from trainer.scoring.scorecard import Scorecard

Kind = Literal["title", "heading", "small", "text", "quote", "caller", "you", "heard", "note"]

_STYLE = """
body { font: 11pt/1.5 Georgia, serif; color: #22302e; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; break-after: avoid; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; break-after: avoid; } p { margin: .3rem 0; overflow-wrap: anywhere; }
p { white-space: pre-wrap; } .note { color: #55625f; font-size: .9rem; }
blockquote { margin: .3rem 0 .3rem 1rem; padding-left: .7rem; border-left: 3px solid #0b6e5f; }
.caller, .you { break-inside: avoid; } .you, .heard { margin-left: 2rem; } .heard { color: #55625f; font-size: .9rem; }
@page { margin: 2cm; }
"""
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")


@dataclass(frozen=True)
class Block:
    """One piece of a review."""

    kind: Kind
    text: str


def review(
    transcript: Transcript,
    card: Scorecard,
    step: NextStep,
    rubric: Rubric,
    moves: Mapping[str, Move],
    title: str,
    contested: Sequence[ContestedMark] = (),
) -> tuple[Block, ...]:
    """Return the review of a call; `card` and `step` are made from `transcript` with `rubric`."""
    return (
        Block("title", title),
        Block("text", f"{card.total} of 100{', contested' if contested else ''}"),
        *_next_step(step),
        *_pauses(card),
        Block("heading", "The call"),
        *_turns(transcript, moves, contested),
        Block("heading", "What your words did"),
        *_dimensions(card, rubric),
        Block("note", f"Made with scenario {card.hashes.scenario[:12] or 'unknown'}, rubric {card.hashes.rubric[:12]}, "
                      f"listener {card.hashes.listener[:12] or 'unknown'}."),
    )  # fmt: skip


def as_html(blocks: tuple[Block, ...]) -> str:
    """Return `blocks` as one HTML page."""
    tags = {"title": "h1", "heading": "h2", "small": "h3", "quote": "blockquote"}
    body = "\n".join(
        f"<{tags[one.kind]}>{escape(one.text)}</{tags[one.kind]}>"
        if one.kind in tags
        else f'<p class="{one.kind}">{escape(one.text)}</p>'
        for one in blocks
    )
    title = escape(blocks[0].text) if blocks else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def as_markdown(blocks: tuple[Block, ...]) -> str:
    """Return `blocks` as Markdown; nothing that was said is taken for a mark."""
    begin = {"title": "# ", "heading": "## ", "small": "### ", "quote": "> ", "note": ""}
    return "\n\n".join(f"{begin.get(one.kind, '')}{_plain(one.text, one.kind)}" for one in blocks) + "\n"


def _plain(text: str, kind: Kind) -> str:
    escaped = _MARKS.sub(r"\\\1", escape(text, quote=False))
    between = "  \n> " if kind == "quote" else "  \n"
    return between.join(line.strip() for line in escaped.splitlines()) if escaped else ""


def _next_step(step: NextStep) -> Iterator[Block]:
    parts = (("What worked", step.worked, step.worked_quote), ("One thing to try", step.to_try, step.quote),
             ("For example", step.better_line, None), ("Why", step.why, None))  # fmt: skip
    for heading, words, quote in parts:
        if words:
            yield Block("small", heading)
            yield Block("text", words)
            if quote:
                yield _quote(quote)


def _pauses(card: Scorecard) -> Iterator[Block]:
    for moment in card.critical:
        yield Block("small", "Let’s pause here")
        if moment.caller:
            yield Block("caller", f"Caller: {moment.caller}")
        if moment.quote:
            yield _quote(Evidence(moment.turn, moment.quote))
        yield Block("text", moment.note)
        yield Block("text", f"Try: {moment.to_try}")


def _turns(transcript: Transcript, moves: Mapping[str, Move], contested: Sequence[ContestedMark]) -> Iterator[Block]:
    for turn in transcript.turns:
        if turn.speaker == "caller":
            yield Block("caller", f"{turn.n}. {caller_of(turn)}: {turn.text}")
            continue
        yield Block("you", f"{turn.n}. You: {turn.text}")
        heard = dict.fromkeys(moves[one.move].title if one.move in moves else one.move for one in turn.moves)
        if heard:
            yield Block("heard", "Heard: " + "; ".join(heard))
        yield from (_contested(one, moves) for one in contested if one.turn == turn.n)


def _contested(one: ContestedMark, moves: Mapping[str, Move]) -> Block:
    title = moves[one.move].title if one.move in moves else one.move
    said = f"Contested: “{title}” is not what was meant." if title else "Contested: something was not heard."
    return Block("heard", f"{said} Meant: “{one.meant}”" if one.meant else said)


def _dimensions(card: Scorecard, rubric: Rubric) -> Iterator[Block]:
    for dimension, scored in zip(rubric.dimensions, card.dimensions, strict=True):
        level = "not scored" if scored.score is None else f"{scored.score} of 4"
        yield Block("small", f"{dimension.title}: {level}")
        if scored.score is not None:
            yield Block("text", dimension.descriptors[scored.score])
        texts = {criterion.id: criterion.text for criterion in dimension.criteria}
        for result in card.criteria:
            if result.dimension == dimension.id and result.status in {"met", "partly", "missed"}:
                yield Block("text", f"{texts[result.id]} {STATUSES[result.status].capitalize()}.")
                yield from (_quote(found) for found in result.evidence)


def _quote(found: Evidence) -> Block:
    return Block("quote", f"“{found.quote}” (line {found.turn})")
