"""The office calendar on the desk: previewed before it is loaded, closed late, taken back."""

import base64
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import today
from bianmin.foundation.clock.models import CalendarYear, Closure
from tests.faces.desk.conftest import Desk
from tests.foundation.clock.test_official import calendar

pytestmark = pytest.mark.django_db
TYPHOON = {"state": "closed", "reason": "颱風停止上班", "source": "縣政府"}


def send(client: Client, content: bytes, **more: str):
    file = SimpleUploadedFile("calendar.csv", content, "text/csv")
    return client.post("/desk/calendar/load/", {"file": file, "step": "look", **more})


def changed(year: int) -> bytes:
    """The year's calendar with its second of January worked or not, as it is not known."""
    text = calendar(year).decode()
    row = next(line for line in text.splitlines() if line.startswith(f"{year}0106"))
    parts = row.split(",")
    other = ",".join([*parts[:2], "2" if parts[2] == "0" else "0", parts[3]])
    return text.replace(row, other).encode()


def test_a_closure_entered_late_moves_the_date_and_says_so(desk: Desk, chief: Client, officer: Client):
    number = desk.receive(days_ago=2).number
    due = Case.objects.get().due_on
    answer = chief.post("/desk/calendar/close/", {"day": due.isoformat(), **TYPHOON}, follow=True)
    assert "1 件案件的日期跟著變動" in answer.content.decode()
    assert Case.objects.get().due_on > due
    assert "未照常上班（颱風停止上班）" in officer.get(f"/desk/cases/{number}/").content.decode()
    back = chief.post("/desk/calendar/reopen/", {"day": due.isoformat()}, follow=True)
    assert "已更正停止上班的登載" in back.content.decode()
    assert Case.objects.get().due_on == due
    assert not Closure.objects.exists()


def test_a_day_without_a_reason_is_refused_with_everything_typed(chief: Client):
    answer = chief.post("/desk/calendar/close/", {"day": "2026-09-02", "state": "closed", "source": "縣政府"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "請寫原因" in page
    assert 'value="2026-09-02"' in page
    assert chief.post("/desk/calendar/close/", {"day": "x", **TYPHOON}).status_code == 422
    assert chief.post("/desk/calendar/reopen/", {"day": "x"}).status_code == 422


def test_nothing_is_loaded_before_it_is_confirmed(desk: Desk, chief: Client):
    year = today().year + 1
    answer = send(chief, changed(year))
    assert answer.status_code == 200
    assert [change.day for change in answer.context["changes"]] == [date(year, 1, 6)]
    assert not CalendarYear.objects.exists()
    carried = answer.context["carried"]
    assert base64.b64decode(carried) == changed(year)
    done = chief.post("/desk/calendar/load/", {"carried": carried, "step": "load"}, follow=True)
    assert f"已匯入 {year} 年的辦公日曆" in done.content.decode()
    assert CalendarYear.objects.get().year == year


def test_a_wrong_line_is_named_by_its_number(chief: Client):
    content = calendar(2024).decode().replace("20240103,三,0", "20240103,四,0").encode()
    answer = send(chief, content)
    assert answer.status_code == 422
    assert "第4行" in answer.content.decode()
    assert send(chief, b"", carried="%%%").status_code == 422


def test_who_keeps_no_calendar_reads_it_only(officer: Client):
    page = officer.get("/desk/calendar/").content.decode()
    assert "辦公日曆" in page
    assert "/desk/calendar/close/" not in page
    assert officer.post("/desk/calendar/close/", {"day": "2026-09-02", **TYPHOON}).status_code == 403
