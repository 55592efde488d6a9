"""What is typed, searched for or loaded is data: no database, template, format string or spreadsheet takes it for code."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.quality.reports.vocab import filled
from tests.people import AGENCY, People

pytestmark = pytest.mark.django_db
CODE = (
    "{{ 7|add:7 }}",
    "{% now 'Y' %}",
    "{agency.__class__.__mro__}",
    "{0}",
    "%(x)s %s",
    "${7*7}",
    "<b>x</b>",
    "{",
    "}",
)
OUTLINE = """
kind: report
id: hostile
version: "1"
source: desk
title: '{title}'
chapters:
  - heading: '{title}'
    parts: [{{part: words, paragraphs: ['{title}']}}]
"""


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded."""
    return house


@pytest.mark.parametrize("text", CODE)
def test_an_outline_is_text_and_no_template(signed_in, text: str):
    pack = SimpleUploadedFile("hostile.yaml", OUTLINE.format(title=text.replace("'", "''")).encode())
    research = signed_in("research")
    assert signed_in("admin").post("/desk/packs/", {"files": [pack], "step": "load"}).status_code == 302
    for asked in ({"preview": "1"}, {}):
        answer = research.post("/desk/reports/new/", {"outline": "hostile", "span": "113", "unit": "", **asked})
        assert answer.status_code in (200, 302, 422)
        assert "__mro__" not in answer.content.decode() or "agency.__class__" in answer.content.decode()
        assert "<class" not in answer.content.decode()


def test_a_title_is_filled_by_name_and_reaches_nothing_else():
    holes = {"agency": "卑南", "span": "114年"}
    assert filled("{agency}{span}度{agency.__class__}{x}{", holes) == "卑南114年度{agency.__class__}{x}{"


@pytest.mark.parametrize("text", [*CODE, "' OR 1=1 --", '"; DROP TABLE cases_case; --', "x' UNION SELECT password FROM accounts_user --", "%", "_", "\\", "%27"])  # fmt: skip
def test_a_search_finds_what_it_says_and_runs_nothing(signed_in, text: str):
    officer, before = signed_in("officer"), Case.objects.count()
    answer = officer.get("/desk/", {"q": text, "kind": "all"})
    assert answer.status_code == 200
    assert answer.context["page"].total == 0
    assert Client().get("/ttbn/", {"q": text}).status_code == 200
    assert Case.objects.count() == before
    assert "cases_case" in connection.introspection.table_names()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil")'])
def test_a_spreadsheet_takes_no_cell_for_a_formula(signed_in, text: str):
    research = signed_in("research")
    typed = {
        "code": "15", "areas": ["basic"], "text": text, "deadline": "114年6月", "lead": "綜合受理櫃檯", "benefit": text,
        "indicators": ["IN-04"],
    }  # fmt: skip
    research.post("/desk/plans/beinan-114/items/", typed)
    rows = research.get("/desk/plans/beinan-114/files/csv/").content.decode("utf-8-sig")
    cells = [cell.strip('"') for line in rows.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-1", "@", "\t")) for cell in cells)


@pytest.mark.parametrize("text", CODE)
def test_what_is_typed_is_shown_as_it_was_typed(signed_in, text: str):
    research, chief = signed_in("research"), signed_in("chief")
    typed = {"measure": "staff.opinions", "unit": f"/{AGENCY}/", "span": "114", "n": "1", "evidence": text}
    key = research.post("/desk/counts/new/", typed)["Location"]
    page = chief.get(key).content.decode()
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
    assert shown in page


TRAPS = (
    ("page.html", b"<html><script>alert(1)</script>"), ("picture.svg", b"<svg onload='alert(1)' xmlns='x'/>"),
    ("a.pdf.exe", b"MZ\x90\0"), ("script.pdf", b"#!/bin/sh\nrm -rf /\n"), ("empty.pdf", b""), ("a.php", b"<?php x(); ?>"),
    ("bomb.zip", b"PK\x03\x04" + b"\0" * 100),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content"), TRAPS)
def test_a_trap_is_not_kept_as_evidence(signed_in, name: str, content: bytes):
    typed = {"measure": "staff.opinions", "unit": f"/{AGENCY}/", "span": "114", "n": "1", "evidence": "x"}
    answer = signed_in("research").post("/desk/counts/new/", {**typed, "files": [SimpleUploadedFile(name, content)]})
    assert answer.status_code == 422
    assert 'href="#q-files"' in answer.content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a\u202efdp.exe.pdf", "a\r\nSet-Cookie: x=1.pdf", "長" * 300 + ".pdf", '".pdf'])  # fmt: skip
def test_a_file_is_handed_back_under_a_harmless_name(signed_in, name: str):
    research = signed_in("research")
    typed = {"measure": "staff.opinions", "unit": f"/{AGENCY}/", "span": "114", "n": "1", "evidence": "x"}
    pdf = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    answer = research.post("/desk/counts/new/", {**typed, "files": [SimpleUploadedFile(name, pdf)]})
    if answer.status_code == 422:
        return
    page = research.get(answer["Location"])
    [file] = page.context["files"]
    got = research.get(f"/desk/files/{file.pk}/")
    said = got["Content-Disposition"]
    assert said.startswith("attachment")
    assert ".." not in file.name
    assert not any(sign in said for sign in ("\r", "\n", "\u202e", "/"))
    assert got["X-Content-Type-Options"] == "nosniff"
