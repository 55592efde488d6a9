"""The agenda of the next meeting: what was decided and what is tracked come onto it by themselves."""

import io
import zipfile

import pytest

from bianmin.faces.ui.now import today
from bianmin.quality.improvements.models import Improvement
from tests.people import COUNTER, People

AFFAIRS = {
    "meeting": "affairs", "title": "第3次所務會報", "chair": "主任", "recorder": "研考", "people": "主任\n研考",
    "said": "檢討號碼牌。", "decided": "補齊號碼牌。",
}  # fmt: skip


@pytest.mark.row("RO-26")
@pytest.mark.django_db
def test_decisions_and_tracked_work_come_onto_the_next_agenda_until_they_are_verified(
    people: People, signed_in: object
) -> None:
    research, chief, officer = signed_in("research"), signed_in("chief"), signed_in("officer")
    empty = officer.get("/desk/minutes/agenda/").content.decode()
    assert ("還沒有會議作過決定" in empty, "目前沒有列管事項" in empty) == (True, True)
    at = research.post("/desk/minutes/new/", {**AFFAIRS, "held_on": str(today())})["Location"]
    key = at.rstrip("/").rpartition("/")[2]
    before = chief.get("/desk/minutes/agenda/").content.decode()
    assert ("補齊號碼牌。" in before, "尚未列管" in before) == (True, True)
    assert f"/desk/improvements/new/?minutes={key}" in before
    work = {"cause": "無人補頁", "measure": "每日補頁", "owner": f"unit:{COUNTER}", "period": "10d"}
    assert chief.post(f"/desk/improvements/new/?minutes={key}", work).status_code == 302
    row = Improvement.objects.latest("pk")
    page = research.get("/desk/minutes/agenda/").content.decode()
    assert ("已列管" in page, "尚未列管" in page, row.number in page, "每日補頁" in page) == (True, False, True, True)
    begun = research.get("/desk/minutes/new/?agenda=1").content.decode()
    assert f"1. {row.number} 每日補頁" in begun
    assert "每日補頁" not in research.get("/desk/minutes/new/").content.decode()
    printed = research.get("/desk/minutes/agenda/odt/")
    assert printed["Content-Disposition"] == 'attachment; filename="agenda.odt"'
    text = zipfile.ZipFile(io.BytesIO(printed.content)).read("content.xml").decode()
    assert [one for one in ("下次會議議程", "補齊號碼牌", "每日補頁", row.number) if one not in text] == []
    assert research.get("/desk/minutes/agenda/exe/").status_code == 404
    Improvement.objects.filter(pk=row.pk).update(state="verified")
    later = research.get("/desk/minutes/agenda/").content.decode()
    assert ("目前沒有列管事項" in later, "每日補頁" in later) == (True, False)
