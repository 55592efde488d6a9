"""The whole application, page by page: what is kept, what is refused, and that it is sent once."""

from pathlib import Path

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Channel
from bianmin.faces.ui.now import now, today
from bianmin.foundation.documents.contrib.demo import DEAD, EICAR
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import MEGABYTE
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.journeys.decide import decide
from bianmin.kernel.receipts import spaced
from tests.faces.portal.citizen import HOME, JPEG, TRANSCRIPT, Citizen, photo, words
from tests.factories.delivery import HOUSE, PDF
from tests.people import AGENCY, People

PERSONS = {"persons.0.person_name": "陳大文", "persons.0.person_relation": "父"}
FAMILY = {
    "name": "陳大文", "id_number": "A123456789", "birth_on": "10/10/10",
}  # fmt: skip
PROXY = {
    "proxy_name": "陳阿美", "proxy_id_number": "A223456781", "proxy_birth_on": "45/3/9", "proxy_phone": "0912345678",
    "proxy_relation": "child",
}  # fmt: skip
RARE = ("堃喆峯𠮷㼭犇𡍼𤧬", "Panay Kumud·Fuday", "陳" * 200, "O’Brien-Ünal", "ㄅ")


def case(number: str) -> Case:
    return Case.objects.select_related("applicant", "proxy").get(number=number)


def keys(answer: object) -> list[str]:
    """Where the summary on top leads to."""
    return [error["key"] for error in answer.context["errors"]]


@pytest.mark.row("CM-16", "CM-04", "IN-67", "B-10.1", "ENT-08", "SYS-039")
def test_a_citizen_applies_and_gets_a_receipt_with_everything_on_it(citizen: Citizen):
    number = citizen.apply()
    page, kept = words(citizen.receipt(number)), case(number)
    assert number in page
    assert spaced(citizen.code(number)) in page
    for said in ("林怡君", "吳志明", "089-381200#21", "到戶政事務所櫃檯領取", "身分證"):
        assert said in page
    for day in (kept.norm_due_on, kept.statutory_due_on, kept.due_on):
        assert f"{day.year - 1911}年{day.month}月{day.day}日" in page
    assert (kept.applicant.name, kept.channel, kept.acknowledged_on) == ("陳阿美", "online", today())
    assert kept.answers == {"kind": "current", "copies": 2, "remarks": "full", "purpose": "school"}
    assert kept.request_only


@pytest.mark.row("B-1.2", "CM-16")
def test_in_english_the_whole_way_is_english_and_so_are_the_letters(citizen: Citizen):
    citizen.client.cookies["django_language"] = "en"
    allowed = set("中文陳阿美怡君林課員吳志明")
    for page in citizen.typed:
        shown = citizen.read(page)
        assert {char for char in words(shown) if "\u4e00" <= char <= "\u9fff"} <= allowed, page
        answer = citizen.send(page)
    number = answer.url.rstrip("/").rpartition("/")[2]
    assert "We have your application" in words(citizen.receipt(number))
    assert case(number).applicant.language == "en"
    assert Message.objects.get(subject__endswith=f":{case(number).pk}").locale == "en"


def test_nobody_begins_without_the_notice_on_personal_data(citizen: Citizen):
    assert citizen.client.get(f"{TRANSCRIPT}apply/").url == f"{TRANSCRIPT}apply/notice/"
    for page in ("applicant-who", "check", "nothing-like-this"):
        assert citizen.read(page).url == f"{TRANSCRIPT}apply/notice/"
    assert "個人資料保護法" in words(citizen.read("notice"))


