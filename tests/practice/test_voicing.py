"""A call that a language model voices: only by the one its trainee was told of, and words are all that it changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import pytest

from tests.mini import NOON
from tests.practice.naming import SOON
from trainer.calls.call import Call
from trainer.calls.setting import Setting
from trainer.calls.voiced_line import Taken, VoicedLine
from trainer.errors import CallError
from trainer.model.endpoint import Endpoint
from trainer.practice.line import PracticeLine
from trainer.practice.model import Model, Voices
from trainer.practice.voicing import go_on_without_model, voice_of, voiced, waits_for_voice

HELLO = "Hi, this is the peer line. Are you somewhere safe to talk?"


def started(line: PracticeLine, person: str) -> str:
    return line.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7)


HERE = Endpoint("http://127.0.0.1:1/v1", "echo")


def model(caller: Voices, endpoint: Endpoint = HERE) -> Model:
    """A model that answers no questions."""

    def answers(*_: object, **__: object) -> NoReturn:
        raise AssertionError("nobody asks it anything")

    return Model(endpoint, caller, answers)


@dataclass
class Echo:
    """Voices every line as the script in capitals, and counts how often it is asked."""

    asked: int = 0

    def voice(self, call: Call, heard: Callable[[str], None]) -> Taken:
        self.asked += 1
        heard(call.turns[-1].written.upper())
        return Taken(VoicedLine(call.turns[-1].written.upper(), "model"), 0.1)


def test_a_model_changes_words_and_nothing_else(line: PracticeLine, person: str) -> None:
    plain = line.open(person, started(line, person), NOON)
    aloud = replace(line, model=model(Echo()))
    call_id = aloud.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    said = aloud.open(person, call_id, NOON)
    for words in (HELLO, "I believe you.", "You should call the police.", "What would help most tonight?"):
        plain = line.reply(plain, words, NOON)
        said = voiced(aloud, aloud.reply(said, words, NOON))
        again = aloud.open(person, call_id, NOON)
        assert again.call.turns == said.call.turns
        assert said.call.turns[-1].text == plain.call.turns[-1].text.upper()
        assert said.call.turns[-1].written == plain.call.turns[-1].text
        assert said.call.context() == plain.call.context()
    assert [(one.state, one.mood, one.moves, one.tells) for one in said.call.turns] == [
        (one.state, one.mood, one.moves, one.tells) for one in plain.call.turns
    ]
    assert voiced(aloud, said) is said  # a line is said once


def test_a_call_without_the_switch_asks_no_model(line: PracticeLine, person: str) -> None:
    echo = Echo()
    aloud = replace(line, model=model(echo))
    opened = voiced(aloud, aloud.reply(aloud.open(person, started(aloud, person), NOON), HELLO, NOON))
    assert echo.asked == 0
    assert {one.voice for one in opened.call.turns} == {"scripted"}


def test_a_call_begins_with_the_model_that_its_trainee_was_told_of_or_not_at_all(
    line: PracticeLine, person: str
) -> None:
    for changed in (line, replace(line, model=model(Echo(), replace(HERE, model="other")))):
        with pytest.raises(CallError, match="changed meanwhile"):
            changed.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    assert line.calls_of(person) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, model="other"),
        replace(HERE, base_url="http://127.0.0.1:2/v1"),
        replace(HERE, base_url="https://models.example/v1"),
    ],
)
def test_only_the_model_that_its_trainee_was_told_of_goes_on_with_a_call(
    other: Endpoint, line: PracticeLine, person: str
) -> None:
    echo = Echo()
    told, changed = replace(line, model=model(echo)), replace(line, model=model(echo, other))
    call_id = told.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    opened = changed.reply(changed.open(person, call_id, NOON), "I believe you.", NOON)
    assert voiced(changed, opened) is opened
    assert voice_of(changed, opened) is None
    assert echo.asked == 0
    voiced(told, told.reply(told.open(person, call_id, NOON), HELLO, NOON))
    assert echo.asked == 1


def test_a_trainee_may_switch_the_model_off_in_mid_call(line: PracticeLine, person: str) -> None:
    echo = Echo()
    aloud = replace(line, model=model(echo))
    call_id = aloud.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    said = voiced(aloud, aloud.reply(aloud.open(person, call_id, NOON), HELLO, NOON))
    go_on_without_model(aloud, person, said)
    quiet = voiced(aloud, aloud.reply(aloud.open(person, call_id, NOON), "I believe you.", NOON))
    assert echo.asked == 1
    assert [one.voice for one in quiet.call.turns if one.speaker == "caller"] == ["scripted", "model", "scripted"]
    assert (quiet.stored.with_model, quiet.stored.told_of) == (False, HERE.told)


def test_an_agreement_that_was_taken_back_and_given_anew_is_for_later_calls(line: PracticeLine, person: str) -> None:
    echo = Echo()
    agreed = replace(line, model=replace(model(echo), since=NOON))
    call_id = agreed.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    anew = replace(line, model=replace(model(echo), since=SOON))
    assert voice_of(agreed, agreed.open(person, call_id, NOON)) is not None
    assert voice_of(anew, anew.open(person, call_id, NOON)) is None


def test_a_call_from_an_archive_is_voiced_by_nobody_its_owner_was_not_told_of(
    line: PracticeLine, person: str, other: str, tmp_path: Path
) -> None:
    echo = Echo()
    aloud = replace(line, model=model(echo))
    call_id = aloud.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    aloud.archive(person, tmp_path / "mine.sqlite3", NOON)
    assert HERE.base_url.encode() not in (tmp_path / "mine.sqlite3").read_bytes()
    aloud.delete(person, call_id)
    aloud.bring_in(other, tmp_path / "mine.sqlite3", NOON)
    voiced(aloud, aloud.reply(aloud.open(other, call_id, NOON), HELLO, NOON))
    assert echo.asked == 0


def test_a_branch_keeps_how_its_shared_lines_were_said(line: PracticeLine, person: str, tmp_path: Path) -> None:
    aloud = replace(line, model=model(Echo()))
    call_id = aloud.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    said = aloud.open(person, call_id, NOON)
    for words in (HELLO, "I believe you."):
        said = voiced(aloud, aloud.reply(said, words, NOON))
    ended = aloud.act(said, "end", NOON)
    branch = aloud.open(person, aloud.rewind(person, ended, 4, NOON), NOON)
    assert branch.call.turns == ended.call.turns[:3]
    assert branch.stored.voiced.keys() == {3}
    aloud.archive(person, tmp_path / "mine.sqlite3", NOON)
    turns = {one.id: aloud.open(person, one.id, NOON).call.turns for one in aloud.calls_of(person)}
    for name in turns:
        aloud.delete(person, name)
    aloud.bring_in(person, tmp_path / "mine.sqlite3", NOON)
    assert {one.id: aloud.open(person, one.id, NOON).call.turns for one in aloud.calls_of(person)} == turns


@dataclass
class Interrupted:
    """A model in whose middle somebody answers."""

    def voice(self, call: Call, heard: Callable[[str], None]) -> Taken:
        heard("So ")
        raise KeyboardInterrupt


def test_a_line_that_is_interrupted_is_the_scripts_and_says_so(line: PracticeLine, person: str) -> None:
    aloud = replace(line, model=model(Interrupted()))
    call_id = aloud.start(person, "bad_date_report", setting=Setting(), now=NOON, seed=7, told_of=HERE.told)
    opened = aloud.reply(aloud.open(person, call_id, NOON), HELLO, NOON)
    with pytest.raises(KeyboardInterrupt):
        voiced(aloud, opened)
    again = aloud.open(person, call_id, NOON)
    assert (again.call.turns[-1].text, again.call.turns[-1].why) == (opened.call.turns[-1].text, "interrupted")
    assert not waits_for_voice(aloud, again)
