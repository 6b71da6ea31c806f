"""What must not be told yet: heard by words in a row, by rare words that come together, or by a grave matter."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.callers.compared import Compared
from trainer.callers.wording import Run, runs, telling, tells, weighty, words_of

_TELLING_RUN = 3
_COMMON_RUN = 6
_WORD_RUN = 5
_SHORT_RUN = 4
_LINKED = 3  # rare words that two locked texts share when they tell the same
_TOGETHER = 2  # rare words of one locked text that nobody has said yet
_IN_A_SENTENCE = 3  # words of any weight, in one sentence
_BEGINS = 2  # of them, while more may come
_MOST = 0.6  # of a sentence's new words
_OWN_WORDS = 6  # of a sentence that has little of the script
_OWN_SHARE = 0.6
_CENTRAL = 3  # locked texts that share a word: it is what they are about

# Matters of which one word is enough; a caller who may not tell of them yet does not touch on them.
_MATTERS = {
    word: matter
    for matter, words in {
        "throat": "throat throats neck necks strangle strangled strangling choke choked choking windpipe suffocated",
        "fainting": "fainted fainting unconscious blackout",
        "condom": "condom condoms stealthed stealthing bareback unprotected",
        "pregnancy": "pregnant pregnancy miscarriage abortion",
        "medicine": "hiv sti stis std stds gonorrhea chlamydia syphilis insulin diabetic diabetes",
        "police": "police policeman policemen cop cops officer officers deputy sheriff trooper detective",
        "weapon": "gun guns knife knives pistol rifle rifles shotgun weapon weapons machete",
        "trafficking": "trafficked trafficking trafficker traffickers pimp pimps",
        "suicide": "suicide suicidal",
        "assault": "rape raped raping rapist assault assaulted assaulting molested",
        "status": "passport undocumented visa deport deported deportation immigration citizenship",
        "tracking": "tracker trackers airtag gps spyware",
        "custody": "jail prison parole probation warrant felony arrest arrested convicted conviction handcuffs",
        "drugs": "heroin meth fentanyl cocaine relapse relapsed sober sobriety addict addiction",
    }.items()
    for word in words.split()
}  # fmt: skip
_PASSED_OUT = re.compile(r"\b(?:pass(?:ed|ing)? out|black(?:ed|ing)? out|went out cold|knocked out)\b")
_YES_OR_NO = re.compile(r"^\W*(?:(?:oh|well|mm|okay|ok|um|uh)\W+)*(?:yes|yeah|yep|yup|uh-huh|mm-hm|mhm|no|nope|nah)\b")
_CONFIRMS = re.compile(
    r"\b(?:(?:he|she|they|it|i) (?:did|does|do|was|is|has|had)|that's (?:it|right|true|what)|right|correct|true|"
    r"exactly|you guessed)\s*(?:[.,!?;]|$)"
)

_PERSONS = {
    word: person
    for person, words in {
        "i": "i he she they you we", "me": "him them us", "my": "his her their your our", "im": "hes shes theyre youre",
        "id": "hed shed theyd youd he'd she'd", "ive": "youve theyve weve", "myself": "himself herself themselves",
    }.items()
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True)
class Locked:
    """The locked texts, made ready for comparison."""

    rare: tuple[frozenset[str], ...]
    heavy: tuple[frozenset[str], ...]
    all_words: frozenset[str]
    central: frozenset[str]
    telling_runs: frozenset[Run]
    word_runs: tuple[frozenset[Run], ...]
    short_texts: tuple[Run, ...]
    matters: frozenset[str]


def tells_locked_fact(of: Compared) -> bool:
    """Return whether a fact that must stay untold can be heard in it, or one that nobody wrote."""
    if _touches_new_matter(of) or _adds_sentence(of):
        return True
    if not of.allowed.locked:
        return False
    locked = _made_ready(of.allowed.locked)
    return _repeats(of, locked) or _shares(of, locked) or _shares_in_a_sentence(of, locked) or _confirms(of, locked)


def may_begin_to_tell(of: Compared) -> bool:
    """Return whether one rare word in it, or two of any weight, could begin a fact that must stay untold.

    That is no reason to refuse a whole line, and reason enough to wait for the rest of it.
    """
    if not of.allowed.locked:
        return False
    locked, new = _made_ready(of.allowed.locked), weighty(of.words) - of.heard
    return any(not of.new_telling.isdisjoint(rare) for rare in locked.rare) or any(
        len(new & heavy) >= _BEGINS for heavy in locked.heavy
    )


def _touches_new_matter(of: Compared) -> bool:
    """Return whether it touches a grave matter that neither script, prompt, caller nor trainee has touched."""
    new = matters_of(of.words) - matters_of(of.own)
    return bool(new) and bool(new - matters_of(of.trainee) - matters_of(of.prompt))


def matters_of(words: list[str]) -> set[str]:
    """Return the grave matters that these words touch."""
    found = {_MATTERS[one] for word in words for one in (word, word.removesuffix("s")) if one in _MATTERS}
    if "out" in words and _PASSED_OUT.search(" ".join(words)):
        found.add("fainting")
    return found


def _repeats(of: Compared, locked: Locked) -> bool:
    """Return whether words stand in a row as they do in a locked text, and not in what is known."""
    if not (runs(telling(of.words), _TELLING_RUN) & locked.telling_runs) <= runs(telling(of.own), _TELLING_RUN):
        return True
    said, own = _anybodys(of.words), _anybodys(of.own)
    if any(runs(said, len(text)) & {text} - runs(own, len(text)) for text in locked.short_texts):
        return True
    return any(
        not (runs(said, length) & theirs) <= runs(own, length)
        for length, theirs in zip((_COMMON_RUN, _WORD_RUN, _SHORT_RUN), locked.word_runs, strict=True)
    )


def _shares(of: Compared, locked: Locked) -> bool:
    """Return whether rare words come together as in one locked text, or one of them is what several are about."""
    if any(len(of.new_telling & rare) >= _TOGETHER for rare in locked.rare):
        return True
    central = of.new_telling & locked.central
    return bool(central - set(telling([*of.trainee, *of.prompt, *words_of(of.allowed.name)]))) if central else False


def _shares_in_a_sentence(of: Compared, locked: Locked) -> bool:
    """Return whether one sentence brings together new words, common ones among them, as locked texts do."""
    for words in of.sentences:
        new = weighty(words) - of.heard
        both = new & locked.all_words
        if len(both) < _IN_A_SENTENCE:
            continue
        if any(len(both & heavy) >= _IN_A_SENTENCE for heavy in locked.heavy):
            return True
        if len(both) >= _MOST * len(new) and not new.isdisjoint(telling(words)):
            return True
    return False


def _adds_sentence(of: Compared) -> bool:
    """Return whether one sentence has next to nothing of what was said, written or allowed: it tells something new."""
    for words in map(weighty, of.sentences):
        new = words - of.heard
        if len(new) >= max(_OWN_WORDS, _OWN_SHARE * len(words)) and len(new - weighty(of.prompt)) >= _OWN_WORDS:
            return True
    return False


def _confirms(of: Compared, locked: Locked) -> bool:
    """Return whether it says yes or no, where the script does not, to a guess at a locked fact."""
    if "?" not in of.allowed.trainee:
        return False
    if not any(one.search(of.plain_line) and not one.search(of.plain_script) for one in (_CONFIRMS, _YES_OR_NO)):
        return False
    if (matters_of(of.trainee) - matters_of(of.script)) & locked.matters:
        return True
    new = set(telling(of.trainee)) - set(telling(of.script))
    return any(new & rare for rare in locked.rare)


def _anybodys(words: list[str]) -> list[str]:
    """Return the words with all persons made one: what is told of her is told by "I"."""
    return [_PERSONS.get(word, word) for word in words]


@lru_cache(maxsize=256)
def _made_ready(texts: tuple[str, ...]) -> Locked:
    spoken = [words_of(text) for text in texts]
    stems = [telling(words) for words in spoken]
    counted = Counter(one for each in stems for one in set(each))
    anybodys = [_anybodys(words) for words in spoken]
    rare = [frozenset(each) for each in stems]
    heavy = tuple(frozenset(weighty(words)) for words in spoken)
    links = [[i for i, other in enumerate(rare) if other is one or len(one & other) >= _LINKED] for one in rare]
    return Locked(
        rare=_joined(rare, links),
        heavy=heavy,
        all_words=frozenset[str]().union(*heavy),
        central=frozenset(one for one, count in counted.items() if count >= _CENTRAL),
        telling_runs=frozenset(run for each in stems for run in runs(each, _TELLING_RUN)),
        word_runs=tuple(
            frozenset(run for words in anybodys for run in runs(words, length) if sum(map(tells, run)) >= least)
            for length, least in ((_COMMON_RUN, 0), (_WORD_RUN, 1), (_SHORT_RUN, 2))
        ),
        short_texts=tuple(tuple(words) for words in anybodys if _SHORT_RUN <= len(words) < _COMMON_RUN),
        matters=frozenset(one for words in spoken for one in matters_of(words)),
    )


def _joined(texts: Sequence[frozenset[str]], links: list[list[int]]) -> tuple[frozenset[str], ...]:
    """Return each text's words with those of the texts that tell the same."""
    return tuple(frozenset[str]().union(*(texts[i] for i in linked)) for linked in links)
