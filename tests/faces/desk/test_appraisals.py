"""Appraisals at the desk: due by half-year, answers drawn and judged, points to improve, the paper, approved."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.opinions.models import Opinion
from bianmin.faces.ui.now import today
from bianmin.quality.appraisals.models import Appraisal
from bianmin.quality.appraisals.queries.appraisals import last_half
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.factories.appraisals import AUTUMN, GOOD, HALF, answered, begun, judged, rated
from tests.people import NOON, People

pytestmark = pytest.mark.django_db
LIST = "/desk/appraisals/"
OWN = f"{LIST}113-H2-director/"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: how mailboxes are appraised is among them."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("research")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 5 March 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.mark.row("RUL-30", "SYS-103")
@pytest.mark.usefixtures("at_noon")
def test_a_mailbox_is_appraised_from_being_due_to_its_paper(
    people: People, research: Client, signed_in: Callable[[str], Client]
):
    first, second = answered(people), answered(people, after=2, title="想問停車")
    rated(first, 5)
    rated(second, 1, "beside", after=4)
    listed = words(research.get(LIST))
    assert "主任信箱 113年下半年 逾期：應於 114年2月3日(星期一) 前完成評核" in listed
    assert "1 待評核的信箱" in words(research.get("/desk/"))
    begun_at = research.post(f"{LIST}new/", {"mailbox": "director", "half": "113-H2"}).url
    assert begun_at == OWN
    answer = words(research.get(f"{OWN}answers/1/"))
    assert "櫃檯排隊太久" in answer
    assert "謝謝您的建議。" in answer
    assert "陳阿美" not in answer
    wrong = research.post(f"{OWN}answers/1/", {**GOOD, "tone": "26", "remark": "先回答"})
    assert (wrong.status_code, 'id="q-tone-error"' in wrong.content.decode()) == (422, True)
    assert "先回答" in wrong.content.decode()
    next_one = research.post(f"{OWN}answers/1/", {**GOOD, "tone": "15", "points": ["formula", "no-next"]}).url
    assert next_one == f"{OWN}answers/2/"
    assert research.post(next_one, {**GOOD, "points": ["formula"], "remark": "一題一答。"}).url == OWN
    research.post(f"{OWN}conclude/", {"conclusion": "四月辦答復寫作課，研考負責。"})
    assert research.get(f"{OWN}approve/").url == OWN
    chief = signed_in("chief")
    assert chief.post(f"{OWN}approve/").url == OWN
    page = words(signed_in("officer").get(OWN))
    for said in (
        "收件數 2件", "平均答復日數 1.50日", "答復日數中位數 1.5日", "期限內處理比率 100.0%", "滿意比率 50.0%",
        "未針對來信內容答覆 1 100.0%", "平均 95.0 分", "套用制式文字", "2 / 2", "一題一答。", "四月辦答復寫作課",
        "114年3月5日(星期三) · 陳美惠",
    ):  # fmt: skip
        assert said in page, said
    assert "櫃檯排隊太久" not in page
    assert words(research.get(LIST)).count("逾期") == 0
    paper = chief.get(f"{OWN}files/odt/")
    inside = zipfile.ZipFile(io.BytesIO(paper.content)).read("content.xml").decode()
    text = re.sub(r"<[^>]+>", " ", inside)
    for said in ("共通應改進事項表", "套用制式文字", "2／2", "不滿意的理由", "未針對來信內容答覆", "114年3月5日核定"):
        assert said in text
    assert chief.get(f"{OWN}files/pdf/").content.startswith(b"%PDF")
    assert chief.get(f"{OWN}files/docx/").status_code == 404


@pytest.mark.usefixtures("at_noon")
def test_what_was_found_becomes_an_improvement(people: People, signed_in: Callable[[str], Client]):
    answered(people)
    row, chief = begun(people), signed_in("chief")
    assert "主任信箱 113年下半年" in words(chief.get(f"/desk/improvements/new/?appraisal={row.number}"))
    work = {"cause": "制式文字太多", "measure": "改寫範例", "owner": people.actor("officer").key, "period": "20wd"}
    chief.post(f"/desk/improvements/new/?appraisal={row.number}", work)
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref) == ("finding", row.subject)


@pytest.mark.usefixtures("at_noon")
def test_an_unknown_half_and_one_begun_before_are_refused_at_their_boxes(people: People, research: Client):
    page = research.post(f"{LIST}new/", {"mailbox": "director", "half": "150-H1"})
    assert (page.status_code, 'id="q-half-error"' in page.content.decode()) == (422, True)
    research.post(f"{LIST}new/", {"mailbox": "director", "half": "113-H2"})
    again = research.post(f"{LIST}new/", {"mailbox": "director", "half": "113-H2"})
    assert (again.status_code, 'id="q-mailbox-error"' in again.content.decode()) == (422, True)
    assert Appraisal.objects.count() == 1


def test_the_answers_open_for_nobody_who_does_not_judge(people: People, signed_in: Callable[[str], Client]):
    answered(people)
    begun(people)
    for name in ("officer", "auditor", "admin", "supervisor"):
        assert signed_in(name).get(f"{OWN}answers/1/").status_code == 403
        assert signed_in(name).post(f"{OWN}conclude/", {"conclusion": "x"}).status_code == 403
    assert signed_in("outsider").get(OWN).status_code == 404


def test_an_opinion_that_was_destroyed_leaves_its_judgement(people: People, research: Client):
    answered(people)
    row = begun(people)
    judged(row, 1, people, "formula")
    Opinion.objects.all().delete()
    assert "已屆保存期限銷毀" in words(research.get(f"{OWN}answers/1/"))
    assert "套用制式文字" in words(research.get(OWN))


@pytest.mark.row("IND-22")
def test_reasons_of_dissatisfaction_have_names_and_shares(people: People, signed_in: Callable[[str], Client]):
    for turn, because in enumerate(("slow", "slow", "beside")):
        rated(answered(people, at=AUTUMN.replace(day=2 + turn)), 1, because)
    refresh(at=NOON)
    chief = signed_in("chief")
    parts = chief.get("/desk/indicators/IND-22/?span=113").context["by_part"]
    assert [(one.name, one.now.printed, one.share) for one in parts] == [
        ("處理時間太慢", "2件", "66.67%"), ("未針對來信內容答覆", "1件", "33.33%"),
    ]  # fmt: skip
    page = words(chief.get("/desk/indicators/IND-22/?span=113"))
    assert "處理時間太慢" in page
    assert "66.67%" in page


def test_the_half_year_offered_first_is_the_last_that_is_over(research: Client):
    page = research.get(f"{LIST}new/").content.decode()
    assert f'<option value="{last_half(today()).text}" selected>' in page
    assert last_half(today()) >= HALF
