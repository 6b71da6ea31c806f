"""Traits of a reply in terms that other datasets of counsellor talk use: questions, reflections, advice and the like.

They come from clauses and cues only, so that they can be tested on data with other labels.
"""

from collections.abc import Callable, Mapping

from trainer.listening.clauses import Clause
from trainer.listening.cues import Hit
from trainer.listening.reading import Reading

# Which moves' cues speak for a trait, beside the clause's own form.
_CUED: Mapping[str, frozenset[str]] = {
    "reflection": frozenset({"reflects_content", "validates_feeling"}),
    "information": frozenset({
        "gives_asked_for_information", "explains_what_trafficking_is", "explains_confidentiality_honestly",
        "names_limits_honestly", "introduces_service",
    }),
    "advice": frozenset({"gives_orders", "legal_advice_overreach", "suggests_police_unasked"}),
    "self_disclosure": frozenset({"brief_peer_disclosure"}),
    "affirmation": frozenset({"affirms_strength"}),
}  # fmt: skip
_FORMED: Mapping[str, Callable[[Clause], bool]] = {
    "open_question": lambda clause: clause.mood == "open_question",
    "closed_question": lambda clause: clause.mood == "closed_question",
    "advice": lambda clause: clause.mood == "order" and clause.voice == "handler",
    "offer": lambda clause: clause.mood == "offer",
    "reported_speech": lambda clause: clause.voice != "handler",
    "negated": lambda clause: clause.negated,
    "hypothetical": lambda clause: clause.hypothetical,
    "past": lambda clause: clause.past,
}
TRAITS = tuple(sorted({*_CUED, *_FORMED}))


def traits_of(reading: Reading) -> dict[str, float]:
    """Return each trait as the share of clauses, 0–1, that have it; zeros for a reply without words."""
    counts = dict.fromkeys(TRAITS, 0)
    total = 0
    for sentence, hits in zip(reading.sentences, reading.hits, strict=True):
        for clause in sentence.clauses:
            total += 1
            for trait in TRAITS:
                counts[trait] += _has(trait, clause, hits)
    return {trait: round(count / total, 3) if total else 0.0 for trait, count in counts.items()}


def _has(trait: str, clause: Clause, hits: tuple[Hit, ...]) -> bool:
    if trait in _FORMED and _FORMED[trait](clause):
        return True
    moves = _CUED.get(trait, frozenset())
    return any(hit.move in moves and clause.first <= hit.first < clause.last for hit in hits)
