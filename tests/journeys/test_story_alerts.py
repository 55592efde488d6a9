"""An unhappy rating appears by itself on every open screen of the chief, and leaves them when it is answered."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.audit import audit
from tests.faces.portal.citizen import HOME, Citizen
from tests.factories.house import furnished
from tests.journeys.test_story_in_the_browser import become
from tests.people import People


@pytest.fixture
def people(transactional_db: None) -> People:
    """The office with its packs, committed."""
    return furnished()


@pytest.fixture
def screens(chromium: Any, live_server: Any, people: People) -> Iterator[list[Any]]:
    """Two screens of the chief, open before anything is pressed."""
    contexts = [chromium.new_context(locale="zh-TW") for _ in range(2)]
    opened = [context.new_page() for context in contexts]
    for page in opened:
        become(page, live_server, people, "chief")
        page.goto(f"{live_server.url}/desk/chief/")
    yield opened
    for context in contexts:
        context.close()


@pytest.mark.row("RUL-58", "SYS-165", "CM-95", "IN-101")
def test_one_press_comes_to_both_screens_by_itself_until_it_is_answered(
    screens: list[Any], signed_in: Callable[[str], Client], client: Client
) -> None:
    audit(screens[0])
    citizen, officer = Citizen(client), signed_in("officer")
    number = citizen.apply()
    officer.post(f"/desk/cases/{number}/record-proof/", {"kind": "id_card"})
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    client.post(f"{HOME}track/{number}/rate/", {"level": "2", "reason": "等了一個小時"})
    for page in screens:
        page.locator("#alerts").get_by_text("等了一個小時").wait_for()
        assert page.title().startswith("(1)")
    audit(screens[0])
    screens[0].locator("#alerts a.button").click()
    screens[0].locator("textarea").fill("已致電說明。")
    screens[0].locator("form button.button[type=submit]").first.click()
    screens[1].locator("#alerts .alert").wait_for(state="detached")
    assert not screens[1].title().startswith("(")
