"""The form on paper: blank in both formats, filled in, and as a schema for programmes."""

import io
import json
import zipfile
from pathlib import Path

import jsonschema_rs
import pypdfium2
import pytest

from bianmin.foundation.forms.queries.published import cards, form
from bianmin.foundation.forms.rules.paper import Sheet, condition_words
from bianmin.foundation.forms.rules.schema import schema
from bianmin.foundation.forms.vocab import When
from tests.conftest import done
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen
from tests.people import AGENCY
from tests.processes import Run


def pdf_text(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


@pytest.mark.row("SYS-093", "CM-12", "CM-17", "RUL-72")
def test_every_form_can_be_printed_and_filled_in_by_hand(citizen: Citizen):
    page = citizen.client.get(TRANSCRIPT).content.decode()
    assert 'href="form.pdf"' in page
    assert 'href="form.odt"' in page
    answer = citizen.client.get(f"{TRANSCRIPT}form.pdf")
    text = pdf_text(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    for said in (
        "戶籍謄本",
        "□ 現戶全戶謄本",
        "民國____年____月____日",
        "個人資料保護法",
        "申請人簽名或蓋章",
        "必填",
    ):
        assert said in text.replace("\r\n", ""), said
    odt = zipfile.ZipFile(io.BytesIO(citizen.client.get(f"{TRANSCRIPT}form.odt").content)).read("content.xml").decode()
    assert "□ 現戶全戶謄本" in odt


@pytest.mark.row("SYS-093")
def test_the_sheet_is_english_for_who_reads_english(citizen: Citizen):
    citizen.client.cookies["django_language"] = "en"
    text = pdf_text(citizen.client.get(f"{TRANSCRIPT}form.pdf").content)
    assert "Who are you applying for?" in text
    assert "(must be filled in)" in text
    assert "Only if: “Who are you applying for?” is Somebody else" in text.replace("\r\n", " ")


@pytest.mark.row("SYS-092")
def test_what_was_filled_in_is_saved_in_the_layout_of_the_form(citizen: Citizen):
    citizen.fill()
    assert 'href="../print.pdf"' in citizen.read("check").content.decode()
    text = pdf_text(citizen.client.get(f"{TRANSCRIPT}apply/print.pdf").content)
    for said in ("陳阿美", "A223456781", "■ 現戶全戶謄本", "□ 除戶謄本", "2 份"):
        assert said in text, said


def test_who_has_begun_nothing_prints_nothing(citizen: Citizen):
    assert citizen.client.get(f"{TRANSCRIPT}apply/print.pdf").status_code == 404
    assert citizen.client.get(f"{TRANSCRIPT}form.exe").status_code == 404


@pytest.mark.row("CM-20")
def test_a_form_is_a_schema_at_a_public_address(citizen: Citizen):
    answer = citizen.client.get(f"{HOME}forms/transcript.schema.json")
    assert answer["Content-Type"] == "application/schema+json; charset=utf-8"
    found = json.loads(answer.content)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    good = {
        "kind": "removed",
        "copies": 2,
        "remarks": "full",
        "purpose": "school",
        "persons": [{"person_name": "陳大文"}],
    }
    for wrong in ({"copies": 0}, {"kind": "x"}, {"more": 1}, {"persons": []}, {"copies": "2"}):
        assert not jsonschema_rs.is_valid(found, good | wrong), wrong
    assert jsonschema_rs.is_valid(found, good)
    assert citizen.client.get(f"{HOME}forms/nothing.schema.json").status_code == 404


@pytest.mark.row("CM-20")
def test_what_was_sent_fits_its_schema(citizen: Citizen):
    from bianmin.delivery.cases.models import Case

    case = Case.objects.get(number=citizen.apply())
    jsonschema_rs.validate(schema(form(AGENCY, case.form, case.form_version)), case.answers)


def test_every_form_that_comes_with_bianmin_is_a_valid_schema_and_a_sheet(people: object):
    codes = [card.code for card in cards(AGENCY)]
    assert len(codes) >= 6
    for code in codes:
        jsonschema_rs.meta.validate(schema(form(AGENCY, code)))


def test_conditions_are_told_in_words(people: object):
    asked = form(AGENCY, "transcript")
    when = When.model_validate(
        {"joined": "any", "conditions": [{"field": "purpose", "value": "other"}, {"conditions": [
            {"field": "kind", "op": "in", "value": ["personal", "removed"]},
            {"field": "persons", "count": True, "op": "at_least", "value": 2}]}]}
    )  # fmt: skip
    assert condition_words(Sheet(asked, str, "zh-Hant"), when) == (
        "「用途」是其他或(「謄本種類」是現戶部分謄本或除戶謄本，而且「要印資料的人的筆數」至少是2)"
    )


@pytest.mark.row("CM-20")
def test_the_command_prints_the_schema_and_writes_the_sheet(fresh: Run, tmp_path: Path):
    done(fresh("pack", "load", "src/bianmin/packs/forms/applicant.yaml"))
    found = json.loads(fresh("form", "schema", "applicant").stdout)
    assert found["properties"]["birth_on"]["format"] == "date"
    out = tmp_path / "a.pdf"
    assert fresh("form", "blank", "applicant", "--out", out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert "applicant\t4" in fresh("form", "list").stdout
