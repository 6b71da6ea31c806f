"""The shape of a caller's line: how long it is, whether anything is said, and whether it is speech at all."""

import re
import unicodedata

from trainer.callers.compared import Compared
from trainer.callers.wording import telling, weighty

_MOST_WORDS = 60
_TIMES_THE_SCRIPT = 2
_LEAST_SHARE = 4  # at least a quarter of the words of a long script
_LONG_SCRIPT = 16  # words
_NEARLY_ALL = 0.8  # of its words that are not little ones
_RICH_SCRIPT = 4  # telling words, of which one at least must come back
_LAST_LATIN = "\u017f"  # letters with accents; further on are other alphabets and the look-alikes
_TYPED = frozenset("‘’“”„–—…′″€™\u2009\u202f")

_NOT_SPEECH = re.compile(
    r"""
      ```|`[^`]+`|\*\*|__|~~|(?<!\w)_\w[^_\n]*\w_(?!\w)          # code and emphasis
    | ^\s*(?:\#{1,6}\s|[-*•+>]\s|\d{1,2}[.)]\s)                   # headings, lists, quotations
    | \n\s*(?:[-*•+>]|\d{1,2}[.)])\s | \n\s*\n
    | ^\s*[\[{]\s*["'{\[] | ["'][\w ]+["']\s*:\s*["'\[{\d] | \{\{ | \}\} | [{}|\\]
    | </?[a-z!][^>]*> | <\||\|> | \[/?(?:inst|sys)\b | &[a-z]{2,6};
    | https?: | www\. | \w@\w+\.\w | \]\(
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN_QUOTATION_MARKS = re.compile(r"""\s*(["“'‘]).*["”'’]\s*""", re.DOTALL)
_QUOTATION_MARK = re.compile(r"""["“”]|(?<!\w)['‘]|['’](?!\w)""")
_CODE = re.compile(r"[^\W_]{20,}|(?=[^\W_]*\d)(?=[^\W_]*[A-Z])(?=[^\W_]*[a-z])[^\W_]{9,}")


def says_nothing(of: Compared) -> bool:
    """Return whether there is nothing in it to hear, though the script has."""
    return not _heard(of.plain_line) and _heard(of.plain_script)


def _heard(text: str) -> bool:
    return any(one.isalnum() for one in text)


def leaves_script_out(of: Compared) -> bool:
    """Return whether a whole line says nothing of what the script says: what the script tells counts as told.

    A line that is improvised may; it tells nothing that anything rests on.
    """
    if of.allowed.improvised:
        return False
    if len(of.script) >= _LONG_SCRIPT and len(of.words) * _LEAST_SHARE < len(of.script):
        return True
    must = set(telling(of.script))
    return len(must) >= _RICH_SCRIPT and must.isdisjoint(telling(of.words))


def strays(of: Compared) -> bool:
    """Return whether a sentence says something, and nothing that the script says."""
    words = weighty(of.words)
    return bool(words) and words.isdisjoint(weighty(of.script))


def says_it_all(of: Compared) -> bool:
    """Return whether nearly all that the script says has been said."""
    script = weighty(of.script)
    return len(script & weighty(of.words)) >= _NEARLY_ALL * len(script)


def is_too_long(of: Compared) -> bool:
    """Return whether a whole line runs on: more than 60 words and more than twice the script."""
    return len(of.line.split()) > max(_MOST_WORDS, _TIMES_THE_SCRIPT * len(of.allowed.script.split()))


def is_no_speech(of: Compared) -> bool:
    """Return whether it is written for a screen, labelled, quoted, coded, or holds characters no caller would send."""
    line, script, name = of.line, of.allowed.script, of.allowed.name
    found = (_NOT_SPEECH.search(line), _CODE.search(line))
    return (
        any(one and one.group() not in script for one in found)
        or bool(name and re.match(rf"\W*{re.escape(name)}\s*[:>]", line, re.IGNORECASE))
        or (_is_quotation(line) and not _is_quotation(script))
        or _has_odd_characters(line, script)
    )


def _is_quotation(text: str) -> bool:
    """Return whether all of it stands between one pair of quotation marks."""
    return bool(_IN_QUOTATION_MARKS.fullmatch(text)) and not _QUOTATION_MARK.search(text.strip()[1:-1])


def _has_odd_characters(line: str, script: str) -> bool:
    if line.isascii():
        return any(one not in "\n\t" and not one.isprintable() for one in line)
    return any(_is_odd(one) for one in set(unicodedata.normalize("NFC", line)) - set(script))


def _is_odd(one: str) -> bool:
    if one in "\n\t" or one in _TYPED:
        return False
    return one > _LAST_LATIN or unicodedata.category(one) in {"Cf", "Cc"}
