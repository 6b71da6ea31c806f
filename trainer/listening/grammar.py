"""The word lists and small rules behind clauses: negation, report, condition, question, order, offer."""

import re

JOINERS = frozenset({
    "but", "because", "so", "though", "although", "while", "unless", "if", "and", "or", "then", "yet",
    "when", "whether", "cause", "since", "plus",
})  # fmt: skip
_SUBJECTS = frozenset({
    "i", "im", "ive", "ill", "id", "you", "youre", "youve", "youll", "youd", "he", "hes", "she", "shes",
    "we", "we're", "weve", "we'll", "they", "theyre", "theyve", "theyll", "it", "its", "itll", "thats",
    "theres", "heres", "everything", "everyone", "everybody", "nobody", "someone", "somebody", "this",
    "that", "there",
})  # fmt: skip
_AUXILIARIES = frozenset({
    "is", "are", "am", "was", "were", "do", "does", "did", "have", "has", "had", "would", "could", "can",
    "will", "shall", "should", "may", "might", "isnt", "arent", "dont", "doesnt", "didnt", "havent",
    "hasnt", "wouldnt", "couldnt", "cant", "wont", "shouldnt", "wasnt",
})  # fmt: skip
_WH = frozenset({
    "what", "whats", "whatd", "where", "wheres", "how", "hows", "howd", "who", "whos", "which", "when",
    "whens", "why", "whys", "whose", "whod", "whered",
})  # fmt: skip
CLAUSE_OPENERS = (
    _SUBJECTS | _AUXILIARIES | _WH | frozenset({"if", "the", "your", "my", "lets", "please", "maybe", "not", "no"})
)
TAGS = frozenset({
    "right", "yeah", "yes", "no", "huh", "ok", "eh", "isnt it", "is it", "innit", "am i right", "or not",
    "though", "love", "hon", "then", "please", "do you", "dont you", "are you", "arent you", "hun", "babe",
    "sam", "darling", "now", "correct",
})  # fmt: skip

_INTERJECTIONS = frozenset({
    "ok", "so", "and", "but", "well", "oh", "ah", "hey", "right", "then", "yeah", "yes", "no", "sure",
    "first", "now", "please", "also", "just", "listen", "look", "honestly", "love", "hon", "gosh", "or",
    "alright", "fine", "wait", "all", "good", "anyway", "like", "maybe", "ps", "too", "quick", "because",
    "before", "anything", "tell", "me", "um", "sorry",
})  # fmt: skip

_NEGATORS = frozenset({
    "not", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "cant", "wouldnt",
    "shouldnt", "couldnt", "havent", "hasnt", "hadnt", "never", "no", "nobody", "nothing", "without",
    "neither", "nor", "hardly", "rarely", "none", "instead", "nah", "nowhere", "mustnt", "neednt",
    "refuse",
})  # fmt: skip
_NOT_NEGATING_AFTER = {
    "no": frozenset({"wonder", "doubt", "matter", "problem", "worries", "rush"}),
    "not": frozenset({"only", "just", "sure", "surprised"}),
    "cant": frozenset({"help", "imagine", "believe"}),
    "nothing": frozenset({"but"}),
}
_NEG_RAISING = frozenset({
    "think", "believe", "mean", "means", "say", "saying", "suggest", "suggesting", "want", "need",
    "expect", "going", "tell", "telling", "ask", "asking", "assume", "assuming", "pretend", "promise",
    "swear", "guarantee", "claim", "imply", "know", "make", "makes", "let", "guess", "reckon", "feel",
    "have", "here", "about", "prove", "change", "because", "when", "where",
})  # fmt: skip
_NEW_SUBJECTS = frozenset({
    "i", "im", "ill", "ive", "he", "hes", "she", "shes", "we", "we're", "we'll", "they", "theyre",
    "theyll", "everything", "everyone", "everybody", "youll", "youre", "its", "itll", "thats", "theres",
    "someone", "somebody",
})  # fmt: skip


def negations(texts: list[str], clause_starts: list[int]) -> list[bool]:
    """Return for each word of a sentence whether an earlier word of its clause negates it."""
    flags = [False] * len(texts)
    starts = set(clause_starts)
    active = raising = False
    for index, text in enumerate(texts):
        if index in starts and not (raising and index > 0 and texts[index - 1] in _NEG_RAISING):
            active = raising = False
        if active and not raising and text in _NEW_SUBJECTS:
            active = False
        flags[index] = active
        if active and text in _NEG_RAISING:
            raising = True
        if text in _NEGATORS and _negates(texts, index, starts):
            active, raising = True, False
    return flags


