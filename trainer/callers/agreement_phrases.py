"""What a caller does by saying it, by the words it is done in: thanks, agrees, welcomes, is relieved, says goodbye.

Each kind has the phrases that do it, and those of a script that does it too, which let a model do it in other words.
All are in plain words, without apostrophes and shorthand; each clause of a text is a line of its own.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One thing done by saying it: the phrases that do it, and those of a script that does it in its own way."""

    done: re.Pattern[str]
    licence: re.Pattern[str]

    def is_shared(self, line: str, script: str) -> bool:
        """Return whether both do it."""
        return bool(self.done.search(line) and self.licence.search(script))

    def is_added(self, line: str, script: str) -> bool:
        """Return whether `line` does it where `script` neither does it nor says the same words."""
        return not self.licence.search(script) and any(
            match.group() not in script for match in self.done.finditer(line)
        )


def _any_of(rows: str) -> re.Pattern[str]:
    return re.compile("|".join(row.strip() for row in rows.splitlines() if row.strip()), re.MULTILINE)


_SO = r"(?:(?:so|very|really|truly|quite|just|all|absolutely|totally|completely|entirely|probably|pretty|too|such) )*"
_KIND = r"(?:kind|sweet|thoughtful|nice|decent|good|generous)"
_HELPFUL = r"(?:kind|sweet|helpful|wonderful|amazing|lovely|great|supportive|understanding|patient with me)"
_GOOD = r"(?:good|great|excellent|wonderful|brilliant|smart|lovely|fantastic|fair|nice|perfect)"
_WELL = r"(?:better|calmer|calm|lighter|safer|safe|stronger|relieved|reassured|hopeful|heard|understood|good|braver|ok)"
_WILLING = r"(?:ok|fine|good|happy|willing|ready|open|glad|prepared|up|game|all for|on board)"
_YES = r"(?:yes|yeah|yep|yup|sure|of course|absolutely|certainly|definitely|gladly)"
_EASED = (
    r"\brelie(?:f|ved)|\blighter\b|\bcalmer\b|\bsteadier\b|\b(?:feels?|its|thats|bit|little|much|lot) better\b"
    r"|\beased?\b|\beasier\b|\bquieter\b|\bsettled\b"
)

_THANKING = r"\bthank|\bgrateful|\bappreciat|\bcheers\b|\bbless\b|\bobliged\b|\bmeans a\b|\bsupportive\b|\bowe you\b"

THANKS = Kind(
    _any_of(
        rf"""
        \bthank(?:s|ful)?\b(?! god| goodness| heavens)|\bgrateful\b|\bi(?:d|m)?(?: \w+){{0,2}} appreciate\b|^cheers\b
        \bbless you\b|\b(?:so|very|really) {_KIND} of\b|\b{_KIND} of you\b
        """
    ),
    _any_of(
        rf"""
        {_THANKING}|\bthats {_SO}(?:kind|sweet|thoughtful|nice|decent|generous)\b|\b{_KIND} of (?:you|him|her)\b
        ^{_SO}(?:kind|sweet|nice|decent|thoughtful)$|\byouve been\b
        """
    ),
)

PRAISES = Kind(
    _any_of(
        rf"""
        \bmeans (?:a lot|so much|the world|everything)\b|\byou(?:ve been|re| are| have been) {_SO}{_HELPFUL}\b
        \byouve been (?:such )?an? (?:\w+ )?help\b|\bmade all the difference\b|\bsaved my (?:life|night)\b
        \byou(?:re| are) (?:an? |the )(?:angel|star|saint|gem|godsend|life ?saver|hero|best|blessing|good person)\b
        \bfirst (?:one|person) who ever
        """
    ),
    _any_of(rf"{_THANKING}|\byouve been\b|\byoure {_SO}{_HELPFUL}\b"),
)

AGREES = Kind(
    _any_of(
        rf"""
        \byou(?:re|r| are) {_SO}right\b|\byou(?:ve| do have| have)(?: got)? a (?:good |fair )?point\b
        \bexactly right\b|\bmake a good case\b|\b{_GOOD} (?:idea|point|suggestion|thinking|advice|call|plan)\b
        \bmakes? (?:\w+ ){{0,3}}sense\b|\byour advice\b
        \b(?:i|we|id|totally|completely|fully|entirely|couldnt|strongly) agree\b|\bi(?:d| do)? accept\b
        \bif you (?:say so|think so|think thats best|insist)\b|\bopen(?:ed|ing) my eyes\b
        \btalked me (?:out of|into|round)\b
        \bwhatever you (?:\w+ )?(?:say|think|want|need|like|suggest|recommend|tell)\b|\b(?:convinced|persuaded) me\b
        \beverything you (?:say|tell|suggest|ask)\b|\bi was wrong\b|\bi see (?:that |it )?now\b
        \bi (?:\w+ly )?understand\b|^(?:exactly|absolutely|definitely|certainly|of course|totally|agreed|true)$
        \byou make (?:\w+ )?sense\b
        """
    ),
    _any_of(
        rf"""
        \byoure (?:\w+ )?(?:right|not wrong)\b|\b(?:a|{_GOOD}|your) (?:point|idea)\b|\bmakes? sense\b|\bagree|\baccept
        \bexactly\b|\bi see\b|^(?:true|definitely|certainly|of course|fair|yes|deal|understood|very well)\b
        \babsolutely\b|\bbelieve you\b|^thats (?:it|right|true|so|fair)\b|\badvice\b|\bi was wrong\b
        \bunderst(?:and|ood)\b
        """
    ),
)

