"""What a house does for its people and keeps in a register: entered on a page, listed with what is counted of it."""

import re

import pytest
from django.test import Client

from bianmin.kernel.actor import Role
from tests.faces.portal.immigration import staff
from tests.rows.test_application_100 import enter

pytestmark = pytest.mark.usefixtures("client")
DAY = {"day": "114/3/5"}
UNTIL = {"until": "199/12/31"}
SHARED = [
    pytest.param(
        "family-visits",
        {"visitor": "head", "kind": "immigrant", "families": "3", "nationality": "越南", "trade": "務農", "found": "孩子要學中文。"},
        ["首長", "新移民家庭", "3"], id="visits", marks=pytest.mark.row("SYS-134", "CM-92"),
    ),
    pytest.param(
        "certifications",
        {**UNTIL, "unit_name": "資訊組", "standard": "ISO20000", "kind": "guided", "scope": "機房"},
        ["ISO20000", "輔導中"], id="standards", marks=pytest.mark.row("SYS-184"),
    ),
    pytest.param(
        "referrals",
        {"found_by": "interpreter", "matter": "safety", "to_agency": "家庭暴力防治中心", "reason": "想換工作又怕丈夫生氣。"},
        ["通譯", "人身安全", "家庭暴力防治中心"], id="referrals", marks=pytest.mark.row("SYS-191", "ENT-38"),
    ),
    pytest.param(
        "diagnoses",
        {"expert": "服務設計公司", "scope": "flow", "found": "取號後看不到還要等多久。", "advice": "叫號機顯示等候人數。"},
        ["服務設計公司", "流程"], id="diagnoses", marks=pytest.mark.row("SYS-208"),
    ),
    pytest.param(
        "public-meetings",
        {"kind": "village", "audience": "賓朗村村民", "topic_name": "網路申辦戶籍謄本", "persons": "64"},
        ["村里民大會", "賓朗村村民", "64"], id="meetings", marks=pytest.mark.row("SYS-211", "CM-64", "CM-63"),
    ),
    pytest.param(
        "case-stories",
        {"title": "颱風天的返鄉證", "story": "櫃檯同仁陪著把證件辦好。", "consent": "anonymous", "used": "參獎申請書"},
        ["颱風天的返鄉證", "已去識別"], id="stories", marks=pytest.mark.row("SYS-218"),
    ),
    pytest.param(
        "notice-boards",
        {**UNTIL, "title": "改名流程圖", "kind": "flow", "place": "大門左側", "keeper": "二櫃"},
        ["改名流程圖", "流程圖"], id="boards", marks=pytest.mark.row("SYS-025", "CM-63"),
    ),
    pytest.param(
        "reading-racks",
        {"title": "生育補助手冊", "kind": "leaflet", "languages": "中文、越南文", "copies": "50", "place": "1號櫃檯"},
        ["生育補助手冊", "中文、越南文", "50"], id="racks", marks=pytest.mark.row("SYS-029", "CM-57"),
    ),
    pytest.param(
        "screen-programmes",
        {**UNTIL, "title": "新住民火炬計畫", "kind": "marquee", "languages": "中文、印尼文", "translator": "通譯", "place": "大廳"},
        ["新住民火炬計畫", "跑馬燈"], id="screens", marks=pytest.mark.row("SYS-030", "CM-63"),
    ),
    pytest.param(
        "envelope-sales", {"unit": "counter", "count": "12", "amount": "420"}, ["12", "420"],
        id="envelopes", marks=pytest.mark.row("SYS-009"),
    ),
    pytest.param(
        "consultation-records",
        {"unit": "counter", "kind": "interpreter", "language": "vi", "matter": "子女入學", "result": "referred", "persons": "2"},
        ["通譯諮詢輔導員", "越南語", "轉介"], id="counselling", marks=pytest.mark.row("SYS-004", "SYS-019"),
    ),
    pytest.param(
        "chamber-questions",
        {"chamber": "臺北市美國商會", "topic_name": "商務簽證", "question": "可以網路申請嗎？", "answer": "明年開放。"},
        ["臺北市美國商會", "商務簽證"], id="chambers", marks=pytest.mark.row("SYS-112"),
    ),
    pytest.param(
        "internal-rules",
        {"title": "櫃檯人員工作守則", "number": "戶字第1號", "unit_name": "服務科", "points": "起身、微笑、雙手遞件。"},
        ["櫃檯人員工作守則", "戶字第1號"], id="rules", marks=pytest.mark.row("SYS-171", "RUL-88"),
    ),
    pytest.param(
        "learning-visits",
        {"kind": "agency", "who": "臺東戶政事務所", "topic_name": "等候區", "persons": "4", "adopted": "增設座位。"},
        ["我們觀摩其他機關", "臺東戶政事務所"], id="peers", marks=pytest.mark.row("SYS-216"),
    ),
    pytest.param(
        "events",
        {
            "title": "生活講座", "kind": "welfare", "role": "join", "partners": "家庭中心", "partner_count": "1", "persons": "40",
        },
        ["生活講座", "公益事務", "參加別人辦的"], id="events", marks=pytest.mark.row("SYS-198", "CM-67"),
    ),
    pytest.param(
        "campaigns",
        {**UNTIL, "title": "網路申辦戶籍謄本", "kind": "poster", "copies": "300", "languages": "zh"},
        ["網路申辦戶籍謄本", "海報", "300"], id="online", marks=pytest.mark.row("CM-65"),
    ),
    pytest.param(
        "guiding", {"kind": "form", "place": "大廳", "persons": "18"}, ["協助填寫書表", "18"],
        id="guiding", marks=pytest.mark.row("CM-31"),
    ),
    pytest.param(
        "agreements",
        {**UNTIL, "school": "臺東大學", "kind": "intern", "unit_name": "戶籍組", "scope": "talent"},
        ["臺東大學", "實習合約書"], id="agreements", marks=pytest.mark.row("FRM-20"),
    ),
    pytest.param(
        "rewards",
        {"person": "林怡君", "unit_name": "櫃檯", "kind": "hard_working", "deed": "颱風天送件到府。", "basis": "獎懲規定第3點", "reward": "嘉獎一次"},
        ["嘉獎一次"], id="rewards", marks=pytest.mark.row("ENT-30"),
    ),
]  # fmt: skip


