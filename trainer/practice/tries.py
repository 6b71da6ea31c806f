"""The tries at one call: the first, and those that go back into it and go on otherwise."""

from collections.abc import Mapping

from trainer.practice.line import PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.store.calls import CallSummary


def tries_at(line: PracticeLine, person: str, opened: OpenCall) -> list[CallSummary]:
    """Return the person's tries at this call, the call itself among them, oldest first."""
    own = {one.id: one for one in reversed(line.calls_of(person))}
    first = _first(opened.stored.id, own)
    return [one for one in own.values() if _first(one.id, own) == first]


def _first(call_id: str, own: Mapping[str, CallSummary]) -> str:
    """The call that the first of a line of branches went back into; it may have been deleted since.

    An archive that anybody may have written can hold branches that go round in a circle.
    """
    passed: set[str] = set()
    while call_id in own and call_id not in passed and (parent := own[call_id].branch_of):
        passed.add(call_id)
        call_id = parent
    return call_id
