"""Whether a model answers at all: one harmless question, and in plain words what came of it."""

import time
from contextlib import closing

from trainer.model.asking import Message, ModelFault
from trainer.model.endpoint import Endpoint

_QUESTION: tuple[Message, ...] = (
    {"role": "system", "content": "Answer with one short sentence."},
    {"role": "user", "content": "Say hello."},
)


NO_ANSWER = "It does not answer"


def try_out(endpoint: Endpoint) -> str:
    """Return whether the model answers and how fast, or what to look at where it does not; nothing it says is shown."""
    from trainer.model.saying import say  # half a second that nobody without a model shall wait

    began, first = time.monotonic(), 0.0
    try:
        with closing(say(endpoint, _QUESTION, max_tokens=40, seed=1, temperature=0.0)) as said:
            for _ in said:
                first = first or time.monotonic() - began
    except ModelFault as fault:
        return f"{NO_ANSWER}: {fault} {_advice(fault)}".strip()
    took = f"the first word came after {first:.1f} s, the whole line after {time.monotonic() - began:.1f} s."
    slow = " Too slow for a call: the written line would stand in its place." if first > endpoint.first_word else ""
    return f"It answers: {took}{slow}"


def _advice(fault: ModelFault) -> str:
    match fault.status:
        case 401 | 403:
            return "Look at the key."
        case 400 | 404 | 422:
            return "Look at the end of the address, often /v1, and at the model’s name."
        case 429:
            return "It has too much to do, or your quota is used up. Try later."
        case status if status:
            return "The fault is on its side. Try later."
    smaller = "A smaller model, or a second try once it is loaded, may be fast enough."
    return {
        "refused": "Is it running, and is the address right?",
        "broken": "Is the address that of an OpenAI-compatible server, often ending in /v1?",
        "silent": smaller,
        "slow": smaller,
        "empty": "A model that thinks before it speaks may need more time than a caller has. Try another.",
    }.get(fault.kind, "")
