"""Lines as comparable words: spelled plainly, without endings, and the ones that give something away told apart."""

import re
from collections.abc import Iterable, Sequence

from trainer.callers.common_words import COMMON_WORDS
from trainer.callers.look_alikes import plain
from trainer.listening.words import plain_words

Run = tuple[str, ...]

_IRREGULAR = {
    word: base
    for base, words in {
        "be": "am is are was were been being", "break": "broke broken", "bring": "brought", "buy": "bought",
        "catch": "caught", "choke": "choking", "come": "came", "die": "dead death dying", "drive": "drove driven",
        "eat": "ate eaten", "fall": "fell fallen", "feel": "felt", "fight": "fought", "find": "found", "get": "got",
        "give": "gave given", "go": "went gone", "grab": "grabbed", "hang": "hung", "have": "has had", "hear": "heard",
        "hide": "hid hidden", "hold": "held", "keep": "kept", "know": "knew known", "leave": "left", "lie": "lying",
        "lose": "lost", "make": "made", "meet": "met", "officer": "officer officers", "pay": "paid",
        "photograph": "photo photos photographed",
        "police": "policeman policemen cop cops", "run": "ran", "say": "said", "see": "saw seen", "sell": "sold",
        "send": "sent", "shake": "shook shaken", "sing": "sang sung", "sit": "sat", "sleep": "slept asleep",
        "speak": "spoke spoken", "steal": "stole stolen", "swell": "swollen", "take": "took taken", "tell": "told",
        "think": "thought", "throw": "threw thrown", "wear": "wore worn", "write": "wrote written",
    }.items()
    for word in words.split()
}  # fmt: skip
_ENDINGS = re.compile(r"(?:ing|ed|er|ly|es|s)$")
_LEAST = 3  # letters of a stem

LITTLE_WORDS = frozenset(
    """
    be am is are was were been being do does did done have has had get got go going gone goes went come came say
    says said tell tells told know knows knew think thought want wants wanted like likes liked would could
    should can will may might must let make made take took put give gave see saw look looks looked feel felt
    mean means meant seem seems try tried just really very so too much more most way thing things something
    anything one ones it its this that these those i im ive id ill you youre youve youd youll he hes she shes
    they theyre we us me my mine your yours him his her hers them their theirs who what which where when how why
    there here the a an any some all both each every other another to of in on at by for with from up down about
    into onto through after before again back now then still yet even ever yes yeah ok okay well oh hm mm right
    as than anybody anyone somebody someone everybody everyone people person lot bit kind sort time times two
    part whats thats theres find call ask rather sooner anyway either theyll itll thatll therell whoever
    whatever havent hasnt hadnt weve theyve who'd we'll he'll she'll we're we'd he'd she'd theyd thatd itd
    """.split()
)


def words_of(text: str) -> list[str]:
    """Return the plain words of `text`, whatever letters they are spelled with."""
    return plain_words(plain(text))


def stem(word: str) -> str:
    """Return `word` without its ending: "shaking" and "shakes" are one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > _LEAST + 1:
        return word[:-3] + "y"
    if word.endswith("ss"):
        return word
    base = _ENDINGS.sub("", word)
    if len(base) < _LEAST or not any(vowel in base for vowel in "aeiouy"):
        return word
    if base != word and base[-1] == base[-2] and base[-1] not in "sle":
        base = base[:-1]
    base = f"{base[:-3]}or" if base.endswith("our") and len(base) > _LEAST + 1 else base
    return _IRREGULAR.get(base, base.removesuffix("e"))


_COMMON_STEMS = frozenset(stem(word) for word in COMMON_WORDS) | COMMON_WORDS


def tells(word: str) -> bool:
    """Return whether sharing `word` with another text means anything."""
    return len(word) >= _LEAST and word not in COMMON_WORDS and stem(word) not in _COMMON_STEMS and word.isalpha()


def telling(words: Iterable[str]) -> list[str]:
    """Return the stems of the telling ones among `words`, in their order."""
    return [stem(word) for word in words if tells(word)]


def runs(words: Sequence[str], length: int) -> set[Run]:
    """Return every run of `length` words."""
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def weighty(words: Iterable[str]) -> set[str]:
    """Return the stems of all but the little words that hold sentences together."""
    return {stem(word) for word in words if word not in LITTLE_WORDS and len(word) > 1}
