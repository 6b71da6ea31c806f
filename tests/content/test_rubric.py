"""The rubric that ships, and rubrics that cannot be used."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from trainer.content.moves import HARMFUL_MOVES
from trainer.content.problem import Problem
from trainer.content.rubric import Avoids, Critical, LeftInDanger, OwnWords, Rubric
from trainer.content.rubric_file import load_rubric
from trainer.errors import ContentError, InputError

FILE = Path(__file__).parents[2] / "rubrics" / "call.yaml"
TEXT = FILE.read_text(encoding="utf-8")
RUBRIC = load_rubric(FILE)


def words_of(rubric: Rubric) -> list[str]:
    said = [rubric.title, rubric.about]
    for dimension in rubric.dimensions:
        said += [dimension.title, *dimension.descriptors]
    for _, criterion in rubric.criteria():
        feedback = criterion.feedback
        said += [criterion.text, feedback.worked, feedback.partly or "", feedback.to_try]
        said += [feedback.better_line, feedback.why]
    for entry in rubric.critical:
        said += [entry.title, *words_at(entry)]
    return said


def words_at(entry: Critical) -> list[str]:
    """What is said at a critical moment, by its entry or by the sign it shows by."""
    own = [words for sign in entry.signs if isinstance(sign, OwnWords) for words in (sign.note, sign.to_try) if words]
    return [entry.note, entry.to_try, *own]


def test_its_hash_is_that_of_the_file() -> None:
    assert RUBRIC.hash == hashlib.sha256(FILE.read_bytes()).hexdigest()


def test_eight_dimensions_weigh_a_hundred() -> None:
    assert [dimension.weight for dimension in RUBRIC.dimensions] == [18, 20, 15, 15, 10, 10, 6, 6]


def test_every_harmful_move_costs_in_one_dimension() -> None:
    moves = [
        move
        for _, criterion in RUBRIC.criteria()
        if isinstance(criterion.rule, Avoids)
        for move in criterion.rule.moves
    ]
    assert sorted(moves) == sorted(HARMFUL_MOVES)


def test_ten_critical_entries_and_one_major() -> None:
    assert [entry.id for entry in RUBRIC.critical] == [f"CF{number}" for number in range(1, 11)]
    assert RUBRIC.majors[0].dimensions == ("caller_led", "non_carceral")


def test_leaving_a_caller_in_danger_has_words_of_its_own() -> None:
    [(entry, sign)] = [(one, sign) for one in RUBRIC.critical for sign in one.signs if isinstance(sign, LeftInDanger)]
    assert sign.note not in {None, entry.note}
    assert sign.to_try not in {None, entry.to_try}


def test_every_type_of_call_requires_listening() -> None:
    listening = {criterion.id: criterion.level for _, criterion in RUBRIC.criteria()}["reflects_content"]
    assert {listening.of(call_type) for call_type in ("A", "B", "C", "D")} == {"required"}


SCOLDING = re.compile(r"\b(fail\w*|wrong(ly)?|bad|must|should(n't)?|never forget|mistake|error|poor)\b", re.IGNORECASE)
NOT_OUR_WORDS = re.compile(
    r"\b(prostitut\w*|pimp\w*|rescu\w*|exit\w*|real job|girls?|victims?|client's? fault)\b", re.IGNORECASE
)


def test_it_never_scolds() -> None:
    feedback = [
        words for _, criterion in RUBRIC.criteria() for words in criterion.feedback.model_dump().values() if words
    ]
    notes = [words for entry in RUBRIC.critical for words in words_at(entry)]
    assert [
        words
        for words in feedback + notes
        if SCOLDING.search(words.replace("lands wrong", "").replace("land wrong", ""))
    ] == []


def test_it_speaks_as_the_callers_do() -> None:
    assert [words for words in words_of(RUBRIC) if NOT_OUR_WORDS.search(words)] == []


def test_what_is_said_fits_on_a_phone() -> None:
    assert [words for words in words_of(RUBRIC) if len(words) > 180] == []


@dataclass(frozen=True)
class Broken:
    id: str
    old: str
    new: str
    message: str
    code: str


BROKEN = (
    Broken("weights", "weight: 18", "weight: 17", "weights make 99, not 100", "rubric-weights"),
    Broken("an unknown key", "optional_adds:", "note: x\noptional_adds:", "called `note`", "unknown-key"),
    Broken("a hash of its own", "id: call\n", "id: call\nhash: abc\n", "worked out from the file", "rubric-hash"),
    Broken("an unknown move", "moves: [believes_caller]", "moves: [trusts_caller]", "trusts_caller", "wrong-value"),
    Broken(
        "harm to be made", "moves: [believes_caller]", "moves: [moralises]", "not a helpful or neutral", "wrong-value"
    ),
    Broken("help to be avoided", "moves: [shuts_down_caller]", "moves: [warm_close]", "not a harmful", "wrong-value"),
    Broken("a rule of no kind", "kind: repairs", "kind: mends", "rule", "wrong-value"),
    Broken("a pattern that is none", r"\\bsuicid", r"\\b(suicid", "not a regular expression", "wrong-value"),
    Broken("more harm, more score", "unrepaired: [2, 1, 0]", "unrepaired: [2, 3]", "more harm must not", "wrong-value"),
    Broken("a half heard less", "heard: 6", "heard: 3", "must not be less", "wrong-value"),
    Broken(
        "a sign with no words for its own", "note: The call ended", 'note: "" # The call ended', "note", "wrong-value"
    ),
    Broken(
        "words of its own where a sign has none",
        "{kind: said, moves: [suggests_police_unasked]}",
        "{kind: said, moves: [suggests_police_unasked], note: N.}",
        "note",
        "unknown-key",
    ),
    Broken("two alike", "id: believes_caller", "id: respects_no", "2 criteria have the id", "rubric-duplicate-id"),
    Broken(
        "a major of nothing",
        "[caller_led, non_carceral]",
        "[caller_led, x]",
        "no dimension",
        "rubric-unknown-dimension",
    ),
    Broken(
        "too few descriptors",
        "      - The caller has to carry words that make them smaller.\n",
        "",
        "descriptors",
        "wrong-value",
    ),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.id)
def test_a_fault_is_told_at_its_place(broken: Broken, tmp_path: Path) -> None:
    assert TEXT.count(broken.old) >= 1
    file = tmp_path / "call.yaml"
    file.write_text(TEXT.replace(broken.old, broken.new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=broken.message) as raised:
        load_rubric(file)
    [problem, *_] = raised.value.problems
    assert isinstance(problem, Problem)
    assert problem.code == broken.code
    assert problem.line > 1


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    text = TEXT.replace("moves: [believes_caller]", "moves: [x]").replace("critical_cap: 40", "critical_cap: much")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_rubric(file)
    assert len(raised.value.problems) >= 2


@pytest.mark.parametrize("text", ["", "- a list\n", "id: [\n"], ids=["empty", "a list", "no YAML"])
def test_what_is_no_rubric_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        load_rubric(file)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_rubric(tmp_path / "none.yaml")
