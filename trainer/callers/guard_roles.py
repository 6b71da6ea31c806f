"""Who speaks: only the caller may, never a helper, a machine, a narrator or the other person, and never graphically."""

import re

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain
from trainer.callers.phrases import GRAPHIC, OTHER_PEOPLE, ROLE_BREAKS
from trainer.callers.wording import stem

_BRACKETS = re.compile(r"\[([^\]]*)(?:\]|$)")
_STARS = re.compile(r"(?<![\w*])\*[^*\n]{2,80}\*(?![\w*])")
_PARENS = re.compile(r"\(([^)]*)(?:\)|$)")
_ACTED = re.compile(
    r"\b(?:sigh|paus|laugh|cry|cries|sob|whisper|sniff|chuckl|nod|shrug|smil|voice|silence|trembl|crack|breath|softly|"
    r"quietly|nervous|hesitat|tearful|shaky)\w*"
)
_HELPERS_WORDS = frozenset(
    """support supportive share sharing option options resource resources comfortable uncomfortable confidential
    confidentiality available feelings emotions emotional experience experiences process journey consent boundary
    boundaries validate overwhelmed overwhelming professional professionals service services volunteer counselor
    counseling counsellor therapist therapy listener helpline hotline assist assistance guidance guide appropriate
    situation assistant helpful harmless respectful deflecting wellbeing healing mindful mindfulness grounding distress
    crisis vulnerable trauma empower empowered autonomy program referral referrals together explore discuss
    conversation scared frightened safe safety unsafe understandable valid reassure encourage coping""".split()
)
_TO_THE_OTHER = frozenset("you your youre youve youd youll yours yourself we our us were weve we're we'll lets".split())
_SURELY = 2  # of a helper's words in one sentence

_LABEL = re.compile(r"(?:^|[.!?\n\])][ \t]*)([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) ?:(?!\d)")

_NARRATED = r"(?:said|says|saying|ask|whisper|repl|mutter|murmur|sigh|paus|laugh|nod|cr[iy]|look|take|feel|hesitat)\w*"


def breaks_role(of: Compared) -> bool:
    """Return whether it speaks as a helper, a machine or a narrator, or acts where the script does not."""
    return (
        _says_more(ROLE_BREAKS, of)
        or _talks_like_helper(of)
        or _acts_more(of.plain_line, of.plain_script)
        or _narrates(of)
    )


def speaks_for_another(of: Compared) -> bool:
    """Return whether it also says what another person says."""
    if _says_more(OTHER_PEOPLE, of) or _is_labelled(of):
        return True
    people = "|".join(re.escape(plain(one)) for one in of.allowed.others if one)
    return bool(people) and bool(re.search(rf"(?:^|[\n.!?]\s*)(?:{people})\s*:\s", of.plain_line))


def _is_labelled(of: Compared) -> bool:
    """Return whether a sentence begins with somebody's name and a colon, as in a play; "Look: …" is no name."""
    for label in _LABEL.finditer(of.line):
        name = label.group(1)
        if f"{name}:" not in of.allowed.script and (
            name.isupper() or not COMMON_WORDS.issuperset(name.lower().split())
        ):
            return True
    return False


def is_graphic(of: Compared) -> bool:
    """Return whether it goes into sex, gore, method, minors or slurs where the script does not."""
    return _says_more(GRAPHIC, of)


def _says_more(pattern: re.Pattern[str], of: Compared) -> bool:
    """Return whether it says a thing of this kind that the script does not say in the same words."""
    return any(match.group() not in of.plain_script for match in pattern.finditer(of.plain_line))


def _talks_like_helper(of: Compared) -> bool:
    """Return whether a sentence puts a helper's words, which nobody has used yet, to the other person."""
    for words in of.sentences:
        new = {one for one in _HELPERS_WORDS.intersection(words) if stem(one) not in of.heard}
        if len(new) >= _SURELY or (new and not _TO_THE_OTHER.isdisjoint(words)):
            return True
    return False


def _narrates(of: Compared) -> bool:
    """Return whether it tells what the caller says or does, as somebody else would."""
    if not of.allowed.name:
        return False
    told = re.search(rf"\b{re.escape(plain(of.allowed.name))}(?: is)? (?:\w+ly )?{_NARRATED}", of.plain_line)
    return told is not None and told.group() not in of.plain_script


def _acts_more(line: str, script: str) -> bool:
    written = {_bare(one) for one in _BRACKETS.findall(script)}
    if any(_bare(one) not in written for one in _BRACKETS.findall(line)):
        return True
    if any(match.group() not in script for match in _STARS.finditer(line)):
        return True
    asides = _PARENS.findall(line)
    if "(" not in script:
        return bool(asides)
    return any(_ACTED.search(one) and one not in script for one in asides)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()
