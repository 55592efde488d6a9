"""The immigration agency's services: found, described with what the documents say, and their forms ask what they must."""

import json

import pytest
from django.test import Client

from tests.faces.portal.citizen import words

FIVE = ("residence-proof", "entry-dates", "specialist-certificate", "matchmaking", "aprc-absence")


def asked(client: Client, code: str) -> str:
    """What the form of a service asks, as its schema tells it."""
    return json.dumps(client.get(f"/nia/forms/{code}.schema.json").json(), ensure_ascii=False)


def page(client: Client, code: str) -> str:
    return words(client.get(f"/nia/services/{code}/"))


@pytest.mark.row("SYS-091")
@pytest.mark.parametrize("code", FIVE)
def test_the_five_new_online_services_can_be_applied_for_online(client: Client, code: str):
    assert 'href="apply/"' in client.get(f"/nia/services/{code}/").content.decode()
    assert client.get(f"/nia/services/{code}/apply/notice/").status_code == 200


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_every_service_has_a_page_in_both_languages_and_a_form(client: Client, language: str):
    client.cookies["django_language"] = language
    codes = [one.code for one in client.get("/nia/").context["services"]]
    assert len(codes) == 41
    for code in codes:
        shown = client.get(f"/nia/services/{code}/")
        assert shown.status_code == 200
        assert client.get(f"/nia/forms/{code}.schema.json").status_code == 200
        assert not shown.context["say"].missing


@pytest.mark.row("FRM-24", "RUL-51")
def test_one_residence_form_asks_foreigners_and_mainland_people_and_needs_no_transcript(client: Client):
    assert all(word in asked(client, "residence-extension") for word in ("foreign", "mainland", "nationality", "sms"))
    text = page(client, "residence-extension")
    assert "沒有附也會受理，由承辦人查閱戶役政系統" in text
    assert "沒有附戶籍謄本也要受理" in text


@pytest.mark.row("FRM-07")
def test_the_note_of_having_come_before_is_signed_on_the_form(client: Client):
    assert "been_before" in asked(client, "mainland-again")
    assert "signature" in asked(client, "mainland-again")
    assert "經服務站確認身分後免附" in page(client, "mainland-again")


@pytest.mark.row("FRM-06", "FRM-09", "FRM-10", "FRM-23", "FRM-25", "FRM-26")
@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("conscript-airport", ("return_on", "promise")),
        ("arrival-card", ("passport_number", "flight", "purpose", "address_in_taiwan")),
        ("exit-restriction", ("principal", "principal_id", "letter")),
        ("independent-travel", ("agency_name", "licence", "traveller_name", "traveller_document")),
        ("passport-lost", ("what", "lost_on", "place", "story")),
        ("early-departure", ("report_number", "police")),
    ],
)
def test_the_forms_of_the_document_ask_what_they_are_for(client: Client, code: str, asks: tuple[str, ...]):
    schema = asked(client, code)
    assert [name for name in asks if f'"{name}"' not in schema] == []


@pytest.mark.row("RUL-11", "RUL-12", "RUL-15")
@pytest.mark.parametrize(
    ("code", "said"),
    [("independent-travel", "2日"), ("overseas-mainland", "3日"), ("early-departure", "在離境前1小時到國境單位辦理")],
)
def test_times_that_the_document_names_are_kept_to_the_letter(client: Client, code: str, said: str):
    assert said in page(client, code) or said in words(client.get("/nia/limits/"))


def test_what_the_document_says_is_not_marked_as_invented(client: Client):
    assert "limits" not in client.get("/nia/services/independent-travel/").context["invented"]
    assert "limits" in client.get("/nia/services/group-travel/").context["invented"]


@pytest.mark.row("ENT-18")
def test_the_places_of_the_day_for_groups_are_shown_with_what_is_left(client: Client):
    text = words(client.get("/nia/services/group-travel/places/"))
    assert "4,000" in text or "4000" in text
