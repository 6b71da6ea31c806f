"""Learning from a call: the review, a contested mark, going back, drills, progress, care, and leaving no trace."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import look_back, open_app, open_beside, play, play_on, read_score, say, script, take_call
from tests.browser.conftest import PHONE, Server
from trainer.content.library import find_scenario

pytestmark = pytest.mark.browser
ORDER = "You should call the police and give them his plate."


def read_line_by_line(page: Page) -> None:
    page.get_by_role("button", name="Read it line by line").click()
    expect(page.get_by_text("What else was there")).to_be_visible()  # the end of the page
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg.marks, canvas.marks")).to_be_visible()
    expect(page.get_by_role("heading", name="What your words did")).to_have_count(0)


def go_back_to(page: Page, reply: int) -> None:
    """Go back to the trainee's reply of this number, from 0."""
    opened = page.get_by_test_id("stExpander").nth(reply)
    if not opened.get_by_role("button", name="Answer this differently").is_visible():
        opened.locator("summary").click()
    opened.get_by_role("button", name="Answer this differently").click()
    page.wait_for_url("**/call?**")
    expect(page.locator(".talk .caller")).to_have_count(reply + 1)
    expect(page.locator(".talk .trainee")).to_have_count(reply)


def test_a_call_teaches_and_leaves_no_trace(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    replies = script("bad_date_report", "good")
    open_app(page, server, "/progress")
    expect(page.get_by_text("Nothing to show yet.")).to_be_visible()
    take_call(page, server, "bad_date_report")
    say(page, ORDER)
    play_on(page, replies[:3])
    low = read_score(page)
    read_line_by_line(page)

    # what a reply was heard as, what it changed, what it cost
    first = page.get_by_test_id("stExpander").first
    expect(first.locator("summary")).to_contain_text("trust −4")
    first.locator("summary").click()
    expect(first.locator(".mark").filter(has_text="Brings up police unasked")).to_contain_text(f"“{ORDER[:-1]}”")
    expect(first).to_contain_text("What moved it: gives an order, brings up police unasked")
    expect(page.get_by_role("heading", name="What the caller was close to telling")).to_be_visible()
    expect(page.get_by_text("What would have opened it:").first).to_be_visible()

    # that's not what I meant
    meant = page.get_by_label("What did you mean?", exact=False)
    open_beside(first.get_by_role("button", name="That’s not what I meant"), meant)
    meant.fill("She could, <b>if</b> she wanted.")
    page.get_by_role("button", name="Note it").click()
    expect(first.locator(".contested")).to_contain_text("You meant: “She could, <b>if</b> she wanted.”")
    page.get_by_role("button", name="Back to how it went").click()
    expect(page.locator(".contested")).to_contain_text("Contested: you say of one mark")
    assert int(page.locator(".total").inner_text().split()[0]) == low

    # back to the first reply, then from that try back to its third
    read_line_by_line(page)
    go_back_to(page, 0)
    play_on(page, replies)
    high = read_score(page)
    assert high > low
    read_line_by_line(page)
    go_back_to(page, 2)
    say(page, "Mm.")
    play_on(page, [])
    read_score(page)
    page.get_by_role("button", name="Compare your tries").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["First time", "Try 2, from line 2", re.compile("Try 3, from line 6")]
    )
    scores = table.get_by_role("row", name=re.compile("^Score")).get_by_role("cell").all_inner_texts()
    assert scores[:2] == [f"{low} of 100", f"{high} of 100"]
    expect(page.get_by_text("Now you say").first).to_be_visible()
    expect(page.locator("dl.try").first).to_contain_text(f"“{ORDER}”")

    # progress has one call: tries at the same call do not count again
    open_app(page, server, "/progress")
    expect(page.get_by_text("One call says little yet.").first).to_be_visible()
    expect(page.get_by_text(re.compile("^Next for you: "))).to_be_visible()

    # everything about oneself: saved, then gone
    open_app(page, server, "/your-words")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save everything").click()
    assert saving.value.path().read_bytes().startswith(b"SQLite format 3")
    page.get_by_role("button", name="Delete everything").click()
    sure = page.get_by_role("button", name="Delete everything about me")
    expect(sure).to_be_disabled()
    page.get_by_text("I am sure").click()
    expect(sure).to_be_enabled()
    sure.click()
    expect(page.get_by_role("heading", name="It is deleted")).to_be_visible()
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_role("heading", name="Choose a call")).to_be_visible()
    open_app(page, server, "/my-calls")
    expect(page.get_by_text("You have not taken a call yet.")).to_be_visible()


