"""A call as it stands in an archive, and the checks that make one of rows which anybody may have written."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, cast, get_args

from trainer.calls.act import ActKind
from trainer.calls.contested import UNHEARD
from trainer.calls.json_value import JsonValue
from trainer.calls.reply import MAX_REPLY_CHARACTERS
from trainer.calls.voiced_line import Voice, VoicedLine
from trainer.coaching.schedule import is_schedule
from trainer.content.moves import MOVES
from trainer.content.scenario import EndingKind
from trainer.errors import InputError
from trainer.listening.listener import Heard
from trainer.scoring.scorecard_json import from_json, to_json
from trainer.second_opinion.opinion_json import from_json as opinion_from_json
from trainer.second_opinion.opinion_json import to_json as opinion_to_json
from trainer.store.access import is_id, is_keepable
from trainer.store.archive_values import (
    LONGEST_NAME,
    LONGEST_SCENARIO,
    json_of,
    moment_of,
    setting_of,
    text_of,
    whole_or_none,
)
from trainer.store.stored import (
    Contest,
    DrillCard,
    DrillTry,
    OwnMood,
    Rating,
    Reflection,
    StoredAct,
    StoredCall,
    StoredOpinion,
    StoredScorecard,
)

Rows = Mapping[str, list[dict[str, Any]]]
LARGEST_SEED = 2**63 - 1
UNSAID = OwnMood()


@dataclass(frozen=True)
class ArchivedCall:
    """A call with all that is kept of it: what makes an archive of it complete."""

    call: StoredCall
    scorecards: tuple[StoredScorecard, ...] = ()
    reflection: Reflection | None = None
    contests: tuple[Contest, ...] = ()
    mood: OwnMood = UNSAID
    opinions: tuple[StoredOpinion, ...] = ()
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True)
class OwnPractice:
    """What belongs to a person and to no call: when skills are due, lines tried, calls left out of suggestions."""

    cards: tuple[DrillCard, ...] = ()
    tries: tuple[DrillTry, ...] = ()
    left_out: frozenset[str] = frozenset()


class Archived(NamedTuple):
    """Everything in an archive."""

    calls: list[ArchivedCall]
    own: OwnPractice


def calls_from_rows(rows: Rows) -> list[ArchivedCall]:
    """Return the calls in `rows`, a list for each table; raises InputError naming the first place at fault."""
    texts = {row.member("hash").value: _scenario_text(row) for row in _places("contents", rows)}
    places = {row.member("id").value: row for row in _places("calls", rows)}
    if len(places) < len(rows["calls"]):
        raise InputError("calls: an id stands there twice")
    tables = ("acts", "scorecards", "reflections", "contests", "moods", "voiced_lines", "opinions", "ratings")
    acts, cards, written, contests, moods, voiced, opinions, ratings = (
        _by_call(table, rows, places) for table in tables
    )
    return [
        ArchivedCall(
            _call(row, texts, [_act(act) for act in acts[call_id]], dict(map(_voiced, voiced[call_id]))),
            tuple(sorted(map(_scorecard, cards[call_id]), key=lambda card: card.made_at)),
            next(map(_reflection, written[call_id]), None),
            _contests(contests[call_id], len(acts[call_id])),
            next(map(_mood, moods[call_id]), UNSAID),
            tuple(_opinion(row, acts[call_id]) for row in opinions[call_id]),
            tuple(map(_rating, ratings[call_id])),
        )
        for call_id, row in places.items()
    ]


def own_from_rows(rows: Rows) -> OwnPractice:
    """Return what belongs to the person and to no call; raises InputError naming the first place at fault."""
    return OwnPractice(
        tuple(map(_drill_card, _places("drill_cards", rows))),
        tuple(map(_drill_try, _places("drill_tries", rows))),
        frozenset(text_of(row, "scenario", LONGEST_NAME) for row in _places("left_out", rows)),
    )


def _places(table: str, rows: Rows) -> Iterator[JsonValue]:
    return (JsonValue(row, f"{table}[{index}]") for index, row in enumerate(rows[table]))


def _by_call(table: str, rows: Rows, calls: Container[object]) -> defaultdict[object, list[JsonValue]]:
    found: defaultdict[object, list[JsonValue]] = defaultdict(list)
    for row in _places(table, rows):
        call = row.member("call")
        if call.value not in calls:
            call.fail("names no call of this archive")
        found[call.value].append(row)
    return found


def _call(
    row: JsonValue, texts: Mapping[object, str], acts: Iterable[StoredAct], voiced: Mapping[int, VoicedLine]
) -> StoredCall:
    call_id = text_of(row, "id", LONGEST_NAME)
    if not is_id(call_id):
        row.member("id").fail("is not the id of a call")
    scenario_hash = text_of(row, "scenario_hash", LONGEST_NAME)
    if scenario_hash not in texts:
        row.member("scenario_hash").fail("names no text in contents")
    played = sorted(acts, key=lambda act: act.n)
    if [act.n for act in played] != list(range(1, len(played) + 1)):
        row.fail("its acts are not numbered from 1 without a gap")
    ended_at, ending, ending_kind = _end(row)
    return StoredCall(
        id=call_id,
        scenario=text_of(row, "scenario", LONGEST_NAME),
        scenario_hash=scenario_hash,
        scenario_text=texts[scenario_hash],
        seed=row.member("seed").whole(-LARGEST_SEED, LARGEST_SEED),
        softened=bool(row.member("softened").whole(0, 1)),
        started_at=moment_of(row, "started_at"),
        ended_at=ended_at,
        ending=ending,
        ending_kind=ending_kind,
        variant=setting_of(row, "variant"),
        switched=setting_of(row, "switched"),
        **_branch(row, len(played)),
        check_in=bool(whole_or_none(row, "check_in", 0, 1)),
        with_model=bool(whole_or_none(row, "with_model", 0, 1)),
        acts=tuple(played),
        voiced=voiced,
    )


def _branch(row: JsonValue, acts: int) -> dict[str, Any]:
    """Where a branch goes back into a call, all of it or nothing; older archives have none."""
    parent = setting_of(row, "branch_of")
    if not parent:
        return {}
    if not is_id(parent):
        row.member("branch_of").fail("is not the id of a call")
    return {
        "branch_of": parent,
        "branched_at": row.member("branched_at").whole(1, acts + 1),
        "made_at": moment_of(row, "made_at"),
    }


def _end(row: JsonValue) -> tuple[datetime | None, str | None, str | None]:
    """When and how the call ended: a running one has neither, a stopped one only the time."""
    if row.member("ended_at").value is None:
        if row.member("ending").value is not None:
            row.member("ending").fail("stands at a call that has not ended")
        return None, None, None
    ended_at = moment_of(row, "ended_at")
    if row.member("ending").value is None:
        return ended_at, None, None
    return ended_at, text_of(row, "ending", LONGEST_NAME), row.member("ending_kind").one_of(get_args(EndingKind))


def _act(row: JsonValue) -> StoredAct:
    text = text_of(row, "text", MAX_REPLY_CHARACTERS)
    return StoredAct(
        n=row.member("n").whole(1, 1_000_000),
        kind=cast(ActKind, row.member("kind").one_of(get_args(ActKind))),
        text=text,
        heard=tuple(_heard(one, len(text)) for one in json_of(row, "heard").items(len(MOVES))),
        listener_hash=text_of(row, "listener_hash", LONGEST_NAME),
        at=moment_of(row, "at"),
    )


def _heard(one: JsonValue, length: int) -> Heard:
    sure = one.optional("sure")
    start = one.member("start").whole(0, length)
    return Heard(
        move=one.member("id").one_of(tuple(sorted(MOVES))),
        confidence=one.member("confidence").number(0, 1),
        quote=text_of(one, "quote", MAX_REPLY_CHARACTERS),
        start=start,
        end=one.member("end").whole(start, length),
        reason=text_of(one, "reason", 2_000),
        sure=sure.truth() if sure else True,
    )


def _scorecard(row: JsonValue) -> StoredScorecard:
    card = json_of(row, "card")
    return StoredScorecard(to_json(from_json(card.value)), moment_of(row, "made_at"))


def _reflection(row: JsonValue) -> Reflection:
    return Reflection(text_of(row, "text", 100_000), moment_of(row, "updated_at"))


def _voiced(row: JsonValue) -> tuple[int, VoicedLine]:
    voice = cast(Voice, row.member("voice").one_of(get_args(Voice)))
    line = VoicedLine(text_of(row, "text", MAX_REPLY_CHARACTERS), voice, text_of(row, "why", LONGEST_NAME))
    return row.member("turn").whole(1, 1_000_000), line


def _opinion(row: JsonValue, acts: Iterable[JsonValue]) -> StoredOpinion:
    """An opinion, each of whose quotations the trainee has said: it is shown as theirs."""
    opinion = json_of(row, "opinion")
    found = opinion_to_json(opinion_from_json(opinion.value))
    names = (found["model"], found["prompt_hash"], found["rubric_hash"], *(one["id"] for one in found["criteria"]))
    if not all(is_keepable(name) and len(name) <= LONGEST_NAME for name in names):
        opinion.fail("names something in a way that cannot be kept")
    said = [act.member("text").value for act in acts]
    for one in found["criteria"]:
        for quoted in one["quotes"]:
            if not any(isinstance(text, str) and quoted["quote"] in text for text in said):
                opinion.fail("quotes words that were not said")
    return StoredOpinion(found, moment_of(row, "made_at"), asked_here=False)


def _rating(row: JsonValue) -> Rating:
    met = bool(row.member("met").whole(0, 1))
    return Rating(text_of(row, "criterion", LONGEST_NAME), met, moment_of(row, "at"))


def _contests(rows: Iterable[JsonValue], acts: int) -> tuple[Contest, ...]:
    found = {(one.turn, one.move): one for one in (_contest(row, acts) for row in rows)}
    return tuple(found[key] for key in sorted(found))


def _contest(row: JsonValue, acts: int) -> Contest:
    move = row.member("move").one_of((UNHEARD, *sorted(MOVES)))
    turn = row.member("turn").whole(1, 2 * acts + 1)  # the opening, and two turns a reply at most
    return Contest(turn, move, text_of(row, "meant", 2_000), moment_of(row, "at"))


def _mood(row: JsonValue) -> OwnMood:
    return OwnMood(whole_or_none(row, "before", 1, 5), whole_or_none(row, "after", 1, 5))


def _drill_card(row: JsonValue) -> DrillCard:
    card = text_of(row, "card", 2_000)
    if not is_schedule(card):
        row.member("card").fail("is not what a drill's schedule keeps")
    return DrillCard(text_of(row, "skill", LONGEST_NAME), card, moment_of(row, "due"))


def _drill_try(row: JsonValue) -> DrillTry:
    return DrillTry(
        text_of(row, "skill", LONGEST_NAME),
        text_of(row, "line", LONGEST_NAME),
        bool(row.member("met").whole(0, 1)),
        moment_of(row, "at"),
    )


def _scenario_text(row: JsonValue) -> str:
    """The text of a scenario, which must be the one its hash names: nobody may pin another in its place."""
    text = text_of(row, "text", LONGEST_SCENARIO)
    if sha256(text.encode()).hexdigest() != row.member("hash").value:
        row.fail("its text is not the one that its hash names")
    return text
