"""Every address at once: no form works without its token, and no answer breaks one."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import ClassVar
from urllib.parse import urlencode
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faces.test_matrix import QUERIES, House, expected, furnished_house
from tests.people import PASSWORD
from tests.plugins.journal import empty

ROUTES = sorted(name for name in expected() if not name.startswith(("account_", "mfa_")))
WHO = ("chief", "research", "officer", "admin")
STRANGE = {
    "nul": "a\0b", "empty": "", "long": "長" * 20_000, "digits": "9" * 400, "minus": "-1", "deep": "{" * 500 + "}" * 500,
    "surrogate": "\ud800", "date": "9999-99-99", "float": "1e999", "nan": "NaN",
    "signs": "\u202e\u2066x\u2028|｜," + "a" + "\u0301" * 3000 + "\r\nSet-Cookie: a=b\r\n" * 20,
    "code": "<script>alert(1)</script>'\"; DROP TABLE x;-- {0.__class__} %s %(x)s {% now %} {{ 7|add:7 }} ../../x",
}  # fmt: skip
"""What nobody types."""
HEAD = frozenset({"next", "language", "size", "theme"})
"""The boxes at the head of every page, which send to other addresses."""
ELSEWHERE = frozenset({"x", "step", "key", "numbers", "next", "level", "outcome"})
"""What some address takes without a box for it."""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[House]:
    """The house of the matrix, once for all addresses; what a test changes is rolled back."""
    try:
        with django_db_blocker.unblock():
            found = furnished_house()
        yield found
    finally:
        with django_db_blocker.unblock():
            empty()


def address(house: House, name: str) -> str:
    return reverse(name, kwargs=house.names.get(name, {})) + QUERIES.get(name, "")


class Boxes(HTMLParser):
    """The names of everything a page's forms send, and whether files are among it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.files = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "select", "textarea", "button"):
            self.names |= {value for name, value in attrs if name == "name" and value}
            self.files = self.files or ("type", "file") in attrs


def boxes(client: Client, at: str) -> Boxes:
    """The boxes of a page, where it can be looked at."""
    page, found = client.get(at), Boxes()
    if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
        found.feed(page.content.decode())
    found.names -= {"csrfmiddlewaretoken"}
    return found


def turned(name: str, names: list[str]) -> Iterator[dict[str, object]]:
    """Every second strange thing for each box, another one for its neighbour; where it begins differs from form to form."""
    strange, first = list(STRANGE.values()), crc32(name.encode())
    for turn in range(0, len(strange), 2):
        yield {each: strange[(first + turn + place) % len(strange)] for place, each in enumerate(names)}


def parted_in_two(names: list[str]) -> Iterator[dict[str, object]]:
    """Half of the boxes wrong and half of them right, in so many ways that any two boxes differ once."""
    for bit in range(len(names).bit_length()):
        yield {each: "\0\u202e" if place >> bit & 1 else "1" for place, each in enumerate(names)}


def sent(client: Client, at: str, typed: dict[str, object]) -> int:
    """The status that an answer gets; what it changed is undone."""
    before = transaction.savepoint()
    if any(isinstance(value, SimpleUploadedFile) for value in typed.values()):
        status = client.post(at, typed).status_code
    else:
        body = urlencode(typed, doseq=True, errors="surrogatepass")
        status = client.post(at, body, content_type="application/x-www-form-urlencoded").status_code
    transaction.savepoint_rollback(before)
    return status


@pytest.mark.django_db
def test_no_form_works_without_its_token(house: House):
    open_without = {}
    for role in ("public", "chief"):
        client = house.client(role)
        client.handler.enforce_csrf_checks = True
        for name in ROUTES:
            answer = client.post(address(house, name), {"x": "1"})
            if name.startswith("api-"):
                assert answer.status_code in (400, 401, 404, 405), name
                continue
            if answer.status_code not in (403, 404, 405):
                open_without[name] = answer.status_code
    assert open_without == {"pay-callback": 400, "newsletter-own": 422}


