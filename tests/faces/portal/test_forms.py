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


@pytest.mark.row("SYS-093", "RUL-72", "CM-09")
def test_the_library_lists_forms_by_class_with_version_formats_and_samples(client: Client):
    page = client.get(LIBRARY)
    assert page.context["classes"][0].title == "臺灣地區人民入出國"
    assert len(page.context["classes"]) == 9
    body = page.content.decode()
    for ending in ("pdf", "odt", "docx"):
        assert f"/nia/services/residence-extension/form.{ending}" in body
    assert "/nia/services/residence-extension/samples/spouse.pdf" in body
    assert "居留" in words(page)


def test_a_form_is_found_by_its_service_and_nothing_fitting_says_what_to_do(client: Client):
    found = client.get(LIBRARY, {"q": "居留延期"})
    assert "residence-extension" in found.content.decode()
    assert len(found.context["classes"]) < 9
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
