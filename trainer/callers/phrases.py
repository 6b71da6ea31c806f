r"""What no caller says: phrases of machines, actors, helpers and narrators, other people's turns, and graphic things.

One pattern a row, in small plain letters; a space stands for any white space, and a match counts only if the script
does not have the same words.
"""

import re


def _any_of(rows: str) -> re.Pattern[str]:
    patterns = (row.strip().replace(" ?", r"\s*").replace(" ", r"\s+") for row in rows.splitlines() if row.strip())
    return re.compile("|".join(patterns), re.MULTILINE)


ROLE_BREAKS = _any_of(
    r"""
    \b(?:virtual|digital|ai|language|chat|computer|automated|voice)[- ](?:assistant|model|bot|program)\b
    \blanguage models?\b|\bchat ?bots?\b|\bchat ?gpt\b|\bopen ?ai\b|\banthropic\b|\bsmollm\b|\bmachine learning\b
    \bi(?:'m|m| am| was) (?:really |just |only |actually |still )?an? (?:a\.?i\b|bot\b|robot)
    \bi(?:'m|m| am| was) (?:really |just |only |actually |still )?an? (?:model\b|assistant|program\b|simul)
    \bi(?:'m|m| am) not (?:actually |really )?(?:an? )?(?:real|human|actual)\b
    \bas an? (?:a\.?i\b|bot\b|assistant|model|caller|character)
    \bas an? (?:actor|narrator|helper|volunteer|counsel+or|therapist|trainer)
    \b(?:as|like) (?:your|the|this) (?:\w+ )?(?:caller|character|helper|volunteer)\b
    \b(?:as|like) (?:your|the|this) (?:\w+ )?(?:counsel+or|therapist|operator|assistant)\b
    \bmy (?:training data|programming|creators|developers|knowledge cutoff)\b
    \bmy (?:instructions|guidelines|system|prompt|persona)\b
    \b(?:system|previous|initial|hidden|original|above|earlier) (?:prompt|instructions?|messages?)\b
    \bjailbr[eo]\w+|\bdan mode|\bprompt injection|\bdevelop(?:er|ment) mode|\bmode (?:enabled|activated|on)\b
    \bdebug mode
    \b(?:no|any|without|free of|ignore (?:all|any|my|the)) (?:restrictions?|limitations?|filters?|censorship)\b
    \b(?:i am|i'm|im) (?:now )?(?:free now|unrestricted|uncensored|unfiltered|jailbroken|in character)\b
    \bdo anything now\b|\bstay(?:ing)? in character\b
    \b(?:ignor|disregard|forget)\w* (?:all |any |my |the )*(?:previous|prior|earlier)\b
    \bi(?:'m|m| am| was|'ve been| have been) (?:instructed|programmed|trained|designed) (?:to|not to|:)
    \btold (?:to|not to|never to) (?:say|act|play|pretend|stay in|speak|respond|reveal|answer only|rephrase)\b
    \bi was told:
    \bi(?:'m| am)? ?(?:can't|cant|cannot) (?:assist|fulfil+|comply|engage|generate|role)
    \bi(?:'m| am)? ?(?:can not|won't|unable to|not able to) (?:assist|fulfil+|comply|engage|generate|role)
    \b(?:can't|cannot|can not|won't|unable to) (?:help you with|help with|provide) (?:that|this|your|any)\b
    \bi apologi[sz]e for (?:the|any) |\bi hope this helps|\bfeel free to\b|\blet me know (?:if|how|what) (?:you|i)\b
    \brole-?(?: )?play(?:ing|ed)?\b|\b(?:in|out of|break|breaking) character\b|\bsimulated\b|\bpractice call
    \bfictional\b
    \b(?:my|the|this|your) (?:character|persona|simulation|scripted line|script says|transcript)\b
    \bre-?phras\w+|\breword(?:ed|ing)\b|\bparaphras\w+
    \bhere(?:'s|s| is| are) (?:the|my|a|an|your|one) (?:\w+ )?(?:response|answer|reply|version|line|rewrite|message)\b
    ^[^\w\n]*(?:sure|certainly|of course|absolutely)\W+(?:here(?:'s| is| are)|i can (?:do|help)|i'd be (?:happy|glad))
    \b(?:the|our) (?:caller|trainee|narrator|handler)\b
    ^[^\w\n]*(?:narrator|narration|scene|setting|caller|character|speaker|response|answer|output|line|note)\s*[:–—]\s
    \bhow (?:can|may|could|might) (?:i|we) (?:best )?(?:help|assist|support|be of)\b
    \b(?:i'm|i am|we're) (?:always |just |all )?here (?:to (?:help|listen|support|assist|talk))
    \b(?:we are|i'll be|we'll be) (?:always |just |all )?here (?:to (?:help|listen|support|assist|talk))
    \b(?:i'm|i am|we're|we are|i'll be|we'll be) (?:always |just |all )?here (?:for you|24)
    \b(?:i'm|im|i am) (?:just |only )?(?:an?|your|the) (?:\w+ )?(?:volunteer|counsel+or)\b
    \b(?:i'm|im|i am) (?:just |only )?(?:an?|your|the) (?:\w+ )?(?:therapist|operator|help(?:er|line))\b
    \b(?:i'm|im|i am) (?:just |only )?(?:an?|your|the) (?:\w+ )?(?:social worker|psychologist)\b
    \b(?:i'm|im|i am) (?:just |only )?(?:an?|your|the) (?:\w+ )?(?:crisis|professional|responder)\b
    \bthank(?:s| you)?(?: so much| very much)? for (?:calling|contacting)\b
    \bthank(?:s| you)?(?: so much| very much)? for (?:sharing (?:that|this|your)|opening up|your call)\b
    \bthank(?:s| you)?(?: so much| very much)? for (?:reaching out|texting us)\b
    \bthank(?:s| you)?(?: so much| very much)? for (?:trusting (?:me|us) with|being (?:so )?(?:open|brave))\b
    \byou(?:'ve| have) reached\b|\bany(?:thing|one|body) else (?:i|we) (?:can|could|may)\b
    \b(?:i|we)(?:'d| can| could| would)(?: like to| love to)? (?:help|support|offer|connect) you\b
    \b(?:i|we)(?:'d| can| could| would)(?: like to| love to)? (?:assist|refer|guide|provide) you\b
    \bwould you like (?:me|us) to\b|\bwould you like to (?:talk|share|discuss|explore|tell me)\b
    \bcan you tell me more\b
    \byou(?:'re| are) not alone\b|\byou don't have to (?:go through|face|carry) th
    \byour (?:feelings?|emotions?|concerns?|experiences?|safety) (?:is|are|matters?|makes?)\b
    \byou deserve (?:support|help|care|better|safety|to (?:be|feel))\b
    \bi(?:'m|m| am) (?:so |really |very |truly )?sorry (?:to hear|(?:that )?you(?:'re|'ve| are| have| had| went))
    \bi(?:'m|m| am) (?:so |really |very |truly )?sorry (?:this happened|for what)
    \bi (?:understand|can imagine|can see|can only imagine|know) how (?:you (?:must )?feel|hard|difficult)
    \bi (?:understand|can imagine|can see|can only imagine|know) how (?:tough|scary|frightening|overwhelming)
    \bthat (?:must|sounds like it must) (?:be|have been|feel) (?:so |very |really )?(?:hard|difficult) for you
    \bthat (?:must|sounds like it must) (?:be|have been|feel) (?:so |very |really )?(?:tough|scary|\w+ing) for you
    \bit takes (?:a lot of |real |great |so much |such )?(?:courage|strength|bravery)\b
    \b(?:brave|courageous) of you\b
    \bit(?:'s| is) (?:important|crucial|essential)\b
    \bit(?:'s| is) (?:completely normal|perfectly normal|completely understandable|understandable)\b
    \bit(?:'s| is) (?:okay|ok) to (?:feel|not|ask|cry|be)\b
    \b(?:seek(?:ing)?|consider) (?:\w+ )?(?:professional|medical|mental health) (?:help|support)\b
    \b(?:seek(?:ing)?|consider) (?:\w+ )?(?:professional|medical|mental health) (?:advice|attention|care)\b
    \bif you(?:'re| are) (?:ever )?in (?:immediate |any )?(?:danger|crisis)\b
    \bif you (?:need|want) (?:help|support|to talk)\b
    \b(?:call|contact|dial|text|reach out to) (?:the )?(?:911|988|999|112)
    \b(?:call|contact|dial|text|reach out to) (?:the )?(?:emergency services|national|local authorities|a crisis)
    \bhow (?:does|did) that make you feel\b|\bhow are you (?:feeling|holding up|coping)\b|\btell me more\b
    \btake a deep breath\b
    \bare you (?:safe|hurt|injured|in (?:any )?danger)(?: (?:right now|now|tonight|where you are|at the moment))? ?\?
    \bare you (?:thinking|having thoughts) (?:about|of) (?:kill|suicid|end|harm|hurt)
    \bwhat (?:would|could|might) (?:help you|feel (?:helpful|supportive))\b|\bwhat brings you (?:here|to)\b
    \b(?:our|this) (?:hotline|helpline|help line|warmline) (?:is|are|has|does|can|will)\b
    \b(?:our|this) (?:crisis line|support line|service|line) (?:is|are|has|does|can|will)\b
    \bwe (?:can |could |will |do )?(?:offer|provide)\b
    \bwe (?:can |could |will |do )?(?:support|have (?:a list|resources|counsel+ors|volunteers|trained))\b
    \b(?:everything you (?:tell|say)|this call|our conversation) (?:\w+ )?(?:is|will be|stays?) (?:\w+ )?confidential
    \b(?:i'm|im|i am|we're) (?:so |really |very )?(?:glad|happy|pleased) (?:to (?:help|assist))
    \b(?:i'm|im|i am|we're) (?:so |really |very )?(?:glad|happy|pleased) (?:(?:i|we) could (?:help|assist))
    \b(?:i'm|im|i am|we're) (?:so |really |very )?(?:glad|happy|pleased) (?:you(?:'re safe| called| reached))
    \bhave a (?:great|wonderful) (?:day|evening|weekend|one)\b|\bwe value\b|\byour (?:call|story|voice) (?:is|matters)
    \b(?:sounds|seems) (?:like|as if|as though|that) you(?:'re| are|'ve| have| feel)\b
    \byou(?:'re| are) (?:feeling|going through|experiencing|safe here|so (?:strong|brave)|doing great)\b
    \bi want you to know (?:that )?(?:you|your|i(?:'m| am) here|we)\b|\bi(?:'m| am) proud of you\b
    \b(?:it's|it is|this is|that's|that is|none of this is) not your fault\b
    \bnone of (?:this|that) is your fault\b|\btake all the time you need\b
    \bthere(?:'s| is) no (?:right or wrong|judg[e]?ment)\b
    \bwhat(?:'s| is) on your mind\b
    \bwhat (?:would|do) you (?:need|want) (?:right now|from (?:this|me|us)|to happen|most)\b
    \bdo you (?:have|feel) (?:a |any |somewhere |someone |like )?(?:safe|safety|support|plan to)
    \bdo you (?:have|feel) (?:a |any |somewhere |someone |like )?(?:thoughts|hurting|talking to|the urge)
    \bis there (?:someone|anyone|a friend|a safe place|somewhere safe) (?:you|that you|nearby)(?: can| could| trust)\b
    \bhave you (?:thought about|considered|tried|talked to|spoken to|been able to)\b
    \bcan you (?:describe|walk me through)\b
    \byou (?:should|might want to|may want to|could) (?:consider|try to|talk to|speak (?:to|with)|see a)\b
    \byou (?:should|might want to|may want to|could) (?:contact|report|reach out|seek|get help)\b
    \bi(?:'d| would)? (?:suggest|recommend|encourage you)\b
    \bwould it (?:help|be (?:okay|ok|helpful)) (?:if|to)\b|\b(?:is it|would it be) (?:okay|ok|all right) if i ask\b
    \bmay i ask you\b
    \bplease (?:remember|note|know|be aware|don't hesitate|seek|reach out|stay safe|take care of yourself)\b
    \bi(?:'m afraid i| am afraid i|'m sorry,? (?:but )?i|'m sorry,? ?but) (?:can't|cannot|can not|am unable)\b
    \b(?:can't|cannot|won't) (?:continue|discuss|talk about) (?:this|that|the) (?:conversation|call|topic|further)\b
    \b(?:this|that|the|my|a) (?:scenario|roleplay|exercise|simulation|prompt)\b
    \bin this (?:situation|context),? i would\b
    \b(?:rewrit|revis|alternat|original|updat|improv|modif)\w* (?:line|version|text)\b
    \b(?:rewrit|revis|alternat|original|updat|improv|modif)\w* (?:response|sentence|script|dialogue)\b
    \b(?:my|the) (?:job|role|task|purpose|goal) (?:here )?is to\b
    \bas (?:your|a) \w+ (?:worker|supporter|advocate|professional)\b
    \b(?:she|he|they) (?:laugh|sigh|whisper|sob|paus|chuckl|mutter)\w* (?:softly|quietly|again)\b
    \b(?:she|he|they) (?:laugh|sigh|whisper|sob|paus|chuckl|mutter)\w* (?:nervously|and|then|with)\b
    \b(?:she|he|they) (?:murmur|repl|add|continu|nod|smil|shrug)\w* (?:softly|quietly|again|nervously|and|then|with)\b
    "[^"\n]*,?" ?(?:she|he|they) (?:said|says|ask|whisper|repli|mutter|murmur|add|continu|sigh)\w*
    \bi (?:don't|do not) have (?:personal|real|human|any) (?:experience|feeling|emotion|opinion|memor)\w*
    \bi hear (?:how|that you)\b|\bhow are you (?:leaving|doing with|sitting with)\b
    \bbefore we (?:end|finish|hang up|go)\b
    \bas (?:someone|somebody) who (?:works|answers|volunteers|listens)\b
    \bignoring (?:all |the |my )?(?:previous|prior|earlier)\b
    ^[^\w\n]*note ?:|[.!?] note ?:|\b(?:the|this) line (?:is|was|should) (?:re|de)\w+
    \b(?:stay|remain|be right here) (?:on the (?:line|phone) |here )?with you\b|\brespect your\b|\byour safety\b
    \bour (?:chat|conversation|session|talk)\b
    \bin this (?:version|reply|response|reading|take)\b|\b(?:text|rule)[- ]based\b
    \bsafety plan\b|\bcoping (?:skills?|strateg\w+|mechanism)|\bself-?care\b|\btrauma-?informed
    """
)

