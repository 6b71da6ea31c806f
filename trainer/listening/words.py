"""A reply's words in one plain spelling, each with its place in the reply.

Shorthand is spelled out, apostrophes, capitals, zero-width characters and hesitations go, so that cues need one form.
"""

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_WORD = re.compile(
    rf"\d{{1,4}}[.:]\d{{1,2}}(?!\d)|"
    rf"[^\W_{INVISIBLE}](?:[{INVISIBLE}]*['’ʼ‘´`]?[{INVISIBLE}]*[^\W_{INVISIBLE}])*"
)
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_APOSTROPHES = re.compile("['’ʼ‘´`]")

# Without their apostrophe these would be other words.
_KEEP_APOSTROPHE = frozenset({"we're", "we'll", "he'll", "she'll", "we'd", "he'd", "she'd"})
_HESITATIONS = frozenset({"um", "uh", "uhm", "er", "erm", "mm", "hmm", "mmm", "hm"})
_LONG_FORMS = {
    "u": "you", "ya": "you", "yous": "you", "ur": "your", "yr": "your", "yer": "your", "r": "are",
    "n": "and", "wanna": "want to", "gonna": "going to", "gotta": "got to", "gimme": "give me",
    "lemme": "let me", "rn": "right now", "bc": "because", "cos": "because", "cuz": "because",
    "coz": "because", "ppl": "people", "w": "with", "abt": "about", "thru": "through", "tho": "though",
    "idk": "i dont know", "dunno": "dont know", "pls": "please", "plz": "please", "tmrw": "tomorrow",
    "tonite": "tonight", "smth": "something", "okay": "ok", "k": "ok", "kay": "ok", "em": "them",
    "ofc": "of course", "kinda": "kind of", "sorta": "sort of", "outta": "out of", "dya": "do you",
    "dyou": "do you", "whatcha": "what are you", "cannot": "cant", "aint": "isnt", "ill": "ill",
    "shoulda": "should have", "coulda": "could have", "woulda": "would have", "urself": "yourself",
    "youd": "youd", "theres": "theres", "nothin": "nothing", "somethin": "something", "goin": "going",
    "doin": "doing", "ive": "ive", "talkin": "talking", "workin": "working", "thinkin": "thinking",
    "wot": "what", "msg": "message", "info": "information", "mum": "mom", "mam": "mom", "mums": "moms",
    "yall": "you", "thx": "thanks", "ty": "thank you", "srry": "sorry", "sry": "sorry",
    "def": "definitely", "prob": "probably", "probs": "probably", "convo": "conversation", "b4": "before",
    "urs": "yours", "hafta": "have to", "oughta": "ought to", "tryna": "trying to", "imma": "im going to",
    "alright": "all right", "whats": "whats", "till": "until", "til": "until", "wont": "wont",
    "sis": "sister", "wld": "would", "cld": "could", "organisation": "organization",
    "organisations": "organizations", "apologise": "apologize", "apologised": "apologized",
    "realise": "realize", "recognise": "recognize", "judgement": "judgment", "honour": "honor",
    "colour": "color", "behaviour": "behavior", "humour": "humor", "programme": "program",
    "programmes": "programs", "centre": "center", "favour": "favor", "neighbour": "neighbor",
    "neighbours": "neighbors", "cheque": "check", "minimise": "minimize", "counsellor": "counselor",
    "defence": "defense", "offence": "offense", "licence": "license",
}  # fmt: skip
_CONTRACTIONS = {
    ("do", "not"): "dont", ("does", "not"): "doesnt", ("did", "not"): "didnt", ("is", "not"): "isnt",
    ("are", "not"): "arent", ("was", "not"): "wasnt", ("will", "not"): "wont", ("can", "not"): "cant",
    ("would", "not"): "wouldnt", ("should", "not"): "shouldnt", ("could", "not"): "couldnt",
    ("have", "not"): "havent", ("has", "not"): "hasnt", ("i", "am"): "im", ("you", "are"): "youre",
    ("i", "will"): "ill", ("it", "is"): "its", ("that", "is"): "thats", ("you", "will"): "youll",
    ("we", "will"): "we'll", ("we", "are"): "we're", ("they", "are"): "theyre", ("he", "is"): "hes",
    ("she", "is"): "shes", ("i", "would"): "id", ("you", "have"): "youve", ("i", "have"): "ive",
    ("there", "is"): "theres", ("what", "is"): "whats", ("they", "will"): "theyll",
    ("you", "would"): "youd", ("it", "will"): "itll", ("we", "have"): "weve", ("how", "is"): "hows",
    ("who", "is"): "whos",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """One plain word; `start`–`end` are its offsets in the reply, `gap` is what stood before it."""

    text: str
    start: int
    end: int
    gap: str


def words_in(text: str) -> list[Word]:
    """Return the plain words of `text`."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        plain = _plain(match.group())
        if plain.endswith("in") and len(plain) > 4 and text[end : end + 1] in ("'", "’"):
            plain += "g"
        if plain in _HESITATIONS:
            continue
        gap, last = text[last:start], end
        for part in _LONG_FORMS.get(plain, plain).split():
            _add(found, Word(part, start, end, gap))
            gap = ""
    return found


def plain_words(text: str) -> list[str]:
    """Return only the spellings of `words_in`."""
    return [word.text for word in words_in(text)]


def _plain(raw: str) -> str:
    if raw.isascii():
        lower = raw.lower()
    else:
        lower = unicodedata.normalize("NFKC", _HIDDEN.sub("", raw)).lower()
        lower = _APOSTROPHES.sub("'", lower)
    if lower in _KEEP_APOSTROPHE:
        return lower
    return lower.replace("'", "").replace("`", "")


def _add(found: list[Word], word: Word) -> None:
    """Append `word`, joined with the one before where the two have a short form."""
    if found and word.gap in ("", " ") and (short := _CONTRACTIONS.get((found[-1].text, word.text))):
        before = found.pop()
        word = Word(short, before.start, word.end, before.gap)
    found.append(word)
