"""Many entries of a register by a table: faults row by row, nothing entered until one presses, then each once."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.readers.sheets import read
from bianmin.foundation.documents.writers import ods
from bianmin.foundation.forms.models import Batch, BatchRow
from bianmin.journeys.entries import file_waiting
from bianmin.kernel.actor import Role
from bianmin.quality.registers.models import Entry
from tests.faces.api.test_channels import issued
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import staff
from tests.people import People

MANY = "/desk/registers/student-changes/many/"
ONE = {"school": "國立臺灣大學", "name": "阮氏梅", "permit_number": "", "change": "退學", "day": "115/3/2"}


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def client(people: People) -> Client:
    """An officer of the immigration agency."""
    client = Client()
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def student(people: People) -> Permit:
    return issued("residence-card", last=date(now().year + 1, 6, 30))


def filled(client: Client, *rows: dict[str, str]) -> list[list[str]]:
    top = list(csv.reader(io.StringIO(client.get(f"{MANY}table.csv").content.decode("utf-8-sig"))))
    boxes = [re.search(r"\[([a-z0-9_.]+)\]$", cell)[1] for cell in top[0]]
    return [*top, *([row.get(box, "") for box in boxes] for row in rows)]


def hand_in(client: Client, rows: list[list[str]]) -> object:
    return client.post(MANY, {"file": SimpleUploadedFile("異動.ods", ods.write("異動", rows))})


@pytest.mark.row("SYS-097")
def test_a_table_of_students_is_checked_confirmed_and_entered_each_once(client: Client, student: Permit):
    assert 'href="many/"' in client.get("/desk/registers/student-changes/").content.decode()
    assert "休學 / 退學 / 畢業" in words(client.get(MANY))
    rows = [{**ONE, "permit_number": student.number}, {**ONE, "name": "陳文雄", "change": "graduation"}]
    rows[1]["permit_number"] = "R-0000000"
    handed = hand_in(client, filled(client, *rows))
    page = client.get(handed.url)
    assert "全部登錄（2 筆）" in words(page)
    assert Entry.objects.filter(register="student-changes").count() == 0
    client.post(handed.url)
    client.post(handed.url)
    assert "已登錄 0／2 列" in words(client.get(handed.url))
    assert file_waiting(at=now()) == 2
    assert file_waiting(at=now()) == 0
    found = Entry.objects.filter(register="student-changes").order_by("number")
    assert [one.answers["change"] for one in found] == ["withdrawal", "graduation"]
    assert [one.answers["day"] for one in found] == ["2026-03-02", "2026-03-02"]
    assert found[0].number in words(client.get(handed.url))
    assert student.events.filter(params__number=found[0].number).count() == 1
    assert {one.entered_by.partition(":")[0] for one in found} == {"staff"}
    assert BatchRow.objects.exclude(content={}).count() == 0


@pytest.mark.row("SYS-097")
def test_faults_are_listed_by_row_and_column_and_nothing_is_kept(client: Client, student: Permit):
    bad = {**ONE, "permit_number": "", "change": "不明", "day": "115/13/40"}
    handed = hand_in(client, filled(client, {**ONE, "permit_number": student.number}, bad))
    page = words(client.get(handed.url))
    assert "沒有登錄任何一筆" in page
    assert [label for _row, label, _sentence in Batch.objects.get().faults] == ["居留證號碼", "異動", "異動日期"]
    assert {row for row, _label, _sentence in Batch.objects.get().faults} == {4}
    client.post(handed.url)
    assert (Batch.objects.get().confirmed_at, BatchRow.objects.count()) == (None, 0)


def test_a_file_that_is_no_table_gives_a_sentence(client: Client):
    answer = client.post(MANY, {"file": SimpleUploadedFile("a.ods", b"PK\x03\x04 no table")})
    assert (answer.status_code, "q-file-error" in answer.content.decode()) == (422, True)
    assert client.post(MANY, {}).status_code == 422
    one = client.post(MANY.replace("many/", "new/"), {}, headers={"Accept-Language": "en"})
    assert one.status_code == 422
    assert re.findall(r'<li><a href="#q-[a-z_]+">([^<:]+): Answer this question', one.content.decode())[0] == "School"


def test_another_officers_table_is_not_found(client: Client, student: Permit, people: People):
    handed = hand_in(client, filled(client, {**ONE, "permit_number": student.number}))
    other = Client()
    other.force_login(people.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert other.get(handed.url).status_code == 404
    Batch.objects.update(made_by="staff:0")
    assert client.get(handed.url).status_code == 404


def test_the_empty_table_has_the_questions_of_the_register(client: Client):
    data = client.get(f"{MANY}table.ods").content
    assert read(data, most_rows=5, most_bytes=10_000_000)[0].cells[0] == "學校* [school]"
    assert client.get(f"{MANY}table.exe").status_code == 404
