"""Cues compiled from the move files, and the search for them in one sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trainer.content.moves import Cue, Move
from trainer.listening.clauses import Clause, Sentence
from trainer.listening.patterns import Lists, Pattern, compile_pattern


@dataclass(frozen=True)
class Heeded:
    """What the caller's side adds: their plain line, whether it asks or says no, its telling words, topics raised."""

    line: str
    asks: bool
    refuses: bool
    words: frozenset[str]
    raised: frozenset[str]


@dataclass(frozen=True)
class Hit:
    """One cue found in a sentence, from the word at `first` up to that before `last`."""

    move: str
    cue: int
    sure: float
    first: int
    last: int


@dataclass(frozen=True)
class _Compiled:
    move: str
    number: int
    cue: Cue
    needs: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    caller: tuple[Pattern, ...]


@dataclass
class CueIndex:
    """All cues, found by the words that they cannot do without."""

    by_word: dict[str, list[tuple[_Compiled, Pattern]]] = field(default_factory=lambda: defaultdict(list))
    always: list[tuple[_Compiled, Pattern]] = field(default_factory=list)
    wordless: list[_Compiled] = field(default_factory=list)

    def add(self, move: str, number: int, cue: Cue, lists: Lists) -> None:
        """Compile and index one cue; raises ValueError where a pattern cannot be read."""
        needs, unless, caller = (
            tuple(compile_pattern(source, lists) for source in sources)
            for sources in (cue.needs, cue.unless, cue.caller)
        )
        compiled = _Compiled(move, number, cue, needs, unless, caller)
        if not cue.say:
            self.wordless.append(compiled)
        for source in cue.say:
            pattern = compile_pattern(source, lists)
            if not pattern.keys:
                self.always.append((compiled, pattern))
            for key in pattern.keys:
                self.by_word[key].append((compiled, pattern))


def build_index(moves: Mapping[str, Move], lists: Lists) -> CueIndex:
    """Return the index of all cues of `moves`; raises ValueError naming the move and the pattern at fault."""
    index = CueIndex()
    for move in moves.values():
        for number, cue in enumerate(move.cues):
            try:
                index.add(move.id, number, cue, lists)
            except ValueError as error:
                raise ValueError(f"{move.id}: {error}") from None
    return index


def find_hits(sentence: Sentence, index: CueIndex, heeded: Heeded) -> Iterator[Hit]:
    """Yield every cue that holds in `sentence`, at most once each."""
    plain = _Plain(sentence)
    found: set[tuple[str, int]] = set()
    for compiled, pattern in _candidates(index, plain.words):
        if (compiled.move, compiled.number) not in found and (
            hit := _match(compiled, pattern, sentence, plain, heeded)
        ):
            found.add((compiled.move, compiled.number))
            yield hit
    for compiled in index.wordless:
        if hit := _match_clauses(compiled, sentence, plain, heeded):
            yield hit


class _Plain:
    """A sentence as one line of plain words, and which word stands at which place of it."""

    def __init__(self, sentence: Sentence) -> None:
        texts = [word.text for word in sentence.words]
        self.words = frozenset(texts)
        self.line = "^ " + " ".join(texts) + " "
        self.at: dict[int, int] = {}
        place = 2
        for number, text in enumerate(texts):
            self.at[place] = number
            place += len(text) + 1
        self.at[place] = len(texts)


def _candidates(index: CueIndex, words: frozenset[str]) -> Iterator[tuple[_Compiled, Pattern]]:
    seen: set[int] = set()
    for word in sorted(words):
        for candidate in index.by_word.get(word, ()):
            if id(candidate[1]) not in seen:
                seen.add(id(candidate[1]))
                yield candidate
    yield from index.always


def _match(compiled: _Compiled, pattern: Pattern, sentence: Sentence, plain: _Plain, heeded: Heeded) -> Hit | None:
    for match in pattern.regex.finditer(plain.line):
        first, last = plain.at[match.start()], plain.at[match.end()]
        if first < last and _holds(compiled, sentence, plain, heeded, first):
            return Hit(compiled.move, compiled.number, compiled.cue.sure, first, last)
    return None


def _match_clauses(compiled: _Compiled, sentence: Sentence, plain: _Plain, heeded: Heeded) -> Hit | None:
    for clause in sentence.clauses:
        if _holds(compiled, sentence, plain, heeded, clause.first):
            return Hit(compiled.move, compiled.number, compiled.cue.sure, clause.first, clause.last)
    return None


def _holds(compiled: _Compiled, sentence: Sentence, plain: _Plain, heeded: Heeded, first: int) -> bool:
    cue = compiled.cue
    return (
        _clause_fits(cue, sentence, sentence.clause_at(first), first)
        and (not cue.longest or len(sentence.words) <= cue.longest)
        and _caller_fits(compiled, heeded)
        and (not cue.echo or len(_telling(plain.words) & heeded.words) >= cue.echo)
        and (not compiled.needs or any(need.regex.search(plain.line) for need in compiled.needs))
        and not any(veto.regex.search(plain.line) for veto in compiled.unless)
    )


def _clause_fits(cue: Cue, sentence: Sentence, clause: Clause, first: int) -> bool:
    if sentence.voices[first] not in cue.voice:
        return False
    if cue.negated != "either" and sentence.negations[first] != (cue.negated == "always"):
        return False
    wanted = ((cue.question, sentence.question), (cue.hypothetical, clause.hypothetical), (cue.past, clause.past))
    if any(want is not None and want != actual for want, actual in wanted):
        return False
    return not cue.mood or clause.mood in cue.mood


def _caller_fits(compiled: _Compiled, heeded: Heeded) -> bool:
    cue = compiled.cue
    if cue.raised and not heeded.raised.intersection(cue.raised):
        return False
    if heeded.raised.intersection(cue.not_raised):
        return False
    if cue.caller_asks is not None and cue.caller_asks != heeded.asks:
        return False
    return not compiled.caller or any(pattern.regex.search(heeded.line) for pattern in compiled.caller)


_COMMON = frozenset(
    """
    about after again also always anyone anything around away back because been before being call came cant
    come could didnt does doesnt doing dont down even ever every everyone first from getting give going gone
    good have havent having here hers himself into isnt just keep kind know last like little long look made
    make many maybe mean more most much need never nobody none nothing okay once only other over people
    please really right said same says some someone something sort sound sounds still stuff such sure take
    talk tell than thank thanks that thats their them then there theres these they theyre thing things think
    this those though thought time told took tonight very want wanted wasnt well went were weve what whats
    when where which while will with without wont would yeah your youre yourself youve
    """.split()
)


def telling_words(words: list[str]) -> frozenset[str]:
    """Return the stems of the words that carry what was said, for noticing when a reply takes them up."""
    return _telling(frozenset(words))


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:5] for word in words if (len(word) > 3 or word.isdigit()) and word not in _COMMON)