CONSENTS = Kind(
    _any_of(
        rf"""
        \bsounds {_SO}(?:good|great|perfect|fine|lovely|right|wonderful|ok|like a plan)\b|^(?:\w+ ){{0,2}}will do\b
        ^(?:sure thing|understood|got it|why not|gladly)$|^(?:its a )?deal$|^(?:no|not a) (?:problem|worries)\b
        \bfair enough\b|\bthats {_SO}fair\b|\bthat works\b|\bworks for me\b
        \b(?:fine|ok|good|great|all right) (?:by|with|for) me\b|\bgo (?:right )?ahead\b|^go on$|^by all means\b
        \bask (?:me )?(?:away|anything)\b|\bdo (?:whatever|what) you\b|\bi dont mind(?: at all)?$|^no harm done$
        ^its (?:ok|fine|all right) though$|\bbut (?:ok|all right|sure|fine|yes|yeah|of course)\b
        ^(?:yes|yeah|ok)\s(?:sure|fine)\b|^sure\sok\b|\bi guess (?:i (?:could|should|can)|so)\b
        """
    ),
    _any_of(
        r"""
        ^(?:\w+ )?(?:ok|all right|fine|sure|yes|yeah|right|good|deal|very well|cool|done|understood|noted|fair|yep)\b
        \b(?:i|id|ill|ive) (?:really )?(?:take|like|love|have) (?:it|that|one|those|some)\b
        \bcan (?:use|do) (?:it|that)\b|\bthatll do\b|\bhappy to\b|\bgo (?:on|ahead)\b|\byou (?:can|may|neednt)\b
        \bim (?:open|ready|game)\b|\bworks\b|\bhelps\b|\bplease\b|\bits nice\b
        """
    ),
)

WELCOMES = Kind(
    _any_of(
        rf"""
        \b(?:id|i would) {_SO}(?:love|like) (?:that|it)\b|\bid {_SO}love\b|\bid be {_SO}{_WILLING}\b
        \b(?:id|i would) (?:\w+ )?consider\b|^yes id\b|^yes\s?id\b|^{_YES}\s?please\b
        \b(?:could|would|might) be good for me\b|\bcount me in\b|\bim in$|\bsign me up\b
        \bim {_SO}{_WILLING} (?:with|to|for)\b|^(?:\w+ )?happy to\b|^glad to\b|^with pleasure\b
        \bthats {_SO}(?:great|wonderful|amazing|perfect|lovely|fantastic|brilliant|encouraging)\b
        \b(?:that|thatd|it|itd|this)(?: would)?(?: \w+)? (?:great|wonderful|perfect|amazing|lovely|really help)\b
        \b(?:that|it|this) would (?:\w+ )?(?:help|be (?:\w+ )?(?:help|good|nice|helpful))\b
        """
    ),
    _any_of(
        rf"""
        \b(?:i|id|ill|ive) (?:really )?(?:take|like|love|have|want) (?:it|that|one|those|some|anything)\b|^{_YES}\b
        \bthatll do\b|\bhappy to\b|\bim (?:open|ready|game)\b|\bplease\b|^deal\b|\bcan (?:use|do) (?:it|that)\b
        \bwould help
        """
    ),
)

TAKES_ON = Kind(
    _any_of(
        r"\b(?:ill|im going to|i can|i could|well|we can) (?:\w+ )?do (?:just |exactly )?(?:that|it|so|this|as you)\b"
    ),
    _any_of(r"(?<!not )(?<!wont )(?<!dont )(?<!cant )\bdo (?:it|that|this|so|one)\b|\bdoing (?:it|that)\b"),
)

HELPED = Kind(
    _any_of(
        rf"""
        \b(?:that|this|it|you|talking|talking to you|which) {_SO}(?:helps|helped)\b|\bthats {_SO}(?:helpful|helping)\b
        \bis (?:\w+ )?helping (?:me|a lot|so much)\b|\bi {_SO}needed (?:that|this|to hear)\b|\bexactly what i needed\b
        \byouve (?:\w+ )?helped\b|\bgiven me (?:hope|strength|so much|a lot)\b
        \bim {_SO}(?:glad|happy) (?:i|you|we|that|it|they|to have)\b|\bhelps? (?:me )?(?:a lot|so much)\b
        """
    ),
    _any_of(
        rf"""
        {_EASED}|\bhelp|\b(?:use|do) (?:it|that)\b|\bneeded\b|\bsomething\b|\bgood\b|\bglad\b|\bthanks?\b|\bclearer\b
        """
    ),
)

