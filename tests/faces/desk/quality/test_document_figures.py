"""The figures of the application of 2012: each counted from what officers enter and cases leave, read on its page."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.cases.vocab import Application, Particulars
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.publishing.actions import checking
from bianmin.delivery.publishing.vocab import Verdict
from bianmin.delivery.ratings.actions import rate
from bianmin.delivery.ratings.vocab import Given
from bianmin.faces.ui.now import now, today
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.apply import apply
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.goals import set_target
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.vocab.definitions import TargetShape
from bianmin.quality.registers.models import Entry
from bianmin.quality.surveys.models import Survey
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.delivery import CITIZEN
from tests.people import People

pytestmark = pytest.mark.usefixtures("people", "client")
Enter = Callable[[Role], Client]
YEAR = today().year - 1911
DAY = str(today())
SITE = system("site")


@pytest.fixture
def at_desk(people: People) -> Enter:
    """People of the immigration agency, signed in."""

    def enter(role: Role) -> Client:
        client = Client()
        client.force_login(staff(role, name=role.value), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


def note(client: Client, code: str, **typed: str) -> str:
    """An entry made on the page of its register."""
    said = {"day": DAY, "key": f"a-key-of-entry-{Entry.objects.count()}", **typed}
    answer = client.post(f"/desk/registers/{code}/new/", said)
    assert answer.status_code == 302, words(answer)
    return Entry.objects.filter(register=code).latest("id").number


def shown(client: Client, code: str, span: str = str(YEAR), **asked: str) -> object:
    """The page of an indicator."""
    answer = client.get(f"/desk/indicators/{code}/", {"span": span, **asked})
    assert answer.status_code == 200, code
    return answer


def figure(client: Client, code: str, span: str = str(YEAR)) -> str:
    return shown(client, code, span).context["value"].printed


def parts(client: Client, code: str, span: str = str(YEAR), **asked: str) -> dict[str, str]:
    """The parts of an indicator that are there, as printed."""
    found = shown(client, code, span, **asked).context["by_part"]
    return {one.name: one.now.printed for one in found if one.now.n}


CALL = {
    "language": "mandarin", "topic": "residence", "line": "hotline", "question": "居留證怎麼延期？", "answer": "到服務站",
    "result": "answered", "interpreted": "no", "minutes": "6",
}  # fmt: skip


@pytest.mark.row("IND-30", "IND-44", "IND-45", "IN-104")
def test_calls_are_counted_by_line_topic_and_language_beside_the_standard(at_desk: Enter) -> None:
    officer = at_desk(Role.OFFICER)
    for changed in (
        {}, {"topic": "life", "language": "english", "minutes": "3"}, {"topic": "life", "result": "transferred"},
        {"line": "spouse", "language": "vietnamese", "topic": "complaint"},
    ):  # fmt: skip
        note(officer, "calls", **{**CALL, **changed})
    refresh(at=now())
    assert parts(officer, "IND-44") == {"居留": "1件", "生活資訊": "2件"}
    assert parts(officer, "NI-16") == {"國語": "2件", "英語": "1件"}
    assert [figure(officer, code) for code in ("IND-44", "IND-45", "IND-30")] == ["3件", "1件", "66.7%"]
    assert [figure(officer, code) for code in ("IN-104", "RG-44")] == ["5.3分鐘", "25.0%"]
    asked = TargetShape(indicator="IND-30", span=str(YEAR), op="ge", value="80", source="文件001 第1997行")
    set_target(agency=NIA, target=asked, by=system("tests"), at=now())
    line = shown(officer, "IND-30").context["line"]
    assert (line["target"], line["missed"]) == ("≥80%", True)
    told = words(shown(officer, "IND-44"))
    for said in ("5 萬 2,500 件", "1 萬 8,384 件", "文件001 第2014行"):
        assert said in told


@pytest.mark.row(
    "IND-31", "IND-41", "IND-46", "IND-54", "IND-56", "IND-57", "IND-60", "IND-61", "IND-62", "IND-63", "IND-64",
    "IND-66", "IND-71", "REP-59", "REP-60", "REP-61", "REP-71",
)  # fmt: skip
def test_what_officers_note_is_counted_by_kind_and_year_by_year(at_desk: Enter) -> None:
    officer = at_desk(Role.OFFICER)
    for kind, sessions, persons, hours in (("on_campus", 2, 90, ""), ("booked", 1, 30, ""), ("interns", 3, 4, "160")):
        note(
            officer,
            "alliances",
            kind=kind,
            partner="示範大學",
            sessions=str(sessions),
            persons=str(persons),
            hours=hours,
        )
    for kind, persons in (("resident", 120), ("mainland", 3000), ("short", 1000)):
        note(officer, "border-lanes", kind=kind, port="示範機場", persons=str(persons), evidence="日報表")
    for kind in ("help", "answer", "answer"):
        note(officer, "emergency-desk", kind=kind, matter="旅客受傷", done="聯繫醫院")
    note(officer, "site-visits", kind="living", visits="5000", updates_zh="8", updates_en="6")
    note(officer, "service-windows", window="愛心櫃檯", station="示範服務站", kind="part", lacking="居留")
    note(officer, "trafficking", kind="labour", cases="5", origin="各司法警察機關")
    note(officer, "tip-tiers", tier="1", watch="no", report="示範報告")
    camp = {"title": "體驗營", "place": "示範縣", "sites": "1", "foreign": "2", "children": "30", "others": "8"}
    note(officer, "contests", kind="camp", languages="vi", **camp)
    refresh(at=now())
    printed = {
        "IND-56": "124人次", "NI-18": "6場", "IND-57": "160小時", "IND-41": "120人次", "IND-71": "3,000人次",
        "IND-46": "3件", "IND-54": "5,000人次", "NI-17": "14筆", "IND-31": "66.7%", "IND-60": "5件", "IND-63": "1級",
        "IND-66": "40人",
    }  # fmt: skip
    assert {code: figure(officer, code) for code in printed} == printed
    assert figure(officer, "NI-20", f"{today()}..{today() + timedelta(days=1)}") == "2,000人次"
    assert parts(officer, "IND-46") == {"急難救助：緊急入境、照護通報": "1件", "電話答詢": "2件"}
    summed = words(officer.get("/desk/registers/alliances/"))
    for said in ("外籍生／僑生收件：到校收件", "實習／志工：大專院校、高中", "場次", "人次", "實習時數"):
        assert said in summed
    for code, head, first, last in (
        ("IND-60", ("人口販運查緝件數", "查緝：勞力剝削", "查緝：性剝削", "增減"), ("88件", "46件", "42件", "-"),
         ("126件", "73件", "53件", "+3件")),
        ("IND-61", ("人口販運起訴件數", "增減"), ("118件", "-"), ("151件", "+36件")),
        ("NI-19", ("人口販運起訴人數", "增減"), ("335人", "-"), ("437人", "-4人")),
        ("IND-62", ("新收安置的人口販運被害人數", "增減"), ("329人", "-"), ("319人", "-5人")),
    ):  # fmt: skip
        by_year = shown(officer, code, "100").context["by_year"]
        assert (by_year.head, by_year.rows[0].cells, by_year.rows[-1].cells) == (head, first, last), code
        assert [one.label for one in by_year.rows] == ["98年", "99年", "100年"]
    tiers = shown(officer, "IND-63", "100")
    assert [one.cells[0] for one in tiers.context["by_year"].rows] == ["1級", "1級"]
    assert tiers.context["by_year"].chart.rows[-1] == ("100年", "1級")
    typed = {"measure": "residents.served", "unit": f"/{NIA}/", "span": str(YEAR), "n": "850", "evidence": "統計表"}
    assert at_desk(Role.RESEARCH).post("/desk/counts/new/", typed).status_code == 302
    assert figure(officer, "IND-64") == "850人"


@pytest.mark.row("IND-68", "IND-43", "IND-67", "IND-65", "IND-28")
def test_sites_gates_vouchers_and_pages(at_desk: Enter) -> None:
    officer, research, chief = at_desk(Role.OFFICER), at_desk(Role.RESEARCH), at_desk(Role.CHIEF)
    refresh(at=now())
    assert figure(officer, "IND-68") == "94%"
    month = f"{today() - timedelta(days=13)}..{today()}"
    before = shown(officer, "IND-65", month).context["value"].n
    note(officer, "number-adoption", site="示範購物網站51", standing="accepts")
    note(officer, "gate-enrolments", application="NIA-示範", taken="face", signed="yes", place="示範機場")
    for measure, n in (("vouchers.taken", "3"), ("vouchers.entitled", "4")):
        typed = {"measure": measure, "unit": f"/{NIA}/", "span": str(YEAR), "n": n, "evidence": "發放統計"}
        assert research.post("/desk/counts/new/", typed).status_code == 302
    code = "figures-of-the-site"
    said = {
        "code": code,
        "kind": "news",
        "title": "新消息",
        "body": "請看[說明](https://example.tw/a)。",
        "unit": f"/{NIA}/",
    }
    assert officer.post("/desk/site/new/", said).status_code == 302
    assert officer.post(f"/desk/site/articles/{code}/ask/").status_code == 302
    assert chief.post(f"/desk/site/articles/{code}/publish/").status_code == 302
    checking.test_links(
        agency=NIA,
        ask=lambda at: (Verdict.BROKEN, "404") if at.endswith("/a") else (Verdict.GOOD, ""),
        by=SITE,
        at=now(),
    )
    refresh(at=now())
    assert shown(officer, "IND-68").context["value"].n == 48
    assert [figure(officer, code) for code in ("IND-67", "IND-43")] == ["75.00%", "1人"]
    updated = shown(officer, "IND-65", month)
    assert (updated.context["value"].n, updated.context["value"].d) == (before + 1, 14)
    assert updated.context["value"].value == Fraction(before + 1, 2)
    assert "50 至 60 筆" in words(updated)
    links = shown(officer, "IND-28").context["value"]
    assert links.d - links.n == 1
    assert "正確率達 100%" in words(shown(officer, "IND-28"))


PRACTICE = {"title": "延長服務", "goal": "等候縮短", "done": "加開窗口", "evidence": "公告"}


@pytest.mark.row("IN-12", "IN-30", "IN-31", "IN-85", "IN-102")
def test_practices_savings_and_staff_are_counted(at_desk: Enter) -> None:
    officer, research = at_desk(Role.OFFICER), at_desk(Role.RESEARCH)
    adverse = {"adverse": "人力不足", "target": "10", "reached": "12", "before": "5", "measured": "件"}
    for kind, result in (("courtesy", "going"), ("growth", "reached"), ("growth", "not"), ("superior", "reached")):
        note(officer, "practices", kind=kind, result=result, **PRACTICE, **adverse)
    cost = {f"{when}_{what}": "1" for when in ("before", "after") for what in ("persons", "sheets", "cost", "errors")}
    for cases, before, after in (("100", "20", "13"), ("300", "10", "4")):
        minutes = {"before_minutes": before, "after_minutes": after}
        note(officer, "savings", title="國籍案件", kind="lookup", cases=cases, evidence="量測", **cost, **minutes)
    typed = {"measure": "staff.front_line", "unit": f"/{NIA}/", "span": str(YEAR), "n": "90", "evidence": "人事名冊"}
    assert research.post("/desk/counts/new/", typed).status_code == 302
    refresh(at=now())
    printed = {"IN-12": "1項", "IN-30": "50.0%", "IN-31": "100.0%", "IN-85": "6.3分鐘", "IN-102": "90位"}
    assert {code: figure(officer, code) for code in printed} == printed
    page = words(officer.get(f"/desk/registers/practices/{Entry.objects.filter(register='practices').first().number}/"))
    for said in ("人力不足", "加開窗口", "等候縮短"):
        assert said in page


def case(code: str, turn: int, channel: str = "online") -> str:
    of = service(NIA, code, now().date())
    sent = Application(
        service=of, channel=channel, answers={}, form_version=form(NIA, of.offer.form).version,
        applicant=Particulars(name="陳阿美", birth_on=date(1990, 3, 9), phone="089-381200"),
        pickup=of.offer.pickup[0].code, key=f"key-of-figures-{code}-{turn:04}",
    )  # fmt: skip
    return apply(application=sent, by=CITIZEN, at=now()).number


ONLINE = ("hk-macau-entry", "conscript-student", "conscript-overseas", "conscript-abroad", "unified-number")


def permit(officer: Client, number: str, kind: str) -> str:
    """Issued on the page of its case."""
    answer = officer.post(f"/desk/permits/for/{number}/", {"kind": kind, "way": "self"})
    assert answer.status_code == 302, words(answer)
    return Permit.objects.latest("pk").number


def grant(officer: Client, chief: Client, number: str) -> None:
    place, said = f"/desk/cases/{number}/", {"outcome": "granted", "reasons": "資料齊全"}
    officer.post(f"{place}take/", {})
    if officer.post(f"{place}recommend/", said).status_code == 302:
        assert chief.post(f"{place}decide/", said).status_code == 302
    else:
        assert officer.post(f"{place}decide/", said).status_code == 302


@pytest.mark.row(
    "IND-32", "IND-33", "IND-34", "IND-35", "IND-36", "IND-37", "IND-42", "IND-69", "IND-75", "REP-47", "REP-49",
)  # fmt: skip
def test_cases_and_permits_are_counted_by_item_and_channel(at_desk: Enter) -> None:
    officer, chief = at_desk(Role.OFFICER), at_desk(Role.CHIEF)
    numbers = {code: case(code, 1) for code in (*ONLINE, "group-travel", "independent-travel", "five-countries")}
    case("hk-macau-entry", 2)
    case("passport-lost", 1, "counter")
    numbers["overseas-mainland"], _waits = case("overseas-mainland", 1), case("overseas-mainland", 2)
    for code in ("overseas-mainland", "hk-macau-entry", "independent-travel", "five-countries"):
        grant(officer, chief, numbers[code])
    for code in ("hk-macau-entry", "independent-travel"):
        used = permit(officer, numbers[code], code)
        assert officer.post(f"/desk/permits/{used}/use/", {"purpose": "入境"}).status_code == 302
    permit(officer, numbers["five-countries"], "five-countries-certificate")
    priest = {
        "name": "羅安德",
        "id_number": "A800000014",
        "birth_on": "1940-01-01",
        "years": "30",
        "language": "zh-hant",
    }
    issued = officer.post("/desk/permits/issue/mackay/", {**priest, "way": "counter", "key": "a-key-of-the-form"})
    assert issued.status_code == 302
    refresh(at=now())
    items = parts(officer, "IND-32")
    assert items.pop("港澳居民網路申請入臺證") == "2件"
    assert set(items.values()) == {"1件"}
    printed = {
        "IND-32": "6件", "IND-33": "1人次", "IND-34": "1人次", "IND-35": "100.0%", "IND-36": "1件", "IND-37": "50.0%",
        "IND-42": "1件", "IND-69": "1人",
    }  # fmt: skip
    assert {code: figure(officer, code) for code in printed} == printed
    assert [one.name for one in shown(officer, "IND-75").context["by_part"] if one.now.d] == ["線上"]
    drawn = shown(officer, "IND-32").context["part_chart"]
    assert ("港澳居民網路申請入臺證", "0件", "2件") in drawn.rows
    told = words(shown(officer, "IND-32"))
    for said in ("654,244", "29,578", "文件001 第1522行", "623減468應為155"):
        assert said in told


@pytest.mark.row("IND-17", "IND-18", "IND-19", "IND-20", "REP-28")
def test_five_lamps_are_told_apart_and_two_periods_compared(at_desk: Enter) -> None:
    officer = at_desk(Role.OFFICER)
    pressed = {4: (5, 5), 5: (5, 4, 3, 5), 6: (5, 5, 4), 7: (5, 5, 4, 2, 1)}
    for month, levels in pressed.items():
        for turn, level in enumerate(levels):
            given = Given(
                NIA, f"/{NIA}/", "residence-extension", f"cases.case:{month}{turn}", f"N-{month}{turn}", "counter"
            )
            rate(given=given, level=level, by=CITIZEN, at=datetime(2025, month, 9, 12, tzinfo=TAIPEI), reason="")
    refresh(at=now())
    assert figure(officer, "IND-20", "114-07") == "66.7%"
    assert [figure(officer, code, "114-07") for code in ("IND-18", "IND-19")] == ["60.00%", "2人"]
    page = shown(officer, "IND-17", "114-07", beside="2025-04-01..2025-06-30")
    rows = [
        (one.name, one.before.n, one.share_before, one.now.n, one.share, one.points) for one in page.context["by_part"]
    ]
    assert rows == [
        ("很滿意", 6, "66.67%", 2, "40.00%", "-26.67個百分點"), ("滿意", 2, "22.22%", 1, "20.00%", "-2.22個百分點"),
        ("普通", 1, "11.11%", 0, "0.00%", "-11.11個百分點"), ("不滿意", 0, "0.00%", 1, "20.00%", "+20.00個百分點"),
        ("很不滿意", 0, "0.00%", 1, "20.00%", "+20.00個百分點"),
    ]  # fmt: skip
    told = words(page)
    for said in ("24,756", "五項相加是 24,745", "114年4月1日至114年6月30日", "占比增減"):
        assert said in told


def survey(research: Client, questionnaire: str, opens: date, rows: list[str]) -> str:
    """Designed, begun, its answers brought as a table, and closed, on its pages."""
    designed = {
        "title": f"{opens.year - 1911}年調查", "questionnaire": questionnaire, "way": "phone", "opens_on": str(opens),
        "closes_on": str(opens + timedelta(days=30)), "purpose": "了解滿意度。", "population": "年滿20歲的人",
        "population_size": "", "sampling": "電話隨機抽樣。", "drawn": "yes",
    }  # fmt: skip
    assert research.post("/desk/surveys/new/", designed).status_code == 302
    number = Survey.objects.latest("pk").number
    place = f"/desk/surveys/{number}/"
    research.post(f"{place}begin/")
    head = research.get(f"{place}empty.csv").content.decode("utf-8-sig").strip()
    table = SimpleUploadedFile("answers.csv", "\n".join([head, *rows]).encode())
    brought = research.post(f"{place}bring/", {"table": table})
    assert brought.status_code == 302, words(brought)
    assert research.post(f"{place}close/", {"contacted": "40"}).status_code == 302
    return place


@pytest.mark.row(
    "IND-01", "IND-02", "IND-03", "IND-04", "IND-05", "IND-06", "IND-07", "IND-08", "REP-11", "REP-18", "REP-21",
)  # fmt: skip
def test_the_telephone_survey_gives_three_tables_and_eight_shares(at_desk: Enter) -> None:
    research = at_desk(Role.RESEARCH)
    place = survey(research, "nia-telephone", today(), ["4,3,4,4,3,4,4,4", "3,2,3,1,3,dk,4,3", "1,3,2,3,4,2,3,2"])
    refresh(at=now())
    printed = [figure(research, f"IND-{code:02}") for code in range(1, 9)]
    assert printed == ["66.67%", "66.67%", "66.67%", "66.67%", "100.00%", "50.00%", "100.00%", "66.67%"]
    tables = research.get(place).context["tables"]
    assert [(one.part, len(one.rows)) for one in tables] == [
        ("整體洽公環境", 2),
        ("服務禮儀", 2),
        ("回應問題正確率", 4),
    ]
    assert list(map(str, tables[0].head)) == [
        "非常滿意",
        "還算滿意",
        "滿意計",
        "不太滿意",
        "非常不滿意",
        "不滿意計",
        "不知道／拒答",
    ]
    assert [share for _words, share in tables[2].rows[1].printed] == [
        "50.00", "0.00", "50.00", "50.00", "0.00", "50.00", "33.33",
    ]  # fmt: skip
    assert "±56.58" in words(research.get(place)).replace(" ", "")
    page = words(shown(research, "IND-03"))
    for said in ("35.66 50.36 86.02", "13.98", "疑為誤植", "文件001 第642行"):
        assert said in page
    for kind in ("pdf", "odt"):
        assert research.get(f"{place}files/{kind}/").status_code == 200


@pytest.mark.row("IND-10", "IND-11", "IND-12", "IND-13", "IND-14", "IND-15", "IND-16", "REP-27", "IND-24", "IN-73")
def test_the_survey_of_the_ministry_is_compared_with_the_year_before(at_desk: Enter) -> None:
    research = at_desk(Role.RESEARCH)
    year = timedelta(days=366)
    survey(research, "ministry-survey", today() - year, ["4,3,2,dk,1", "1,3,3,3,dk"])
    place = survey(research, "ministry-survey", today(), ["4,3,3,3,4", "1,3,3,dk,3", "3,2,1,2,2", "dk,3,3,3,3"])
    before = [
        ("3,3,3,3,2", "3,3,3,3,4", "3,3,3,3,1", "3,3,3,3,2"),
        ("3,3,3,3,4", "3,3,3,3,4", "3,3,3,3,4", "3,3,3,3,1"),
    ]
    for opens, rows in ((today() - year, before[0]), (today(), before[1])):
        survey(research, "satisfaction", opens, [f"{row},counter," for row in rows])
    survey(research, "nia-hotline", today(), ["5,4,3", "2,dk,4"])
    refresh(at=now())
    table = research.get(place).context["tables"][0]
    rows = [
        (one.question.text, one.before, one.good, one.change, one.bad_before, one.bad, one.bad_change)
        for one in table.rows
    ]
    assert rows[0] == ("入出國及移民類", "50.0", "65.0", "+15.0", "30.0", "25.0", "-5.0")
    assert rows[1][1:] == ("50.0", "50.0", "0.0", "50.0", "25.0", "-25.0")
    assert rows[2][1:] == ("100.0", "75.0", "-25.0", "0.0", "25.0", "+25.0")
    told = words(research.get(place))
    for said in ("入出國及移民類", "+15.0", "不知道或沒有意見的人", "±49.00"):
        assert said.replace(" ", "") in told.replace(" ", ""), said
    for code, said in (("IND-11", "65.9%"), ("IND-12", "62.8%"), ("IND-16", "69.2%")):
        assert said in words(shown(research, code))
    printed = {
        "IND-11": "65.0%", "IND-12": "50.0%", "IND-13": "75.0%", "IND-14": "75.0%", "IND-15": "50.0%", "IND-16": "75.0%",
        "IND-24": "60.0%", "IN-73": "200.0%",
    }  # fmt: skip
    assert {code: figure(research, code) for code in printed} == printed
    assert shown(research, "IND-11").context["value"].change == "+15.0個百分點"
