"""What a document printed of an indicator stands beside what the agency counts from its own cases, rooms and forms."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.test import Client

from bianmin.delivery.cases.vocab import Application, Particulars
from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.orgs.actions import write_unit
from bianmin.journeys.apply import apply
from bianmin.kernel.actor import Role, system
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.vocab.definitions import Indicators
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.delivery import CITIZEN
from tests.factories.house import PACKS
from tests.people import People

pytestmark = pytest.mark.usefixtures("client")
DOCUMENT = Path(__file__).parents[5] / "shared" / "seeds" / "001_22df173ce0768a1c.txt"
PACK = PACKS / "agencies" / "nia" / "indicators" / "indicators.yaml"
SAID = {"what": "settle", "spouse_name": "王大明", "married_on": "2020-05-20", "address_in_taiwan": "桃園市示範路7號"}
RECORD = {
    "came": "yes", "record": "問答紀錄", "finding": "fits", "reasons": "相符",
    "kept": ["purpose", "respect", "intimate", "remote", "supposed"],
}  # fmt: skip


@pytest.fixture
def officer(people: People) -> Client:
    """An officer of the immigration agency, signed in."""
    return entered(Role.OFFICER)


@pytest.fixture
def chief(people: People) -> Client:
    """The chief there, signed in."""
    return entered(Role.CHIEF)


def entered(role: Role) -> Client:
    client = Client()
    client.force_login(staff(role, name=role.value), backend="django.contrib.auth.backends.ModelBackend")
    return client


def case(turn: int) -> str:
    of = service(NIA, "mainland-settlement", now().date())
    sent = Application(
        service=of, channel="counter", answers=SAID, form_version=form(NIA, of.offer.form).version,
        applicant=Particulars(name="陳阿美", birth_on=date(1990, 3, 9), phone="089-381200"), pickup="counter",
        key=f"key-of-an-interview-{turn:06}",
    )  # fmt: skip
    return apply(application=sent, by=CITIZEN, at=now()).number


def interviewed(officer: Client, turn: int, days: int, room: str, *, came: bool = True) -> str:
    number = case(turn)
    place = f"/desk/cases/{number}/"
    day = now().date() + timedelta(days=days)
    assert officer.post(f"{place}plan-interview/", {"room": room, "start": f"{day} 14:30"}).status_code == 302
    said = RECORD if came else {"came": "no"}
    assert officer.post(f"{place}hold-interview/", said).status_code == 302
    return number


def shown(client: Client, code: str, span: str) -> str:
    return words(client.get(f"/desk/indicators/{code}/", {"span": span}))


def years_from_now(days: int) -> str:
    """A span that holds all days up to then."""
    return f"{now().date()}..{now().date() + timedelta(days=days)}"


@pytest.mark.row("RUL-13", "IND-74")
def test_the_wait_for_an_interview_is_counted_from_cases_beside_what_was_printed(
    officer: Client, chief: Client
) -> None:
    waited = {10: "taipei|第1面談室", 15: "north|第3面談室"}
    numbers = [interviewed(officer, days, days, room) for days, room in waited.items()]
    missed = interviewed(officer, 3, 3, "south|第4面談室", came=False)
    assert "從收件到面談平均12.5天" in words(officer.get("/desk/interviews/")).replace(" ", "")
    refresh(at=now())
    told = officer.get("/desk/indicators/NI-01/", {"span": years_from_now(30)})
    page = words(told)
    assert (told.context["value"].printed, told.context["value"].n, told.context["value"].d) == ("12.5天", 25, 2)
    for said in ("2 至 3 個月", "平均約 10 天至 14 天", "3~4 個月", "9~12 個月", "5 個月", "文件001 第257行", *numbers):
        assert said in page
    assert missed not in page
    assert "1個月 = 30天" in page
    assert ("澳洲", "270.0天", "360.0天") in told.context["printed_chart"].rows
    assert ("本機關 縮短後 (100年)", "10.0天", "14.0天") in told.context["printed_chart"].rows
    assert told.context["printed_chart"].rows[-1][1:] == ("12.5天", "12.5天")
    place = f"/desk/cases/{numbers[0]}/review-interview/"
    assert chief.post(place, {"stands": "no", "remark": "再問一次"}).status_code == 302
    refresh(at=now())
    assert "12.5天" in shown(officer, "NI-01", years_from_now(30))
    officer.post("/language/", {"language": "en", "next": "/desk/"})
    english = shown(officer, "NI-01", years_from_now(30))
    for said in (
        "Days waited for an interview",
        "Australia Peer",
        "before",
        "9~12 個月",
        "1 month = 30 days",
        "12.5 days",
    ):
        assert said in english


@pytest.mark.row("RUL-13", "RUL-18", "RUL-19", "RUL-72", "RUL-75", "RUL-78")
def test_the_report_prints_both_side_by_side(people: People) -> None:
    refresh(at=now())
    asked = {"outline": "nia-service-results", "span": "114", "unit": "", "preview": "1"}
    page = words(entered(Role.RESEARCH).post("/desk/reports/new/", asked))
    assert "單張登記表每人節省4.5秒" in page.replace(" ", "")
    for said in (
        "美國（文件001 第257行） - 3~4 個月",
        "本機關 縮短後（文件001 第257行） 100年 平均約 10 天至 14 天",
        "單張登記表每人節省的查驗秒數 4.5秒 本機關（文件001 第293行） 100年 約 4 至 5 秒",
        "116 式申請書表",
        "另 24 個工作組於 100 年 12 月 23 日正式開辦",
        "單張登記表每人節省的查驗秒數：n = 200。登錄簿裡標示（示範）的量測是示範，不是實績。",
        "面(訪)談處所數：標示（示範）的面談處所是示範，不是實際處所。",
    ):
        assert said in page


@pytest.mark.row("RUL-75")
def test_sites_and_rooms_are_counted_and_a_site_outside_the_range_is_pointed_out(officer: Client) -> None:
    page = words(officer.get("/desk/interviews/"))
    assert "示範丙縣專勤隊（示範） 大陸地區人民在臺灣地區居留/定居 1 2–6 太少" in page
    assert page.count("太少") == 1
    found = {code: officer.get(f"/desk/indicators/{code}/").context for code in ("NI-06", "NI-07", "NI-08")}
    assert [one["value"].printed for one in found.values()] == ["4處", "2.5間", "1處"]
    assert found["NI-08"]["parts"][0]["part"].rows == ("east",)
    assert "taipei/第2面談室" in found["NI-07"]["parts"][0]["part"].rows
    sites = shown(officer, "NI-06", str(now().year - 1911))
    for said in ("原有 8 處", "31 處", "文件001 第256行", "標示（示範）的面談處所是示範"):
        assert said in sites


@pytest.mark.row("RUL-72", "RUL-78")
def test_forms_samples_and_work_groups_are_counted_beside_what_was_printed(officer: Client) -> None:
    library = Client().get("/api/v1/agencies/nia/forms").json()
    counted = {code: officer.get(f"/desk/indicators/{code}/").context["value"] for code in ("NI-09", "NI-10", "NI-11")}
    assert counted["NI-09"].n == library["forms"]
    assert counted["NI-10"].n == library["samples"]
    assert counted["NI-11"].n == len(library["classes"]) == 12
    assert "116 式申請書表" in shown(officer, "NI-09", "115")
    assert "35 式填寫範例" in shown(officer, "NI-10", "115")
    groups = officer.get("/desk/indicators/NI-13/")
    assert groups.context["value"].printed == "4組"
    assert "另 24 個工作組於 100 年 12 月 23 日正式開辦" in words(groups)
    assert "駐洛杉磯移民工作組" in groups.context["parts"][0]["part"].rows
    by = system("tests")
    write_unit(
        agency=NIA, code="paris", under="overseas", name="駐巴黎移民工作組（示範）", kind="unit",
        valid_from=date(2020, 1, 1), by=by, at=now(),
    )  # fmt: skip
    assert officer.get("/desk/indicators/NI-13/").context["value"].printed == "5組"
    assert officer.get("/desk/indicators/NI-13/?span=100").context["value"].printed == "4組"


@pytest.mark.row("RUL-18", "RUL-19")
def test_what_is_measured_is_entered_in_a_register_and_counted_until_it_is_closed(officer: Client) -> None:
    refresh(at=now())
    timing = {
        "day": "114/6/3", "place": "示範機場", "persons": "50", "before": "2000", "after": "1700", "key": "a-timing-1",
    }  # fmt: skip
    assert shown(officer, "NI-05", "114").count("4.5秒") >= 1
    assert officer.post("/desk/registers/arrival-timings/new/", timing).status_code == 302
    refresh(at=now())
    told = officer.get("/desk/indicators/NI-05/?span=114").context["value"]
    assert (told.n, told.d, told.printed) == (1200, 250, "4.8秒")
    page = words(officer.get("/desk/registers/arrival-timings/"))
    number = next(word for word in page.split() if word.startswith(f"{now().year - 1911}-"))
    assert officer.post(f"/desk/registers/arrival-timings/{number}/", {"reason": "秒數登錯"}).status_code == 302
    refresh(at=now())
    told = officer.get("/desk/indicators/NI-05/?span=114")
    assert (told.context["value"].n, told.context["value"].d) == (900, 200)
    assert "約 4 至 5 秒" in words(told)
    mission = officer.get("/desk/indicators/NI-02/?span=114")
    assert (mission.context["value"].n, mission.context["value"].d) == (185, 2)
    assert ("本機關 (100年)", "60分鐘", "120分鐘") in mission.context["printed_chart"].rows
    assert "1小時 = 60分鐘" in words(mission)


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the documents do not lie beside the project")
def test_every_printed_text_stands_on_its_line_to_the_letter() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").split("\n")
    pack = Indicators.model_validate(yaml.safe_load(PACK.read_text(encoding="utf-8")))
    told = [one for indicator in pack.indicators for one in indicator.printed]
    assert len(told) == 20
    assert [one.text for one in told if one.text not in lines[int(one.source[7:-1]) - 1]] == []


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ({"low": "3", "high": "2"}, "從 low 到 high"),
        ({"high": "2"}, "從 low 到 high"),
        ({"low": "2", "each": 30}, "請在 unit 寫明"),
    ],
)
def test_what_is_printed_wrongly_is_refused(printed: dict[str, object], sentence: str) -> None:
    said = yaml.safe_load(PACK.read_text(encoding="utf-8"))
    said["indicators"] = [said["indicators"][0] | {"printed": [{"text": "x", "source": "文件001 第1行", **printed}]}]
    with pytest.raises(ValueError, match=sentence):
        Indicators.model_validate(said)
