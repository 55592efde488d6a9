"""The library of forms: by class and service, in three formats, with version and filled-in samples; what one filed."""

from io import BytesIO

import pypdfium2
import pytest
from django.test import Client

from tests.faces.portal.citizen import Citizen, words

LIBRARY = "/nia/forms/"


def of_pdf(answer: object) -> str:
    """The words of a PDF, without spaces."""
    document = pypdfium2.PdfDocument(BytesIO(answer.content))
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace(" ", "")


@pytest.mark.row("SYS-093", "RUL-72", "CM-09", "ENT-44", "REP-58", "SYS-032")
def test_the_library_lists_forms_by_class_with_version_formats_and_samples(client: Client):
    page = client.get(LIBRARY)
    assert [one.title for one in page.context["classes"]] == [
        "臺灣地區人民入出國", "在臺灣地區無戶籍國民入出國", "香港澳門居民入出境", "大陸地區人民入出境", "大陸地區專業人士來臺",
        "大陸地區人民來臺從事商務活動", "跨國企業邀請大陸地區人民來臺", "大陸地區人民在臺灣地區居留定居", "金馬小三通",
        "入出國日期證明", "外籍人士入出國", "其他服務",
    ]  # fmt: skip
    body = page.content.decode()
    for ending in ("pdf", "odt", "docx"):
        assert f"/nia/services/residence-extension/form.{ending}" in body
    assert "/nia/services/residence-extension/samples/spouse.pdf" in body
    assert "居留" in words(page)


def test_a_form_is_found_by_its_service_and_nothing_fitting_says_what_to_do(client: Client):
    found = client.get(LIBRARY, {"q": "居留延期"})
    assert "residence-extension" in found.content.decode()
    assert len(found.context["classes"]) < 12
    assert "找不到符合的書表" in words(client.get(LIBRARY, {"q": "火星"}))


@pytest.mark.row("SYS-093")
def test_blank_form_and_sample_come_in_every_format(client: Client):
    for ending in ("pdf", "odt", "docx"):
        assert client.get(f"/nia/services/residence-extension/form.{ending}").status_code == 200
        assert client.get(f"/nia/services/residence-extension/samples/spouse.{ending}").status_code == 200
    sample = of_pdf(client.get("/nia/services/residence-extension/samples/spouse.pdf"))
    for text in ("範例", "王大明", "MC00000001", "■"):
        assert text in sample
    assert client.get("/nia/services/residence-extension/samples/spouse.exe").status_code == 404
    assert client.get("/nia/services/residence-extension/samples/nobody.pdf").status_code == 404


@pytest.mark.row("B-10.2", "B-1.6", "CM-50", "SYS-032")
def test_the_household_office_has_its_forms_to_print_and_a_filled_in_one(client: Client):
    body = client.get("/ttbn/forms/").content.decode()
    assert 'href="/ttbn/services/transcript/form.pdf"' in body
    assert "申請人" in of_pdf(client.get("/ttbn/services/transcript/form.pdf"))
    assert client.get("/ttbn/services/transcript/form.odt").content.startswith(b"PK")
    sample = next(part.split('"')[0] for part in body.split('href="') if "/samples/" in part and ".pdf" in part)
    assert "範例" in of_pdf(client.get(sample))


@pytest.mark.parametrize("address", [LIBRARY, "/ttbn/forms/"])
def test_the_library_takes_few_statements_however_long_it_is(
    client: Client, address: str, django_assert_max_num_queries
):
    client.get(address)
    with django_assert_max_num_queries(3):
        client.get(address)


@pytest.mark.row("SYS-093")
def test_who_applied_takes_away_what_was_filed_masked(citizen: Citizen):
    citizen.fill()
    answer = citizen.send("check")
    filed = citizen.client.get(answer.url)
    number = filed.context["receipt"].number
    copy = of_pdf(citizen.client.get(f"/ttbn/receipts/{number}/application.pdf"))
    assert number in copy
    assert "陳○美" in copy
    assert "A22345****" in copy
    assert "A223456781" not in copy
    assert Client().get(f"/ttbn/receipts/{number}/application.pdf").status_code == 404


NAMED = (
    "hk-macau-extension",
    "unregistered-settlement",
    "hired-spouse-residence",
    "mainland-settlement",
    "overseas-student",
)
"""Those of the thirteen that the document names; the others are demonstration."""


@pytest.mark.row("SYS-092", "SYS-093", "RUL-68", "RUL-72")
def test_thirteen_services_are_filled_in_online_and_the_library_counts_them_for_the_annual_report(client: Client):
    told = client.get("/api/v1/agencies/nia/forms").json()
    lines = [line for one in told["classes"] for line in one["items"]]
    fill_in = [line for line in lines if line["fill_in"]]
    assert (told["fill_in"], len(fill_in), len(told["classes"])) == (13, 13, 12)
    assert set(NAMED) <= {line["service"] for line in fill_in}
    assert all(line["samples"] for line in fill_in)
    assert (
        sum(one["samples"] for one in told["classes"]) == told["samples"] == sum(len(one["samples"]) for one in lines)
    )
    assert told["forms"] == len({line["form"] for line in lines})
    page = client.get(LIBRARY)
    said = words(page)
    assert f"{told['forms']} 種書表 · {told['samples']} 份填寫範例 · 13 項線上填表" in said
    assert said.count("線上填表，可列印") == 13
    professional = next(one for one in told["classes"] if one["name"] == "大陸地區專業人士來臺")
    assert (professional["forms"], professional["samples"], professional["fill_in"]) == (2, 1, 1)
    for code in ("residence-proof", "entry-dates", "specialist-certificate", "matchmaking", "aprc-absence"):
        assert client.get(f"/nia/services/{code}/apply/").status_code == 302  # the five new applications of year 100
    sets = client.get("/api/v1/agencies/nia/catalogue").json()["dcat:dataset"]
    assert any(one["dct:identifier"] == "301140000A-forms" for one in sets)


@pytest.mark.row("SYS-092", "SYS-093")
def test_every_fill_in_form_is_filled_and_every_sample_answers_its_form(client: Client):
    told = client.get("/api/v1/agencies/nia/forms").json()
    for line in (line for one in told["classes"] for line in one["items"] if line["fill_in"]):
        assert client.get(f"/nia/services/{line['service']}/apply/").status_code == 302
        for code in line["samples"]:
            page = client.get(code.partition("127.0.0.1:8000")[2].removesuffix(".pdf") + "/")
            assert "請填寫這一題" not in words(page)
            assert all(answer for printed in page.context["printed"] for _label, answer in printed.lines)
    assert "保證書" in of_pdf(client.get("/nia/forms/mainland-business-pledge.pdf"))
    assert client.get("/nia/forms/mainland-business-pledge.docx").content.startswith(b"PK")
    assert client.get("/nia/forms/register-download.pdf").status_code == 404
