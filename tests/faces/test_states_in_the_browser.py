"""Every page and state examined by axe in a real browser, narrow and wide: lists, forms, errors, nothing there yet."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.audit import audit
from tests.faces.portal.citizen import HOME, TRANSCRIPT
from tests.faces.test_matrix import QUERIES, House, expected, furnished_house, received
from tests.journeys.test_story_in_the_browser import become
from tests.people import People

NARROW, WIDE = {"width": 390, "height": 900}, {"width": 1280, "height": 900}
PARTS = {"desk-alerts", "desk-talk-lines", "talk-lines"}
"""Parts of pages that stand for none by themselves."""
PARTS_OF_ALL = 4
"""Pages are examined in so many parts, which may be shared out."""
READERS = ("officer", "chief", "research", "admin", "auditor", "public")
WRONG_PACK = {"name": "wrong.yaml", "mimeType": "application/yaml", "buffer": b"kind: service\nid: x\nfee: much\n"}

pytestmark = pytest.mark.parametrize("width", [390], indirect=True)


@pytest.fixture
def house(transactional_db: None) -> House:
    return furnished_house()


@pytest.fixture
def people(house: House) -> People:
    return house.people


@pytest.fixture
def visit(page: Any, live_server: Any, people: People) -> Iterator[Callable[..., None]]:
    """Open an address as somebody, and examine it at both widths."""

    def go(address: str, role: str = "", status: int = 200) -> None:
        if role == "public":
            page.context.clear_cookies()
        elif role:
            become(page, live_server, people, role)
        assert page.goto(live_server.url + address).status == status, address
        both(page)

    return go


def both(page: Any) -> None:
    """Examine what is shown, wide and narrow; on the narrow screen everything."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        audit(page, looks_only=size == WIDE)


def send(page: Any) -> None:
    """Send the page's form as it is: the errors must be listed on top and take the focus."""
    with page.expect_navigation():
        page.locator("main form[method=post] button.button[type=submit]").first.click()
    both(page)
    assert page.locator(".summary").is_visible(), page.url
    assert page.evaluate("document.activeElement.className") == "summary", page.url


def is_page(house: House, address: str, reader: str) -> bool:
    """Whether an address answers a page, not a file or data."""
    answer = house.client(reader).get(address)
    return answer.headers["Content-Type"].startswith("text/html") and "attachment" not in answer.headers.get(
        "Content-Disposition", ""
    )


@pytest.mark.row("SYS-162", "REP-38")
@pytest.mark.parametrize("part", range(PARTS_OF_ALL))
def test_every_page_is_examined(page: Any, visit: Callable[..., None], house: House, part: int) -> None:
    seen = 0
    for name, row in sorted(expected().items(), key=lambda pair: pair[0])[part::PARTS_OF_ALL]:
        reader = next((role for role in READERS if row.get(role, row["else"]) == 200), "")
        address = reverse(name, kwargs=house.names.get(name, {})) + QUERIES.get(name, "")
        if reader and name not in PARTS and is_page(house, address, reader):
            visit(address, reader)
            seen += 1
    assert seen > 150 / PARTS_OF_ALL


def test_every_error_of_the_portal_is_examined(page: Any, visit: Callable[..., None], house: House) -> None:
    visit(f"{HOME}?q=zzz")
    visit(f"{HOME}services/none/", status=404)
    visit(f"{HOME}track/")
    page.fill("[name=number]", "TTBN-1")
    send(page)
    visit(f"{TRANSCRIPT}apply/notice/")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    send(page)
    page.check("input[value=other]")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    send(page)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])
    for address in (HOME, TRANSCRIPT, f"{TRANSCRIPT}apply/applicant-who/", f"{HOME}about/accessibility/"):
        visit(address)
    page.context.add_cookies([{"name": "size", "value": "large", "url": page.url}])
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for address in (HOME, TRANSCRIPT, f"{HOME}track/"):
        visit(address)
    page.context.add_cookies([{"name": "theme", "value": "contrast", "url": page.url}])
    page.context.add_cookies([{"name": "size", "value": "huge", "url": page.url}])
    for address in (HOME, TRANSCRIPT):
        visit(address)


def test_every_error_of_the_desk_is_examined(page: Any, visit: Callable[..., None], house: House) -> None:
    case = f"/desk/cases/{received().number}/"
    visit("/desk/?q=zzz", "officer")
    visit("/desk/chief/", status=403)
    visit("/desk/cases/TTBN-1/", status=404)
    verbs = ("decide", "record-proof", "reading", "mandates", "protection")
    for address in ("/desk/counter/transcript/", *(f"{case}{verb}/" for verb in verbs)):
        visit(address)
        send(page)
    visit(reverse("desk-rating", kwargs=house.names["desk-rating"]), "chief")
    send(page)
    for address in ("/desk/improvements/new/?kind=finding", "/desk/own-indicators/"):
        visit(address, "chief")
        send(page)
    visit("/desk/packs/", "admin")
    page.set_input_files("input[type=file]", WRONG_PACK)
    with page.expect_navigation():
        page.locator("main form button.button[type=submit]").first.click()
    both(page)
    visit("/desk/journal/?since=yesterday", "auditor")
    page.context.clear_cookies()
    visit("/accounts/login/?next=/desk/")
    send(page)


def test_pages_with_nothing_on_them_say_what_will_be_there(page: Any, visit: Callable[..., None]) -> None:
    visit("/")
    visit(HOME)
    for role, ways in (
        ("officer", ("", "counter/", "tasks/", "ratings/", "indicators/", "plans/", "improvements/", "proofread/")),
        ("chief", ("chief/", "evaluation/", "reports/", "journal/")),
        ("supervisor", ("",)),
        ("admin", ("packs/",)),
    ):
        for way in ways:
            visit(f"/desk/{way}", role)
            assert page.locator("main p, main table, main .cards").count() > 0


@pytest.mark.row("RO-40")
def test_an_officer_signs_in_through_the_page_and_finds_the_desk(
    page: Any, live_server: Any, people: People, client: Client
) -> None:
    page.goto(f"{live_server.url}/desk/?kind=overdue")
    page.fill("[name=login]", people.officer.username)
    page.fill("[name=password]", "not the password at all")
    send(page)
    page.fill("[name=password]", "a long password for tests")
    page.locator("main form button.button[type=submit]").first.click()
    page.wait_for_url("**/desk/?kind=overdue")
    both(page)
