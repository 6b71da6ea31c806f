"""Whether a model's quotation is what it says it is: words that stand in a text, one after another."""

import re

_STRAIGHT = str.maketrans(dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟″«»", '"'))


def found_in(quote: str, text: str) -> tuple[int, int] | None:
    """Return where `quote` first occurs word for word in `text`, as character offsets in `text`; None if nowhere.

    Any run of white space is as good as any other, and a typographic quotation mark or apostrophe as good as a straight
    one; letters, their case and all other signs must be the same. It begins and ends with whole words, so that "leave"
    does not occur in "leaves". A quotation without a letter or digit occurs nowhere.
    """
    parts = quote.translate(_STRAIGHT).split()
    if not any(character.isalnum() for part in parts for character in part):
        return None
    inner = r"\s++".join(re.escape(part) for part in parts)
    found = re.search(_from_a_word(parts[0][0]) + inner + _to_a_word(parts[-1][-1]), text.translate(_STRAIGHT))
    return found.span() if found else None


def _from_a_word(first: str) -> str:
    """Return what keeps a quotation from beginning inside a word, "don't" being one."""
    return r"(?<!\w)(?<!\w')" if _is_of_a_word(first) else ""


def _to_a_word(last: str) -> str:
    return r"(?!\w|'\w)" if _is_of_a_word(last) else ""


def _is_of_a_word(character: str) -> bool:
    return re.match(r"\w", character) is not None
