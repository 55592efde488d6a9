"""Registers that every agency has: by duty, who enters sees the own entries and what came of them, and all is counted."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Duty, Holding, User
from bianmin.foundation.notices.models import Message
from bianmin.kernel.actor import Role
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.registers.models import Entry
from tests.factories.house import load_house
from tests.people import PASSWORD, START

pytestmark = pytest.mark.usefixtures("client")
NIA = "301140000A"
DUTIES = {
    "chang": "colleague", "lin": "group-member", "wu": "front-line", "ama": "volunteer", "prof": "expert-attendee",
    "helper": "helper", "unit": "supervising-unit", "calls": "call-centre-outsourced", "lee": "information-manager", "firm": "contractor",
}  # fmt: skip
PROPOSED = {
    "people": "張小姐，資訊室",
    "problem": "上班時間不能來",
    "idea": "晚上開一個窗口",
    "benefit": "多服務上班的人",
}
OUTSIDE = ("contractor", "volunteer", "expert-attendee", "call-centre-outsourced")
REGISTERS = "/desk/registers/"
SUGGESTED = {"kind": "service", "title": "取號機放大字", "now": "長者看不清楚", "better": "改用兩倍字級"}


@pytest.fixture
def people(db: None) -> dict[str, Client]:
    """The immigration agency with people who hold duties of its documents, an officer and the research officer."""
    load_house("agencies/nia", "forms", "translations", "registers", "duties", "indicators", "notices")
    return {name: entered(name, duty=duty) for name, duty in DUTIES.items()} | {
        "tseng": entered("tseng", role=Role.OFFICER), "yen": entered("yen", role=Role.RESEARCH),
        "audit": entered("audit", role=Role.AUDITOR),
    }  # fmt: skip


def entered(name: str, *, duty: str = "", role: Role | None = None) -> Client:
    """Somebody who holds one duty for the whole agency, signed in."""
    held = Duty.objects.get(code=duty, current=True, agency__in=("", NIA)) if duty else None
    user = User.objects.create_user(name, password=PASSWORD, agency=NIA, display_name=name, outside=duty in OUTSIDE)
    what = {"role": role.value} if role else {"duty": held}
    Holding.objects.create(user=user, agency=NIA, path=f"/{NIA}/", valid_from=START, **what)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer: object) -> str:
    return answer.content.decode()


def enter(client: Client, code: str, **typed: str) -> str:
    """Make an entry; its number."""
    answer = client.post(f"{REGISTERS}{code}/new/", {"key": f"a-key-of-entry-{Entry.objects.count()}", **typed})
    assert answer.status_code == 302, said(answer)
    return Entry.objects.filter(register=code).latest("id").number


def figure(client: Client, code: str) -> str:
    """An indicator of this year as printed."""
    refresh(at=now())
    return client.get(f"/desk/indicators/{code}/?span={today().year - 1911}").context["value"].printed


@pytest.mark.row("RO-38", "IN-86", "DR-22")
def test_a_colleague_suggests_sees_the_own_suggestion_and_what_came_of_it(people: dict[str, Client]) -> None:
    chang, lin, other = people["chang"], people["lin"], people["wu"]
    assert "同仁建議" in said(chang.get(REGISTERS))
    assert chang.get("/desk/registers/exit-restrictions/").status_code == 404
    number = enter(chang, "suggestions", **SUGGESTED)
    enter(other, "suggestions", **{**SUGGESTED, "title": "表格減一欄"})
    place = f"{REGISTERS}suggestions/{number}/"
    own, whole = said(chang.get(f"{REGISTERS}suggestions/")), said(lin.get(f"{REGISTERS}suggestions/"))
    assert ("取號機放大字" in own, "表格減一欄" in own) == (True, False)
    assert ("取號機放大字" in whole, "表格減一欄" in whole, "尚未決定" in whole) == (True, True, True)
    assert other.get(place).status_code == 404
    assert chang.post(place, {"outcome": "adopted", "reason": "很好"}).status_code == 403
    wrong = lin.post(place, {"outcome": "", "reason": "下月更換"})
    assert (wrong.status_code, "下月更換" in said(wrong)) == (422, True)
    assert lin.post(place, {"outcome": "adopted", "reason": "下月更換取號機"}).status_code == 302
    assert "下月更換取號機" in said(chang.get(place))
    assert "採行</span>" in said(chang.get(f"{REGISTERS}suggestions/"))
    assert figure(lin, "RG-04") == "100.0%"
    typed = {
        "measure": "staff.people",
        "unit": f"/{NIA}/",
        "span": f"{today().year - 1911}",
        "n": "4",
        "evidence": "名冊",
    }
    assert people["yen"].post("/desk/counts/new/", typed).status_code == 302
    assert figure(lin, "IN-86") == "0.5項／人"


@pytest.mark.row("RO-38", "IN-37", "IN-38")
def test_proposals_are_counted_from_the_register_and_their_share_adopted(people: dict[str, Client]) -> None:
    chang, lin = people["chang"], people["lin"]
    first, second = (enter(chang, "proposals", **{**PROPOSED, "title": title}) for title in ("夜間窗口", "行動櫃檯"))
    assert (figure(lin, "IN-37"), figure(lin, "IN-38")) == ("2件", "0.0%")
    assert lin.post(f"{REGISTERS}proposals/{first}/", {"outcome": "partly", "reason": "週三先試辦"}).status_code == 302
    assert lin.post(f"{REGISTERS}proposals/{second}/", {"outcome": "declined", "reason": "已有"}).status_code == 302
    assert (figure(lin, "IN-37"), figure(lin, "IN-38")) == ("2件", "50.0%")
    cases = said(people["yen"].get(f"/desk/indicators/IN-37/?span={today().year - 1911}"))
    assert first in cases
    assert second in cases


@pytest.mark.row("RO-04", "EP-52")
def test_an_award_is_put_on_record_and_the_supervising_unit_says_how_it_preferred_the_winner(
    people: dict[str, Client],
) -> None:
    yen, unit, chang = people["yen"], people["unit"], people["chang"]
    award = {
        "day": "115/6/1", "honoured": "示範學校", "award": "本部評審特優", "unit_name": "示範司", "mechanism": "both",
        "proposed": "績效評核加2分",
    }  # fmt: skip
    place = f"{REGISTERS}preferences/{enter(yen, 'preferences', **award)}/"
    assert "本部評審特優" in said(unit.get(place))
    assert chang.get(place).status_code == 404
    assert yen.post(place, {"outcome": "both", "reason": "加2分"}).status_code == 403
    wrong = unit.post(place, {"outcome": "", "reason": "加2分，補助優先"})
    assert (wrong.status_code, "加2分，補助優先" in said(wrong)) == (422, True)
    assert unit.post(place, {"outcome": "both", "reason": "加2分，補助優先"}).status_code == 302
    listed = said(yen.get(f"{REGISTERS}preferences/"))
    assert [
        words
        for words in ("示範學校", "考核與獎補助都已從優", "加2分，補助優先")
        if words not in listed + said(yen.get(place))
    ] == []


@pytest.mark.row("RO-22", "RO-24", "EP-53")
def test_the_group_makes_rules_of_rewards_and_whoever_is_rewarded_reads_it(people: dict[str, Client]) -> None:
    lin, helper, volunteer = people["lin"], people["helper"], people["ama"]
    rule = {
        "name": "服務品質獎懲規定",
        "day": "115/1/5",
        "basis": "示範字第1號",
        "rule": "評核90分以上嘉獎",
        "from": "115/1/6",
    }
    enter(lin, "reward-rules", **rule)
    reward = {
        "day": "115/3/2", "person": "李小華", "unit_name": "臺北市服務站", "kind": "hard_working", "deed": "籌辦實地評核",
        "basis": "服務品質獎懲規定第1點", "reward": "嘉獎一次",
    }  # fmt: skip
    enter(lin, "rewards", **reward)
    assert "服務品質獎懲規定" in said(helper.get(f"{REGISTERS}reward-rules/"))
    page = said(helper.get(f"{REGISTERS}rewards/"))
    assert [words for words in ("李小華", "籌辦實地評核", "嘉獎一次", "第1點") if words not in page] == []
    assert 'href="new/"' not in page
    assert helper.get(f"{REGISTERS}rewards/new/").status_code == 403
    assert "李小華" in said(helper.get(f"{REGISTERS}rewards.csv"))
    assert volunteer.get(f"{REGISTERS}rewards/").status_code == 404


@pytest.mark.row("RO-35", "RO-42", "B-12.5", "CM-32", "ENT-32", "SYS-172")
def test_front_line_and_volunteers_write_down_whom_they_guided_and_their_hours(people: dict[str, Client]) -> None:
    ama, wu, tseng = people["ama"], people["wu"], people["tseng"]
    guided = {"day": str(today()), "kind": "guide", "place": "大門", "persons": "12"}
    enter(ama, "guiding", **guided)
    enter(wu, "guiding", **{**guided, "persons": "5", "kind": "form", "seen": "找不到身心障礙窗口"})
    hours = {"day": str(today()), "volunteer": "林阿滿", "kind": "guide", "minutes": "180"}
    enter(ama, "volunteer-hours", **hours)
    assert "大門" in said(ama.get(f"{REGISTERS}guiding/"))
    assert "12" in said(ama.get(f"{REGISTERS}guiding.csv"))
    assert "協助填寫書表" not in said(ama.get(f"{REGISTERS}guiding.csv"))
    assert "林阿滿" in said(tseng.get(f"{REGISTERS}volunteer-hours.csv"))
    assert "林阿滿" not in said(wu.get(f"{REGISTERS}volunteer-hours/"))
    assert people["calls"].get(f"{REGISTERS}guiding/").status_code == 404
    assert figure(people["yen"], "RG-01") == "17人次"
    assert figure(people["yen"], "RG-02") == "180分鐘"


@pytest.mark.row("RO-44", "IN-84", "IN-94", "IN-95")
def test_events_with_firms_and_groups_are_kept_and_counted_by_their_kind(people: dict[str, Client]) -> None:
    tseng, yen = people["tseng"], people["yen"]
    event = {
        "day": str(today()), "title": "淨灘", "kind": "welfare", "role": "joint", "partners": "示範企業、示範協會",
        "partner_count": "2", "persons": "80", "place": "新北",
    }  # fmt: skip
    enter(tseng, "events", **event)
    enter(
        tseng,
        "events",
        **{**event, "title": "宣導", "kind": "policy", "partners": "", "partner_count": "0", "role": "host"},
    )
    wrong = enter(tseng, "events", **{**event, "title": "錯的"})
    assert tseng.post(f"{REGISTERS}events/{wrong}/", {"reason": "登錯"}).status_code == 302
    enter(tseng, "events", **{**event, "title": "黑客松", "kind": "open", "day": str(date(today().year - 1, 6, 1))})
    assert "示範企業、示範協會" in said(people["chang"].get(f"{REGISTERS}events/"))
    found = {code: figure(yen, code) for code in ("IN-84", "IN-94", "IN-95", "RG-03")}
    assert found == {"IN-84": "2場", "IN-94": "1次", "IN-95": "1次", "RG-03": "1場"}


@pytest.mark.row("RO-16", "EP-25", "DR-17")
def test_an_expert_says_what_she_thinks_of_a_draft_and_her_fee_is_kept(people: dict[str, Client]) -> None:
    prof, lin, yen = people["prof"], people["lin"], people["yen"]
    draft = {
        "draft": "115年計畫草案", "asked": "弱勢服務夠不夠？", "text": "第一條\n第二條", "until": str(today() + timedelta(days=9)),
    }  # fmt: skip
    open_draft = enter(lin, "drafts", **draft)
    assert "第一條<br>第二條" in said(prof.get(f"{REGISTERS}drafts/{open_draft}/"))
    assert (prof.get("/desk/plans/").status_code, people["ama"].get(f"{REGISTERS}drafts/").status_code) == (403, 404)
    opinion = {
        "day": str(today()),
        "draft": "115年計畫草案",
        "kind": "expert",
        "person": "陳教授",
        "opinion": "宜列弱勢服務",
    }
    number = enter(prof, "consultations", **opinion)
    place = f"{REGISTERS}consultations/{number}/"
    assert "宜列弱勢服務" in said(lin.get(place))
    assert lin.post(place, {"outcome": "partly", "reason": "列入第2項"}).status_code == 302
    assert "列入第2項" in said(prof.get(place))
    fee = {
        "day": str(today()), "person": "陳教授", "kind": "attend", "meeting": "期中會議", "fee": "2500", "travel": "0",
        "basis": "示範",
    }  # fmt: skip
    enter(yen, "expert-fees", **fee)
    assert "2500" in said(people["audit"].get(f"{REGISTERS}expert-fees.csv"))
    assert [
        one for one in ("tseng", "prof", "chang") if people[one].get(f"{REGISTERS}expert-fees/").status_code != 404
    ] == []


@pytest.mark.row("RO-34", "ENT-34", "CM-72", "CM-73", "IN-91", "IND-44", "T-3.1")
def test_the_call_centre_answers_from_what_is_published_writes_the_call_down_and_hands_it_on(
    people: dict[str, Client],
) -> None:
    calls, tseng, yen = people["calls"], people["tseng"], people["yen"]
    home = said(calls.get("/desk/"))
    assert 'href="/desk/calls/"' in home
    assert 'href="/desk/people/"' not in home
    found = said(calls.get("/desk/calls/?q=居留證"))
    assert "/nia/services/" in found
    assert "/nia/track/" in found
    assert "沒有這些字" in said(calls.get("/desk/calls/?q=zzzz"))
    call = {
        "day": str(today()), "time": "09:40", "line": "hotline", "language": "vietnamese", "topic": "residence",
        "question": "居留證怎麼延期？", "answer": "期滿前到服務站", "result": "answered", "interpreted": "yes", "minutes": "6",
    }  # fmt: skip
    enter(calls, "calls", **call)
    enter(
        tseng,
        "calls",
        **{**call, "topic": "complaint", "language": "mandarin", "question": "電話都沒人接", "result": "transferred"},
    )
    own, whole = said(calls.get(f"{REGISTERS}calls/")), said(tseng.get(f"{REGISTERS}calls/"))
    assert ("居留證怎麼延期" in own, "電話都沒人接" in own) == (True, False)
    assert [
        one for one in ("處理結果", "問什麼", "語言", "<dt>越南語</dt>", "1</strong> / 2 (50.0%)") if one not in whole
    ] == []
    asked = {
        "name": "", "phone": "0912-345-678", "question": "配偶可以代領嗎？", "unit": f"/{NIA}/north/taipei/",
        "by_on": str(today() + timedelta(days=3)),
    }  # fmt: skip
    assert calls.post("/desk/tasks/question/", asked).url == "/desk/calls/"
    assert Message.objects.get().unit_path == f"/{NIA}/north/taipei/"
    assert [
        one for one in ("tasks/", "people/", "counter/", "talks/") if calls.get(f"/desk/{one}").status_code != 403
    ] == []
    printed = {code: figure(yen, code) for code in ("RG-05", "RG-06", "IN-91")}
    assert printed == {"RG-05": "2通", "RG-06": "50.0%", "IN-91": "1件"}


@pytest.mark.row("RO-41", "RUL-83", "B-9.1", "CM-58", "T-4.2")
def test_the_information_manager_and_the_contractor_label_pages_and_those_below_them(people: dict[str, Client]) -> None:
    lee, firm, visitor = people["lee"], people["firm"], Client()
    assert "DC.Title" not in said(visitor.get("/nia/"))
    assert "還沒有網頁分類" in said(visitor.get("/nia/classes/"))
    label = {
        "page": "/", "subject": "入出國、移民", "description": "移民署的服務", "theme": "200,900", "cake": "E00",
        "service": ["I00", "900"], "begins": "2026-01-01", "until": str(today() + timedelta(days=400)),
    }  # fmt: skip
    enter(lee, "web-labels", **label)
    number = enter(firm, "web-labels", **{**label, "page": "services", "subject": "申辦 <b>", "service": ["A00"]})
    page = said(visitor.get("/nia/services/residence-extension/"))
    title = re.search(r"<title>(.*?) - ", page)[1]
    expected = [
        ("DC.Title", title), ("DC.Subject", "申辦 &lt;b&gt;"), ("DC.Description", "移民署的服務"), ("DC.Type", "文字"),
        ("DC.Language", "繁體中文"), ("DC.Coverage.t.min", "2026-01-01"), ("DC.Identifier", NIA), ("DC.Publisher", "內政部移民署"),
        ("Category.Theme", "200,900"), ("Category.Cake", "E00"), ("Category.Service", "A00"),
    ]  # fmt: skip
    assert [pair for pair in expected if '<meta name="{}" content="{}">'.format(*pair) not in page] == []
    assert len(re.findall(r'<meta name="(?:DC|Category)\.', page)) == 19
    assert 'name="Category.Service" content="900,I00"' in said(visitor.get("/nia/track/"))
    assert "DC.Title" not in said(lee.get("/desk/"))
    found = said(visitor.get("/nia/classes/"))
    heads = ("依主題", "依施政", "依服務", "<h3>200 </h3>", "<h3>A00 交通及通訊</h3>", "<h3>I00 公共資訊</h3>")
    assert [words for words in (*heads, 'href="/nia/services/">申辦') if words not in found] == []
    assert lee.post(f"{REGISTERS}web-labels/{number}/", {"reason": "改標示"}).status_code == 302
    assert "入出國、移民" in said(visitor.get("/nia/services/residence-extension/"))
    assert people["tseng"].get(f"{REGISTERS}web-labels/new/").status_code == 403


@pytest.mark.row("RO-34", "IN-06", "IN-07", "IN-71", "T-3.2")
def test_tests_of_staff_and_of_the_outsourced_call_centre_are_kept_and_counted(people: dict[str, Client]) -> None:
    lin, yen = people["lin"], people["yen"]
    test = {
        "day": str(today()), "kind": "answer", "tester": "own", "staff": "outside", "unit_name": "客服中心", "person": "林小姐", "score": "90",
        "result": "passed", "found": "",
    }  # fmt: skip
    enter(lin, "service-tests", **test)
    enter(lin, "service-tests", **{**test, "staff": "inside", "person": "", "score": "71", "result": "failed"})
    enter(lin, "service-tests", **{**test, "tester": "above", "score": "89"})
    for kind in ("knowledge", "answer", "case"):
        enter(yen, "service-tests", **{**test, "kind": kind, "score": "100"})
    page = said(lin.get(f"{REGISTERS}service-tests/"))
    assert [one for one in ("委外 call center 人員", "林小姐", "5</strong> / 6 (83.3%)") if one not in page] == []
    assert people["tseng"].get(f"{REGISTERS}service-tests/").status_code == 404
    wrong = lin.post(f"{REGISTERS}service-tests/new/", {**test, "score": "101", "key": "a-key-of-a-test"})
    assert wrong.status_code == 422
    printed = {code: figure(yen, code) for code in ("IN-06", "IN-07", "IN-71")}
    assert printed == {
        "IN-06": "100.0%", "IN-07": "100.0%", "IN-71": "75.0%",
    }  # fmt: skip