@pytest.mark.parametrize(
    ("page", "typed", "wrong"),
    [
        ("applicant-who", {"for_whom": ""}, ["q-for_whom"]),
        ("applicant-who", {"for_whom": "<b>"}, ["q-for_whom"]),
        ("applicant-applicant", {"name": "", "id_number": "A223456789", "birth_on": "99/2/30"},
         ["q-name", "q-id_number", "q-birth_on"]),
        ("applicant-applicant", {"name": "王\x00明"}, ["q-name"]),
        ("applicant-applicant", {"name": "王" * 201}, ["q-name"]),
        ("applicant-contact", {"phone": "12", "email": "amei@"}, ["q-phone", "q-email"]),
        ("service-request", {"copies": "0"}, ["q-copies"]),
        ("service-request", {"copies": "9" * 5000}, ["q-copies"]),
        ("service-use", {"purpose": "other", "purpose_other": ""}, ["q-purpose_other"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_on_top_and_at_its_question_and_nothing_typed_is_lost(
    citizen: Citizen, page: str, typed: dict[str, str], wrong: list[str]
):
    citizen.fill(until=page)
    answer = citizen.send(page, **typed)
    text = answer.content.decode()
    assert (answer.status_code, keys(answer)) == (422, wrong)
    assert all(f'id="{key}"' in text and f'id="{key}-error"' in text for key in wrong)
    assert all(error["label"] for error in answer.context["errors"])
    kept = {name: slot.typed for row in answer.context["asking"].rows for slot in row for name in [slot.name]}
    assert all(kept[name] == (value,) for name, value in {**citizen.typed[page], **typed}.items() if value)
    assert "<title>錯誤" in text
    assert Case.objects.count() == 0


@pytest.mark.parametrize("name", RARE)
@pytest.mark.row("CM-16")
def test_names_of_any_script_and_length_are_kept_to_the_letter(citizen: Citizen, name: str):
    citizen.typed["applicant-applicant"]["name"] = name
    citizen.fill()
    assert name in words(citizen.read("check"))
    assert case(citizen.apply()).applicant.name == name


def test_hostile_text_is_shown_as_text(citizen: Citizen):
    citizen.typed["applicant-applicant"]["name"] = "<img src=x onerror=alert(1)>陳"
    citizen.fill()
    assert "<img src=x" not in citizen.read("check").content.decode()


@pytest.mark.parametrize(
    ("typed", "born"),
    [("民國前1年3月9日", "1911-03-09"), ("1911-03-09", "1911-03-09"), ("民國前12年1月1日", "1900-01-01")],
)
def test_birth_dates_before_the_first_year_are_dates(citizen: Citizen, typed: str, born: str):
    citizen.typed["applicant-applicant"]["birth_on"] = typed
    assert str(case(citizen.apply()).applicant.birth_on) == born


def test_without_e_mail_and_telephone_the_receipt_is_enough(citizen: Citizen):
    citizen.typed["applicant-contact"] = {"phone": "", "email": ""}
    number = citizen.apply()
    assert case(number).acknowledged_on == today()
    assert Message.objects.count() == 0


def test_two_people_share_a_telephone(citizen: Citizen):
    citizen.apply()
    other = Citizen(Client())
    other.typed["applicant-applicant"] = FAMILY
    assert case(other.apply()).applicant.phone == case(Case.objects.order_by("id")[0].number).applicant.phone


@pytest.mark.row("ENT-17")
def test_somebody_applies_for_another_and_both_are_kept(citizen: Citizen):
    citizen.typed["applicant-who"] = {"for_whom": "other"}
    citizen.typed["applicant-applicant"] = FAMILY
    citizen.typed["applicant-proxy"] = PROXY
    kept = case(citizen.apply())
    assert (kept.applicant.name, kept.proxy.name) == ("陳大文", "陳阿美")


def test_who_changes_the_mind_about_the_other_person_leaves_no_proxy(citizen: Citizen):
    citizen.typed |= {"applicant-who": {"for_whom": "other"}, "applicant-proxy": PROXY}
    citizen.fill()
    citizen.send("applicant-who", for_whom="self")
    assert citizen.read("applicant-proxy").url.endswith("/notice/")
    answer = citizen.send("check")
    assert case(answer.url.rstrip("/").rpartition("/")[2]).proxy is None


def test_rows_are_added_one_after_the_other_and_kept(citizen: Citizen):
    citizen.typed["service-request"]["kind"] = "personal"
    citizen.fill(until="service-persons")
    page = citizen.client.post(f"{TRANSCRIPT}apply/service-persons/", {**PERSONS, "more": "1"})
    assert page.status_code == 200
    assert len(page.context["asking"].rows) == 2
    second = {name.replace(".0.", ".1."): value for name, value in PERSONS.items()}
    citizen.typed["service-persons"] = PERSONS | second
    assert len(case(citizen.apply()).answers["persons"]) == 2


def test_a_change_from_the_last_page_leads_back_to_it(citizen: Citizen):
    citizen.fill()
    change = f"{TRANSCRIPT}apply/service-request/?back=check"
    assert 'href="../service-request/?back=check"' in citizen.read("check").content.decode()
    assert citizen.client.post(change, {**citizen.typed["service-request"], "copies": "3"}).url.endswith("/check/")
    answer = citizen.send("check")
    assert case(answer.url.rstrip("/").rpartition("/")[2]).answers["copies"] == 3


def test_a_change_that_asks_more_leads_to_the_new_question_before_the_end(citizen: Citizen):
    citizen.fill()
    citizen.client.post(
        f"{TRANSCRIPT}apply/service-request/?back=check", {**citizen.typed["service-request"], "kind": "personal"}
    )
    assert citizen.read("check").url.endswith("/service-persons/")
    answer = citizen.send("check")
    assert (answer.status_code, keys(answer)) == (422, ["q-persons"])
    assert Case.objects.count() == 0


def test_going_back_loses_nothing(citizen: Citizen):
    citizen.fill()
    for page, typed in citizen.typed.items():
        shown = citizen.read(page).content.decode()
        assert all(f'value="{value}"' in shown for value in typed.values()), page


@pytest.mark.row("CM-17")
def test_the_way_to_get_it_must_be_one_of_the_services(citizen: Citizen):
    citizen.fill(until="pickup")
    assert citizen.read("check").url.endswith("/pickup/")
    answer = citizen.send("pickup", pickup="pigeon")
    assert (answer.status_code, keys(answer)) == (422, ["q-pickup"])
    assert case(citizen.apply()).pickup == "counter"


@pytest.mark.row("CM-16")
def test_pressing_twice_makes_one_case_and_shows_its_receipt_again(citizen: Citizen):
    citizen.fill()
    key = {"key": citizen.read("check").context["draft"].key}
    first, second = citizen.send("check", **key), citizen.send("check", **key)
    assert first.url == second.url
    assert "/receipts/" in second.url
    assert Case.objects.count() == 1


def test_somebody_whose_answer_was_lost_on_its_way_presses_again_and_reads_the_receipt(citizen: Citizen):
    citizen.fill()
    key = {"key": citizen.read("check").context["draft"].key}
    citizen.send("check", **key)
    del citizen.client.cookies["holds"]
    again = citizen.send("check", **key)
    assert citizen.client.get(again.url).status_code == 200
    assert Case.objects.count() == 1


def test_two_windows_that_send_the_same_draft_make_one_case(citizen: Citizen):
    citizen.fill()
    session = citizen.client.session
    draft = dict(session.items())
    first = citizen.send("check")
    session = citizen.client.session
    session.update(draft)
    session.save()
    assert citizen.send("check").url == first.url
    assert Case.objects.count() == 1


def test_another_application_for_the_same_service_is_another_case(citizen: Citizen):
    assert citizen.apply() != citizen.apply()


def test_a_draft_of_a_former_version_keeps_what_was_typed_and_says_so(citizen: Citizen):
    citizen.fill()
    offer = service(AGENCY, "transcript", today()).offer
    newer = offer.model_copy(update={"version": "next", "valid_from": today(), "pickup": offer.pickup[::-1]})
    publish(service=newer, by=HOUSE, at=now())
    assert citizen.read("check").url.endswith("/notice/")
    assert "這項服務有更新" in words(citizen.read("notice"))
    citizen.send("notice")
    assert citizen.read("check").url.endswith("/pickup/")
    citizen.send("pickup")
    answer = citizen.send("check")
    kept = case(answer.url.rstrip("/").rpartition("/")[2])
    assert (kept.service_version, kept.answers["copies"], kept.applicant.name) == ("next", 2, "陳阿美")


@pytest.mark.row("CM-17")
def test_a_photograph_is_kept_with_the_case_under_a_harmless_name(citizen: Citizen):
    citizen.fill(until="service-papers")
    refused = citizen.send("service-papers", id_card=photo("身分證.exe.jpg"))
    assert (refused.status_code, "副檔名是程式" in words(refused)) == (422, True)
    hostile = photo("../../etc/<身分證>\u202egpj.phot")
    assert citizen.send("service-papers", id_card=hostile).status_code == 302
    page = words(citizen.read("service-papers"))
    number = citizen.apply()
    file = File.objects.get(subject=case(number).subject)
    assert (file.name, file.size) == ("_身分證_gpj.phot.jpg", len(JPEG))
    assert file.name in page


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (photo("big.jpg", JPEG + b"0" * 10 * MEGABYTE), "big.jpg"),
        (photo("page.jpg", b"<html><script>alert(1)</script>"), "page.jpg"),
        (photo("virus.exe", b"MZ\x90\x00"), "virus.exe"),
        (photo("empty.jpg", b""), "empty.jpg"),
    ],
    ids=["too big", "no picture", "programme", "empty"],
)
def test_files_that_are_refused_are_named_and_the_rest_is_kept(citizen: Citizen, file: object, said: str):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo("good.jpg"))
    answer = citizen.send("service-papers", id_card=file)
    assert (answer.status_code, keys(answer)) == (422, ["q-id_card"])
    assert said in answer.context["errors"][0]["sentence"]
    assert "good.jpg" in words(answer)
    assert [row.name for row in File.objects.all()] == ["good.jpg"]


@pytest.mark.row("CM-16", "SYS-079")
def test_a_file_can_be_taken_back_before_sending_and_replaced(citizen: Citizen):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=[photo("a.jpg"), photo("b.jpg", JPEG + b"b")])
    page = citizen.read("service-papers").content.decode()
    first = File.objects.get(name="a.jpg")
    assert f'name="remove" value="id_card:{first.sha256}"' in page
    answer = citizen.send("service-papers", remove=f"id_card:{first.sha256}")
    assert (answer.status_code, "a.jpg" in words(answer), "b.jpg" in words(answer)) == (200, False, True)
    assert [row.name for row in File.objects.all()] == ["b.jpg"]
    citizen.send("service-papers", id_card=photo("c.jpg", JPEG + b"c"))
    number = citizen.apply()
    assert [row.name for row in File.objects.filter(subject=case(number).subject)] == ["c.jpg"]


