"""A call as it stands in an archive, and the checks that make one of rows which anybody may have written."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
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
from trainer.store.access import is_id, is_keepable
from trainer.store.stored import (
    Contest,
    DrillCard,
    DrillTry,
    OwnMood,
    Reflection,
    StoredAct,
    StoredCall,
    StoredScorecard,
)

Rows = Mapping[str, list[dict[str, Any]]]
LONGEST_NAME = 200
LONGEST_SCENARIO = 1_000_000
LARGEST_SEED = 2**63 - 1
UNSAID = OwnMood()
EARLIEST, LATEST = 2000, 2200  # years; what lies outside cannot be reckoned with


@dataclass(frozen=True)
class ArchivedCall:
    """A call with all that is kept of it: what makes an archive of it complete."""

    call: StoredCall
    scorecards: tuple[StoredScorecard, ...] = ()
    reflection: Reflection | None = None
    contests: tuple[Contest, ...] = ()
    mood: OwnMood = UNSAID


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
    tables = ("acts", "scorecards", "reflections", "contests", "moods", "voiced_lines")
    acts, cards, written, contests, moods, voiced = (_by_call(table, rows, places) for table in tables)
    return [
        ArchivedCall(
            _call(row, texts, [_act(act) for act in acts[call_id]], dict(map(_voiced, voiced[call_id]))),
            tuple(sorted(map(_scorecard, cards[call_id]), key=lambda card: card.made_at)),
            next(map(_reflection, written[call_id]), None),
            _contests(contests[call_id], len(acts[call_id])),
            next(map(_mood, moods[call_id]), UNSAID),
        )
        for call_id, row in places.items()
    ]


def own_from_rows(rows: Rows) -> OwnPractice:
    """Return what belongs to the person and to no call; raises InputError naming the first place at fault."""
    return OwnPractice(
        tuple(map(_drill_card, _places("drill_cards", rows))),
        tuple(map(_drill_try, _places("drill_tries", rows))),
        frozenset(_text(row, "scenario", LONGEST_NAME) for row in _places("left_out", rows)),
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
    call_id = _text(row, "id", LONGEST_NAME)
    if not is_id(call_id):
        row.member("id").fail("is not the id of a call")
    scenario_hash = _text(row, "scenario_hash", LONGEST_NAME)
    if scenario_hash not in texts:
        row.member("scenario_hash").fail("names no text in contents")
    played = sorted(acts, key=lambda act: act.n)
    if [act.n for act in played] != list(range(1, len(played) + 1)):
        row.fail("its acts are not numbered from 1 without a gap")
    ended_at, ending, ending_kind = _end(row)
    return StoredCall(
        id=call_id,
        scenario=_text(row, "scenario", LONGEST_NAME),
        scenario_hash=scenario_hash,
        scenario_text=texts[scenario_hash],
        seed=row.member("seed").whole(-LARGEST_SEED, LARGEST_SEED),
        softened=bool(row.member("softened").whole(0, 1)),
        started_at=_moment(row, "started_at"),
        ended_at=ended_at,
        ending=ending,
        ending_kind=ending_kind,
        variant=_setting(row, "variant"),
        switched=_setting(row, "switched"),
        **_branch(row, len(played)),
        check_in=bool(_whole_or_none(row, "check_in", 0, 1)),
        with_model=bool(_whole_or_none(row, "with_model", 0, 1)),
        acts=tuple(played),
        voiced=voiced,
    )


def _branch(row: JsonValue, acts: int) -> dict[str, Any]:
    """Where a branch goes back into a call, all of it or nothing; older archives have none."""
    parent = _setting(row, "branch_of")
    if not parent:
        return {}
    if not is_id(parent):
        row.member("branch_of").fail("is not the id of a call")
    return {
        "branch_of": parent,
        "branched_at": row.member("branched_at").whole(1, acts + 1),
        "made_at": _moment(row, "made_at"),
    }


def _end(row: JsonValue) -> tuple[datetime | None, str | None, str | None]:
    """When and how the call ended: a running one has neither, a stopped one only the time."""
    if row.member("ended_at").value is None:
        if row.member("ending").value is not None:
            row.member("ending").fail("stands at a call that has not ended")
        return None, None, None
    ended_at = _moment(row, "ended_at")
    if row.member("ending").value is None:
        return ended_at, None, None
    return ended_at, _text(row, "ending", LONGEST_NAME), row.member("ending_kind").one_of(get_args(EndingKind))


def _act(row: JsonValue) -> StoredAct:
    text = _text(row, "text", MAX_REPLY_CHARACTERS)
    return StoredAct(
        n=row.member("n").whole(1, 1_000_000),
        kind=cast(ActKind, row.member("kind").one_of(get_args(ActKind))),
        text=text,
        heard=tuple(_heard(one, len(text)) for one in _json(row, "heard").items(len(MOVES))),
        listener_hash=_text(row, "listener_hash", LONGEST_NAME),
        at=_moment(row, "at"),
    )


def _heard(one: JsonValue, length: int) -> Heard:
    sure = one.optional("sure")
    start = one.member("start").whole(0, length)
    return Heard(
        move=one.member("id").one_of(tuple(sorted(MOVES))),
        confidence=one.member("confidence").number(0, 1),
        quote=_text(one, "quote", MAX_REPLY_CHARACTERS),
        start=start,
        end=one.member("end").whole(start, length),
        reason=_text(one, "reason", 2_000),
        sure=sure.truth() if sure else True,
    )


def _scorecard(row: JsonValue) -> StoredScorecard:
    card = _json(row, "card")
    return StoredScorecard(to_json(from_json(card.value)), _moment(row, "made_at"))


def _reflection(row: JsonValue) -> Reflection:
    return Reflection(_text(row, "text", 100_000), _moment(row, "updated_at"))


def _voiced(row: JsonValue) -> tuple[int, VoicedLine]:
    voice = cast(Voice, row.member("voice").one_of(get_args(Voice)))
    line = VoicedLine(_text(row, "text", MAX_REPLY_CHARACTERS), voice, _text(row, "why", LONGEST_NAME))
    return row.member("turn").whole(1, 1_000_000), line


def _contests(rows: Iterable[JsonValue], acts: int) -> tuple[Contest, ...]:
    found = {(one.turn, one.move): one for one in (_contest(row, acts) for row in rows)}
    return tuple(found[key] for key in sorted(found))


def _contest(row: JsonValue, acts: int) -> Contest:
    move = row.member("move").one_of((UNHEARD, *sorted(MOVES)))
    turn = row.member("turn").whole(1, 2 * acts + 1)  # the opening, and two turns a reply at most
    return Contest(turn, move, _text(row, "meant", 2_000), _moment(row, "at"))


def _mood(row: JsonValue) -> OwnMood:
    return OwnMood(_whole_or_none(row, "before", 1, 5), _whole_or_none(row, "after", 1, 5))


def _drill_card(row: JsonValue) -> DrillCard:
    card = _text(row, "card", 2_000)
    if not is_schedule(card):
        row.member("card").fail("is not what a drill's schedule keeps")
    return DrillCard(_text(row, "skill", LONGEST_NAME), card, _moment(row, "due"))


def _drill_try(row: JsonValue) -> DrillTry:
    return DrillTry(
        _text(row, "skill", LONGEST_NAME),
        _text(row, "line", LONGEST_NAME),
        bool(row.member("met").whole(0, 1)),
        _moment(row, "at"),
    )


def _scenario_text(row: JsonValue) -> str:
    """The text of a scenario, which must be the one its hash names: nobody may pin another in its place."""
    text = _text(row, "text", LONGEST_SCENARIO)
    if sha256(text.encode()).hexdigest() != row.member("hash").value:
        row.fail("its text is not the one that its hash names")
    return text


def _text(row: JsonValue, key: str, at_most: int) -> str:
    text = row.member(key).text(at_most)
    if not is_keepable(text):
        row.member(key).fail("holds a broken character")
    return text


def _setting(row: JsonValue, key: str) -> str:
    found = row.optional(key)  # older archives have none
    return _text(row, key, LONGEST_NAME) if found and found.value is not None else ""


def _whole_or_none(row: JsonValue, key: str, low: int, high: int) -> int | None:
    found = row.optional(key)
    return found.whole(low, high) if found and found.value is not None else None


def _moment(row: JsonValue, key: str) -> datetime:
    moment = _aware(row.member(key).text(40))
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        row.member(key).fail("must be a time with its zone, such as 2026-01-31T22:15:00+00:00")
    return moment


def _aware(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _json(row: JsonValue, key: str) -> JsonValue:
    place = row.member(key)
    try:
        return JsonValue(json.loads(place.text(LONGEST_SCENARIO)), place.place)
    except (ValueError, RecursionError):
        place.fail("is not JSON")