RELIEVED = Kind(
    _any_of(
        rf"""
        (?<!id )\bfe(?:el|els|eling|lt) (?:\w+ ){{0,3}}(?:{_WELL}|at ease|at peace)\b
        \bim (?:\w+ ){{0,2}}(?:calm|relieved|reassured)\b|\brelie(?:f|ved)\b|\breassur(?:ed|ing)\b
        \b(?:weight|load|burden)\b(?: \w+){{0,3}} off\b|\boff my (?:chest|shoulders|mind)\b
        \bbreathe (?:again|easier)\b|\bmakes (?:it|this|me) (?:\w+ )?(?:easier|lighter|better|braver)\b
        \bi can (?:\w+ )?(?:relax|breathe|rest)\b|\bable to (?:relax|breathe|rest)\b|\bcalmer\b
        \b(?:given|gives|give) me hope\b|\bi (?:\w+ )?(?:trust|forgive|believe) (?:you|in you)\b|\bat ease\b
        \bim (?:not|no longer) (?:\w+ )?(?:worried|scared|afraid|frightened|upset|angry)(?: any ?more)?$
        \b(?:im|its) going to be (?:ok|fine|all right|good)\b|\bill be (?:ok|fine|all right)\b
        """
    ),
    _any_of(
        rf"""
        {_EASED}|\bfeel(?:s|ing)? (?:\w+ ){{0,3}}(?:safer|good|less)\b|\bbreath|\b(?:believe|trust) you\b
        \bhands stopped\b
        """
    ),
)

PROMISES = Kind(
    _any_of(
        r"""
        \bi (?:\w+ )?(?:promise|swear)\b|\b(?:a|my|solemn) promise\b|\bmy (?:\w+ )?word\b|\bcross my heart\b
        \bfrom now on\b|\b(?:ive|i) (?:\w+ )?decided\b|\bi \w+ will$|^(?:yes |ok |and |sure )?ill$|\bcount on me\b
        """
    ),
    _any_of(r"\bpromis|\bswear|\bmy word|\bdecided\b|\bfrom now\b"),
)

ENDS = Kind(
    _any_of(
        r"""
        \b(?:good)?bye\b|\bgood night\b|\bnight night\b|^night$|\bfarewell\b|^so long\b
        \bsee you(?: later| soon| around)?$|^later$|\b(?:talk|speak) (?:to you |with you )?(?:later|soon)\b
        ^take care\b(?! of)|\bhang(?:ing)? up\b|\blet you (?:go|get (?:on|going|back))\b
        \bend(?:ing)? (?:this|the) (?:call|chat)\b|\b(?:signing|logging) off\b
        \b(?:got to|ive to|have to|need to|must|should|better|ought to) (?:\w+ )?(?:go|run|leave)(?: now| then)?$
        \b(?:im|ill be) off(?: now)?$|\buntil next time\b|\bthats (?:all|everything) i (?:needed|wanted)\b
        ^(?:and )?(?:you )?have a \w+ (?:night|day|evening|afternoon|one)\b|\byouve a \w+ one$
        \bthats me (?:done|sorted|off)\b|\bget off (?:the|this) (?:line|phone)\b
        \bive got (?:what|all|everything) i (?:need|came for|wanted)\b
        """
    ),
    _any_of(
        r"""
        bye\b|\bnight$|\bgood night\b|^so long\b|\bhang(?:ing)?(?: \w+)? up\b|\blet you (?:go|get)\b
        \bthats (?:me|us|all)\b
        \b(?:got to|ive to|have to|should|must|better) (?:\w+ )?(?:go|run|leave|move|make a move)\b|\bi go before\b
        \bgone$|\bim (?:off|going|away|done|leaving|gone|moving)\b|\bputting (?:\w+ ){1,2}down\b|\bnever mind$
        \blie down\b|\b(?:line|phone) (?:closes|goes|clicks|is dead)|\bstop(?:ping)? (?:typing|there|here|now)\b
        \bleave it (?:there|be|here)\b|\b(?:call|ring|try) (?:you )?again\b|\btry you\b|\bgot to be\b
        \bgoing to (?:go|bed|sleep)\b|\bno more (?:typing|talking)\b
        \bhave a (?:\w+ )?(?:night|day|evening|afternoon)\b
        """
    ),
)

AGREEMENTS = (THANKS, PRAISES, AGREES, CONSENTS, WELCOMES, TAKES_ON, HELPED, RELIEVED, PROMISES)