def listed(client: Client, code: str) -> str:
    return client.get(f"/desk/registers/{code}/").content.decode()


@pytest.mark.parametrize(("code", "answers", "shown"), SHARED)
def test_it_is_entered_and_listed(chief: Client, code: str, answers: dict[str, str], shown: list[str]):
    enter(chief, code, {**DAY, **answers})
    page = listed(chief, code)
    assert [words for words in ["114年3月5日", *shown] if words not in page] == []


@pytest.mark.row("SYS-203", "SYS-207")
def test_a_circular_is_acknowledged_unit_by_unit_with_what_was_done(chief: Client):
    enter(chief, "circulars", {
        **DAY, "title": "戶籍謄本減量", "number": "戶字第2號", "effective": "114/4/1", "todo": "改收戶口名簿。",
    })  # fmt: skip
    numbers = re.findall(r"/desk/registers/circulars/([^/\"]+)/", listed(chief, "circulars"))
    number = next(one for one in numbers if one not in ("new", "many"))
    enter(chief, "circular-receipts", {
        **DAY, "circular": number, "unit": "counter", "kind": "promoted", "sessions": "2", "persons": "35", "done": "張貼海報。",
    })  # fmt: skip
    page = listed(chief, "circular-receipts")
    assert [words for words in ("戶籍謄本減量", "綜合受理櫃檯", "已照辦並宣導", "35") if words not in page] == []


