"""The topics a caller raises in a line of their own; several harmful moves depend on who brought a topic up."""

import re
from functools import lru_cache

from trainer.listening.words import plain_words

_TOPICS = {
    "police": (
        r"police|polic(?:eman|ewoman|ing)|cops?|copper|officers?|detectives?|sheriff|sheriffs|precinct|"
        r"911|999|law enforcement|"
        r"feds?|fuzz|squad car|patrol|badge|bobby|bylaw|(?:file|filed|filing|make|making|made) (?:a |"
        r"the )?(?:police )?(?:report|complaint)|"
        r"report (?:him|it|them|this|her)|reporting (?:him|it|them|this|her|to)|press(?:ing)? charges|"
        r"the station|the law|"
        r"make me report|authorities|rape kit|the desk sergeant|non emergency"
    ),
    "exit": (
        r"(?:leave|leaving|left|quit|quitting|stop|stopping|out of|exit|exiting|done with|get out of|"
        r"getting out of|give up)"
        r" (?:the |this |sex |my |doing |with )*(?:work|working|life|industry|job|game|trade|business|"
        r"camming|escorting|dancing|biz|stroll)|"
        r"(?:other|another|different|new|real|straight|square|normal|regular|civvy|vanilla) (?:job|jobs|"
        r"work|career)|"
        r"want out|wanna get out|want to get out|retire|retiring|exit program|stop selling|quit"
    ),
    "suicide": (
        r"suicid[a-z]*|kill(?:ing)? (?:my|her|him)self|end(?:ing)? (?:it|my life|it all|things)|"
        r"want(?:ed)? to die|dying|"
        r"not be here|(?:dont|didnt|wouldnt|doesnt|not) (?:want to )?(?:be here|wake up|exist|be alive)|"
        r"(?:dont|didnt|wouldnt|doesnt|not) want to (?:live|come back)(?! (?:in|with|there|at|on|near|here))|"
        r"whats the point|what is the point|be dead|better off (?:dead|without me)|"
        r"take(?:n)? (?:all )?(?:the|my) pills|"
        r"no point|disappear|cant go on|stop existing|finish(?:ed)? it|hurt(?:ing)? myself|self harm|"
        r"the bridge|if i was gone|"
        r"the pills|tired of (?:being|living)|(?:not|isnt) worth (?:living|it)|jump(?:ing)?"
    ),
    "faith": (
        r"(?<!my )(?<!oh )(?<!thank )(?<!for )god(?! knows)|gods|church|pray|prays|prayed|praying|prayers?|jesus|christ|"
        r"pastor|priest|faith|bible|sin|"
        r"sins|sinner|"
        r"mosque|imam|allah|temple|rabbi|(?<!oh )lord|religio[a-z]*|chapel|confession|holy|saints?|scripture|nun|"
        r"(?<!the )(?<!as )(?<!bloody )hell"
    ),
    "children": (
        r"kids?|child|children|childrens|son|sons|daughter|daughters|baby|babies|toddler|boys?|my girls?|"
        r"custody|cps|pregnant|"
        r"school run|sitter|teen|teenager|little one|youngest|oldest|eldest|mother|nursery|parents|"
        r"school|grandson|niece"
    ),
    "drugs": (
        r"drugs?|using|high|dope|meth|heroin|fentanyl|fent|coke|cocaine|crack|pills?|weed|drunk|drink|"
        r"drinking|drank|booze|"
        r"alcohol|wine|vodka|sober|sobriety|clean|detox|rehab|overdose[a-z]*|od|naloxone|narcan|"
        r"methadone|needle|needles|"
        r"relapse[a-z]*|the pipe|smok(?:e|ed|ing)|pipe|withdrawal|dealer|beers?|ketamine|molly|xanax|"
        r"benzos?|tina|shot up"
    ),
}  # fmt: skip
_PATTERNS = {topic: re.compile(rf"(?<= )(?:{pattern})(?= )") for topic, pattern in _TOPICS.items()}


@lru_cache(maxsize=8192)  # a replayed call says the same authored lines again and again
def topics_in(caller_line: str) -> frozenset[str]:
    """Return which of police, exit, suicide, faith, children and drugs the caller's line brings up."""
    return topics_in_words(plain_words(caller_line))


def topics_in_words(words: list[str]) -> frozenset[str]:
    """Return the topics that a line of plain words touches."""
    line = " " + " ".join(words) + " "
    return frozenset(topic for topic, pattern in _PATTERNS.items() if pattern.search(line))