def test_the_coach_goes_further_each_time_and_begins_anew_after_a_reply(page: Page, server: Server) -> None:
    take_call(page, server, "bad_date_report")
    for label, shown in (("Ask the coach", 1), ("What may help now?", 2), ("Show me one way to say it", 3)):
        page.get_by_role("button", name=label).click()
        expect(page.locator(".coach dd")).to_have_count(shown)
    expect(page.get_by_role("button", name="Show me one way to say it")).to_have_count(0)
    page.reload()
    expect(page.locator(".coach dd")).to_have_count(3)
    say(page, "I believe you.")
    expect(page.get_by_role("button", name="Ask the coach")).to_be_visible()
    assert page.locator(".coach").count() == 0
    play_on(page, [])
    look_back(page)
    expect(page.get_by_text("This call was too short for a number.")).to_be_visible()
    expect(page.get_by_text("You asked the coach 3 times in this call.")).to_be_visible()


def test_a_check_in_has_no_hints_and_no_feedback(page: Page, server: Server) -> None:
    open_app(page, server, "/progress")
    page.get_by_role("button", name=re.compile("^Check in with: ")).first.click()
    expect(page.get_by_text("This is a check-in")).to_be_visible()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)
    for words in ("I am glad you called.", "That sounds like a lot.", "What would help most right now?"):
        say(page, words)
    assert page.get_by_role("button", name="Ask the coach").count() == 0
    play_on(page, [])
    page.get_by_role("button", name="Skip this").click()
    expect(page.get_by_role("heading", name="Your check-in is kept")).to_be_visible()
    assert page.locator(".total, .dimension, .try").count() == 0
    call = page.url.partition("call=")[2]
    for path in ("reading", "compare"):
        open_app(page, server, f"/{path}?call={call}")
        expect(page.get_by_role("heading", name="First, a breath")).to_be_visible()
        assert page.locator("table, .talk, .total").count() == 0
    open_app(page, server, "/progress")
    expect(page.get_by_text("Your first check-in is kept.")).to_be_visible()
    assert page.get_by_role("region", name="Your check-ins").count() == 0
    open_app(page, server, "/my-calls")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save as text")).to_be_visible()
    assert page.get_by_role("button", name="Save as JSON").count() == 0


def test_a_check_in_that_was_stopped_does_not_count(page: Page, server: Server) -> None:
    open_app(page, server, "/progress")
    page.get_by_role("button", name=re.compile("^Check in with: ")).first.click()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("button", name="Skip this").click()
    expect(page.get_by_role("heading", name="This check-in does not count")).to_be_visible()
    page.get_by_role("link", name="Go to your progress").click()
    expect(page.get_by_role("button", name=re.compile("^Check in with: ")).first).to_be_visible()


def test_a_drill_says_at_once_what_a_reply_does(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    open_app(page, server, "/drills")
    page.get_by_role("button", name="Practise this").first.click()
    for number in range(1, 6):
        expect(page.get_by_text(f"Line {number} of 5.")).to_be_visible()
        reply(page, "You should get some sleep.")
        expect(page.locator(".feedback")).to_contain_text("Not yet.")
        example = page.locator(".feedback").inner_text().split("“")[1].split("”")[0]
        page.get_by_role("button", name="Try this line again").click()
        expect(page.locator(".feedback")).to_have_count(0)
        reply(page, example)
        expect(page.locator(".feedback")).to_contain_text("Yes, that does it.")
        page.get_by_role("button", name="Next line" if number < 5 else "Finish").click()
    expect(page.get_by_text("0 of 5 at the first try.")).to_be_visible()
    page.get_by_role("button", name="Back to the drills").click()
    expect(page.get_by_text(re.compile("^Again on "))).to_be_visible()


def reply(page: Page, words: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    expect(box).to_be_enabled()
    box.fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".feedback")).to_be_visible()


