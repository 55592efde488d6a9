"""Home, search, a service's page, statements, languages and text sizes, as a visitor reads them."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from tests.faces.portal.citizen import HOME, TRANSCRIPT, words

ADDRESS = "臺東縣卑南鄉太平村和平路示範號"
STATEMENTS = ("privacy", "security", "open-data", "accessibility")
PAGES = (
    HOME, f"{HOME}?q=nothing+like+this", TRANSCRIPT, f"{TRANSCRIPT}apply/notice/", f"{HOME}track/",
    f"{HOME}about/privacy/", f"{HOME}about/sitemap/", "/accounts/login/", f"{HOME}not/here/",
)  # fmt: skip
SERVICES = {"戶籍謄本", "門牌", "改名", "國籍", "到府服務", "電話申請", "週末結婚登記", "主任與民有約"}


def test_the_start_lists_the_offices_that_offer_services(client: Client):
    page = client.get("/").content.decode()
    assert all(f'href="{home}"' in page for home in (HOME, "/tpe/", "/nia/"))


@pytest.mark.row("CM-50", "B-1.4")
def test_the_home_page_lists_every_service_and_the_way_to_follow_a_case(client: Client):
    answer = client.get(HOME)
    names = {one.name for one in answer.context["services"]}
    assert len(names) == len(SERVICES)
    assert all(any(part in name for name in names) for part in SERVICES)
    assert 'href="track/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "codes"),
    [("謄本", ["transcript"]), ("transcript", ["transcript"]), (" 改名 ", ["name-change"]), ("qqq", [])],
)
@pytest.mark.row("CM-58")
def test_search_finds_services_by_their_words_in_the_readers_language(client: Client, asked: str, codes: list[str]):
    language = "en" if asked == "transcript" else "zh-hant"
    client.cookies["django_language"] = language
    found = [one.code for one in client.get(HOME, {"q": asked}).context["services"]]
    assert set(codes) <= set(found)
    assert bool(found) is bool(codes)


def test_a_search_that_finds_nothing_says_so_and_leads_back(client: Client):
    page = client.get(HOME, {"q": "<script>alert(1)</script>"})
    assert "0" in words(page)
    assert "<script>alert" not in page.content.decode()
    assert 'href="?"' in page.content.decode()


@pytest.mark.row("CM-03", "CM-13", "CM-50", "IN-01")
def test_a_service_page_tells_who_papers_fee_steps_and_the_promised_day(client: Client):
    page = client.get(TRANSCRIPT)
    text = words(page)
    for said in ("本人、同戶的家人", "申請人的國民身分證", "NT$15 / 張", "查詢戶籍資料並列印謄本", "戶籍法第65條"):
        assert said in text
    assert [paper.name for paper in page.context["looked_up"]] == ["戶籍登記資料"]
    promised = page.context["promised"]
    assert promised.received_on <= promised.norm_due_on == promised.due_on <= promised.statutory_due_on
    assert f"{promised.due_on.year - 1911}年{promised.due_on.month}月{promised.due_on.day}日" in text


@pytest.mark.row("CM-23", "CM-22")
def test_a_service_that_is_not_online_has_no_start_button(client: Client):
    page = client.get(f"{HOME}services/phone-application/")
    assert 'href="apply/"' not in page.content.decode()
    assert client.get(f"{HOME}services/phone-application/apply/notice/").status_code == 404


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.row("CM-66", "B-11.3")
def test_every_page_has_address_telephone_and_the_four_statements(client: Client, address: str):
    page = client.get(address).content.decode()
    assert ADDRESS in page
    assert 'href="tel:089-380000"' in page
    assert all(f'href="{HOME}about/{name}/"' in page for name in STATEMENTS)


@pytest.mark.parametrize("name", STATEMENTS)
@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.row("CM-66", "B-11.3")
def test_the_statements_are_written_in_both_languages(client: Client, name: str, language: str):
    client.cookies["django_language"] = language
    text = client.get(f"{HOME}about/{name}/").context["text"]
    assert len(text) > 100
    assert text.isascii() is (language == "en")


@pytest.mark.parametrize("address", [HOME, TRANSCRIPT, f"{TRANSCRIPT}apply/notice/", f"{HOME}track/"])
@pytest.mark.row("B-1.2")
def test_english_pages_are_english_but_for_the_other_languages_name(client: Client, address: str):
    client.cookies["django_language"] = "en"
    page = client.get(address)
    assert '<html lang="en"' in page.content.decode()
    chinese = {char for char in words(page) if "\u4e00" <= char <= "\u9fff"}
    assert chinese <= set("中文")


def test_the_language_is_kept_in_a_cookie_and_leads_back(client: Client):
    answer = client.post("/language/", {"language": "en", "next": f"{TRANSCRIPT}?a=1"})
    assert (answer.status_code, answer.url) == (302, f"{TRANSCRIPT}?a=1")
    assert client.cookies["django_language"].value == "en"
    assert "Who may apply" in words(client.get(TRANSCRIPT))


def test_the_text_size_is_kept_in_a_cookie(client: Client):
    client.post("/size/", {"size": "large", "next": HOME})
    assert 'data-size="large"' in client.get(HOME).content.decode()


SHEET = re.compile(r'media="([^"]*)" href="[^"]*/(dark|sharp|contrast)[.\w]*css"')


@pytest.mark.row("SYS-148", "RUL-73")
@pytest.mark.parametrize(
    ("chosen", "sheets"),
    [
        ("light", {"sharp": "screen and (prefers-contrast: more)"}),
        ("dark", {"dark": "screen", "contrast": "screen and (prefers-contrast: more)"}),
        ("contrast", {"contrast": "screen"}),
    ],
)
def test_the_colours_chosen_are_kept_and_never_reach_paper(client: Client, chosen: str, sheets: dict[str, str]):
    client.post("/theme/", {"theme": chosen, "next": HOME})
    page = client.get(HOME).content.decode()
    assert {name: media for media, name in SHEET.findall(page)} == sheets
    assert f'value="{chosen}" aria-pressed="true"' in page


def test_without_a_choice_the_colours_follow_the_device(client: Client):
    found = {name: media for media, name in SHEET.findall(client.get(HOME).content.decode())}
    assert found["dark"] == "screen and (prefers-color-scheme: dark)"
    assert "(prefers-contrast: more)" in found["sharp"]
    assert "(prefers-contrast: more)" in found["contrast"]


def test_large_print_is_a_text_size(client: Client):
    client.post("/size/", {"size": "huge"})
    assert 'data-size="huge"' in client.get(HOME).content.decode()


@pytest.mark.parametrize("chosen", ["", "enormous", '"><script>', "de"])
def test_unknown_languages_and_sizes_change_nothing(client: Client, chosen: str):
    client.post("/size/", {"size": chosen})
    client.post("/language/", {"language": chosen})
    client.post("/theme/", {"theme": chosen})
    assert not client.cookies
    client.cookies["size"] = chosen
    assert 'data-size="medium"' in client.get(HOME).content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.tw"])
@pytest.mark.parametrize("address", ["/language/", "/size/", "/theme/"])
def test_the_way_back_never_leads_elsewhere(client: Client, target: str, address: str):
    assert client.post(address, {"next": target, "size": "large", "theme": "dark", "language": "en"}).url == "/"


def test_choices_are_sent_never_followed(client: Client):
    assert [client.get(address).status_code for address in ("/language/", "/size/", "/theme/")] == [405] * 3


@pytest.mark.parametrize("address", [f"{HOME}services/none/", f"{HOME}about/none/", "/nobody/", f"{HOME}track/TTBN-1/"])
def test_what_is_not_there_says_what_to_do(client: Client, address: str):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "這個網址" in words(answer) or "首頁" in words(answer)
    assert 'class="button" href="/"' in answer.content.decode()


def test_a_page_one_may_not_open_says_what_to_do(signed_in: object):
    answer = signed_in("research").get("/desk/chief/")
    assert answer.status_code == 403
    assert "主管" in words(answer)
    assert ADDRESS in words(answer)


def test_a_fault_of_ours_says_what_was_kept_and_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch):
    def broken(*_call: object) -> None:
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("bianmin.faces.portal.pages.published", broken)
    answer = client.get(HOME)
    assert answer.status_code == 500
    assert "先前送出的資料都還在" in words(answer)
    assert "RuntimeError" not in answer.content.decode()


def test_without_its_database_the_page_still_says_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch):
    def away(*_call: object) -> None:
        raise OperationalError

    client.raise_request_exception = False
    monkeypatch.setattr("bianmin.faces.ui.context.agency_for", away)
    answer = client.get(HOME)
    assert (answer.status_code, "先前送出的資料都還在" in words(answer)) == (500, True)


def test_a_form_from_elsewhere_is_refused_with_what_to_do(people: object):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"{HOME}track/", {"number": "TTBN-1140305-000018"})
    assert answer.status_code == 403
    assert "重新" in words(answer)


def test_pages_run_no_scripts_but_their_own(client: Client):
    policy = client.get(HOME)["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
