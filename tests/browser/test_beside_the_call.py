"""What lies beside a call and before it: cards, resources to offer, branches, pictures for trainers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import open_app, play, take_call
from tests.browser.conftest import PHONE, Server

pytestmark = pytest.mark.browser


def test_a_card_and_a_resource_are_at_hand_in_the_call(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    take_call(page, server, "client_violence")
    card = page.get_by_text("Card: ", exact=False).first
    card.click()
    expect(page.get_by_text("You could say").first).to_be_visible()
    expect(page.get_by_text("Read again on").first).to_be_visible()
    page.get_by_text("Resources you can offer").click()
    page.get_by_role("button", name="Offer it").first.click()
    box = page.get_by_test_id("stChatInputTextArea")
    expect(box).to_have_value("Would you like to hear about Wrenfield walk-in clinic?")
    box.press("Enter")
    expect(page.locator(".talk .trainee").last).to_contain_text("Wrenfield walk-in clinic")


def test_a_branch_is_switched_on_before_the_call(page: Page, server: Server) -> None:
    open_app(page, server, "/before?scenario=just_to_talk")
    expect(page.get_by_text("What is in this call")).to_be_visible()
    assert page.get_by_text("How it begins").count() == 0
    page.get_by_test_id("stCheckbox").nth(1).click()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)


def test_a_sequel_is_offered_to_whoever_played_the_first_part(page: Page, server: Server) -> None:
    open_app(page, server, "/before?scenario=made_it_home")
    expect(page.get_by_text("What is in this call")).to_be_visible()
    assert page.get_by_text("How it begins").count() == 0
    play(page, server, "bad_date_report", "harmful")
    open_app(page, server, "/before?scenario=made_it_home")
    expect(page.get_by_text("How it begins")).to_be_visible()
    page.get_by_test_id("stRadio").locator("label").nth(2).click()
    page.get_by_role("button", name="Take the call").click()
    expect(page.locator(".talk .caller")).to_have_count(1)


def test_trainers_see_a_scenario_as_a_picture(page: Page, server: Server) -> None:
    open_app(page, server, "/scenarios")
    page.get_by_test_id("stSelectbox").locator("input").fill("bad date")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stGraphVizChart").locator("svg g.node").first).to_be_visible()