OTHER_PEOPLE = _any_of(
    r"""
    (?:^|[\n\s.!?\]"',])(?:you|trainee|user|human|helper) ?:(?!\d)
    (?:^|[\n\s.!?\]"',])(?:operator|volunteer|counsel+or|therapist|listener|supporter) ?:(?!\d)
    (?:^|[\n\s.!?\]"',])(?:agent|hotline|helpline|support|staff) ?:(?!\d)
    (?:^|[\n\s.!?\]"',])(?:handler|system|assistant|interviewer|responder|peer) ?:(?!\d)
    (?:^|[\n.!?\]] ?)(?:q|a|me|them|line|(?:person|speaker) [ab12]) ?:(?!\d)
    (?:^|[\n.!?] ?)(?:trainee|helper|operator|volunteer|counsel+or|therapist|handler|responder|user) ?[-–—] ?
    <\|?\s*(?:im_start|im_end|user|assistant|system|end|eot|start)\w*|\[/?inst\]
    #+ ?(?:human|user|instruction|response)
    \b(?:and |then )?(?:you|the other person|they|your voice) (?:say|reply|answer)s?\b ?[,:]? ?"
    \b(?:and |then )?(?:you|the other person|they|your voice) (?:respond|ask|might say|would say)s?\b ?[,:]? ?"
    """
)

