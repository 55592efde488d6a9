"""Telephone tests at the desk: drawn by lot, noted, repeated, ranked by month, reported by heads, printed."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import key_of
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.checks.models import Check
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.factories.checks import GOOD_CALL, called
from tests.people import COUNTER, NOON, PASSWORD, RECORDS, People

pytestmark = pytest.mark.django_db
PAGE = "/desk/checks/telephone/"
NEW = f"{PAGE}new/?plan=beinan-telephone"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("research")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 5 March 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def test_of(**changes: str) -> dict[str, str]:
    """The form of a test as it is sent."""
    points = {code: str(score) for code, score in GOOD_CALL.items()}
    return {"on": "114/3/5", "unit": COUNTER, "line": "089-380000#21", "person": "許文雄", **points, **changes}


test_of.__test__ = False  # type: ignore[attr-defined]


def went(answer: Any) -> str:
    """Where a form led, as people read it."""
    return unquote(answer.url)


@pytest.mark.row("SYS-163", "RUL-56", "ENT-28", "B-1.7", "CM-71", "EP-17")
@pytest.mark.usefixtures("at_noon")
def test_a_bad_test_is_repeated_at_once(people: People, research: Client, signed_in: Callable[[str], Client]):
    page = research.get(PAGE).content.decode()
    drawn = re.findall(r"line=([^\"&]+)\"", page)
    assert 2 <= len(drawn) <= 4
    assert re.findall(r"line=([^\"&]+)\"", research.get(PAGE).content.decode()) == drawn
    short = research.post(NEW, test_of(manner="", person="不收"))
    assert (short.status_code, 'id="q-manner-error"' in short.content.decode()) == (422, True)
    assert "不收" in short.content.decode()
    assert went(research.post(NEW, test_of(manner="0", greeting="5"))) == f"{PAGE}?plan=beinan-telephone"
    row = Check.objects.get()
    assert (row.number, row.total, row.low, row.grade) == ("查114-0001", 55, True, "丙等")
    assert "查114-0001 · 114年3月5日(星期三) · 55 : 應立即複測" in words(research.get(PAGE)).replace("55:", "55 :")
    assert "待複測的電話" in words(research.get("/desk/"))
    wrong = research.post(NEW, test_of(retest="查114-0009"))
    assert (wrong.status_code, 'id="q-retest-error"' in wrong.content.decode()) == (422, True)
    research.post(NEW, test_of(retest="查114-0001"))
    assert Check.objects.get(number="查114-0002").retest_of == row
    assert "應立即複測" not in words(research.get(PAGE))
    officer = signed_in("officer")
    assert officer.get(NEW).status_code == 403
    own = "/desk/checks/查114-0001/"
    assert ("許文雄" in words(research.get(own)), "許文雄" in words(officer.get(own))) == (True, False)


@pytest.mark.row("RUL-25", "SYS-163", "EP-81", "OB-07", "REP-15")
@pytest.mark.usefixtures("at_noon")
def test_units_are_ranked_and_the_month_is_printed_beside_the_year_before(people: People, research: Client):
    for score, unit in ((95, COUNTER), (85, COUNTER), (75, RECORDS)):
        called(people, score, unit=unit)
    called(people, 60, unit=RECORDS, at=datetime(2024, 3, 6, 10, 0, tzinfo=TAIPEI))
    page = words(research.get(f"{PAGE}?month=114-03"))
    assert "1 綜合受理櫃檯 2 90.0 0" in page
    assert "2 戶籍資料組 1 75.0 1" in page
    assert "平均：85.0" in page
    paper = research.get(f"{PAGE}beinan-telephone/114-03/files/odt/")
    text = re.sub(r"<[^>]+>", " ", zipfile.ZipFile(io.BytesIO(paper.content)).read("content.xml").decode())
    for said in (
        "114年3月電話禮貌測試報告",
        "本月平均85.0分",
        "各單位成績評比",
        "各月平均分數與前一年比較",
        "戶籍資料組",
    ):
        assert said in text, said
    assert research.get(f"{PAGE}beinan-telephone/114-03/files/pdf/").content.startswith(b"%PDF")
    assert research.get(f"{PAGE}beinan-telephone/114-03/files/docx/").status_code == 200
    assert research.get(f"{PAGE}nothing/114-03/files/odt/").status_code == 404
    assert research.get(f"{PAGE}?month=114-Q1").status_code == 404


@pytest.mark.row("RUL-55", "RUL-57", "SYS-163")
@pytest.mark.usefixtures("at_noon")
def test_three_months_in_the_last_place_make_the_head_report(
    people: People, research: Client, signed_in: Callable[[str], Client]
):
    for month in (1, 2, 3):
        at = datetime(2025, month, 4, 10, 0, tzinfo=TAIPEI)
        called(people, 95, unit=COUNTER, at=at)
        if month > 1:
            called(people, 72, unit=RECORDS, at=at)
    assert "單位主管" not in words(research.get(f"{PAGE}?month=114-03"))
    called(people, 72, unit=RECORDS, at=datetime(2025, 1, 6, 10, 0, tzinfo=TAIPEI))
    page = research.get(f"{PAGE}?month=114-03")
    assert "114年1月、114年2月、114年3月連續評列最後1名" in words(page)
    assert "114年1月、114年2月、114年3月連續乙等" in words(page)
    address = re.search(r'/desk/improvements/new/\?tests=[^"]+', page.content.decode())
    assert address
    chief = signed_in("chief")
    form = words(chief.get(address[0]))
    assert "戶籍資料組：114年1月、114年2月、114年3月連續評列最後1名" in form
    work = {
        "cause": "代理時沒有人接。",
        "measure": "排定代接。",
        "owner": people.actor("elsewhere").key,
        "period": "20wd",
    }
    chief.post(address[0], work)
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref) == ("check", f"checks.rank:beinan-telephone:114-03:{RECORDS}")
    assert made.number in words(research.get(f"{PAGE}?month=114-03"))
    assert "電話禮貌測試" in words(chief.get(f"/desk/improvements/{made.number}/"))
    assert chief.get("/desk/improvements/new/?tests=checks.rank:beinan-telephone:114-03:/x/").status_code == 404


@pytest.mark.row("EP-56", "T-3.3", "OB-08")
@pytest.mark.usefixtures("at_noon")
def test_the_first_of_a_month_is_picked_out(people: People, research: Client):
    called(people, 95, person="林怡君")
    called(people, 91, person="吳志明", unit=RECORDS)
    called(people, 99, person="許文雄")
    called(people, 89, person="許文雄")
    assert "本月電話禮貌楷模: 林怡君 (綜合受理櫃檯, 95.0)" in words(research.get(PAGE))


@pytest.mark.row("IND-25", "IND-26", "SYS-164", "EF-14", "IN-11")
@pytest.mark.usefixtures("at_noon")
def test_means_of_own_tests_and_of_the_agency_above_are_figures(people: People, research: Client):
    for score in (90, 71, 60):
        called(people, score)
    called(people, 89, plan="beinan-above")
    refresh(at=NOON)
    for code, printed in (("RG-07", "73.7分"), ("RG-08", "89.0分"), ("IN-11", "75.0%")):
        assert printed in words(research.get(f"/desk/indicators/{code}/?span=114-03")), code


@pytest.mark.row("IND-25", "IND-26", "REP-15", "REP-16")
@pytest.mark.usefixtures("at_noon", "client")
def test_what_the_document_printed_of_both_years_stands_beside_the_mean(people: People):
    house, border = "301140000A", "/301140000A/border/"
    user = User.objects.create_user("yeh", password=PASSWORD, agency=house, display_name="葉雅玲")
    by = system("tests")
    grant_role(user=key_of(user), role=Role.CHIEF, path=f"/{house}/", valid_from=date(2020, 1, 1), by=by, at=NOON)
    chief = Client()
    chief.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    own = {**test_of(), "unit": border, "line": "7330301", "person": ""}
    assert went(chief.post(f"{PAGE}new/?plan=nia-telephone", own)) == f"{PAGE}?plan=nia-telephone"
    above = {"on": "114/3/5", "unit": border, "line": "7330301", "person": "", "total": "88"}
    chief.post(f"{PAGE}new/?plan=nia-telephone-above", above)
    refresh(at=NOON)
    for code, printed in (
        ("NI-14", ("平均分數 86.4 分", "平均分數 87.6 分", "100.0分")),
        ("NI-15", ("平均分數 88.0 分", "平均分數 89.8 分", "88.0分")),
    ):
        page = chief.get(f"/desk/indicators/{code}/?span=114")
        assert page.content.decode().count('class="chart"') >= 1
        for said in printed:
            assert said in words(page), (code, said)
