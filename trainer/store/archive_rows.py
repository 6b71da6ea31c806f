"""The tables and views of an archive, and a call as rows of them."""

import json
from collections.abc import Iterator
from typing import Any

from trainer.calls.transcript import Transcript, Turn
from trainer.listening.listener import Heard
from trainer.store.archived import ArchivedCall, OwnPractice
from trainer.store.heard import heard_to_json
from trainer.store.stored import Contest, OwnMood, Reflection, StoredAct, StoredOpinion, StoredScorecard

COLUMNS: dict[str, dict[str, Any]] = {
    "metadata": {"key": str, "value": str},
    "contents": {"hash": str, "kind": str, "name": str, "text": str},
    "calls": {
        "id": str,
        "scenario": str,
        "scenario_hash": str,
        "type": str,
        "channel": str,
        "seed": int,
        "softened": int,
        "started_at": str,
        "ended_at": str,
        "ending": str,
        "ending_kind": str,
        "ended_by": str,
        "variant": str,
        "switched": str,
        "branch_of": str,
        "branched_at": int,
        "made_at": str,
        "check_in": int,
        "with_model": int,
    },
    "acts": {
        "call": str,
        "n": int,
        "kind": str,
        "text": str,
        "heard": str,
        "listener_hash": str,
        "at": str,
    },
    "turns": {
        "id": int,
        "call": str,
        "n": int,
        "speaker": str,
        "text": str,
        "state": str,
        "trust": float,
        "distress": float,
    },
    "heard": {
        "id": int,
        "call": str,
        "turn": int,
        "move": str,
        "confidence": float,
        "quote": str,
        "reason": str,
    },
    "scorecards": {
        "id": int,
        "call": str,
        "rubric": str,
        "rubric_hash": str,
        "listener_hash": str,
        "scenario_hash": str,
        "total": int,
        "card": str,
        "made_at": str,
    },
    "reflections": {"call": str, "text": str, "updated_at": str},
    "voiced_lines": {"call": str, "turn": int, "text": str, "voice": str, "why": str},
    "opinions": {"call": str, "model": str, "prompt_hash": str, "opinion": str, "made_at": str},
    "ratings": {"call": str, "criterion": str, "met": int, "at": str},
    "contests": {"call": str, "turn": int, "move": str, "meant": str, "at": str},
    "moods": {"call": str, "before": int, "after": int},
    "drill_cards": {"skill": str, "card": str, "due": str},
    "drill_tries": {"skill": str, "line": str, "met": int, "at": str},
    "left_out": {"scenario": str},
}
# What archives of an earlier version do not have yet.
SINCE_3: dict[str, frozenset[str]] = {table: frozenset(COLUMNS[table]) for table in ("opinions", "ratings")}
SINCE_2: dict[str, frozenset[str]] = {
    **SINCE_3,
    "calls": frozenset({"branch_of", "branched_at", "made_at", "check_in", "with_model"}),
    **{
        table: frozenset(COLUMNS[table])
        for table in ("voiced_lines", "contests", "moods", "drill_cards", "drill_tries", "left_out")
    },
}
ABSENT: dict[str, dict[str, frozenset[str]]] = {"1": SINCE_2, "2": SINCE_3, "3": {}}
PRIMARY_KEYS: dict[str, str | tuple[str, ...]] = {
    "metadata": "key",
    "contents": "hash",
    "calls": "id",
    "acts": ("call", "n"),
    "turns": "id",
    "heard": "id",
    "scorecards": "id",
    "reflections": "call",
    "voiced_lines": ("call", "turn"),
    "opinions": ("call", "model", "prompt_hash"),
    "ratings": ("call", "criterion"),
    "contests": ("call", "turn", "move"),
    "moods": "call",
    "drill_cards": "skill",
    "drill_tries": ("skill", "line"),
    "left_out": "scenario",
}
FOREIGN_KEYS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "calls": (("scenario_hash", "contents", "hash"),),
    "acts": (("call", "calls", "id"),),
    "turns": (("call", "calls", "id"),),
    "heard": (("call", "calls", "id"), ("turn", "turns", "id")),
    "scorecards": (("call", "calls", "id"),),
    "reflections": (("call", "calls", "id"),),
    "voiced_lines": (("call", "calls", "id"),),
    "opinions": (("call", "calls", "id"),),
    "ratings": (("call", "calls", "id"),),
    "contests": (("call", "calls", "id"),),
    "moods": (("call", "calls", "id"),),
}
VIEWS = {
    "calls_with_scores": """
        SELECT calls.id, calls.scenario, calls.started_at, calls.ended_at, calls.ending, calls.ending_kind,
            (SELECT count(*) FROM acts WHERE acts.call = calls.id AND acts.kind = 'reply') AS replies,
            (SELECT total FROM scorecards WHERE scorecards.call = calls.id
                ORDER BY made_at DESC, scorecards.id DESC LIMIT 1) AS total
        FROM calls ORDER BY calls.started_at""",
    "moves_heard": """
        SELECT calls.scenario, turns.call, turns.n, heard.move, heard.confidence, heard.quote, turns.text
        FROM heard JOIN turns ON turns.id = heard.turn JOIN calls ON calls.id = turns.call
        ORDER BY turns.id, heard.id""",
}