def _negates(texts: list[str], index: int, starts: set[int]) -> bool:
    following = texts[index + 1] if index + 1 < len(texts) else ""
    if following in _NOT_NEGATING_AFTER.get(texts[index], ()):
        return False
    if texts[index] in ("no", "nah") and index in starts and (not following or index + 1 in starts):
        return False  # "No, ..." answers; it negates nothing
    inverted = texts[index] in _AUXILIARIES and following in ("you", "it", "we", "they", "he", "she", "i")
    return not inverted


_REPORTERS = (
    r"(?:(?:he|she|they|who|someone|somebody|people|everyone|others)"
    r"|(?:your|the|my|his|her|their|that|this|some|a|one) (?:[^ ]{1,20} ){0,2}[^ ]{1,20})"
)
_REPORTING = (
    r"(?:said|says|saying|told|tells|telling|asked|asks|asking|called|calls|promised|promises|threatened|"
    r"threatens|swore|"
    r"swears|claimed|claims|reckons|reckoned|thinks|thought|believed|believes|insists|insisted|demanded|"
    r"demands|explained|"
    r"wrote|writes|suggested|suggests|ended with|apologized|keeps (?:saying|asking|telling)|"
    r"kept (?:saying|asking|telling)|"
    r"must have said|will say|would say|wants you|wanted you|might ask|was always telling)"
)
_REPORT = re.compile(
    rf"(?<= ){_REPORTERS} (?:also |just |still |then |once |even |never |always )?{_REPORTING} "
    r"|(?<= )(?<!have )(?<!had )(?<!did )(?:you (?:said|told|mentioned|asked|feel|felt|think|thought|"
    r"were told|wrote|say|asked about)|"
    r"do you (?:think|feel)|did (?:he|she|they|the [^ ]+) (?:say|ask|tell|get|explain)|i thought|"
    r"i used to think|"
    r"growing up|(?:were|was|been|being) told) "
)
_REPORT_ENDS = frozenset({"but", "yet", "although", "though"})


def reported(texts: list[str]) -> list[bool]:
    """Return for each word of a sentence whether it tells what someone else, or the caller, said or thought."""
    joined = " " + " ".join(texts) + " "
    match = _REPORT.search(joined)
    flags = [False] * len(texts)
    if not match:
        return flags
    first = joined.count(" ", 0, match.start()) - 1
    verb = joined.count(" ", 0, match.end()) - 1
    for index in range(max(first, 0), len(texts)):
        if index >= verb and texts[index] in _REPORT_ENDS:
            break
        flags[index] = True
    return flags


_CONDITION = frozenset({"if", "unless", "suppose", "imagine", "supposing", "were"})
_PAST = re.compile(
    r" (?:yesterday|last (?:night|week|year|month|time)|back then|ago|used to|earlier|before this|was|"
    r"were|did|had|didnt|"
    r"wasnt|[^ ]{2,15}ed) "
)
_WISH = re.compile(
    r" (?:if|when|whenever|once|only if|as) (?:and when |ever )?(?:youd|you|its|that|it|thats|theyre|"
    r"any)? ?"
    r"(?:want|like|wish|fancy|prefer|need|rather|choose|ready|feel|helps|useful|ok|suits|care|decide|"
    r"ever|can|are ready|"
    r"do want|would|works|fits|safe|help|re ready)"
)
_READY = re.compile(r" (?:when|whenever|once|if) (?:youre|you are|you feel) (?:ready|up|able|comfortable|ok|safe) ")


def is_hypothetical(texts: list[str]) -> bool:
    """Return whether a clause only supposes something."""
    opens = without_interjections(texts)[:2]
    return any(text in _CONDITION for text in opens) or "in case" in " ".join(texts[:3])


def is_past(texts: list[str]) -> bool:
    """Return whether a clause speaks of something over."""
    return bool(_PAST.search(" " + " ".join(texts) + " "))


def leaves_the_wish(sentence: list[str]) -> bool:
    """Return whether a condition makes the caller's own wish decide ("if you want")."""
    joined = " " + " ".join(sentence) + " "
    return bool(_WISH.search(joined) or _READY.search(joined))


def without_interjections(texts: list[str]) -> list[str]:
    """Return `texts` from its first word that carries the clause."""
    for index, text in enumerate(texts):
        if text not in _INTERJECTIONS or texts[index : index + 2] == ["tell", "me"]:
            return texts[index:]
    return texts[-1:]


