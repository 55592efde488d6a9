"""Recommendations at the desk: listed after a visit, given to units, answered in time, printed as the annex."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.recommendations.models import Collection, Recommendation, Step
from tests.faces.portal.citizen import words
from tests.factories.recommendations import SAID, added, begun, handled
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
LIST = "/desk/recommendations/"
ANSWER = {
    "handling": "已採單一櫃檯受理。", "progress": "其餘各站於六月完成。", "benefit": "民眾少跑一趟。",
    "adoption": "carried-out", "document": "卑戶字第1140000123號",
}  # fmt: skip


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("research")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 5 March 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def went(answer: Any) -> str:
    """Where a form led, as people read it."""
    return unquote(answer.url)


@pytest.mark.row("SYS-181", "ENT-51", "EP-76", "FL-14", "OB-03", "RUL-87")
@pytest.mark.usefixtures("at_noon")
def test_what_judges_recommend_is_answered_within_three_working_days(
    people: People, research: Client, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
):
    said = {"title": "實地評審建議事項", "source": "judges", "held_on": "114/3/5", "period": "3wd"}
    early = research.post(f"{LIST}new/", {**said, "held_on": "114/3/6"})
    assert (early.status_code, 'id="q-held_on-error"' in early.content.decode()) == (422, True)
    own = went(research.post(f"{LIST}new/", said))
    assert own == f"{LIST}建114-001/"
    assert "114年3月10日" in words(research.get(own))
    empty = research.post(f"{own}add/", {"text": "", "unit": COUNTER})
    assert (empty.status_code, 'id="q-text-error"' in empty.content.decode()) == (422, True)
    research.post(f"{own}add/", {"text": SAID, "unit": COUNTER})
    research.post(f"{own}add/", {"text": "網上服務可再加強。", "unit": RECORDS})
    officer = signed_in("officer")
    assert officer.get(f"{own}add/").status_code == 403
    assert officer.get(f"{own}2/").status_code == 403
    assert "待回復的建議" in words(research.get("/desk/"))
    assert went(officer.post(f"{own}1/", ANSWER)) == own
    page = words(research.get(own))
    for said_there in (SAID, "已採單一櫃檯受理。", "卑戶字第1140000123號", "採納並據以執行", "尚未回復"):
        assert said_there in page, said_there
    officer.post(f"{own}1/", {**ANSWER, "progress": "全部完成。"})
    assert "其餘各站於六月完成。" in words(officer.get(f"{own}1/"))
    assert (
        Step.objects.filter(recommendation__agency=AGENCY).count(),
        Recommendation.objects.get(agency=AGENCY, place=1).progress,
    ) == (2, "全部完成。")
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 3, 11, 9, 0, tzinfo=TAIPEI))
    research.force_login(people.research, backend="django.contrib.auth.backends.ModelBackend")
    assert "逾期" in words(research.get(LIST))


@pytest.mark.row("REP-72", "STR-24", "SYS-181")
@pytest.mark.usefixtures("at_noon")
def test_the_annex_has_five_columns_and_its_head_on_every_page(people: People, research: Client):
    row = begun(people)
    for place in range(11):
        added(people, row, f"第{place + 1}項建議，{SAID}")
    handled(people, row, 1)
    paper = research.get(f"{LIST}{row.number}/files/odt/").content
    content = zipfile.ZipFile(io.BytesIO(paper)).read("content.xml").decode()
    assert "table:table-header-rows" in content
    text = re.sub(r"<[^>]+>", " ", content)
    for said in (
        "編號",
        "建議事項",
        "辦理情形",
        "最新辦理進度",
        "建議事項參採情形",
        "第11項建議",
        "並納入未來規劃",
        "計11項",
    ):
        assert said in text, said
    docx = research.get(f"{LIST}{row.number}/files/docx/").content
    assert "w:tblHeader" in zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert research.get(f"{LIST}{row.number}/files/pdf/").content.startswith(b"%PDF")


@pytest.mark.row("SYS-108", "REP-30")
@pytest.mark.usefixtures("at_noon")
def test_what_citizens_say_is_followed_up_in_four_columns(people: People, research: Client):
    row = begun(people, source="citizens", title="民眾具體建議後續追蹤")
    for place in range(12):
        added(people, row, f"民眾反映第{place + 1}件。")
    handled(people, row, 1)
    paper = research.get(f"{LIST}{row.number}/files/odt/").content
    text = re.sub(r"<[^>]+>", " ", zipfile.ZipFile(io.BytesIO(paper)).read("content.xml").decode())
    for said in ("項目", "民眾意見反映", "改善情形", "後續處理", "計12件", "已改成一次告知。"):
        assert said in text, said
    assert "建議事項參採情形" not in text


@pytest.mark.usefixtures("at_noon")
def test_recommendations_decided_are_figures(people: People, research: Client):
    row = begun(people)
    for _turn in range(4):
        added(people, row, SAID)
    handled(people, row, 1)
    refresh(at=NOON)
    assert "25.0%" in words(research.get("/desk/indicators/CK-03/?span=114-03"))
    assert Collection.objects.get(agency=AGENCY).number in words(research.get("/desk/indicators/CK-03/?span=114-03"))


@pytest.mark.usefixtures("at_noon")
def test_other_houses_read_nothing(people: People, signed_in: Callable[[str], Client]):
    row = begun(people)
    assert signed_in("outsider").get(f"{LIST}{row.number}/").status_code == 404
    assert signed_in("officer").get(f"{LIST}{row.number}/").status_code == 200
    assert signed_in("officer").get(f"{LIST}new/").status_code == 403
