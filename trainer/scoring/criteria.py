"""The rules of a rubric, one pure function each: what was practised in, a verdict with its evidence out."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from trainer.content.rubric import AnswersCue, Avoids, Before, Made, Person, Repairs, Rule
from trainer.scoring.replies import Moment, Practice, Reply, Views

Status = Literal["met", "partly", "missed", "not_applicable", "unscored"]

NO_CUE = "Nothing in this call asked for it."
NO_SLIP = "Nothing needed putting right."
NO_CLOSE = "There was no moment left to close this call."
TOO_SHORT = "Too short to say: what a call leaves out shows only once there is some practice in it."
MOSTLY_HARM = "Too many replies land hard for what the call leaves out to say much yet."
LATER = "You do it, later in the call."
CROWDED = "It is there, among many other things in one reply; on its own it lands better."


@dataclass(frozen=True)
class Evidence:
    """The trainee's own words: `turn` is the turn's number, `quote` what was heard in it."""

    turn: int
    quote: str


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a call: a status, the words it rests on, and a short reason where there is one."""

    status: Status
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def judge(rule: Rule, views: Views, short_call: int) -> Verdict:
    """Return the verdict of `rule`; what only the half-counted moves of a reply meet is partly met."""
    verdict = _judge(rule, views.counted, short_call)
    if verdict.status != "missed":
        return verdict
    half = _judge(rule, views.heard, short_call)
    if half.status in {"met", "partly"}:
        return replace(half, status="partly", reason=CROWDED)
    every = _judge(rule, views.every, short_call)
    return replace(verdict, reason=CROWDED) if every.status in {"met", "partly"} else verdict


def _judge(rule: Rule, practice: Practice, short_call: int) -> Verdict:
    match rule:
        case Made():
            return made(rule, practice)
        case Before():
            return before(rule, practice)
        case AnswersCue():
            return answers_cue(rule, practice)
        case Avoids():
            return avoids(rule, practice, short_call)
        case Repairs():
            return repairs(practice)
        case Person():
            return person(rule)


def made(rule: Made, practice: Practice) -> Verdict:
    """Met when the moves are made in enough replies and in time; partly when made too seldom or too late."""
    wanted: list[tuple[tuple[str, ...], int]] = [((move,), times) for move, times in rule.counts.items()] or [
        (rule.moves, rule.times)
    ]
    in_time = practice.replies[: rule.within_replies]
    timely = [_makings(moves, in_time)[:times] for moves, times in wanted]
    if all(len(found) == times for found, (_, times) in zip(timely, wanted, strict=True)):
        return Verdict("met", _ordered(timely))
    ever = [_makings(moves, practice.replies)[:times] for moves, times in wanted]
    if any(ever):
        late = all(len(found) == times for found, (_, times) in zip(ever, wanted, strict=True))
        return Verdict("partly", _ordered(ever), LATER if late else "")
    if rule.if_caller_stays and _nobody_left_to_close_with(practice):
        return Verdict("not_applicable", reason=NO_CLOSE)
    return Verdict("missed")


def before(rule: Before, practice: Practice) -> Verdict:
    """Met when a first move comes before any second one, or no second comes; partly when it comes after."""
    firsts = ((reply, heard) for reply in practice.replies if (heard := reply.made(rule.moves)))
    first = next(firsts, None)
    if first is None:
        return Verdict("missed")
    reply, heard = first
    evidence = (Evidence(reply.n, heard.quote),)
    seconds = [(one.n, second.start) for one in practice.replies for second in one.every if second.move in rule.then]
    if not seconds or (reply.n, heard.start) <= min(seconds):
        return Verdict("met", evidence)
    return Verdict("partly", evidence, LATER)


def answers_cue(rule: AnswersCue, practice: Practice) -> Verdict:
    """Met when the next reply answers each line with a cue; partly when only some are, or one reply later."""
    moments = list(practice.moments_with(rule.cues))
    if not moments:
        return Verdict("not_applicable", reason=NO_CUE)
    if rule.first_only:
        moments = moments[:1]
    answers = [(moment, _answer(moment, rule, practice)) for moment in moments]
    evidence = tuple(dict.fromkeys(answer[1] for _, answer in answers if answer))
    if all(answer and answer[0] == 0 for _, answer in answers):
        return Verdict("met", evidence)
    waiting = [str(moment.n) for moment, answer in answers if not answer or answer[0] > 0]
    reason = f"The caller waits for it in turn {' and '.join(waiting)}."
    return Verdict("partly" if evidence else "missed", evidence, reason)


def avoids(rule: Avoids, practice: Practice, short_call: int) -> Verdict:
    """Met when none of the moves is made; partly when each is put right; unscored where little else is practised."""
    if slips := practice.slips(rule.moves):
        evidence = tuple(Evidence(slip.reply.n, heard.quote) for slip in slips for heard in slip.heard)
        return Verdict("partly" if all(slip.repaired for slip in slips) else "missed", evidence)
    if practice.shows_restraint(short_call):
        return Verdict("met")
    return Verdict("unscored", reason=TOO_SHORT if practice.practised < short_call else MOSTLY_HARM)


def repairs(practice: Practice) -> Verdict:
    """Met when every slip is owned within two replies; partly when some are."""
    slips = [slip for slip in practice.slips() if slip.answerable]
    if not slips:
        return Verdict("not_applicable", reason=NO_SLIP)
    mends = [slip.repair for slip in slips if slip.repair is not None]
    evidence = _ordered([_makings({"repairs_mistake"}, tuple(mends))])
    if len(mends) == len(slips):
        return Verdict("met", evidence)
    return Verdict("partly" if mends else "missed", evidence)


def person(rule: Person) -> Verdict:
    """Left to a person, always."""
    return Verdict("unscored", reason=rule.reason)


def _makings(moves: Collection[str], replies: tuple[Reply, ...]) -> list[Evidence]:
    return [Evidence(reply.n, heard.quote) for reply in replies if (heard := reply.made(moves))]


def _ordered(found: list[list[Evidence]]) -> tuple[Evidence, ...]:
    distinct = dict.fromkeys(evidence for part in found for evidence in part)
    return tuple(sorted(distinct, key=lambda evidence: evidence.turn))


def _nobody_left_to_close_with(practice: Practice) -> bool:
    ending = practice.ending
    return ending is None or (ending.by == "caller" and ending.kind == "bad")


def _answer(moment: Moment, rule: AnswersCue, practice: Practice) -> tuple[int, Evidence] | None:
    for reply in practice.replies[: moment.next] if rule.or_earlier else ():
        if heard := reply.made(rule.moves):
            return 0, Evidence(reply.n, heard.quote)
    for delay, reply in enumerate(practice.after(moment)):
        if heard := reply.made(rule.moves):
            return delay, Evidence(reply.n, heard.quote)
    return None
