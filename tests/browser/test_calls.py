import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import open_app, play, read_score, say, script, take_call
from tests.browser.conftest import PHONE, Server
from trainer.content.library import find_scenario

SCENARIOS = ("bad_date_report", "rescue_raid", "uber_eats_neighbour")
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_good_practice_ends_well_and_scores_well(page: Page, server: Server, scenario: str) -> None:
    play(page, server, scenario, "good")
    total = read_score(page)
    titles = [ending.title for ending in find_scenario(scenario).usable().endings.values() if ending.kind == "good"]
    assert any(page.get_by_text(title, exact=True).count() for title in titles)
    assert total >= 70
    assert page.locator(".pause-here").count() == 0
    assert page.locator(".try").count() == 1


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_harmful_practice_ends_badly_and_says_where(page: Page, server: Server, scenario: str) -> None:
    play(page, server, scenario, "harmful")
    total = read_score(page)
    titles = [ending.title for ending in find_scenario(scenario).usable().endings.values() if ending.kind == "bad"]
    assert any(page.get_by_text(title, exact=True).count() for title in titles)
    assert total <= 40
    quotes = page.locator(".pause-here .quote").all_inner_texts()
    said = " ".join(script(scenario, "harmful"))
    assert quotes
    assert all(quote.split("“")[1].split("”")[0] in said for quote in quotes)


def test_a_call_goes_on_after_the_server_was_killed(page: Page, own_server: Server) -> None:
    take_call(page, own_server, "bad_date_report")
    replies = script("bad_date_report", "good")
    for words in replies[:3]:
        say(page, words)
    before = page.locator(".talk li").all_inner_texts()
    address = page.url
    own_server.kill()
    own_server.start()
    open_app(page, own_server, address.removeprefix(own_server.url))
    expect(page.locator(".talk li")).to_have_count(len(before))
    assert page.locator(".talk li").all_inner_texts() == before
    say(page, replies[3])
    assert page.locator(".talk li").count() == len(before) + 2


def test_a_running_call_goes_on_in_another_browser(page: Page, browser: Browser, server: Server) -> None:
    take_call(page, server, "uber_eats_neighbour")
    say(page, "Thank you for calling. What did you see yourself?")
    before = page.locator(".talk li").all_inner_texts()
    elsewhere = browser.new_context(viewport=PHONE).new_page()
    elsewhere.goto(page.url)
    expect(elsewhere.locator(".talk li")).to_have_count(len(before))
    assert elsewhere.locator(".talk li").all_inner_texts() == before
    say(elsewhere, "What worries you most about it?")
    page.reload()
    expect(page.locator(".talk li")).to_have_count(len(before) + 2)
    elsewhere.context.close()


def test_what_people_type_is_text_and_never_markup(page: Page, server: Server) -> None:
    take_call(page, server, "uber_eats_neighbour")
    hostile = '<img src=x onerror="document.title=1"> **bold** [a](http://127.0.0.1/x) <script>1</script> $x^2$ :tada:'
    say(page, hostile)
    assert page.locator(".talk .trainee").last.inner_text().endswith(hostile)
    assert page.locator(".talk").locator("img, a, strong, script, .katex").count() == 0
    assert page.title() != "1"
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("button", name="Show me the score anyway").click()
    expect(page.get_by_role("heading", name="What your words did")).to_be_visible()
    assert page.locator(".stMain").locator("img[src=x], .quote a, .quote strong").count() == 0
    assert hostile not in server.log()


def test_ten_thousand_characters_are_taken(page: Page, server: Server) -> None:
    take_call(page, server, "bad_date_report")
    say(page, ("I hear you. " * 900)[:10_000])
    assert len(page.locator(".talk .trainee").last.inner_text()) > 9_900


def test_pausing_softening_and_leaving_are_in_reach(page: Page, server: Server) -> None:
    take_call(page, server, "rescue_raid")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("The caller waits.")).to_be_visible()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_disabled()
    page.reload()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_enabled()
    page.get_by_role("button", name="Soften").click()
    expect(page.get_by_role("button", name="Soften")).to_have_count(0)
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("**/leave")
    assert page.locator("body").inner_text() == ""


def test_leaving_by_escape_twice_clears_the_screen(page: Page, server: Server) -> None:
    take_call(page, server, "rescue_raid")
    expect(page.get_by_role("button", name="Leave now")).to_be_enabled()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/leave")
    assert page.locator("body").inner_text() == ""


def test_my_calls_are_found_again_saved_and_deleted(page: Page, own_server: Server) -> None:
    play(page, own_server, "uber_eats_neighbour", "good")
    read_score(page)
    page.get_by_label("Your own thoughts, for you alone").fill("I rushed the ending.")
    page.get_by_role("button", name="Keep my thoughts").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    own_server.kill()
    own_server.start()
    open_app(page, own_server, "/my-calls")
    page.get_by_role("button", name="Look back").click()  # and no grounding a second time
    expect(page.get_by_label("Your own thoughts, for you alone")).to_have_value("I rushed the ending.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as JSON").click()
    assert '"turns"' in saved.value.path().read_text()
    open_app(page, own_server, "/my-calls")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("You have not taken a call yet.")).to_be_visible()


def test_a_strangers_finished_call_is_not_shown(page: Page, browser: Browser, server: Server) -> None:
    play(page, server, "bad_date_report", "harmful")
    stranger = browser.new_context().new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_text("There is no call behind this link")).to_be_visible()
    stranger.context.close()


def test_a_whole_call_by_keyboard_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    open_app(page, server)
    expect(page.get_by_role("button", name="Look at this call").first).to_be_visible()
    press_until(page, "Look at this call")
    expect(page.get_by_role("heading", name="What is in this call")).to_be_visible()
    press_until(page, "Take the call")
    expect(page.locator(".talk .caller")).to_have_count(1)
    for _ in range(40):
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("I'm here. What would help most?")
    page.keyboard.press("Enter")
    expect(page.locator(".talk .caller")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    press_until(page, "End", backwards=True)
    press_until(page, "End it and look back")
    expect(page.get_by_role("heading", name="First, a breath")).to_be_visible()
    press_until(page, "Skip to how it went")
    expect(page.get_by_role("heading", name="What your words did")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def press_until(page: Page, name: str, *, backwards: bool = False) -> None:
    """Move the focus by keyboard until it is on the button called `name`, and press it."""
    for _ in range(60):
        if page.evaluate("(document.activeElement.innerText || '').trim()").startswith(name):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"the focus never reached “{name}”")


def test_words_in_a_language_not_heard_yet_are_given_back_to_the_trainee(page: Page, server: Server) -> None:
    words = "Te creo, no es tu culpa. ¿Estás bien ahora?"
    take_call(page, server, "bad_date_report")
    page.get_by_test_id("stChatInputTextArea").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_text("I can't hear Spanish yet")).to_be_visible()
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_value(words)
    expect(page.locator(".talk .caller")).to_have_count(1)
    say(page, "I believe you. It is not your fault.")
