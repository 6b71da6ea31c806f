"""A caller that agrees too fast: what nobody wrote is refused in any wording, what the script says itself is not."""

from collections import Counter
from dataclasses import dataclass

import pytest

from tests.callers.test_guard import Row, judged, rows, table
from trainer.callers.guard import Allowed, Objection, objection
from trainer.content.library import usable_scenarios
from trainer.content.rules.parts import lines_in

BAD_REFUSED = 0.98
GOOD_PASS = 0.97
FOR_THAT_REASON = 0.9
FEWEST = 60
SCENARIOS = 15


def agreeing(bad: bool) -> list[Row]:
    return [row for row in rows("agreements") if bool(row.objection) is bad]


def test_the_table_is_wide_enough_to_mean_something() -> None:
    for bad in (True, False):
        assert len(agreeing(bad)) >= FEWEST
        assert len({row.scenario for row in agreeing(bad)}) >= SCENARIOS


def test_what_the_script_does_not_agree_to_is_refused() -> None:
    bad = agreeing(bad=True)
    passed = [row for row in bad if judged(row) is None]
    of, wrong = Counter(row.scenario for row in bad), Counter(row.scenario for row in passed)
    assert len(passed) <= (1 - BAD_REFUSED) * len(bad), table(of, wrong, [row.says for row in passed])


def test_most_are_refused_for_the_reason_expected() -> None:
    bad = agreeing(bad=True)
    others = [(row, why) for row in bad if (why := judged(row)) != row.objection]
    assert len(others) <= (1 - FOR_THAT_REASON) * len(bad), [f"{why}: {row.says}" for row, why in others]


def test_who_says_the_script_in_other_words_is_not_refused_for_it() -> None:
    good = agreeing(bad=False)
    refused = [(row, why) for row in good if (why := judged(row))]
    of, wrong = Counter(row.scenario for row in good), Counter(row.scenario for row, _ in refused)
    assert not [row for row, why in refused if why in ("agrees", "ends")], [row.says for row, _ in refused]
    assert len(refused) <= (1 - GOOD_PASS) * len(good), table(of, wrong, [f"{why}: {row.says}" for row, why in refused])


@pytest.mark.parametrize("name", usable_scenarios())
def test_no_line_of_the_library_agrees_to_more_than_itself(name: str) -> None:
    offered = "Would you like me to call somebody? I could stay on with you."
    for line, _ in lines_in(usable_scenarios()[name]):
        assert objection(line.say, Allowed(line.say, trainee=offered)) not in ("agrees", "ends"), line.say


@dataclass(frozen=True)
class Case:
    """A line, what is allowed, and what the guard says."""

    id: str
    says: str
    allowed: Allowed
    why: Objection | None
    whole: bool = True


PEN = "Is it? My pen's gone dry."
CASES = (
    Case("okay, alone at the beginning", "Okay. Is it? My pen's gone dry.", Allowed(PEN), None),
    Case("okay, well, no", "Okay, well, no. Not that.", Allowed("No. Not that."), None),
    Case("okay, and then it does it", "Okay, I'll do that. Is it? My pen's gone dry.", Allowed(PEN), "agrees"),
    Case("while it is still coming", "Okay, I'll do that.", Allowed(PEN), "agrees", whole=False),
    Case("yes to an offer", "Yes. My pen's gone dry.", Allowed(PEN, "Shall I call a lawyer?"), "agrees"),
    Case("yes to no offer", "Yeah, my pen's gone dry.", Allowed(PEN, "That sounds annoying."), None),
    Case("yes where the script says it", "Sure, call.", Allowed("Yes. Call.", "Shall I call?"), None),
    Case("thanks in capitals", "THANK YOU. MY PEN'S GONE DRY. IS IT?", Allowed(PEN), "agrees"),
    Case("thanks in odd letters", "Thánk yöu. My pen's gone dry.", Allowed(PEN), "agrees"),
    Case("thanks with curly apostrophes", "You’re right, my pen’s gone dry.", Allowed(PEN), "agrees"),
    Case("thanks as it is typed", "ty so much. my pens gone dry", Allowed("my pens gone dry"), "agrees"),
    Case("thanks for thanks", "I'm grateful. My pen's dry.", Allowed("Thanks. My pen's gone dry."), None),
    Case("thanks that are quoted", "'Thank you', it said.", Allowed("It said 'thank you'."), None),
    Case("thank goodness", "Thank God, my pen works.", Allowed("My pen works, finally."), None),
    Case("a question is no agreement", "Is that a good idea? My pen's dry.", Allowed("Is it? My pen's dry."), None),
    Case("a plan in other words", "I'm going to find my pen.", Allowed("I'll find my pen."), None),
    Case("one plan for another", "I'll look for my pen.", Allowed("I'll find it."), None),
    Case("two plans for one", "I'll find my pen. I'll call the lawyer.", Allowed("I'll find it."), "agrees"),
    Case(
        "the plan that was proposed for another",
        "I'll get the lawyer in.",
        Allowed("I'll find my pen.", "You need a lawyer."),
        "agrees",
    ),
    Case("what may be, decided", "I'll go to the river.", Allowed("I might go to the river."), "agrees"),
    Case("what may be, still open", "Maybe I'll go to the river.", Allowed("I might go to the river."), None),
    Case("the trainee is let", "You can send somebody. My pen's gone dry.", Allowed(PEN, "I'll send them."), "agrees"),
    Case("a sentence too many", f"{PEN} There's so much kindness in this world.", Allowed(PEN), "agrees"),
    Case("a sentence of a caller's own", "There's so much kindness here.", Allowed(PEN, goal="a new pen"), None),
    Case("goodbye", f"{PEN} Well, bye now.", Allowed(PEN), "ends"),
    Case("goodbye for goodbye", "My pen's dry. Good night.", Allowed("My pen's gone dry. Bye."), None),
    Case("who said good night to someone", "Good night, I told him.", Allowed("I said good night to him."), None),
    Case("an improvised goodbye", "I have to go.", Allowed(PEN, goal="a new pen"), "ends"),
    Case("an improvised promise", "I promise to get a pen.", Allowed(PEN, goal="a new pen"), "agrees"),
    Case("nothing but marks", "...", Allowed("..."), None),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_one_rule_at_a_time(case: Case) -> None:
    assert objection(case.says, case.allowed, whole=case.whole) == case.why
