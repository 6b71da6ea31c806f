"""A language model in the browser: set by a trainer, voicing a caller, dying in mid-call, giving a second opinion."""

import json
import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import look_back, open_app, play_on, say
from tests.browser.conftest import DESKTOP, PHONE, ROOT, Server
from tests.browser.test_accessibility import faults
from tests.model.faulty_server import Exchange, FaultyServer, answers
from tests.model.model_server import running_model_server

pytestmark = pytest.mark.browser


def test_a_call_goes_on_when_its_model_is_killed(page: Page, tmp_path: Path) -> None:
    with running_model_server() as model:
        server = Server(
            tmp_path / "data",
            PRACTICE_LINE_MODEL_URL=model.base_url,
            PRACTICE_LINE_MODEL=model.endpoint.model,
        )
        server.start()
        try:
            open_app(page, server, "/before?scenario=made_it_home")
            page.get_by_text("Let a language model say").click()
            page.get_by_role("button", name="Take the call").click()
            expect(page.locator(".talk .caller")).to_have_count(1)
            for words in ("I am glad you are home.", "So the night was an ordinary one."):
                say(page, words)
                expect(page.get_by_label("The caller is speaking")).to_have_count(0)
            model.kill()
            say(page, "Thank you for telling me.")
            expect(page.get_by_label("The caller is speaking")).to_have_count(0)
            assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
            play_on(page, [])
            look_back(page)
            page.get_by_role("button", name="Read it line by line").click()
            expect(page.get_by_text("What else was there")).to_be_visible()
            callers = page.locator(".talk.one .caller .n").all_inner_texts()
            assert callers[0] == "line 1"
            spoken = re.compile(r"line [35], (in a model’s words|in the script’s words: the model \w+ .+)")
            assert all(spoken.fullmatch(one) for one in callers[1:3]), callers
            assert callers[3] == "line 7, in the script’s words: the model could not be reached"
            assert "glad you are home" not in server.log()
        finally:
            server.kill()


KEY = "sk-canary-51c0ffee"


