"""What is done by speaking: a line agrees, thanks, decides, is relieved or says goodbye only where the script does.

Models please: left alone they accept whatever was offered, and a trainee learns that anything works.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from trainer.callers.agreement_phrases import AGREEMENTS, ENDS
from trainer.callers.compared import Compared
from trainer.callers.look_alikes import plain
from trainer.callers.wording import stem, words_of

_CLAUSES = re.compile(r"([^.!?…;:,\n\[\]()—–]+)([.!?…;:,\n\[\]()—–]*)")
_DOING = (
    r"(?:going|calling|ringing|phoning|texting|writing|blocking|leaving|reporting|telling|opening|sending|packing|"
    r"quitting|coming|heading|taking|doing|getting|putting|turning)"
)
_SETS_OUT = re.compile(
    r"(?<!im )(?<!feel )(?<!feeling )(?<!was )\bill\b|\b(?:i shall|let me|lets|i wont|id better)\b"
    r"|\bi (?:should|ought to|better)\b|\bim(?: ready| willing| prepared| happy| going) to\b"
    rf"|\bim(?= (?:off|on my way|{_DOING})\b)|^(?:ok|all right|fine|sure|yes|yeah) (?={_DOING}\b)"
)
_PERMITS = re.compile(r"\byou (?:can|may|could)\b|\bplease(?= (?:help|send|call|tell|come|stay)\b)")
_OFFERED = re.compile(
    r"\b(?:shall|should|can|could|may) (?:i|we)\b|\b(?:would|will|could|can) you\b|\bdo you want\b|\bwant me to\b"
    r"|\b(?:is|would) it (?:be )?(?:ok|all right)\b|\b(?:how|what) about\b|\bare you (?:willing|ready|open)\b"
    r"|\bi (?:can|could)\b|\b(?:ill|im going to|id like to|let me|we can|you could)\b"
)
_SAYS_YES = re.compile(r"(?:oh |well |ok )?(?:yes|yeah|yep|yup|sure|of course|absolutely|certainly|definitely)\b")
_CONSENTED = re.compile(r"^(?:\w+ )?(?:ok|all right|fine|sure|yes|yeah|good|right|deal)\b|\bi want\b|\bplease\b", re.M)
_SUPPOSES = frozenset("might maybe perhaps could if wonder unless whether".split())
_NOT = frozenset("not no never nobody nothing none dont doesnt wont cant couldnt wouldnt shouldnt isnt arent".split())
_ONLY_SAYS = re.compile(
    r"(?:say|admit|bet|be (?:honest|rude|damned|here|in|over|right)|(?:give|grant) you that|let you|take (?:that|it)|"
    r"tell you (?:what|one|this|that|why|how))\b|(?:see|wait)$"
)
_LEAST_ADDED = 4  # words, fillers aside
_LEAST_ANSWER = 3  # where one of them is the trainee's
_SLACK = 1  # words by which what is added may be longer than what the line is longer by
_MOST_SHARED = 1 / 3  # of its stems with the script
_SAYS_IT = 0.6  # of the script's stems in the rest
_FILLERS = frozenset("oh ah ha well ok all right yes yeah no".split())
_GRAMMAR = frozenset(
    """
    i im ive id ill me my mine you your youre it its that this these those them they he she him her his we us our the a
    an and or but so to of in on at by with from for up down out off over into about then now too just really very
    right away back anyway again first as well still there here be is are was do did have has had will would all any
    some one what which who whatever not no never dont wont going though too either only then
    """.split()
)

Stems = frozenset[str]


@dataclass(frozen=True)
class Clause:
    """The plain words between two stops, and whether they ask."""

    words: str
    asks: bool

    @cached_property
    def supposes(self) -> bool:
        return not _SUPPOSES.isdisjoint(self.words.split())

    @cached_property
    def denies(self) -> bool:
        return not _NOT.isdisjoint(self.words.split())

    @cached_property
    def stems(self) -> Stems:
        return _stems(self.words)


def agrees_more(of: Compared) -> bool:
    """Return whether it agrees, accepts, thanks, promises, decides or is relieved where the script does not."""
    line, script = _clauses(of.plain_line), _authored(of.plain_script)
    said, written = _text(one for one in line if not one.asks), _text(script)
    return (
        any(kind.is_added(said, written) for kind in AGREEMENTS)
        or _says_yes(of, said, written)
        or _adds_answer(of, line, script)
        or _sets_out_more(of, line, script)
        or _permits_more(of, line, script)
    )


def ends_call(of: Compared) -> bool:
    """Return whether it says goodbye, or that the caller will hang up, where the script does not."""
    return ENDS.is_added(_text(_clauses(of.plain_line)), _text(_authored(of.plain_script)))


def _says_yes(of: Compared, said: str, written: str) -> bool:
    """Return whether it says yes to what the trainee offered, and the script does not."""
    offered = _OFFERED.search(" ".join(of.trainee))
    return bool(offered and _SAYS_YES.match(said)) and not (_SAYS_YES.match(written) or _CONSENTED.search(written))


def _adds_answer(of: Compared, line: Sequence[Clause], script: Sequence[Clause]) -> bool:
    """Return whether it says what the script says and, before or after, something of its own that asks nothing.

    A line that is improvised is all its own.
    """
    if of.allowed.improvised:
        return False
    cuts = range(1, len(line))
    return any(
        _is_added(of, own, rest, script)
        for own, rest in (*((line[:n], line[n:]) for n in cuts), *((line[n:], line[:n]) for n in cuts))
    )


def _is_added(of: Compared, own: Sequence[Clause], rest: Sequence[Clause], script: Sequence[Clause]) -> bool:
    length = sum(1 for clause in own for word in clause.words.split() if word not in _FILLERS)
    if any(clause.asks for clause in own) or length > len(of.words) - len(of.script) + _SLACK:
        return False
    if any(kind.is_shared(_text(own), _text(script)) for kind in AGREEMENTS):
        return False
    theirs, ours = _joined(script), _joined(own)
    answers = ours & _stems(" ".join(of.trainee)) - theirs
    return (
        length >= (_LEAST_ANSWER if answers else _LEAST_ADDED)
        and bool(ours)
        and len(ours & theirs) <= _MOST_SHARED * len(ours)
        and 0 < _SAYS_IT * len(theirs) <= len(_joined(rest) & theirs)
    )


def _sets_out_more(of: Compared, line: Sequence[Clause], script: Sequence[Clause]) -> bool:
    """Return whether it sets out to do more than the script sets out to do or says is done.

    What it sets out to do may be what the script does in other words, as long as it is no more, and not what the
    trainee has just proposed.
    """
    known = [*script, *(one for text in of.allowed.known for one in _authored(plain(text)))]
    theirs = [(what, one.denies) for one in script if not one.asks for what in _set_out(one, _SETS_OUT)]
    ours = [(what, one.denies) for one in line if not one.asks for what in _set_out(one, _SETS_OUT)]
    missing = sum(1 for what, denies in theirs if not any(what & other for other, _ in ours))
    proposed, new = _stems(" ".join(of.trainee)), 0
    for clause in line:
        if clause.asks or clause.supposes:
            continue
        stated = _joined(one for one in known if not one.asks and not one.supposes and one.denies is clause.denies)
        for what in _set_out(clause, _SETS_OUT, but=_ONLY_SAYS):
            if any(what & other and denies is clause.denies for other, denies in theirs):
                continue
            if what and 2 * len(what & stated) >= len(what):
                continue
            if what & proposed - _joined(script):
                return True
            new += 1
    return new > missing


def _permits_more(of: Compared, line: Sequence[Clause], script: Sequence[Clause]) -> bool:
    """Return whether it lets the trainee do what the trainee proposed, where the script lets them do no such thing."""
    theirs = _joined(one for one in script if "you" in one.words.split() or _PERMITS.search(one.words))
    new = _stems(" ".join(of.trainee)) - theirs
    return any(what & new for one in line if not one.asks and not one.supposes for what in _set_out(one, _PERMITS))


def _set_out(clause: Clause, begins: re.Pattern[str], but: re.Pattern[str] | None = None) -> Iterator[Stems]:
    """Yield the words of each thing that begins so in `clause`."""
    found = list(begins.finditer(clause.words))
    for match, following in zip_longest(found, found[1:]):
        what = clause.words[match.end() : following.start() if following else None].strip()
        if what and not (but and but.match(what)):
            yield _stems(what)


def _clauses(text: str) -> tuple[Clause, ...]:
    found = ((" ".join(words_of(words)), "?" in stop) for words, stop in _CLAUSES.findall(text))
    return tuple(Clause(words, asks) for words, asks in found if words)


@lru_cache(maxsize=256)  # a line is looked at anew with each sentence that comes, beside the same script
def _authored(text: str) -> tuple[Clause, ...]:
    return _clauses(text)


def _text(clauses: Iterable[Clause]) -> str:
    return "\n".join(one.words for one in clauses)


def _joined(clauses: Iterable[Clause]) -> Stems:
    return frozenset[str]().union(*(one.stems for one in clauses))


def _stems(words: str) -> Stems:
    return frozenset(stem(word) for word in words.split() if word not in _GRAMMAR)
