"""Any call at all, for properties that must hold of every one."""

from typing import get_args

from hypothesis import strategies as st

from tests.scoring.played import GOOD, HUNG_UP, LEFT, caller, played, reply
from trainer.calls.transcript import Transcript, Turn
from trainer.content.moves import HARMFUL_MOVES, HELPFUL_MOVES, MOVES
from trainer.content.scenario import CallType, Channel, Cue

HELPFUL = HELPFUL_MOVES
HARMFUL = HARMFUL_MOVES

_CUES: tuple[Cue, ...] = get_args(Cue)
_LINES = st.lists(st.sampled_from(_CUES), max_size=2).map(lambda cues: caller(*cues))
_REPLIES = st.lists(st.sampled_from(sorted(MOVES)), max_size=9).map(lambda moves: reply(*moves))


@st.composite
def _calls(draw: st.DrawFn) -> Transcript:
    turns: list[Turn] = [caller()]
    for line, answer in draw(st.lists(st.tuples(_LINES, _REPLIES), max_size=8)):
        turns += [line, answer]
    return played(
        *turns,
        type=draw(st.sampled_from(get_args(CallType))),
        channel=draw(st.sampled_from(get_args(Channel))),
        ending=draw(st.sampled_from([None, GOOD, LEFT, HUNG_UP])),
    )


CALLS = _calls()