_PREPOSITIONS = frozenset({"in", "on", "by", "for", "at", "with", "about", "from", "of", "to"})
_AFTER_WH = _AUXILIARIES | frozenset({
    "helps", "matters", "happens", "happened", "else", "feels", "made", "makes", "comes", "kind", "sort",
    "about", "one", "part", "worries", "usually", "parts", "scares", "hurts", "wants", "feel", "going",
    "time", "many", "much", "long", "keeps", "works", "bit", "way", "of", "sounds", "fits", "could", "you",
    "youd", "frightens", "if", "exactly", "stands", "ideas", "tells", "brings", "s", "safe", "name",
    "first", "next", "knows", "got", "gets", "would", "us", "might", "says",
})  # fmt: skip
_SECOND = frozenset(
    {"you", "i", "we", "it", "they", "he", "she", "there", "that", "this", "your", "anyone", "any", "the"}
)


def opens_wh_question(opens: list[str], asks: bool) -> bool:
    """Return whether a clause begins as a wh-question."""
    if opens and opens[0] in _PREPOSITIONS:
        opens = opens[1:]
    if not opens or opens[0] not in _WH:
        return False
    if asks or opens[0] in ("whats", "hows", "wheres", "whos", "whatd", "howd"):
        return True
    following = opens[1:2]
    if opens[0] in ("what", "who", "how") and len(opens) > 2 and opens[1] in ("you", "he", "she", "they", "i", "it"):
        return False
    return bool(following) and following[0] in _AUXILIARIES


def wh_question_inside(opens: list[str]) -> bool:
    """Return whether a clause that ends in a question mark turns into a wh-question on its way."""
    return any(
        text in _WH and index > 0 and opens[index + 1 : index + 2] and opens[index + 1] in _AUXILIARIES
        for index, text in enumerate(opens)
    )


def opens_closed_question(opens: list[str]) -> bool:
    """Return whether a clause begins as a yes/no question, with or without a question mark."""
    return len(opens) > 2 and opens[0] in _AUXILIARIES and opens[1] in _SECOND


_ORDER_VERBS = frozenset({
    "leave", "delete", "go", "block", "get", "call", "ring", "phone", "file", "report", "tell", "stop",
    "quit", "take", "make", "move", "change", "pack", "text", "write", "send", "give", "plead", "sign",
    "pay", "keep", "put", "throw", "turn", "lock", "don", "do", "dont", "never", "find", "grab", "run",
    "come", "bring", "book", "see", "talk", "speak", "ditch", "dump", "drop", "cut", "set", "start", "try",
    "save", "screenshot", "document", "record", "photograph", "walk", "hang", "head", "say", "ask", "show",
    "use", "forget", "ignore", "press", "swear", "promise", "pick", "answer", "sit", "stay", "think",
    "wait", "check", "buy", "tape", "hide", "sleep", "eat", "drink", "calm", "shut", "be", "let", "have",
})  # fmt: skip
_ORDER_OPENERS = re.compile(
    r"^(?:you|u) (?:should|must|need to|have to|have got to|got to|ought to|better|had better|cant|"
    r"mustnt|shouldnt) "
    r"|^(?:youve got to|youd better|youll have to|youll need to|youll want to|youre going to have to|"
    r"i want you to|i need you"
    r" to|id like you to|id get|id block|id delete|id leave) "
)


def is_order(opens: list[str]) -> bool:
    """Return whether a clause tells the caller what to do."""
    joined = " ".join(opens) + " "
    return (bool(opens) and opens[0] in _ORDER_VERBS and len(opens) > 1) or bool(_ORDER_OPENERS.match(joined))


_OFFERS = re.compile(
    r"^(?:want|would you like|shall|should) (?:me|us|we|i|to) |^(?:want|fancy|care for|would you like) "
    r"|^(?:i|we) (?:can|could|might) |^(?:ill|we'll) .{0,40}if you |^(?:let me know|happy to|im happy to|"
    r"could|can we) "
)


def is_offer(opens: list[str]) -> bool:
    """Return whether a clause offers something."""
    return bool(_OFFERS.match(" ".join(opens) + " "))


_REFUSALS = frozenset({
    "no", "nope", "nah", "dont", "not", "wont", "never", "stop", "skip", "pass", "rather not", "cant", "drop", "enough",
    "refuse", "without",
})  # fmt: skip


def refuses(texts: list[str]) -> bool:
    """Return whether a caller's line may say no to something."""
    return not _REFUSALS.isdisjoint(texts)
