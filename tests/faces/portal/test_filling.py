"""Help with filling in: rows taken away, boxes filled in from before and from the address, texts not yet translated."""

import json

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.forms.actions.publishing import publish
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.models import Translation
from bianmin.foundation.packs.queries.translations import digest_of
from bianmin.kernel.actor import system
from tests.faces.portal.citizen import TRANSCRIPT, Citizen, words
from tests.factories.delivery import HOUSE
from tests.people import AGENCY

PERSONS = {f"persons.{row}.person_name": name for row, name in enumerate(("甲一", "乙二", "丙三"))}


def changed(code: str, **changes: dict) -> None:
    """Publish the transcript's form with one question changed."""
    before = form(AGENCY, "transcript").model_dump(mode="json", exclude_defaults=True)
    for section in before["sections"]:
        for asked in section["fields"]:
            if asked["code"] == code:
                asked.update(changes)
    publish(form=type(form(AGENCY, "transcript")).model_validate({**before, "version": "next"}), by=HOUSE, at=now())


@pytest.mark.row("CM-16", "SYS-092")
def test_a_row_in_the_middle_is_taken_away_without_javascript(citizen: Citizen):
    citizen.typed["service-request"]["kind"] = "personal"
    citizen.fill(until="service-persons")
    page = citizen.client.post(f"{TRANSCRIPT}apply/service-persons/", {**PERSONS, "drop": "persons.1.person_name"})
    assert page.status_code == 200
    assert [row[0].typed for row in page.context["asking"].rows] == [("甲一",), ("丙三",)]
    citizen.typed["service-persons"] = {name: value for name, value in PERSONS.items() if ".1." not in name}
    answers = Case.objects.get(number=citizen.apply()).answers
    assert [row["person_name"] for row in answers["persons"]] == ["甲一", "丙三"]


def test_a_press_that_names_no_row_of_this_page_takes_nothing_away(citizen: Citizen):
    citizen.typed["service-request"]["kind"] = "personal"
    citizen.fill(until="service-persons")
    for name in ("kind", "persons", "persons.", "\0", "other.0.x"):
        page = citizen.client.post(f"{TRANSCRIPT}apply/service-persons/", {**PERSONS, "drop": name})
        assert len(page.context["asking"].rows) == 3


@pytest.mark.row("CM-16")
def test_a_box_is_filled_in_from_what_was_said_before_and_can_be_changed(citizen: Citizen):
    changed("person_name", prefill="applicant.name")
    citizen.typed["service-request"]["kind"] = "personal"
    citizen.fill(until="service-persons")
    page = citizen.read("service-persons")
    assert 'value="陳阿美"' in page.content.decode()
    assert "帶入" in words(page)
    citizen.typed["service-persons"] = {"persons.0.person_name": "陳大文"}
    citizen.send("service-persons")
    assert 'value="陳阿美"' not in citizen.read("service-persons").content.decode()


def test_nobody_sees_what_somebody_else_said(citizen: Citizen):
    changed("person_name", prefill="applicant.name")
    citizen.typed["service-request"]["kind"] = "personal"
    citizen.fill(until="service-persons")
    other = Citizen(Client())
    other.typed["service-request"]["kind"] = "personal"
    other.typed["applicant-applicant"]["name"] = "林別人"
    other.fill(until="service-persons")
    assert "陳阿美" not in other.read("service-persons").content.decode()


def test_the_address_fills_in_only_what_the_form_lets_it_and_what_fits(citizen: Citizen):
    changed("copies", linked=True)
    citizen.client.get(f"{TRANSCRIPT}apply/?copies=3&kind=removed")
    citizen.fill(until="service-request")
    page = citizen.read("service-request").content.decode()
    assert 'value="3"' in page
    assert 'value="removed" checked' not in page
    other = Citizen(Client())
    other.client.get(f"{TRANSCRIPT}apply/?copies=9999")
    other.fill(until="service-request")
    assert "9999" not in other.read("service-request").content.decode()


@pytest.mark.row("B-1.2")
def test_a_text_without_translation_is_marked_with_its_language(citizen: Citizen):
    changed("kind", label="新的謄本種類")
    citizen.client.cookies["django_language"] = "en"
    citizen.fill(until="service-request")
    page = citizen.read("service-request").content.decode()
    assert '<span lang="zh-Hant">新的謄本種類</span><span class="tongue" lang="zh-Hant">中文</span>' in page


@pytest.mark.row("CM-20")
def test_the_desk_lists_what_is_not_translated_and_what_changed_since(people: object, signed_in: object):
    text = "kind: form\nid: note\nversion: '{version}'\nagency: 376550300A\nsource: t\ntitle: {title}\nsections:\n  - code: a\n    title: {title}\n    fields: [{{code: b, type: text, label: {label}}}]\n"
    for version, title, label in (("1", "申請借用場地的表單", "場地"), ("2", "申請借用場地的新表單", "全新的一題")):
        load_packs(
            files=[("f.yaml", text.format(version=version, title=title, label=label).encode())],
            by=system("tests"),
            at=now(),
        )
    Translation.objects.create(
        agency=AGENCY, locale="en", digest=digest_of("申請借用場地的表單"), text="Form to borrow a hall"
    )
    page = words(signed_in("admin").get("/desk/languages/"))
    assert "申請借用場地的新表單" in page
    assert "譯後已修改 申請借用場地的表單 Form to borrow a hall" in page
    assert "還沒翻譯" in page
    table = signed_in("admin").get("/desk/languages.csv?language=en").content.decode("utf-8-sig")
    assert "申請借用場地的新表單,申請借用場地的表單,Form to borrow a hall," in table


def test_the_command_lists_what_a_folder_of_packs_does_not_translate(command: object, tmp_path: object):
    (tmp_path / "form.yaml").write_text(
        "kind: form\nid: x\nversion: '1'\nsource: t\ntitle: 標題\nsections:\n  - code: a\n    title: 標題\n"
        "    fields: [{code: b, type: text, label: 沒有譯的題目}]\n"
    )
    (tmp_path / "en.yaml").write_text(
        "kind: translation\nid: x-en\nversion: '1'\nlocale: en\nsource: t\ntexts: [{source: 標題, text: Title}]\n"
    )
    done = command("pack", "check", "--json", str(tmp_path))
    assert done.returncode == 0
    assert ["沒有譯的題目" in one["sentence"] for one in json.loads(done.stdout)["warnings"]] == [True]
