from dataclasses import dataclass

import pytest

from trainer.listening.topics import topics_in


@dataclass(frozen=True)
class Case:
    id: str
    line: str
    topics: frozenset[str] = frozenset()


CASES = (
    Case("named in order to refuse", "No cops, please.", frozenset({"police"})),
    Case("leaving", "I want to quit camming and get another job.", frozenset({"exit"})),
    Case("ending it", "whats the point, id rather not be here", frozenset({"suicide"})),
    Case("faith", "I still pray every night.", frozenset({"faith"})),
    Case("children", "My daughter's asleep next door.", frozenset({"children"})),
    Case("drugs", "I'd been drinking.", frozenset({"drugs"})),
    Case("two at once", "The police took my son.", frozenset({"police", "children"})),
    Case("not living somewhere is not wanting to die", "i dont live in that flat, i dont live with him"),
    Case("not wanting to live", "I don't want to live.", frozenset({"suicide"})),
    Case("a god in passing", "Oh my god. Thank god. What the hell!"),
    Case("a god who is meant", "Would God forgive me?", frozenset({"faith"})),
    Case("nothing", "He took my money and ran."),
    Case("empty", ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_topics(case: Case) -> None:
    assert topics_in(case.line) == case.topics