def rows_of(one: ArchivedCall, transcript: Transcript, turn_ids: Iterator[int]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a call, by table, parents first; its turns take their ids from `turn_ids`."""
    ids = {turn.n: next(turn_ids) for turn in transcript.turns}
    call = one.call.id
    return {
        "contents": [_content(one)],
        "calls": [_call(one, transcript)],
        "acts": [_act(call, act) for act in one.call.acts],
        "turns": [_turn(call, ids[turn.n], turn) for turn in transcript.turns],
        "heard": [_heard(call, ids[turn.n], heard) for turn in transcript.turns for heard in turn.moves],
        "scorecards": [_scorecard(call, scorecard) for scorecard in one.scorecards],
        "reflections": [_reflection(call, one.reflection)] if one.reflection else [],
        "voiced_lines": [
            {"call": call, "turn": turn, "text": line.text, "voice": line.voice, "why": line.why}
            for turn, line in one.call.voiced.items()
        ],
        "opinions": [_opinion(call, opinion) for opinion in one.opinions],
        "ratings": [
            {"call": call, "criterion": rating.criterion, "met": int(rating.met), "at": rating.at.isoformat()}
            for rating in one.ratings
        ],
        "contests": [_contest(call, contest) for contest in one.contests],
        "moods": [{"call": call, "before": one.mood.before, "after": one.mood.after}] if one.mood != OwnMood() else [],
    }


def own_rows(own: OwnPractice) -> dict[str, list[dict[str, Any]]]:
    """Return what belongs to a person and to no call, by table."""
    return {
        "drill_cards": [{"skill": one.skill, "card": one.card, "due": one.due.isoformat()} for one in own.cards],
        "drill_tries": [
            {"skill": one.skill, "line": one.line, "met": int(one.met), "at": one.at.isoformat()} for one in own.tries
        ],
        "left_out": [{"scenario": one} for one in sorted(own.left_out)],
    }


def _content(one: ArchivedCall) -> dict[str, Any]:
    call = one.call
    return {"hash": call.scenario_hash, "kind": "scenario", "name": call.scenario, "text": call.scenario_text}


def _call(one: ArchivedCall, transcript: Transcript) -> dict[str, Any]:
    call, ending = one.call, transcript.ending
    return {
        "id": call.id,
        "scenario": call.scenario,
        "scenario_hash": call.scenario_hash,
        "type": transcript.type,
        "channel": transcript.channel,
        "seed": call.seed,
        "softened": int(call.softened),
        "started_at": call.started_at.isoformat(),
        "ended_at": call.ended_at.isoformat() if call.ended_at else None,
        "ending": call.ending,
        "ending_kind": call.ending_kind,
        "ended_by": ending.by if ending else None,
        "variant": call.variant,
        "switched": call.switched,
        "branch_of": call.branch_of,
        "branched_at": call.branched_at,
        "made_at": call.made_at.isoformat() if call.made_at else None,
        "check_in": int(call.check_in),
        "with_model": int(call.with_model),
    }


def _act(call: str, act: StoredAct) -> dict[str, Any]:
    return {
        "call": call,
        "n": act.n,
        "kind": act.kind,
        "text": act.text,
        "heard": heard_to_json(act.heard),
        "listener_hash": act.listener_hash,
        "at": act.at.isoformat(),
    }


def _turn(call: str, turn_id: int, turn: Turn) -> dict[str, Any]:
    return {
        "id": turn_id,
        "call": call,
        "n": turn.n,
        "speaker": turn.speaker,
        "text": turn.text,
        "state": turn.state,
        "trust": turn.mood.trust,
        "distress": turn.mood.distress,
    }


def _heard(call: str, turn_id: int, heard: Heard) -> dict[str, Any]:
    return {
        "call": call,
        "turn": turn_id,
        "move": heard.move,
        "confidence": heard.confidence,
        "quote": heard.quote,
        "reason": heard.reason,
    }


def _scorecard(call: str, scorecard: StoredScorecard) -> dict[str, Any]:
    card, hashes = scorecard.card, scorecard.card["hashes"]
    return {
        "call": call,
        "rubric": card["rubric"],
        "rubric_hash": hashes["rubric"],
        "listener_hash": hashes["listener"],
        "scenario_hash": hashes["scenario"],
        "total": card["total"],
        "card": json.dumps(card, ensure_ascii=False),
        "made_at": scorecard.made_at.isoformat(),
    }


def _opinion(call: str, one: StoredOpinion) -> dict[str, Any]:
    return {
        "call": call,
        "model": one.opinion["model"],
        "prompt_hash": one.opinion["prompt_hash"],
        "opinion": json.dumps(one.opinion, ensure_ascii=False),
        "made_at": one.made_at.isoformat(),
    }


def _contest(call: str, one: Contest) -> dict[str, Any]:
    return {"call": call, "turn": one.turn, "move": one.move, "meant": one.meant, "at": one.at.isoformat()}


def _reflection(call: str, reflection: Reflection) -> dict[str, Any]:
    return {"call": call, "text": reflection.text, "updated_at": reflection.updated_at.isoformat()}
