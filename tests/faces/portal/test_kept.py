"""A page that is the same for everybody is drawn once, and is never somebody else's."""

import re

import pytest
from django.test import Client

from bianmin.faces.portal.catalog import service as view
from bianmin.foundation.accounts.models import User
from tests.people import People

PAGE = "/ttbn/services/transcript/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the page was drawn."""
    times: list[str] = []
    show = view.show
    monkeypatch.setattr(view, "show", lambda *a, **k: times.append("drawn") or show(*a, **k))
    return times


def visit(**cookies: str) -> tuple[Client, str]:
    client = Client(enforce_csrf_checks=True)
    client.cookies.load(cookies)
    return client, client.get(PAGE).content.decode()


def test_each_visitor_gets_a_token_of_their_own_that_works(people: People, drawn: list[str]):
    (first, one), (second, two) = visit(size="huge", theme="dark"), visit(size="huge", theme="dark")
    assert len(drawn) == 1
    assert set(TOKEN.findall(one)).isdisjoint(TOKEN.findall(two))
    assert TOKEN.sub("", one) == TOKEN.sub("", two)
    for client, page in ((first, one), (second, two)):
        sent = {"csrfmiddlewaretoken": TOKEN.findall(page)[0], "language": "en", "next": PAGE}
        assert client.post("/language/", sent).status_code == 302
    stolen = {"csrfmiddlewaretoken": TOKEN.findall(one)[0], "language": "en", "next": PAGE}
    assert second.post("/language/", stolen).status_code == 403


def test_language_size_and_colours_are_pages_of_their_own(people: People):
    pages = [visit()[1], visit(django_language="en")[1], visit(size="large")[1], visit(theme="contrast")[1]]
    assert len({TOKEN.sub("", page) for page in pages}) == 4
    assert "Household" in pages[1]
    assert 'data-size="large"' in pages[2]


def test_who_has_something_of_their_own_gets_a_page_drawn_for_them(people: People, drawn: list[str]):
    visit(size="small", theme="light")
    _client, mine = visit(size="small", theme="light", sessionid="x" * 32)
    staff = Client()
    staff.force_login(User.objects.get(username="lin"), backend="django.contrib.auth.backends.ModelBackend")
    staff.get(PAGE)
    asked = Client().get(f"{PAGE}?size=small")
    assert len(drawn) == 4
    assert asked.status_code == 200
    assert "戶籍謄本" in mine


def test_what_is_not_there_stays_not_there(people: People):
    assert [Client().get("/ttbn/services/nothing/").status_code for _ in range(2)] == [404, 404]
