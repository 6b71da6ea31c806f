"""What is so and what is not: a caller's line does not deny what the script says, nor say what the script denies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from trainer.callers.compared import Compared
from trainer.callers.wording import LITTLE_WORDS, stem
from trainer.listening.words import plain_words

_CLAUSES = re.compile(r"([^.!?…;:,\n\[\]()—–]+)([.!?…;:,\n\[\]()—–]*)")
_JOINT = re.compile(
    r"\b(but|and|so|because|though|although|except|only|while|when|if|unless|whether|until|till|or|cause|bc)\b"
)
# What follows these may not be so.
_OPEN_JOINTS = frozenset({"only", "if", "unless", "whether", "when", "until", "till", "or"})
_NOT = frozenset(
    "not no never nobody nobodys none nothing nothings nowhere neither nor without dont doesnt didnt isnt arent wasnt "
    "werent wont cant couldnt wouldnt shouldnt havent hasnt hadnt aint mustnt neednt".split()
)
_HALF = frozenset(
    "hardly barely scarcely rarely seldom instead refuse refused stop stopped stopping quit avoid keep kept less few "
    "little else away lose lost past too hate more than nearly almost enough least fail forget forgot miss missing "
    "bother".split()
)
_PRONOUNS = frozenset(
    "i im ive you youre he hes she shes it its we they thats theres this that oh well mm hm ok yes yeah".split()
)
_PREPOSITIONS = frozenset("on in at by with from to of under over near behind about for into".split())
_YES = re.compile(r"\W*(?:(?:oh|well|mm|okay|ok)\W+)?(?:yes|yeah|yep|yup)\b")
_NO = re.compile(r"\W*(?:(?:oh|well|mm|okay|ok)\W+)?(?:no|nope|nah)\b(?! problem| way| idea| one)")
_NEAR = 6  # words between a "not" and what it denies

Stems = frozenset[str]


@dataclass(frozen=True)
class Clause:
    """A stretch of words that denies or states; `unsure` where it asks, supposes or half denies."""

    words: tuple[str, ...]
    unsure: bool

    @property
    def denies(self) -> bool:
        return any(word in _NOT and not _is_answer(self.words, i) for i, word in enumerate(self.words))

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing of its own: "and I haven't" denies what went before."""
        return LITTLE_WORDS.union(_NOT).issuperset(self.words)

    @property
    def bare(self) -> tuple[str, ...]:
        return tuple(one for one in self.words if one not in _NOT)


@dataclass(frozen=True)
class Stances:
    """The weighty words of a text: those it denies, those it states, and those it asks about or half denies."""

    denied: Stems
    stated: Stems
    unsure: Stems


def changes_negation(of: Compared) -> bool:
    """Return whether it states what the script denies, denies what the script states, or says yes for no."""
    theirs, ours = list(_clauses(of.plain_script)), list(_clauses(of.plain_line))
    script, said = _stances(theirs), _stances(ours)
    turned = (script.denied - script.stated) & (said.stated - said.denied)
    denied = (script.stated - script.denied) & (said.denied - said.stated)
    return (
        bool((turned | denied) - script.unsure - said.unsure)
        or _says_the_opposite(theirs, ours)
        or _answers_otherwise(of.plain_line, of.plain_script)
    )


def _says_the_opposite(script: list[Clause], said: list[Clause]) -> bool:
    """Return whether a whole clause comes back with only its "not" gone, or come."""
    for denies in (True, False):
        before = {one.bare for one in script if one.denies is denies and not one.unsure}
        before -= {one.bare for one in script if one.denies is not denies}
        now = {one.bare for one in said if one.denies is not denies and not one.unsure}
        if any(not _PRONOUNS.issuperset(bare) for bare in before & now):
            return True
    return False


def _answers_otherwise(line: str, script: str) -> bool:
    yes, no = _YES.match(line), _NO.match(line)
    return bool(yes and _NO.match(script)) or bool(no and _YES.match(script))


def _stances(clauses: list[Clause]) -> Stances:
    denied, stated, unsure = set[str](), set[str](), set[str]()
    for clause, following in zip_longest(clauses, clauses[1:]):
        no, yes, either = _weigh(clause.words)
        if clause.unsure or (following and following.denies and following.is_bare):
            unsure |= no | yes | either
        else:
            denied |= no
            stated |= yes
            unsure |= either
    return Stances(frozenset(denied), frozenset(stated), frozenset(unsure))


def _clauses(text: str) -> Iterator[Clause]:
    denied = False
    for stretch, stop in _CLAUSES.findall(text.replace("no one", "nobody")):
        joint = ""
        for part in _JOINT.split(stretch):
            words = tuple(plain_words(part))
            if part and _JOINT.fullmatch(part):
                joint = part
            elif words:
                goes_on = denied and (
                    words[0] in _PREPOSITIONS if not joint else joint in ("and", "or") and words[0] not in _PRONOUNS
                )
                clause = Clause(words, "?" in stop or joint in _OPEN_JOINTS or goes_on or _is_half(words))
                denied = clause.denies or goes_on
                yield clause
        denied = denied and stop.strip() == ","


def _is_half(words: tuple[str, ...]) -> bool:
    return not _HALF.isdisjoint(words) or any(
        one in _NOT and words[i + 1 : i + 2] == ("know",) for i, one in enumerate(words)
    )


def _is_answer(words: tuple[str, ...], i: int) -> bool:
    """Return whether the word is a "no" that answers: "no that's fine", "no thank you"."""
    return (
        i == 0
        and words[0] == "no"
        and (words[1:2] in (("thank",), ("thanks",)) or not _PRONOUNS.isdisjoint(words[1:2]))
    )


def _weigh(words: tuple[str, ...]) -> tuple[set[str], set[str], set[str]]:
    """Return the weighty stems within reach of a "not", those of a clause without one, and the rest."""
    within, beyond = set[str](), set[str]()
    last: int | None = None
    for i, word in enumerate(words):
        if word in _NOT:
            last = last if _is_answer(words, i) else i
        elif word not in LITTLE_WORDS and word not in _HALF and len(word) > 1:
            (beyond if last is None or i - last > _NEAR else within).add(stem(word))
    return (set(), beyond, set()) if last is None else (within, set(), beyond)
