"""By when something is filed above: what is near is told, what was sent settles it, what came late says so."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from bianmin.quality.plans.models import Filing
from tests.faces.desk.quality.test_filings import PDF
from tests.faces.desk.quality.test_groups import LIBRARY, NIA, enter
from tests.people import AGENCY, PARENT, People

pytestmark = pytest.mark.django_db
LIST = "/desk/filings/"


@pytest.mark.row("OB-01", "OB-02", "EP-77", "FL-01", "FL-22")
def test_what_is_to_be_filed_is_told_until_it_is_sent(people: People, research: Client, signed_in: object) -> None:
    by = today() + timedelta(days=20)
    pack = f"""kind: deadlines
id: own
version: "1"
agency: {AGENCY}
source: demonstration
dues:
  - {{what: entry, text: 政府服務獎參獎申請書, by: {by}, copies: 10}}
  - {{what: result, text: 年度績效, by: {today() - timedelta(days=5)}}}
  - {{what: plan, text: 明年執行計畫, by: {today() + timedelta(days=200)}}}
"""
    load_packs(files=[("dues.yaml", pack.encode())], by=system("tests"), at=now())
    assert "待函送上級" in research.get("/desk/").content.decode()
    page = research.get(LIST).content.decode()
    assert [one for one in ("政府服務獎參獎申請書", "10 份", "沒有函送紀錄", "待函送") if one not in page] == []
    assert "政府服務獎參獎申請書" not in signed_in("outsider").get(LIST).content.decode()
    for what in ("entry", "result"):
        sent = {"to": PARENT, "what": what, "asks": "acknowledge", "title": "申請書", "note": "一式10份",
                "files": [SimpleUploadedFile("entry.pdf", PDF, "application/pdf")]}  # fmt: skip
        assert research.post(f"{LIST}new/", sent).status_code == 302
    page = research.get(LIST).content.decode()
    assert ("沒有函送紀錄" in page, "逾期函送" in page, "待函送" in page) == (False, True, True)
    assert "待函送上級" not in research.get("/desk/").content.decode()
    Filing.objects.filter(what="entry").update(sent_on=by - timedelta(days=400))
    assert "待函送上級" in research.get("/desk/").content.decode()
    coordinator, _key = enter(NIA, "coordinator")
    library, _key = enter(LIBRARY, "group-member", "recorder", username="two")
    entry, plan = coordinator.get(LIST).content.decode(), library.get(LIST).content.decode()
    assert ("107年9月7日" in entry, "10 份" in entry, "107年4月13日" in plan) == (True, True, True)
