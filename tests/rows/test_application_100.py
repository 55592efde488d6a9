"""The application for the award of ROC 100: cover, particulars, four chapters to the sixth level, two annexes."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.documents.writers import html
from bianmin.kernel.actor import Role, system
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports.actions import Wanted, preview
from tests.faces.portal.immigration import staff
from tests.foundation.documents.test_photographs import png
from tests.people import AGENCY, NOON, ROOT
from tests.rows.test_reports import review_all

pytestmark = pytest.mark.usefixtures("client")
EDITION = "nia-100-entry"
HERE = f"/desk/evaluation/{EDITION}"
ASKED = {"outline": "award-100", "span": "114", "unit": ROOT}
WINDOW = "performance.service.process.ease.window.1"
PROFILE = {
    "day": "115/1/2", "head": "陳美惠", "head_title": "主任", "posts": "職員 6 人", "budget": "新臺幣 600 萬元",
    "contact": "黃研考", "contact_title": "課員", "phone": "089-381368", "email": "office@example.org", "fax": "",
}  # fmt: skip
CHAPTERS = [
    "壹、為民服務業務現況簡介", "一、前言（服務理念與願景）", "二、年度為民服務重要推動工作",
    "貳、提升為民服務品質績效", "一、優質便民服務", "(一)服務流程", "1.服務流程便捷性", "(1)單一窗口服務全功能程度",
    "①單一窗口服務全功能比例", "二、資訊流通服務", "三、創新加值服務", "參、未來努力方向", "一、組織改造",
    "二、資訊改造", "三、流程改造", "四、安全改造", "五、心靈改造", "肆、結語",
]  # fmt: skip
ANNEXES = [
    "附件一　實地評審建議事項辦理情形彙整表", "附件二　年度提升服務品質執行計畫", "壹、計畫依據", "貳、計畫目標",
    "參、執行單位", "肆、執行期程", "伍、計畫內容", "陸、執行步驟", "柒、考核及獎懲作業",
]  # fmt: skip
SUGGESTED = (
    "加強員工專業訓練", "不同國家語言", "來臺觀光流程", "放寬可以跨縣、市", "前婚生子女", "第 2 碼為英文字母",
    "免附親屬關係公證書", "簡化各類申請書表", "臨人字", "投票權", "緊急提前離境", "懷有第 2 胎",
)  # fmt: skip
RECOMMENDED = (
    "單一櫃檯", "網上服務項目", "國際生活環境電子報", "8 至 10 萬元仲介費", "內部顧客", "可長可久",
    "無障礙坡道", "面談室", "不用註冊", "跨縣、市", "1 人 1 號",
)  # fmt: skip
WORKS = (
    "100 個新移民家庭", "元旦升旗", "馬偕計畫", "連續 2 年列為第 1 級", "陸客自由行", "通譯人才資料庫", "策略聯盟",
    "多元文化宣導", "1 日志工", "團體預約", "駐外館處直接發證", "高階主管服務策略研習營",
)  # fmt: skip


def enter(client: Client, register: str, answers: dict[str, str]) -> None:
    """Enter into a register on its page."""
    place = f"/desk/registers/{register}/new/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(place).content.decode())
    assert key is not None
    assert client.post(place, {**answers, "key": key[1]}).status_code == 302


def write(client: Client, code: str, **more: object) -> None:
    answer = client.post(f"{HERE}/{code}/?year=114", {"text": f"{code}之內容。", **more})
    assert answer.status_code == 302, code


@pytest.fixture
def applied(research: Client) -> Client:
    """Whoever writes it: targets reviewed, the evaluation begun, every item written, works and particulars entered."""
    review_all(research)
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    write(research, WINDOW, files=[SimpleUploadedFile("單一櫃檯.png", png(40, 30), "image/png")])
    for code in research.get(f"{HERE}/?year=114").context["card"].unwritten:
        write(research, code)
    enter(research, "agency-profile", PROFILE)
    enter(research, "key-works", {"day": "114/12/31", "text": "到府服務擴及部落。", "results": "42 戶"})
    enter(research, "key-works", {"day": "114/1/2", "text": "設置新住民櫃檯。", "results": ""})
    return research


def built(client: Client) -> str:
    """The content of the text document that is built."""
    answer = client.post("/desk/reports/new/", ASKED, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    card = answer.context["report"]
    data = client.get(f"/desk/files/{card.files['odt']}/").getvalue()
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def plain(xml: str) -> str:
    return re.sub(r"<[^>]+>", "", xml)


@pytest.mark.row(
    *(f"STR-{number:02}" for number in range(1, 24)),
    "STR-26",
    "STR-28",
    "SYS-199",
    "SYS-200",
    "REP-01",
    "REP-73",
    "ENT-01",
)
def test_it_is_printed_with_its_outline_particulars_and_annexes(applied: Client):
    said = built(applied)
    heads = [plain(head) for head in re.findall(r"<text:h\b.*?</text:h>", said)]
    assert heads == [*CHAPTERS, *ANNEXES]
    assert "機關組織圖" in said
    assert "圖1-1　單一櫃檯" in said  # counted within 一、優質便民服務
    front, _contents, rest = said.partition("<text:table-of-content ")
    for words in ("參獎類別：第一線服務機關", "卑南鄉戶政事務所", "陳美惠", "職員 6 人", "新臺幣 600 萬元"):
        assert words in front
    assert "<draw:frame" in front  # the chart of the organisation
    assert rest.index("一、到府服務擴及部落。") < rest.index("二、設置新住民櫃檯。") < rest.index(f"{WINDOW}之內容。")
    assert "這一類的建議事項彙整表還沒有" in plain(rest)


def test_topics_have_the_template_and_its_deviations(research: Client):
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    nodes = research.get(f"{HERE}/?year=114").context["card"].nodes
    names = {node.code.removeprefix("performance.innovate."): node.shape.name for node in nodes}
    assert [names[f"friendly.gate.{part}"] for part in ("value", "lasting", "effect")] == [
        "有價值的創意服務", "服務措施延續性及標竿學習推動效益", "服務措施執行方法效能性",
    ]  # fmt: skip
    below = [name for code, name in names.items() if re.fullmatch(r"friendly\.emergency\.effect\..*", code)]
    assert below == ["急難救助窗口設置前", "急難救助窗口設置後", "績效統計"]
    assert names["rights.value"] == "有價值的創意服務"  # without the level of the topic itself
    topics = [code for code in names if re.fullmatch(r"(friendly|network)\.[a-z-]+", code)]
    assert len(topics) == 10


def test_without_entries_the_paper_says_where_to_write_them(research: Client):
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    page = research.post("/desk/reports/new/", {**ASKED, "preview": "1"}).content.decode()
    for words in ("機關基本資料", "年度重要推動工作"):
        assert f"「{words}」還沒有" in page


@pytest.fixture
def immigration(people: object) -> Client:
    """The research officer of the immigration agency."""
    client = Client()
    client.force_login(staff(Role.RESEARCH, name="research"), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row(*(f"SEED-{number:02}" for number in range(1, 24)), "REP-30", "REP-72", "RUL-87")
def test_the_twelve_suggestions_and_eleven_recommendations_are_there_as_printed(immigration: Client):
    cards = {line["card"].source: line["card"] for line in immigration.get("/desk/recommendations/").context["lines"]}
    citizens, judges = cards["citizens"], cards["judges"]
    for card, expected in ((citizens, SUGGESTED), (judges, RECOMMENDED)):
        page = immigration.get(f"/desk/recommendations/{card.number}/").content.decode()
        assert [words for words in expected if words not in page] == []
        assert [one.text for one in card.items if not any(words in one.text for words in expected)] == []
    adoptions = [one.adoption for one in judges.items]
    assert (len(adoptions), adoptions.count("carried-out"), adoptions.index("planned")) == (11, 10, 8)
    assert judges.items[3].document == "移署國君字第 1000102454 號"
    assert (citizens.held_on, judges.held_on) == (date(2011, 12, 31), date(2011, 12, 1))
    paper = immigration.get(f"/desk/recommendations/{judges.number}/files/odt/").getvalue()
    assert "1000102454" in zipfile.ZipFile(io.BytesIO(paper)).read("content.xml").decode()


@pytest.mark.row(*(f"SEED-{number:02}" for number in range(24, 36)), "SYS-200")
def test_the_twelve_key_works_of_the_year_are_there(immigration: Client):
    page = immigration.get("/desk/registers/key-works/").content.decode()
    assert [words for words in WORKS if words not in page] == []
    assert len(set(re.findall(r"/desk/registers/key-works/(\d+-\d+)/", page))) == len(WORKS) == 12


def test_a_list_that_was_brought_is_brought_once_and_keeps_what_was_written(load: Callable[..., object], chief: Client):
    pack = {
        "kind": "recommendations", "id": "visit", "version": "1", "agency": AGENCY, "source": "demonstration",
        "title": "實地評審建議事項", "by": "judges", "held_on": "2025-12-01", "due_on": "2025-12-04",
        "items": [{"text": "坡道再緩一點。", "unit": "counter"}],
    }  # fmt: skip
    load(pack)
    number = chief.get("/desk/recommendations/").context["lines"][0]["card"].number
    assert number.startswith("建114-")
    said = {"handling": "已改善。", "progress": "", "benefit": "", "adoption": "carried-out", "document": ""}
    assert chief.post(f"/desk/recommendations/{number}/1/", said).status_code == 302
    load({**pack, "version": "2", "items": [*pack["items"], {"text": "增設座位。"}]})
    lines = chief.get("/desk/recommendations/").context["lines"]
    assert [(one.text, one.handling) for one in lines[0]["card"].items] == [
        ("坡道再緩一點。", "已改善。"), ("增設座位。", ""),
    ]  # fmt: skip
    assert len(lines) == 1


def test_the_command_prints_the_annex_too(applied: Client, load: Callable[..., object]):
    load({
        "kind": "recommendations", "id": "visit", "version": "1", "agency": AGENCY, "source": "demonstration",
        "title": "實地評審建議事項", "by": "judges", "held_on": "2025-12-01", "due_on": "2025-12-04",
        "items": [{"text": "坡道再緩一點。", "unit": "counter"}],
    })  # fmt: skip
    wanted = Wanted("award-100", AGENCY, span("114"))
    assert "坡道再緩一點。" in html.write(preview(wanted=wanted, by=system("command"), at=NOON)).decode()
    assert "坡道再緩一點。" in plain(built(applied))