def entered(role: Role) -> Client:
    client = Client()
    client.force_login(staff(role, name=role.value), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("SYS-116", "ENT-35", "FRM-19", "RUL-39")
def test_the_log_of_the_emergency_desk_is_read_by_the_head_and_a_missing_day_is_told(people: object):
    officer, head = entered(Role.OFFICER), entered(Role.CHIEF)
    enter(officer, "duty-log", {
        **DAY, "shift": "whole", "emergencies": "1", "favours": "2", "calls": "28", "contacted": "桃園機場", "handled": "補發證件。",
    })  # fmt: skip
    page = listed(head, "duty-log")
    number = next(one for one in re.findall(r"/desk/registers/duty-log/([^/\"]+)/", page) if one not in ("new", "many"))
    place = f"/desk/registers/duty-log/{number}/"
    assert officer.post(place, {"outcome": "read", "reason": "看過"}).status_code == 403
    assert head.post(place, {"outcome": "read", "reason": "看過"}).status_code == 302
    assert "首長核閱" in head.get(f"/desk/registers/duty-log/{number}/").content.decode()
    assert "值勤工作紀錄" in officer.get("/desk/").content.decode()  # the next day's is due


@pytest.mark.row("SYS-118", "SYS-119")
def test_a_tip_is_passed_on_and_what_came_of_it_is_kept(people: object):
    officer = entered(Role.OFFICER)
    said = {"said": "工廠裡的人不能外出。", "passed": "專勤隊、警政署"}
    enter(officer, "tips", {**DAY, "line": "trafficking", **said})
    enter(officer, "tips", {**DAY, "line": "missing", "said": "看到協尋的人。", "passed": "專勤隊"})
    page = listed(officer, "tips")
    assert [words for words in ("防制人口販運", "協尋行方不明大陸人士", "專勤隊、警政署") if words not in page] == []


@pytest.mark.row("SYS-128")
def test_wishes_are_collected_from_everybody_and_read_by_the_house(client: Client):
    place = "/nia/registers/wishes/new/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(place).content.decode())
    assert key is not None
    answer = client.post(place, {"who": "immigrant", "wish": "媽媽能來看孫子。", "key": key[1]}, follow=True)
    assert answer.status_code == 200
    assert "媽媽能來看孫子。" in listed(entered(Role.OFFICER), "wishes")
    assert "媽媽能來看孫子。" not in Client().get("/nia/office/").content.decode()


@pytest.mark.row("SYS-215", "ENT-21")
def test_a_website_that_does_not_take_the_number_is_written_to_until_it_does(people: object):
    officer = entered(Role.OFFICER)
    page = listed(officer, "number-adoption")
    assert re.search(r"已接受統一證號.*?47", page, re.DOTALL) is not None
    enter(officer, "number-adoption", {
        "site": "示範旅遊網站", "standing": "written", "since": "114/3/5", "letter": "移署資字第1號", "note": "",
    })  # fmt: skip
    number = max(re.findall(r"/desk/registers/number-adoption/(\d+-\d+)/", listed(officer, "number-adoption")))
    place = f"/desk/registers/number-adoption/{number}/"
    assert "移署資字第1號" in officer.get(place).content.decode()
    assert officer.post(place, {"reason": "已修改系統，可以使用。"}).status_code == 302
    assert "已修改系統" in officer.get(place).content.decode()


@pytest.mark.row("RUL-35", "RUL-36", "SYS-114")
def test_each_duty_of_the_consultation_lines_comes_again_in_its_own_time(people: object):
    officer = entered(Role.OFFICER)
    page = officer.get("/desk/registers/line-duties/").content.decode()
    for words in (
        "檢討會（調聽紀錄）",
        "每2個月",
        "滿意度調查",
        "每3個月",
        "個別督導",
        "每週",
        "團體督導",
        "每月",
        "每半年",
    ):
        assert words in page
    number = re.findall(r"/desk/registers/line-duties/(\d+-\d+)/", page)[0]
    enter(officer, "line-reviews", {"day": "114/3/5", "duty": number, "found": "等候太久。", "decided": "加一線。"})
    page = listed(officer, "line-reviews")
    assert "等候太久。" in page
    assert "專線督導及檢討" in officer.get("/desk/").content.decode()  # overdue since


@pytest.mark.row("RUL-38", "SYS-114")
def test_the_spouse_line_says_when_it_speaks_which_language(client: Client):
    text = re.sub(r"<[^>]+>|\s+", " ", client.get("/nia/office/").content.decode())
    found = re.sub(r" +", " ", text).partition("0800-088-885")[2]
    for language, hours in (
        ("國語", "09:00-17:00"), ("越南語", "09:00-17:00"), ("英語", "13:00-17:00"), ("泰語", "13:00-17:00"),
        ("柬埔寨語", "13:00-17:00"), ("印尼語", "13:00-17:00"),
    ):  # fmt: skip
        assert f"{language} {hours}" in found


def test_hours_of_training_are_summed_by_person(people: object, ordinary_day: object):
    officer = entered(Role.OFFICER)
    for kind, hours in (("before", "16"), ("practice", "24"), ("service", "30")):
        said = {"day": "115/3/5", "person": "A01", "kind": kind, "hours": hours, "topic_name": "傾聽"}
        enter(officer, "line-training", said)
    assert re.search(r"A01.{0,400}70", listed(officer, "line-training"), re.DOTALL) is not None
