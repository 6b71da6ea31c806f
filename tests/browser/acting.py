"""What a trainee does in the browser, in the trainee's terms."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from trainer.content.library import find_scenario

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


def script(scenario: str, name: str) -> list[str]:
    """Return the replies of a trainee script."""
    return (SCRIPTS / scenario / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def open_app(page: Page, server: Server, path: str = "/") -> None:
    """Open a page of the app, waiting for a server that is still starting."""
    for _ in range(120):
        try:
            page.goto(server.url + path)
            break
        except Exception as error:
            if "ERR_CONNECTION" not in str(error):
                raise
            page.wait_for_timeout(250)


def take_call(page: Page, server: Server, scenario: str) -> None:
    """Choose a call in the library and take it."""
    title = find_scenario(scenario).usable().title
    open_app(page, server)
    card = (
        page.locator(".st-key-cards > div, [data-testid=stVerticalBlock]")
        .filter(has=page.get_by_role("heading", name=title, exact=True))
        .last
    )
    card.get_by_role("button", name="Look at this call").click()
    expect(page.get_by_role("heading", name="What is in this call")).to_be_visible()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)


def say(page: Page, words: str) -> str:
    """Say something and return what the caller answers."""
    answers = page.locator(".talk .caller")
    before = answers.count()
    page.get_by_test_id("stChatInputTextArea").fill(words)
    page.keyboard.press("Enter")
    expect(answers).to_have_count(before + 1)
    return answers.last.inner_text()


def play(page: Page, server: Server, scenario: str, name: str) -> None:
    """Play a whole trainee script, to the caller's or the trainee's end of the call."""
    take_call(page, server, scenario)
    play_on(page, script(scenario, name))


def play_on(page: Page, replies: list[str]) -> None:
    """Give replies until the caller ends the call, else end it after the last."""
    for words in replies:
        if page.get_by_text("The call has ended.").count():
            break
        say(page, words)
    if page.get_by_text("The call has ended.").count() == 0:
        page.get_by_role("button", name="End", exact=True).click()
        page.get_by_role("button", name="End it and look back").click()
    else:
        page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", name="First, a breath")).to_be_visible()


def look_back(page: Page) -> None:
    """Move on from the grounding."""
    page.get_by_role("button", name="Skip to how it went").click()
    expect(page.get_by_role("heading", name="What your words did")).to_be_visible()


def read_score(page: Page) -> int:
    """Move on from the grounding and return the total that the page shows."""
    look_back(page)
    return int(page.locator(".total").inner_text().split()[0])


def open_beside(button: Locator, field: Locator) -> None:
    """Press a button that opens something beside it, once more where the page was drawn anew under the first press."""
    button.click()
    try:
        expect(field).to_be_visible(timeout=5_000)
    except AssertionError:
        button.click()
        expect(field).to_be_visible()