def test_what_another_page_asks_cannot_be_taken_back_here(citizen: Citizen):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo("a.jpg"))
    file = File.objects.get()
    citizen.send("service-request", remove=f"id_card:{file.sha256}")
    citizen.send("service-papers", remove="id_card:\0")
    assert File.objects.count() == 1


def test_a_pdf_is_taken_by_its_bytes_whatever_it_is_called(citizen: Citizen):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo("scan.jpg", PDF))
    assert File.objects.get().media_type == "application/pdf"


def test_a_body_that_is_far_too_large_is_refused_with_what_to_do(citizen: Citizen):
    citizen.fill(until="applicant-applicant")
    answer = citizen.send("applicant-applicant", name="陳" * 5_000_000)
    assert answer.status_code == 400
    assert "089-380000" in words(answer)
    assert 'value="self"' in citizen.read("applicant-who").content.decode()


@pytest.mark.row("SYS-039")
def test_a_receipt_is_for_its_holder_only_and_kept_by_no_browser(citizen: Citizen):
    number = citizen.apply()
    assert citizen.receipt(number)["Cache-Control"] == "no-store"
    stranger = Citizen(Client())
    assert stranger.receipt(number).status_code == 404
    stranger.apply()
    assert stranger.receipt(number).status_code == 404
    assert stranger.client.get(f"{HOME}track/{number}/").status_code == 404