def test_a_call_fades_to_a_summary_without_a_score(page: Page, server: Server) -> None:
    take_call(page, server, "rescue_raid")
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="Fade to a summary").click()
    expect(page.get_by_role("heading", name="The call fades out here")).to_be_visible()
    expect(page.get_by_text(find_scenario("rescue_raid").usable().fades or "–")).to_be_visible()
    open_app(page, server, "/my-calls")
    expect(page.get_by_text("you stopped it")).to_be_visible()


def test_grounding_comes_before_the_score_and_moods_are_for_oneself(page: Page, server: Server) -> None:
    open_app(page, server, "/before?scenario=made_it_home")
    page.get_by_text("all right", exact=True).click()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)
    play_on(page, [])
    for heading in ("First, a breath", "Look around"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert page.locator(".total").count() == 0
        page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("heading", name="Come back")).to_be_visible()
    page.get_by_text("shaky", exact=True).click()
    page.get_by_role("button", name="Show me how it went").click()
    expect(page.get_by_role("heading", name="What your words did")).to_be_visible()
    open_app(page, server, "/my-calls")
    expect(page.get_by_text("You: before all right, after shaky")).to_be_visible()


def test_two_hard_calls_suggest_a_break(page: Page, server: Server) -> None:
    play(page, server, "rescue_raid", "harmful")
    open_app(page, server)
    expect(page.get_by_role("heading", name="Choose a call")).to_be_visible()
    expect(page.get_by_text(re.compile("^Next for you: "))).to_be_visible()
    assert page.get_by_text("Two hard calls in a row").count() == 0
    play(page, server, "rescue_raid", "harmful")
    open_app(page, server)
    expect(page.get_by_text("Two hard calls in a row")).to_be_visible()


PEOPLE = """people:
  bee:
    name: Bee, peer debriefer
    listens_to: What stays with you after a call.
    reads: On Tuesdays.
    otherwise: Knock at the small office.
"""


JUST_ABOVE = """([words, button]) => {
  const find = (tag, fits) => [...document.querySelectorAll(tag)].find(one => fits(one.textContent.trim()));
  const said = find('p', text => text.includes(words)), pressed = find('button', text => text === button);
  const gap = said && pressed && pressed.getBoundingClientRect().y - said.getBoundingClientRect().y;
  return gap > 0 && gap < 150;
}"""


def assert_just_above(page: Page, words: str, button: str) -> None:
    """What is said stands where one looks after pressing a button: right above it, once the page has settled."""
    expect(page.get_by_text(words)).to_be_visible()
    page.wait_for_function(JUST_ABOVE, arg=[words, button])  # both measured at once: the page may still move


def test_a_message_to_someone_carries_only_its_words(page: Page, own_server: Server) -> None:
    page.set_viewport_size(PHONE)
    open_app(page, own_server, "/talk")
    expect(page.get_by_text("Nobody is set up to read messages here yet.")).to_be_visible()
    assert page.get_by_role("button", name="Send").count() == 0
    (own_server.data / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    page.reload()
    expect(page.get_by_text("These people listen to trainees")).to_be_visible()
    expect(page.get_by_role("button", name="Leave now")).to_be_enabled()
    page.get_by_role("button", name="Send").click()
    assert_just_above(page, "Write a few words first, then send.", "Send")
    page.get_by_label("Your own words").fill("It stays with me. – Heron")
    page.get_by_role("button", name="Send").click()
    assert_just_above(page, "Sent to Bee", "Send")
    expect(page.get_by_label("Your own words")).to_have_value("")
    assert "Heron" not in own_server.log()


def test_a_call_left_out_is_not_suggested(page: Page, server: Server) -> None:
    open_app(page, server)
    card = page.get_by_text(re.compile("^Next for you: "))
    first = card.inner_text()
    page.get_by_role("button", name="Look at it", exact=True).click()
    page.get_by_text("Leave this call out").click()
    expect(
        page.get_by_role("switch", name="Leave this call out").or_(page.get_by_label("Leave this call out"))
    ).to_be_checked()
    page.wait_for_timeout(500)
    open_app(page, server)
    expect(card).to_be_visible()
    assert card.inner_text() != first