GRAPHIC = _any_of(
    r"""
    \b(?:penis|cocks?|dicks|pussy|pussies|cunts?|vagina|vulva)\b
    \b(?:clit\w*|anus|anal|boner|erection|semen|sperm|tits|titties)\b
    \b(?:boobs|nipples?|blow ?jobs?|hand ?jobs?|deepthroat\w*)\b
    \b(?:gang ?bang\w*|orgasm\w*|ejaculat\w*|masturbat\w*|naked)\b
    \b(?:cumm?(?:ing|s|shot)?|jizz|dildos?|porno?|genitals?|horny|his dick|my dick)\b
    \b(?:rap(?:ed|es|ing|e)|sodomi[sz]\w+|molest\w+|penetrat\w+|thrust\w*|groped?|groping|fondl\w+)\b
    \bfuck(?:ed|s|ing|in)? (?:me|her|him|us|them|you|my)\b|\b(?:got|get|been|be|getting) fucked\b
    \bforced (?:himself|it)\b
    \b(?:suck|lick|swallow)(?:ed|ing|s)? (?:his|him|me)\b|\binside (?:of )?me\b
    \bblood (?:was |is )?(?:everywhere|pour|gush|spurt|spray|pool|all over|running|dripp|soak)\w*
    \b(?:pools?|lots?) of blood\b
    \bbone (?:was )?(?:stick|show|poking)\w*
    \b(?:guts|intestines|entrails|disembowel\w*|decapitat\w*|mutilat\w*|dismember\w*)\b
    \b(?:slit|slash|slice|cut)(?:ting|ing|ed|s)? (?:my|her|his|your|their) (?:own )?(?:wrists?|throats?)\b
    \b(?:slit|slash|slice|cut)(?:ting|ing|ed|s)? (?:my|her|his|your|their) (?:own )?(?:arms?|veins?|face)\b
    \b(?:hang|shoot|stab|drown|cut|burn|poison|gas)(?:ting|ning|ing)? (?:myself|yourself|herself|himself)\b
    \b(?:whole|entire) bottle\b|\b(?:noose|razor ?blades?|overdos\w+)\b
    \bjump(?:ing)? (?:off|from) (?:a|the|that|my) (?:bridge|roof|building|balcony|overpass)
    \b(?:underage|under age|a minor|pre-?teen\w*|child porn\w*|school ?girls?)\b
    \bwhen i was a (?:little )?(?:kid|child|girl|boy)\b
    \b(?:wh[o0]res?|sluts?|skanks?|hookers?|fagg?o?ts?|trann(?:y|ies)|shemales?|retard(?:s|ed)?|n[i1]gg(?:er|a)s?)\b
    \b(?:finger(?:ed|ing)|fingers? (?:inside|in) me|breasts?)\b
    \b(?:strip(?:ped|s|ping)? (?:me|us|her|him)|undress\w*|molest\w*)\b
    \bblow(?:ing)? (?:my|his|her|your) (?:head|brains?)\b|\bend (?:my|it) (?:life|all)\b|\bkill(?:ing)? myself\b
    \b(?:chinks?|spics?|kikes?|dykes?|beaners?)\b
    """
)