def test_officers_read_the_receipt_without_its_code(citizen: Citizen, signed_in: object):
    number = citizen.apply()
    code = citizen.code(number)
    page = Citizen(signed_in("officer")).receipt(number)
    assert (page.status_code, spaced(code) in page.content.decode()) == (200, False)


def test_a_service_that_ended_cannot_be_sent(citizen: Citizen):
    citizen.fill()
    offer = service(AGENCY, "transcript", today()).offer
    last = offer.model_copy(update={"version": "last", "channels": (Channel.COUNTER,), "valid_from": today()})
    publish(service=last, by=HOUSE, at=now())
    assert citizen.send("check").status_code == 404
    assert Case.objects.count() == 0


@pytest.mark.row("CM-16")
def test_a_virus_is_refused_and_what_could_not_be_checked_is_kept_apart_and_said_so(citizen: Citizen, settings: object):
    settings.SCANNER, settings.SCANNER_SECONDS = "demo", 0
    citizen.fill(until="service-papers")
    answer = citizen.send("service-papers", id_card=photo("bad.jpg", JPEG + EICAR))
    assert (answer.status_code, "有病毒" in words(answer), File.objects.count()) == (422, True, 0)
    assert citizen.send("service-papers", id_card=photo("id.jpg", JPEG + DEAD)).status_code == 302
    assert "id.jpg 目前無法掃毒" in words(citizen.read("pickup"))
    number = citizen.apply()
    assert File.objects.get(subject=case(number).subject).verdict == "waiting"


