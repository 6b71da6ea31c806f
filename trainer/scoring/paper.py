"""A review on paper: blocks → PDF, set by Typst after `paper.typ`.

Blocks go in as data, so nothing that was said can become a command. Nothing is fetched: the font comes with Typst, and
this machine's fonts stand in for characters it lacks. The PDF is tagged for screen readers (PDF/UA-1).
"""

import json
import re
import unicodedata
from collections.abc import Set
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from trainer.scoring.printed import Block

_TEMPLATE = Path(__file__).with_name("paper.typ")
_ONE_WAY = {"L", "EN", "ES", "ET", "CS", "B", "S", "WS", "BN", "ON"}
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_NAMED = Block("note", "Names and numbers in square brackets stand for characters that this computer cannot print.")


def as_pdf(blocks: tuple[Block, ...], *, stand_ins: bool = True) -> bytes:
    """Return `blocks` as a PDF; with the same fonts on the machine, the same blocks give the same bytes.

    A character that cannot be shown is named in square brackets. Without `stand_ins` only Typst's own fonts are used.
    """
    characters = frozenset(one for block in blocks for one in block.text)
    unshown = frozenset(one for one in characters if unicodedata.category(one) == "Cs")
    while True:
        named = tuple(Block(block.kind, _named(block.text, unshown)) for block in blocks)
        try:
            return _set((*named, _NAMED) if named != blocks else blocks, _fonts(stand_ins))
        except BaseException as error:
            more = _blamed(error, characters) - unshown
            if not more:
                raise
            unshown |= more


def _set(blocks: tuple[Block, ...], fonts: typst.Fonts) -> bytes:
    title = " ".join(blocks[0].text.split()) if blocks else ""
    said = {"title": title or "Review", "blocks": json.dumps([asdict(block) for block in blocks])}
    return typst.compile(_TEMPLATE.read_bytes(), format="pdf", font_paths=fonts, sys_inputs=said, pdf_standards="ua-1")


@cache
def _fonts(stand_ins: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=stand_ins)


def _blamed(error: BaseException, characters: Set[str]) -> Set[str]:
    """Return those of `characters` that `error` is about; plain ASCII is only ever told of for its neighbours' sake."""
    if isinstance(error, typst.TypstError):
        told = {*error.diagnostic, *(chr(int(code, 16)) for code in _CODE.findall(error.diagnostic))}
        return {one for one in characters & told if not " " <= one <= "~"}
    if type(error).__name__ == "PanicException":
        # Typst can fall over rare mixtures of left-to-right, right-to-left and marks (typst/typst issue 8667).
        return {one for one in characters if unicodedata.bidirectional(one) not in _ONE_WAY}
    return frozenset()


def _named(text: str, unshown: Set[str]) -> str:
    if unshown.isdisjoint(text):
        return text
    return re.sub(f"[{re.escape(''.join(sorted(unshown)))}]+", lambda run: _in_brackets(run[0]), text)


def _in_brackets(run: str) -> str:
    names = ", ".join(name for name in map(_name, run) if name)
    return f"[{names}]" if names else ""


def _name(character: str) -> str:
    """Return a symbol's name, the number of any other, and nothing for what only joins or varies its neighbours."""
    category, name = unicodedata.category(character), unicodedata.name(character, "")
    if category == "Cf" or name.startswith("VARIATION SELECTOR"):
        return ""
    return name.lower() if category in {"So", "Sk"} else f"U+{ord(character):04X}"