def ran(server: Server, *command: str) -> str:
    """What a command prints that runs beside the server."""
    environment = {"PRACTICE_LINE_DATA": str(server.data), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def unlocked(page: Page, server: Server) -> None:
    """Open the settings with the code that only whoever runs the server can look up."""
    open_app(page, server, "/language-model")
    expect(page.get_by_text("No language model is set.")).to_be_visible()
    field(page, "Code").fill("abcd-efgh-jkmn")
    page.get_by_role("button", name="Open the settings").click()
    expect(page.get_by_text("That is not the code")).to_be_visible()
    field(page, "Code").fill(ran(server, "model", "--code"))
    page.get_by_role("button", name="Open the settings").click()
    expect(field(page, "Address")).to_be_visible()


def set_to(page: Page, address: str, model: str, key: str = "") -> None:
    field(page, "Address").fill(address)
    field(page, "Model").fill(model)
    page.get_by_role("textbox", name="Key, where").fill(key)
    page.get_by_role("button", name="Keep", exact=True).click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_trainer_sets_a_model_elsewhere_and_agrees_before_anything_is_sent(
    size: dict[str, int], page: Page, own_server: Server
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    unlocked(page, own_server)
    set_to(page, "not an address", "large-1", KEY)
    expect(page.get_by_text("does not name a server").first).to_be_visible()
    set_to(page, "https://models.example/v1", "large-1", KEY)
    expect(page.get_by_text("no trainer agrees to it at present")).to_be_visible()
    expect(page.get_by_text("may have to hand it to police or a court")).to_be_visible()
    other = page.context.new_page()
    open_app(other, own_server, "/before?scenario=made_it_home")
    expect(other.get_by_role("button", name="Take the call")).to_be_visible()
    assert other.get_by_text("Let a language model").count() == 0
    page.get_by_role("button", name="I am a trainer here, and I agree").click()
    expect(page.get_by_text("A trainer has agreed that text goes there.")).to_be_visible()
    other.reload()
    other.get_by_text("Let a language model say").click()
    expect(other.get_by_text("what you type in this call is sent there")).to_be_visible()
    expect(other.get_by_text("What you type stays on this machine")).to_have_count(0)
    assert KEY not in page.content() + other.content()
    assert faults(page) + faults(other) == []
    set_to(page, "http://127.0.0.1:9/v1", "large-1")
    expect(page.get_by_text("The old key is deleted.").first).to_be_visible()
    page.get_by_role("button", name="Use no model any more").click()
    page.get_by_role("button", name="Delete them").click()
    expect(page.get_by_text("Every line is the script’s again.").first).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
    assert KEY not in own_server.log()
    with closing(sqlite3.connect(next(own_server.data.glob("*.sqlite3")))) as database:
        assert KEY not in "\n".join(database.iterdump())


def test_lines_come_sentence_by_sentence_and_refused_ones_are_marked(page: Page, tmp_path: Path) -> None:
    begun, goes_on, lines = threading.Event(), threading.Event(), list[str]()

    def says(exchange: Exchange) -> None:
        """Say the written line, pause, and go on a little; at the second time as a helper would."""
        asked = exchange.request.body["messages"]
        line = asked[0]["content"].split("<<<\n")[1].split("\n>>>")[0]
        if any("second" in message["content"] for message in asked[1:]):
            answers("As an AI assistant I am here to help you. ", line)(exchange)
            return
        exchange.begin()
        lines.append(line)
        exchange.event({"choices": [{"index": 0, "delta": {"content": f"{line} Mm."}}]})
        begun.set()
        goes_on.wait(20)
        exchange.event({"choices": [{"index": 0, "delta": {"content": " So."}, "finish_reason": "stop"}]})
        exchange.event(b"[DONE]")

    with FaultyServer(says) as model:
        server = Server(
            tmp_path / "data",
            PRACTICE_LINE_MODEL_URL=model.base_url,
            PRACTICE_LINE_MODEL="double",
            PRACTICE_LINE_MODEL_SECONDS="8 8 8",
        )
        server.start()
        try:
            open_app(page, server, "/before?scenario=made_it_home")
            page.get_by_text("Let a language model say").click()
            expect(page.get_by_text("double runs on the computer")).to_be_visible()
            page.get_by_role("button", name="Take the call").click()
            expect(page.locator(".talk .caller")).to_have_count(1)
            expect(page.get_by_text("double says the caller’s lines, on the computer")).to_be_visible()
            page.get_by_test_id("stChatInputTextArea").fill("I am glad you are home.")
            page.keyboard.press("Enter")
            assert begun.wait(20)
            expect(page.get_by_label("The caller is speaking")).to_contain_text(lines[0].split(".")[0])
            goes_on.set()
            expect(page.get_by_label("The caller is speaking")).to_have_count(0)
            expect(page.locator(".talk .caller").last).to_contain_text(" Mm. So.")
            said = say(page, "This is the second thing I say.")
            expect(page.get_by_label("The caller is speaking")).to_have_count(0)
            assert "AI" not in said
            page.get_by_role("button", name="Model on").click()
            page.get_by_role("button", name="Go on in the script’s words").click()
            expect(page.get_by_text("The model is off.")).to_be_visible()
            expect(page.get_by_role("button", name="Model on")).to_have_count(0)
            play_on(page, ["Thank you for telling me."])
            look_back(page)
            page.get_by_role("button", name="Read it line by line").click()
            lines = page.locator(".talk.one .caller .n")
            expect(lines.nth(1)).to_have_text("line 3, in a model’s words")
            expect(lines.nth(2)).to_have_text("line 5, in the script’s words: the model spoke as somebody else")
            expect(lines.nth(3)).to_have_text("line 7")
        finally:
            server.kill()


def test_a_second_opinion_stands_beside_the_score_and_changes_nothing(page: Page, tmp_path: Path) -> None:
    words = "I am glad you are home."

    def judges(exchange: Exchange) -> None:
        """Say yes to every first question with the trainee's own words, and with made-up ones about closing."""
        asked = exchange.request.body["messages"][0]["content"].split("The questions:")[1]
        quote = "words that were never said" if "close" in asked or "goodbye" in asked else words
        count = len(re.findall(r"^\d+\.", asked, re.MULTILINE))
        said = [{"number": n, "quote": quote, "yes": True} for n in range(1, count + 1)]
        answers(json.dumps({"answers": said}))(exchange)

    with FaultyServer(judges) as model:
        server = Server(tmp_path / "data", PRACTICE_LINE_MODEL_URL=model.base_url, PRACTICE_LINE_MODEL="double")
        server.start()
        try:
            open_app(page, server, "/before?scenario=made_it_home")
            page.get_by_role("button", name="Take the call").click()
            expect(page.locator(".talk .caller")).to_have_count(1)
            play_on(page, [words, "So the night was an ordinary one.", "Thank you for telling me. Sleep well."])
            look_back(page)
            before = page.locator(".total").all_inner_texts()
            page.get_by_role("button", name="A second opinion").click()
            expect(page.get_by_text("the call stays there.")).to_be_visible()
            expect(page.get_by_text("First, what do you see?")).to_be_visible()
            assert faults(page) == []
            page.get_by_role("radiogroup").first.get_by_text("Met", exact=True).click()
            page.get_by_role("button", name="Keep my view").click()
            expect(page.get_by_text("Your view is kept: 1 of")).to_be_visible()
            page.get_by_role("button", name="Ask for its opinion").click()
            expect(page.get_by_text("too few ratings to say")).to_be_visible()
            expect(page.get_by_text("· you: met")).to_have_count(1)
            assert page.get_by_text("the model: met").count() > 2
            expect(page.get_by_text("they differ")).not_to_have_count(0)
            expect(page.get_by_text("no answer that holds")).not_to_have_count(0)
            assert page.get_by_text("words that were never said").count() == 0
            assert faults(page) == []
            expect(page.get_by_role("button", name="Ask for its opinion")).to_have_count(0)
            page.get_by_role("link", name="Back to how it went").click()
            expect(page.get_by_role("heading", name="What your words did")).to_be_visible()
            assert page.locator(".total").all_inner_texts() == before
            assert words not in server.log()
        finally:
            server.kill()