def writer(house: House, at: str) -> Client | None:
    """The first who may send something there; None where nothing is taken."""
    for role in ("public", *WHO):
        client = house.client(role)
        before = transaction.savepoint()
        answer = client.post(at, {})
        transaction.savepoint_rollback(before)
        if answer.status_code == 405:
            return None
        turned_away = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
        if answer.status_code not in (403, 404) and not turned_away:
            return client
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_no_answer_breaks_a_form(house: House, name: str):
    at = address(house, name)
    client = writer(house, at)
    if client is None:
        return
    found = boxes(client, at)
    names = sorted((found.names - HEAD) | ELSEWHERE)
    for typed in turned(name, names):
        assert sent(client, at, typed) < 500, typed
    assert sent(client, at, {each: ["1", "\0", "x"] for each in names}) < 500, "twice"
    for typed in parted_in_two(names):
        assert sent(client, at, typed) < 500, typed
    for content in (b"%PDF-1.4\0\xff", b"PK\3\4", b"")[: 3 if found.files else 1]:
        files = {each: SimpleUploadedFile("../../a.pdf", content) for each in names}
        assert sent(client, at, files) < 500, content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["desk-improvement-new", "desk-plan-new-item", "desk-count-new", "track", "desk-compare"]
)
def test_nothing_anybody_could_type_breaks_a_form(house: House, name: str):
    at = address(house, name)
    client = house.client("public" if name == "track" else "research")
    names = sorted(boxes(client, at).names)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.text(), min_size=len(names), max_size=len(names)))
    def typed(texts: list[str]) -> None:
        assert sent(client, at, dict(zip(names, texts, strict=True))) < 500

    typed()


class Wishes(QueryDict):
    """The wishes of an address; those that a page asks for are noted."""

    noted: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> str:
        self.noted.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.noted.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: object = None) -> list[str]:
        self.noted.add(key)
        return super().getlist(key, default)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_no_wish_in_an_address_breaks_a_page(house: House, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Wishes)
    monkeypatch.setattr(Wishes, "noted", set())
    at, client = address(house, name), house.client("chief" if name.startswith("desk") else "public")
    assert client.get(at).status_code < 500
    if Wishes.noted:
        for text in (STRANGE[kind] for kind in ("nul", "digits", "code", "date", "signs")):
            wishes = dict.fromkeys(Wishes.noted, text)
            assert client.get(at, wishes).status_code < 500, wishes


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\thttps://evil.example", "https:evil.example"])  # fmt: skip
@pytest.mark.django_db
def test_nobody_is_sent_to_another_site(house: House, next_page: str):
    client = Client()
    for name in ("language", "size"):
        answer = client.post(reverse(name), {"next": next_page, "language": "en", "size": "large"})
        assert answer["Location"] == "/"
    typed = {"login": house.people.officer.username, "password": PASSWORD, "next": next_page}
    answer = client.post(f"{reverse('account_login')}", typed)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def signed(client: Client, house: House) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": house.people.officer.username, "password": PASSWORD})


@pytest.mark.django_db
def test_the_session_is_new_after_signing_in_and_gone_after_signing_out(house: House):
    client = Client()
    planted = client.session
    planted["planted"] = "x"
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    signed(client, house)
    inside = client.cookies["sessionid"]
    assert inside.value != planted.session_key
    assert (inside["httponly"], inside["samesite"]) == (True, "Lax")
    client.post(reverse("account_logout"))
    stolen = Client()
    stolen.cookies["sessionid"] = inside.value
    assert stolen.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_the_name_of_nobody_and_a_wrong_password_get_the_same_answer(house: House):
    told = []
    for login in (house.people.officer.username, "nobody-of-this-name"):
        page = Client().post(reverse("account_login"), {"login": login, "password": "wrong wrong wrong"})
        told.append((page.status_code, page.content.decode().replace(login, "").count("summary")))
    assert told[0] == told[1]


FREE = re.compile(
    r"^(home|start|about|service|apply|apply-.*|language|size|plans?|plan-file|results?|results-csv|report)$"
)


@pytest.mark.django_db
def test_what_a_visitor_leaves_is_not_kept_by_the_server(house: House):
    for name in ROUTES:
        if FREE.match(name) and name in house.names:
            answer = Client().get(address(house, name))
            assert "sessionid" not in answer.cookies, name
