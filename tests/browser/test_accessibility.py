"""Every page for everybody: axe-core finds nothing serious, and the whole way goes by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import look_back, open_app, play_on, say
from tests.browser.conftest import DESKTOP, PHONE, Server

pytestmark = pytest.mark.browser
OPEN_PAGES = (
    *("/", "/drills", "/progress", "/my-calls", "/talk", "/your-words", "/scenarios", "/language-model"),
    "/gone",
)
MOST_TABS = 120


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical on this page."""
    page.wait_for_timeout(300)  # a page that is still being drawn has not its colours yet
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_axe_finds_nothing_serious(browser: Browser, server: Server, viewport: dict[str, int], scheme: str) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = faults(page)

    for path in OPEN_PAGES:
        open_app(page, server, path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(path)
    open_app(page, server, "/before?scenario=bad_date_report")
    expect(page.get_by_role("button", name="Take the call")).to_be_visible()
    look("before")
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)
    page.get_by_role("button", name="Ask the coach").click()
    expect(page.locator(".coach")).to_be_visible()
    look("call")
    say(page, "I believe you. You should call the police.")
    page.get_by_role("button", name="End", exact=True).click()
    look("call, ending")
    page.get_by_role("button", name="End it and look back").click()
    expect(page.get_by_role("heading", name="First, a breath")).to_be_visible()
    look("grounding")
    look_back(page)
    look("after")
    page.get_by_role("button", name="Read it line by line").click()
    expect(page.get_by_text("What else was there")).to_be_visible()
    expect(page.get_by_role("heading", name="What your words did")).to_have_count(0)
    reply = page.get_by_test_id("stExpander").first
    reply.locator("summary").click()
    reply.get_by_role("button", name="That’s not what I meant").click()
    look("line by line")
    page.keyboard.press("Escape")
    reply.get_by_role("button", name="Answer this differently").click()
    expect(page.locator(".talk .trainee")).to_have_count(0)
    play_on(page, ["Would it help to go through it together?"])
    look_back(page)
    page.get_by_role("button", name="Compare your tries").click()
    expect(page.get_by_role("table")).to_be_visible()
    look("compare")
    open_app(page, server, "/drills")
    page.get_by_role("button", name="Practise this").first.click()
    expect(page.get_by_text("Line 1 of 5.")).to_be_visible()
    page.get_by_test_id("stChatInputTextArea").fill("Get some sleep.")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback")).to_be_visible()
    look("drill")
    open_app(page, server, "/progress")
    expect(page.get_by_text("little yet").first).to_be_visible()
    look("progress, begun")
    context.close()
    assert {name: said for name, said in found.items() if said} == {}


def go_to(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Move to a control by Tab alone."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str)).first  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    expect(wanted).to_be_enabled()
    for _ in range(MOST_TABS):
        if wanted.evaluate("one => one === document.activeElement || one.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by keyboard")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    go_to(page, name)
    page.keyboard.press("Enter")


def type_reply(page: Page, words: str) -> None:
    go_to(page, re.compile("What do you say"), "textbox")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_the_whole_way_goes_by_keyboard(page: Page, server: Server) -> None:
    open_app(page, server)
    press(page, "Look at it")
    press(page, "Take the call")
    expect(page.locator(".talk .caller")).to_have_count(1)
    press(page, "Ask the coach")
    expect(page.locator(".coach")).to_be_visible()
    replies = ["Good. I am glad you are home.", "So you walked in and the day is done."]
    for number, words in enumerate(replies, start=1):
        type_reply(page, words)
        expect(page.locator(".talk .caller")).to_have_count(number + 1)
    press(page, re.compile("^End"))
    press(page, "End it and look back")
    press(page, "Skip to how it went")
    press(page, "Read it line by line")
    summary = page.get_by_test_id("stExpander").first.locator("summary")
    expect(page.get_by_text("What else was there")).to_be_visible()
    expect(page.get_by_role("heading", name="What your words did")).to_have_count(0)
    for _ in range(MOST_TABS):
        if summary.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Answer this differently")).to_be_visible()
    press(page, "That’s not what I meant")
    go_to(page, "What did you mean?", "textbox")
    page.keyboard.type("I wanted her to know that I am glad.")
    press(page, "Note it")
    expect(page.locator(".contested").first).to_be_visible()
    press(page, "Answer this differently")
    expect(page.locator(".talk .trainee")).to_have_count(0)
    type_reply(page, replies[1])
    expect(page.locator(".talk .caller")).to_have_count(2)
    press(page, re.compile("^End"))
    press(page, "End it and look back")
    press(page, "Skip to how it went")
    press(page, "Compare your tries")
    expect(page.get_by_role("table")).to_be_visible()
    go_to(page, "Drills", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Drills", level=1)).to_be_visible()
    press(page, "Practise this")
    type_reply(page, "Get some sleep.")
    expect(page.locator(".feedback")).to_be_visible()
    press(page, "Next line")
    expect(page.get_by_text("Line 2 of 5.")).to_be_visible()
    go_to(page, "Your words", "link")
    page.keyboard.press("Enter")
    press(page, re.compile("^Delete everything"))
    go_to(page, re.compile("I am sure"), "checkbox")
    page.keyboard.press("Space")
    press(page, "Delete everything about me")
    expect(page.get_by_role("heading", name="It is deleted")).to_be_visible()
