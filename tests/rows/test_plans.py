"""Plans: the one of 99 as printed, every field that plans print, the drafting rules, and the acts that move one on."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import bianmin
from tests.people import PARENT
from tests.rows.plans import plan, with_item

HERE = "/desk/plans/rows-114/"
PRINTED = yaml.safe_load((Path(bianmin.__file__).parent / "packs/agencies/beinan/plan-99.yaml").read_text("utf-8"))
PRACTICES = [pytest.param(item, id=item["code"], marks=pytest.mark.row(item["code"])) for item in PRINTED["items"]]


def rules(client) -> set[tuple[str, str, str]]:
    """What the drafting rules find: rule, item, severity."""
    found = client.get(HERE).context["findings"]
    return {(one.rule, one.item, one.severity) for one in found}


@pytest.fixture(scope="module")
def page_of_99() -> dict[str, str]:
    return {}


@pytest.fixture
def printed_page(signed_in, page_of_99) -> str:
    """The page of the plan of 99, asked for once."""
    if not page_of_99:
        page_of_99["text"] = signed_in("research").get("/desk/plans/beinan-99/").content.decode()
    return page_of_99["text"]


@pytest.mark.parametrize("item", PRACTICES)
def test_every_practice_of_99_stands_on_the_page_as_printed(printed_page, item):
    row = printed_page.split(f'id="item-{item["code"]}"')[1].split("</tr>")[0]
    assert item["text"] in row
    assert all(unit["name"] in row for unit in item.get("units", ()))
    assert (item["same_as"] in row) if "same_as" in item else True


@pytest.mark.row("PA-04", "PA-05", "PA-12", "PA-18", "AN-17", "EF-08")
def test_the_plan_of_99_says_what_it_rests_on_and_groups_by_standard_item_and_indicator(printed_page):
    for said in ("院授研展字第09600152471號", "會研字第0962160343號", "府計展字第0993003513號", "政府服務創新精進方案"):
        assert said in printed_page
    assert "便民標準服務 › 服務流程 › 服務流程便捷性" in printed_page
    assert all(goal["text"] in printed_page for goal in PRINTED["goals"])


@pytest.mark.row("B-8", "AN-13", "AN-18", "PA-22")
def test_gaps_merged_rows_and_equal_deadlines_are_kept(signed_in, printed_page):
    rows = signed_in("research").get("/desk/plans/beinan-99/").context["rows"]
    empty = next(row for row in rows if not row["items"])
    assert [area["name"] for area in empty["areas"]] == ["資訊流通服務 › 資訊提供及檢索服務 › 資訊內容有效性"]
    printed = printed_page.split(empty["areas"][0]["name"])[-1].split("</tr>")[0]
    assert '</td><td>-</td><td data-label="完成期限">-</td><td>-</td>' in printed
    assert [len(row["areas"]) for row in rows].count(2) == 2
    assert [row["deadline"] for row in rows].count("99/1~99/12") == 10
    assert [row["deadline"] for row in rows].count("") == 2


@pytest.mark.row("PA-05", "PA-07", "PA-08", "PA-11", "PA-12", "PA-13", "PA-17", "PA-20", "PA-21", "PA-22", "PA-23")
@pytest.mark.row("PA-24", "PA-25", "PA-26", "PA-27", "PA-28", "DR-02", "AN-21", "AN-12", "AN-09", "RO-27", "ENT-52")
def test_every_field_of_a_plan_is_loaded_and_shown(research, load):
    made = plan()
    assert load(made).status_code == 302
    page = research.get(HERE).content.decode()
    shown = [
        made["title"],
        made["issued_number"],
        made["period"]["text"],
        "公開透明",
        "乙部",
        "函轉",
        "基礎服務 › 及時性",
    ]
    shown += [goal["text"] for goal in made["goals"]]
    shown += [part["title"] for part in made["sections"]]
    shown += [entry["text"] for part in made["sections"] for entry in part["entries"]]
    shown += [item[key] for item in made["items"] for key in ("text", "deadline", "benefit")]
    shown += ["3聲鈴響／通", "5–10分鐘／件", '櫃檯 <span class="tag">', "資料組"]
    assert [text for text in shown if text not in page] == []


@pytest.mark.row("PA-06", "PA-14")
def test_a_report_prints_whom_the_plan_is_for(research):
    asked = {"outline": "achievement", "span": "114", "unit": "", "preview": "1"}
    page = research.post("/desk/reports/new/", asked).content.decode()
    assert "執行對象" in page
    assert "本所全體同仁" in page
    assert "執行策略及落實之作法" in page
    assert "到部落與山區設點、到府，交通不便處也可近" in page


@pytest.mark.row("PA-15")
def test_a_project_may_begin_before_the_year_of_its_plan(research, load):
    period = {"text": "自105年1月1日起執行迄今", "first": date(2016, 1, 1), "last": date(2025, 12, 31)}
    load(plan(period=period, judge="none"))
    answer = research.get(HERE)
    assert period["text"] in answer.content.decode()
    assert answer.context["findings"] == []


BROKEN = [
    ("DR-05", "T-1", "error", with_item(quantities=[], indicators=[])),
    ("DR-05", "T-1", "error", with_item(benefit="")),
    ("DR-06", "T-1", "warning", with_item(indicators=["IN-999"])),
    ("DR-07", "T-1", "error", with_item(deadline="")),
    ("DR-09", "T-1", "warning", with_item(deadline="每月、不定期辦理")),
    ("DR-01", "T-1", "warning", with_item(deadline="115年3月")),
    ("DR-10", "T-1", "error", with_item(units=[{"name": "各科室"}])),
    ("DR-13", "", "warning", plan(goals=[{"text": "無所本"}])),
    ("DR-14", "", "warning", plan(period={"text": "半年", "first": date(2025, 1, 1), "last": date(2025, 6, 30)})),
    ("DR-20", "", "warning", plan(sections=[])),
]
CASES = [
    pytest.param(rule, item, severity, pack, id=f"{rule}-{place}", marks=pytest.mark.row(rule))
    for place, (rule, item, severity, pack) in enumerate(BROKEN)
]


def test_a_plan_that_keeps_the_rules_is_not_blamed(research, load):
    load(plan())
    assert rules(research) == set()


@pytest.mark.parametrize(("rule", "item", "severity", "pack"), CASES)
def test_a_broken_drafting_rule_is_found_on_the_page(research, load, rule, item, severity, pack):
    load(pack)
    assert (rule, item, severity) in rules(research)


@pytest.mark.row("DR-08")
def test_deadlines_that_all_end_in_december_are_warned_of(research, load):
    made = plan()
    for item in made["items"]:
        item["deadline"] = "114年12月底"
    load(made)
    assert ("DR-08", "", "warning") in rules(research)


@pytest.mark.row("AN-07")
def test_a_deadline_nobody_can_read_is_kept_as_written_and_flagged(research, load):
    load(with_item(deadline="1076年3月"))
    assert "1076年3月" in research.get(HERE).content.decode()
    assert ("DR-07", "T-1", "error") in rules(research)


@pytest.mark.row("AN-08")
def test_a_missing_benefit_is_loaded_and_flagged(research, load):
    assert load(with_item(benefit="")).status_code == 302
    assert ("DR-05", "T-1", "error") in rules(research)


@pytest.mark.row("FL-04", "RO-10", "RO-05", "AN-10")
def test_the_head_approves_and_nobody_else_though_a_deadline_has_passed(research, chief, load):
    load(plan())
    assert research.post(f"{HERE}approve/", {}).status_code == 403
    chief.post(f"{HERE}approve/", {"number": "卑戶字第1140000009號"})
    answer = research.get(HERE)
    assert answer.context["plan"].state == "approved"
    assert "卑戶字第1140000009號" in answer.content.decode()


@pytest.mark.row("DR-05", "FL-04")
def test_a_plan_with_an_error_is_not_approved(chief, load):
    load(with_item(benefit=""))
    assert chief.post(f"{HERE}approve/", {}).status_code == 422
    assert chief.get(HERE).context["plan"].state == "draft"


@pytest.mark.row("FL-02", "FL-03", "FL-05", "FL-09", "FL-20", "EP-78", "EP-80", "AN-19", "AN-20", "RO-09", "SYS-179")
@pytest.mark.parametrize("category", ["overall", "project"])
def test_a_plan_of_either_category_is_published_where_it_says_and_filed_with_the_agency_above(
    research, chief, load, category
):
    load(plan(category=category))
    chief.post(f"{HERE}approve/", {})
    research.post(f"{HERE}publish/", {"place": "本所網站及服務場所"})
    research.post(f"{HERE}file/", {"to": PARENT, "asks": "acknowledge", "number": "卑戶字第1140000010號"})
    answer = research.get(HERE)
    acts = [(one.verb, one.place, one.number) for one in answer.context["plan"].acts]
    assert acts == [
        ("approve", "", ""), ("publish", "本所網站及服務場所", ""), ("file", "臺東縣政府", "卑戶字第1140000010號"),
    ]  # fmt: skip
    assert "臺東縣政府" in answer.content.decode()


@pytest.mark.row("FL-10", "FL-17", "FL-07", "EP-80")
def test_an_amended_plan_is_a_new_version_that_needs_approval_again(research, chief, load):
    load(plan())
    chief.post(f"{HERE}approve/", {})
    load(plan(version="2", title="修正後的計畫"))
    card = research.get(HERE).context["plan"]
    assert (card.version, card.state, card.head.title) == ("2", "draft", "修正後的計畫")
    chief.post(f"{HERE}approve/", {})
    assert research.get(HERE).context["plan"].state == "approved"


@pytest.mark.row("FL-06", "PA-10")
def test_a_plan_of_another_shape_is_taken_as_it_is(research, load):
    plain = {key: plan()[key] for key in ("kind", "id", "version", "agency", "source", "year")}
    plain |= {
        "title": "一○七年服務精進工作",
        "areas": [{"code": "z", "level": "構面", "name": "什麼都可以"}],
        "items": [{"code": "z-1", "areas": ["z"], "text": "沒有期限、沒有單位、沒有效益"}],
    }
    assert load(plain).status_code == 302
    answer = research.get(HERE)
    assert "沒有期限、沒有單位、沒有效益" in answer.content.decode()
    assert answer.context["findings"] == []


@pytest.mark.row("PA-19", "AN-14")
def test_criteria_and_the_documents_own_slips_come_back_with_the_export(command, installed):
    words = ("pack", "export", "plan", "beinan-99", "--agency", PRINTED["agency"])
    back = yaml.safe_load(command(*words, **installed).stdout)
    assert back["areas"] == PRINTED["areas"]
    names = [deep for area in back["areas"] for below in area["areas"] for deep in below["areas"]]
    assert {"資訊公開適切性性"} == {area["printed"] for area in names if "printed" in area}
