"""A call whose caller a real language model on this machine voices, and one that goes on when that model dies."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import look_back, open_app, play_on, say
from tests.browser.conftest import Server
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
            spoken = re.compile(r"line [35], (in a model’s words|as written, and not in the model’s words: it \w+ .+)")
            assert all(spoken.fullmatch(one) for one in callers[1:3]), callers
            assert callers[3] == "line 7, as written, and not in the model’s words: it could not be reached"
            assert "glad you are home" not in server.log()
        finally:
            server.kill()