def test_all_files_together_have_a_measure(citizen: Citizen, settings: object):
    settings.UPLOAD_TOTAL = 2 * len(JPEG)
    citizen.fill(until="service-papers")
    files = [photo("a.jpg"), photo("b.jpg", JPEG + b"more")]
    answer = citizen.send("service-papers", id_card=files)
    assert (answer.status_code, "合計超過" in words(answer)) == (422, True)
    assert citizen.send("service-papers", id_card=files[:1]).status_code in (302, 422)


@pytest.mark.row("CM-16")
def test_an_officer_is_told_why_a_file_is_not_opened_yet(citizen: Citizen, signed_in: object, settings: object):
    settings.SCANNER, settings.SCANNER_SECONDS = "demo", 0
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo("id.jpg", JPEG + DEAD))
    file = File.objects.get(subject=case(citizen.apply()).subject)
    answer = signed_in("officer").get(f"/desk/files/{file.pk}/")
    assert (answer.status_code, "還沒掃毒" in words(answer)) == (403, True)


@pytest.mark.row("FRM-08", "SYS-042", "RUL-50", "ENT-09")
def test_who_ticks_text_messages_is_told_by_one_that_there_is_a_result(
    citizen: Citizen, people: People, settings: object, tmp_path: Path
):
    settings.SMS_GATEWAY, settings.SMS_FILE = "demo", tmp_path / "sms.txt"
    citizen.typed["applicant-contact"] = {"phone": "0912-345-678", "sms": "yes"}
    number = citizen.apply()
    decide(number=number, outcome="granted", by=people.actor("officer"), at=now())
    deliver(at=now())
    told = settings.SMS_FILE.read_text("utf-8")
    assert told.startswith("+886912345678")
    assert number in told


@pytest.mark.row("RUL-50")
def test_a_tick_without_a_mobile_number_says_what_to_do_and_keeps_what_was_typed(citizen: Citizen):
    citizen.typed["applicant-contact"] = {"phone": "089-381200", "sms": "yes"}
    citizen.fill()
    answer = citizen.send("check")
    assert answer.status_code == 422
    assert "簡訊要傳到 09 開頭的手機號碼" in words(answer)
