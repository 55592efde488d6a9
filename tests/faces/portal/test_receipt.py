"""The receipt taken along: as dates for one's own calendar, as a PDF, and printed."""

import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.delivery.cases.models import Case
from bianmin.foundation.documents.writers.ics import Day, folded, write
from tests.faces.portal.citizen import HOME, Citizen
from tests.people import NOON


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    assert re.search(rb"(?<!\r)\n", data) is None
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


@pytest.mark.row("SYS-039", "FRM-02")
def test_the_dates_of_a_receipt_go_into_a_calendar(citizen: Citizen):
    number = citizen.apply()
    case = Case.objects.get(number=number)
    assert 'href="dates.ics"' in citizen.receipt(number).content.decode()
    answer = citizen.client.get(f"{HOME}receipts/{number}/dates.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{number}.ics"'
    lines = unfolded(answer.content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert f"DTSTART;VALUE=DATE:{case.due_on:%Y%m%d}" in lines
    assert f"DTSTART;VALUE=DATE:{case.statutory_due_on:%Y%m%d}" in lines
    assert "SUMMARY:可以領取：戶籍謄本" in lines
    assert any("到戶政事務所櫃檯領取" in line and number in line for line in lines if line.startswith("DESCRIPTION"))


def test_the_calendar_speaks_the_readers_language(citizen: Citizen):
    number = citizen.apply()
    citizen.client.cookies["django_language"] = "en"
    lines = unfolded(citizen.client.get(f"{HOME}receipts/{number}/dates.ics").content)
    assert "SUMMARY:Ready: Household registration transcript" in lines


@pytest.mark.row("SYS-039")
def test_the_receipt_is_saved_as_a_pdf_with_its_number_and_code(citizen: Citizen):
    number = citizen.apply()
    answer = citizen.client.get(f"{HOME}receipts/{number}/receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert number in text
    assert citizen.code(number)[:4] in text


def test_nobody_else_gets_the_dates(citizen: Citizen):
    number = citizen.apply()
    citizen.client.cookies.clear()
    assert citizen.client.get(f"{HOME}receipts/{number}/dates.ics").status_code == 404
    assert citizen.client.get(f"{HOME}receipts/{number}/receipt.pdf").status_code == 404


def test_signs_of_the_format_are_escaped():
    data = write("局", [Day("1@x", date(2026, 3, 5), "甲;乙,丙\\丁", "一\r\n二")], stamp=NOON)
    lines = unfolded(data)
    assert "SUMMARY:甲\\;乙\\,丙\\\\丁" in lines
    assert "DESCRIPTION:一\\n二" in lines
    assert "DTEND;VALUE=DATE:20260306" in lines


def test_the_stamp_is_in_universal_time():
    data = write("x", [Day("1@x", date(2026, 3, 5), "x")], stamp=datetime(2026, 3, 5, 4, 0, tzinfo=UTC))
    assert b"DTSTAMP:20260305T040000Z\r\n" in data


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_folded_line_is_short_and_unfolds_to_what_it_was(text: str):
    line = folded("SUMMARY:" + text)
    assert all(len(piece.encode()) <= 75 for piece in line.split("\r\n"))
    assert line.replace("\r\n ", "") == "SUMMARY:" + text
