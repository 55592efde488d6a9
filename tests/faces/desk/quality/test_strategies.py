"""A plan by its strategies: the trees as printed, what carries each out, what serves it, and what nothing does."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.packs.actions import load_packs, reissue
from bianmin.kernel.actor import Role, system
from bianmin.quality.plans.actions.writing import EmptyPlan, UnknownCodes
from tests.people import NOON, PASSWORD, START

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("client")]
HERE = "/desk/plans/beinan-114/strategies/"
AGENCIES = {"nia": "301140000A", "tpe": "A11990001E", "moe": "A09000000E"}


@pytest.fixture
def chief_of(people: object):
    """The chief of another agency, signed in."""

    def entered(agency: str) -> Client:
        code = AGENCIES[agency]
        user = User.objects.create_user(f"chief-{agency}", password=PASSWORD, agency=code, display_name="周主管")
        Holding.objects.create(user=user, role=Role.CHIEF.value, agency=code, path=f"/{code}/", valid_from=START)
        reissue(User)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return entered


def part(page: str, code: str) -> str:
    """What stands under one strategy."""
    return page.split(f'<h3 id="s-{code}">', maxsplit=1)[1].split("</section>", maxsplit=1)[0]


@pytest.mark.row("PA-01", "PA-11", "ST-N1", "ST-N2", "ST-N3", "ST-N4")
def test_the_plan_of_the_immigration_agency_stands_as_printed_with_its_contents(chief_of):
    page = chief_of("nia").get("/desk/plans/nia-107/").content.decode()
    for said in (
        "內政部移民署107年度提升服務品質執行計畫", "移署入字第1070042284號", "107年4月3日", "107年2月21日",
        "台內秘字第1071010596號", "內政部107年度提升服務品質評獎實施計畫", "計畫內容",
        "完備基礎服務項目，提升服務一致、正確性及友善性", "關注服務對象屬性及需求，提升便捷及優化服務遞送",
        "建立服務精進運作機制，深化服務量能", "重視民眾意見回饋及參與，力求切合服務措施",
    ):  # fmt: skip
        assert said in page
    assert "What is done" not in page
    assert "做些什麼" not in page


@pytest.mark.row("PA-02", "AN-07")
def test_the_plan_of_the_taipei_branch_has_four_bases_one_forwarded_and_26_items(chief_of):
    answer = chief_of("tpe").get("/desk/plans/taipei-107/")
    page = answer.content.decode()
    for number in (
        "院授發社字第1061300008號", "發社字第1071300028號", "行執秘字第10700509050號", "法綜字第10701506380號", "行執秘字第10702001510號",
    ):  # fmt: skip
        assert number in page
    assert page.index("函轉") < page.index("法綜字第10701506380號")
    codes = [item.code for item in answer.context["plan"].items]
    assert len(codes) == 26
    assert [codes.count(code) for code in ("T-1.4", "T-2.6", "T-3.6", "T-4.5", "T-5.5")] == [1, 1, 1, 1, 1]
    assert "1076 年3月" in page.split('id="item-T-4.4"')[1].split("</tr>")[0]


@pytest.mark.row("PA-03", "DR-03")
def test_the_ministrys_plan_has_strategies_and_areas_and_no_items(chief_of):
    client = chief_of("moe")
    page = client.get("/desk/plans/moe-107/").content.decode()
    for said in (
        "教育部107年度提升服務品質實施計畫",
        "107年3月8日",
        "院授發社字第1061300008號",
        "發社字第1071300028號",
    ):
        assert said in page
    assert "服務便捷、服務可近性、服務成長及優化" in page
    shown = client.get("/desk/plans/moe-107/strategies/").context
    assert (shown["covered"], shown["gaps"]) == (22, [])


@pytest.mark.row("RUL-84", "RUL-85", "RUL-86", "STR-25")
def test_annex_two_is_printed_with_its_seven_chapters(chief_of):
    client = chief_of("nia")
    page = client.get("/desk/plans/nia-100/").content.decode()
    for number in ("院授研展字第09600152741號", "會研字第0992161632號", "台內秘字第1000045663號"):
        assert number in page
    document = client.get("/desk/plans/nia-100/files/odt/")
    assert document.status_code == 200
    text = ZipFile(BytesIO(document.getvalue())).read("content.xml").decode()
    chapters = re.findall(r"[壹貳參肆伍陸柒捌]、[^<]+", re.sub(r"<text:s/>", "", text))
    assert [one[2:] for one in chapters] == [
        "計畫依據", "計畫目標", "執行單位", "執行期程", "計畫內容", "執行步驟", "考核及獎懲作業",
    ]  # fmt: skip


AREAS = {
    "SEED-36": ("建構友善環境，回應民眾需求", "1"),
    "SEED-37": ("便捷服務程序，確保流程透明", "2"),
    "SEED-38": ("匯集社會資源，即時反應民意", "3"),
    "SEED-39": ("公開服務資訊，強化網路溝通", "4"),
    "SEED-40": ("持續精進創新，整合服務效能", "5"),
}


@pytest.mark.row(*AREAS)
def test_the_plan_of_100_has_five_areas_of_four_items(chief_of):
    answer = chief_of("nia").get("/desk/plans/nia-100/")
    assert len(answer.context["plan"].items) == 20
    for name, number in AREAS.values():
        rows = [row for row in answer.context["rows"] if row["areas"][0]["name"] == name]
        codes = [line["item"].code for row in rows for line in row["items"]]
        assert codes == [f"{number}.{place}" for place in range(1, 5)]


@pytest.mark.row("PA-16")
def test_a_strategy_says_where_it_comes_from_and_whether_it_was_changed(chief_of, research):
    page = chief_of("tpe").get("/desk/plans/taipei-107/strategies/").content.decode()
    assert "同上級" in part(page, "1.1")
    assert "調整 · M5.2 以實體、網路等多方管道參與決策" in part(page, "5.2")
    assert "以策略相同的教育部同年計畫對照" in page
    assert "是便民的對應" in page
    own = research.get(HERE).content.decode()
    assert "新增" in part(own, "4.4")
    assert "調整 · M4.2" in part(own, "4.2")


MINISTRY = {
    "ST-M1.1": ("1.1", "#item-1", "IN-01", "/desk/registers/form-reviews/", "/desk/catalog/"),
    "ST-M1.2": ("1.2", "#item-3", "IN-67", "/ttbn/track/", "可線上申辦"),
    "ST-M1.3": ("1.3", "#item-6", "IN-11", "/desk/registers/facilities/", "/ttbn/office/"),
    "ST-M1.4": ("1.4", "沒有作法", "IN-97", "/desk/registers/innovations/", "/desk/improvements/"),
    "ST-M2.1": ("2.1", "#item-14", "IN-49", "/desk/registers/consultations/", "/ttbn/forum/"),
    "ST-M2.2": ("2.2", "沒有作法", "IN-75", "/desk/registers/consultations/", "/desk/surveys/"),
    "ST-M2.3": ("2.3", "#item-12", "RT-02", "IN-42", "/desk/surveys/"),
    "ST-M2.4": ("2.4", "#item-12", "IN-47", "IN-48", "/ttbn/opinions/"),
    "ST-M3.1": ("3.1", "沒有作法", "IN-17", "IN-19", "/desk/registers/form-reviews/"),
    "ST-M3.2": ("3.2", "#item-7", "IN-23", "IN-25", "可線上申辦"),
    "ST-M3.3": ("3.3", "沒有作法", "LU-01", "/desk/registers/agreements/", "向其他機關查驗"),
    "ST-M3.4": ("3.4", "#item-11", "IN-82", "/desk/registers/proposals/", "/desk/improvements/"),
    "ST-M4.1": ("4.1", "#item-9", "IN-55", "/desk/registers/home-collections/", "尚缺"),
    "ST-M4.2": ("4.2", "#item-9", "RG-16", "/desk/registers/service-points/", "/ttbn/office/"),
    "ST-M4.3": ("4.3", "#item-8", "VL-01", "/desk/registers/guiding/", "自動語音"),
    "ST-M5.1": ("5.1", "#item-13", "IN-14", "/ttbn/disclosure/", "/ttbn/results/"),
    "ST-M5.2": ("5.2", "#item-14", "FO-02", "/desk/registers/consultations/", "/ttbn/forum/"),
    "ST-M5.3": ("5.3", "#item-10", "IN-34", "/desk/registers/suggestions/", "/desk/registers/savings/"),
    "ST-M6.1": ("6.1", "沒有作法", "IN-94", "/desk/registers/consultations/", "/desk/recommendations/"),
    "ST-M6.2": ("6.2", "沒有作法", "IN-80", "/desk/registers/drafts/", "業務與流程的版本"),
    "ST-M6.3": ("6.3", "沒有作法", "RG-36", "/desk/registers/agreements/", "/desk/registers/volunteers/"),
    "ST-M6.4": ("6.4", "沒有作法", "IN-61", "/desk/registers/savings/", "/desk/evaluation/"),
}
CONTENTS = {
    "ST-N1.1": ("N1.1", "調整 · M1.1", "IN-01", "IN-04", "/desk/checks/"),
    "ST-N1.2": ("N1.2", "調整 · M1.1", "IN-06", "IN-69", "/desk/registers/trainings/"),
    "ST-N1.3": ("N1.3", "調整 · M1.3", "IN-09", "IN-11", "/nia/office/"),
    "ST-N1.4": ("N1.4", "調整 · M1.2", "IN-15", "/nia/track/", "可線上申辦"),
    "ST-N2.1": ("N2.1", "M3.2", "IN-17", "IN-23", "可線上申辦"),
    "ST-N2.2": ("N2.2", "M4.3", "IN-27", "RG-16", "/desk/registers/outings/"),
    "ST-N2.3": ("N2.3", "新增", "IN-52", "IN-53", "/nia/results/"),
    "ST-N3.1": ("N3.1", "調整 · M5.3", "IN-35", "/desk/registers/suggestions/", "/desk/minutes/"),
    "ST-N3.2": ("N3.2", "調整 · M3.3", "LU-01", "/desk/registers/agreements/", "IN-82"),
    "ST-N4.1": ("N4.1", "M2.3", "IN-75", "IN-39", "/desk/surveys/"),
    "ST-N4.2": ("N4.2", "M2.4", "IN-49", "IN-47", "/nia/opinions/"),
}


BRANCH = {
    "T-1.1": ("1.3", "#item-T-1.1", "RG-01", "/desk/registers/guiding/", "/tpe/office/"),
    "T-1.3": ("2.1", "#item-T-1.3", "IN-95", "/desk/registers/agreements/"),
    "T-2.1": ("3.1", "#item-T-2.1", "IN-17", "/desk/counter/"),
    "T-2.2": ("1.1", "#item-T-2.2", "IN-103", "IN-01", "/desk/catalog/", "/tpe/limits/"),
    "T-2.3": ("3.1", "#item-T-2.3", "IN-92", "IN-18", "/desk/lookups/"),
    "T-2.4": ("1.2", "#item-T-2.4", "IN-96", "/tpe/track/", "/tpe/forms/"),
    "T-2.6": ("3.2", "#item-T-2.6", "IN-25", "可線上申辦"),
    "T-4.4": ("3.2", "#item-T-4.4", "IN-22", "IN-23", "IN-105", "可線上申辦"),
    "T-4.5": ("4.3", "#item-T-4.5", "IN-23", "/desk/voice/"),
    "T-3.4": ("5.2", "#item-T-3.4", "PR-02", "PR-04", "/desk/press/"),
    "T-5.5": ("2.3", "#item-T-5.5", "IN-101", "RT-02", "/desk/ratings/", "/desk/improvements/"),
    "T-5.1": ("3.4", "#item-T-5.1", "IN-97", "IN-37", "/desk/registers/proposals/"),
    "T-5.2": ("3.3", "#item-T-5.2", "LU-01", "/desk/partners/"),
}


def rows(told: dict[str, tuple[str, ...]]) -> list:
    """A case for each row, marked with it."""
    return [pytest.param(*said[:1], said[1:], id=row, marks=pytest.mark.row(row)) for row, said in told.items()]


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    """Pages that were asked for once."""
    return {}


@pytest.mark.parametrize(("code", "said"), rows(MINISTRY))
def test_what_serves_a_strategy_of_the_ministry_stands_beside_it(signed_in, kept, code, said):
    if "page" not in kept:
        kept["page"] = signed_in("chief").get(HERE).content.decode()
    found = part(kept["page"], code)
    assert [one for one in said if one not in found] == []


@pytest.mark.parametrize(("code", "said"), rows(CONTENTS))
def test_what_serves_a_content_of_the_immigration_agencys_plan_stands_beside_it(chief_of, kept, code, said):
    if "nia" not in kept:
        kept["nia"] = chief_of("nia").get("/desk/plans/nia-107/strategies/").content.decode()
    found = part(kept["nia"], code)
    assert [one for one in said if one not in found] == []


@pytest.mark.parametrize(("code", "said"), rows(BRANCH))
def test_a_work_item_of_the_branch_stands_under_its_strategy_with_what_serves_it(chief_of, kept, code, said):
    if "tpe" not in kept:
        kept["tpe"] = chief_of("tpe").get("/desk/plans/taipei-107/strategies/").content.decode()
    found = part(kept["tpe"], code)
    assert [one for one in said if one not in found] == []


@pytest.mark.row("T-1.1", "T-1.3", "T-2.1", "T-2.2", "T-2.3", "T-2.4", "T-2.6", "T-4.4", "T-4.5", "T-5.1")
def test_what_serves_the_branchs_work_items_opens_there(chief_of):
    chief = chief_of("tpe")
    page = chief.get("/desk/plans/taipei-107/strategies/").content.decode()
    main = page.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0]
    addresses = set(re.findall(r'href="(/(?:desk|tpe)/[a-z/-]+/)"', main))
    assert {"/desk/registers/guiding/", "/desk/registers/events/", "/desk/counter/", "/tpe/track/"} <= addresses
    assert {address: status for address in addresses if (status := chief.get(address).status_code) != 200} == {}


@pytest.mark.row("T-3.4")
def test_the_branch_writes_down_what_the_media_say_by_its_own_procedure(chief_of):
    chief = chief_of("tpe")
    page = chief.get("/desk/press/new/").content.decode()
    assert "負面報導同時電話告知分署長" in page + chief.get("/desk/press/").content.decode()
    assert chief.get("/tpe/clarifications/").status_code == 200


@pytest.mark.row("ST-M1", "ST-M2", "ST-M3", "ST-M4", "ST-M5", "ST-M6")
def test_every_page_and_register_that_serves_a_strategy_opens(signed_in):
    chief = signed_in("chief")
    page = chief.get(HERE).content.decode()
    for name in (
        "完備基礎服務項目，注重服務特性差異化", "重視全程意見回饋及參與，力求服務切合民眾需求",
        "便捷服務遞送過程與方式，提升民眾生活便利度", "關懷多元對象及城鄉差距，促進社會資源公平使用",
        "開放政府透明治理，優化機關管理創新", "掌握社經發展趨勢，專案規劃前瞻服務",
    ):  # fmt: skip
        assert f" {name} <span" in page
    main = page.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0]
    addresses = set(re.findall(r'href="(/(?:desk|ttbn)/[a-z/-]+/)"', main))
    assert len(addresses) > 30
    assert {address: status for address in addresses if (status := chief.get(address).status_code) != 200} == {}


def test_strategies_that_no_item_serves_are_gaps(chief_of, research):
    shown = chief_of("tpe").get("/desk/plans/taipei-107/strategies/")
    assert [one.code for one in shown.context["gaps"]] == ["4.1", "4.2", "5.3", "6.1", "6.2"]
    assert "沒有作法" in part(shown.content.decode(), "6.1")
    page = research.get(HERE).content.decode()
    assert 'href="#s-3.1"' in page
    assert "沒有作法" not in part(page, "4.1")
    assert 'href="/desk/plans/beinan-114/#item-9"' in part(page, "4.1")


WRITE = "/desk/plans/beinan-114/strategies/write/"
ITEM = {
    "code": "15", "areas": ["delivery"], "text": "檢討國籍案件的附件", "deadline": "114年10月", "op": "ge", "value": "2",
    "unit": "件", "lead": "戶籍資料組", "benefit": "少附幾張", "strategies": ["3.1"],
}  # fmt: skip


def written(client: Client, **changed: str) -> dict[str, str]:
    """What stands in the boxes of the strategies, with some changed."""
    found = {box.name: box.value for box in client.get(WRITE).context["boxes"]}
    return found | {name.replace("_", "."): text for name, text in changed.items()}


@pytest.mark.row("DR-03", "PA-16")
def test_an_item_is_drawn_from_a_strategy_and_fills_the_gap(research):
    research.post("/desk/plans/beinan-114/items/", ITEM)
    page = research.get(HERE).content.decode()
    assert "#item-15" in part(page, "3.1")
    assert "沒有作法" not in part(page, "3.1")
    research.post("/desk/plans/beinan-114/items/15/", {**ITEM, "strategies": []})
    found = research.get("/desk/plans/beinan-114/").context["findings"]
    assert [(one.rule, one.item, one.severity) for one in found if one.item == "15"] == [("DR-03", "15", "warning")]
    answer = research.post("/desk/plans/beinan-114/items/15/", {**ITEM, "strategies": ["9.9"]})
    assert answer.status_code == 422
    assert 'href="#q-strategies"' in answer.content.decode()


@pytest.mark.row("PA-16")
def test_strategies_are_put_into_the_offices_own_words(research):
    typed = written(research, s_M6_3="與部落、教會和學校一起解決", added="4.4 說族語\n7 數位韌性")
    assert research.post(WRITE, typed)["Location"] == HERE
    page = research.get(HERE).content.decode()
    assert "調整 · M6.3" in part(page, "6.3")
    assert "與部落、教會和學校一起解決" in part(page, "6.3")
    assert "說族語" in part(page, "4.4")
    assert 'id="s-7">7 數位韌性' in page
    assert "調整 · M4.2" in part(page, "4.2")


@pytest.mark.parametrize(
    ("changed", "field"), [({"s_M3": ""}, "s-M3"), ({"added": "沒有編號"}, "added"), ({"added": "1.1 重複"}, "added")]
)
def test_a_tree_that_does_not_hold_together_is_refused_at_its_place(research, changed, field):
    answer = research.post(WRITE, written(research, **changed))
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()


def test_a_strategy_that_items_serve_is_not_left_out(research):
    answer = research.post(WRITE, written(research, s_M1_3=""))
    assert answer.status_code == 422
    assert "推動作法 6 落實的策略" in answer.content.decode()
    assert "1.3" in research.get(HERE).content.decode()


def test_a_draft_without_strategies_takes_over_those_of_a_plan(research):
    refused(f"{HEAD}areas: [{{code: a, level: 要項, name: 甲}}]\nitems: [{{code: '1', areas: [a], text: 乙}}]\n")
    assert "請取用上級計畫的策略" in research.get("/desk/plans/s/strategies/").content.decode()
    write = "/desk/plans/s/strategies/write/"
    wrong = research.post(write, {"follows": "376550300A/beinan-99"})
    assert (wrong.status_code, "請選一個有策略的計畫" in wrong.content.decode()) == (422, True)
    research.post(write, {"follows": "A09000000E/moe-107"})
    shown = research.get("/desk/plans/s/strategies/")
    assert [one.code for one in shown.context["gaps"]][:3] == ["1.1", "1.2", "1.3"]
    assert "同上級" in part(shown.content.decode(), "1.1")


def test_who_may_not_draft_writes_no_strategies(signed_in, chief_of):
    assert signed_in("officer").get(WRITE).status_code == 403
    assert chief_of("nia").get("/desk/plans/nia-107/strategies/write/").status_code == 403


def refused(text: str) -> None:
    load_packs(files=[("p.yaml", text.encode())], by=system("test"), at=NOON)


HEAD = "kind: plan\nid: s\nversion: '1'\nagency: 376550300A\nsource: test\ntitle: 計畫\nyear: 114\n"


def test_a_plan_says_something_and_names_only_strategies_that_are_there(people):
    with pytest.raises(EmptyPlan):
        refused(HEAD)
    with pytest.raises(UnknownCodes):
        refused(f"{HEAD}strategies: [{{code: a, name: 甲}}]\nitems: [{{code: '1', text: 乙, strategies: [b]}}]\n")
    with pytest.raises(UnknownCodes):
        refused(
            f"{HEAD}follows: {{agency: A09000000E, plan: moe-107}}\n"
            "strategies: [{code: a, name: 甲, origins: [M9]}]\n"
        )


def test_somebody_elsewhere_does_not_find_it(signed_in):
    assert signed_in("outsider").get(HERE).status_code in (403, 404)
