"""A plan written on pages: items, targets, deadlines; submitted, returned, approved; amended; and printed."""

import pytest
from django.test import Client

from bianmin.quality.indicators.models import Target
from bianmin.quality.plans.models import Plan
from tests.people import AGENCY

pytestmark = pytest.mark.django_db
HERE = "/desk/plans/beinan-114/"
ITEM = {
    "code": "15", "areas": ["basic"], "text": "每季公布服務量", "op": "ge", "value": "4", "unit": "次", "per": "年",
    "indicators": ["IN-04"], "deadline": "114年10月", "lead": "綜合受理櫃檯", "benefit": "民眾看得到",
}  # fmt: skip


def item_of(client: Client, code: str):
    return next((one for one in client.get(HERE).context["plan"].items if one.code == code), None)


@pytest.mark.row("PA-20", "PA-21", "PA-23", "DR-10")
def test_an_item_is_written_on_a_page_with_quantity_deadline_and_lead_unit(research: Client):
    answer = research.post(f"{HERE}items/", ITEM)
    assert answer["Location"] == f"{HERE}#item-15"
    shape = item_of(research, "15").shape
    assert (shape.text, shape.deadline, shape.benefit, shape.indicators) == (
        "每季公布服務量", "114年10月", "民眾看得到", ["IN-04"],
    )  # fmt: skip
    assert [(one.op, one.value, one.unit, one.per) for one in shape.quantities] == [("ge", "4", "次", "年")]
    assert [(one.name, one.role) for one in shape.units] == [("綜合受理櫃檯", "lead")]
    assert "≥4次／年" in research.get(HERE).content.decode()


def test_an_item_is_changed_and_keeps_its_place(research: Client):
    before = [one.code for one in research.get(HERE).context["plan"].items]
    research.post(f"{HERE}items/2/", {**ITEM, "code": "2a", "text": "每日看兩次"})
    after = [one.code for one in research.get(HERE).context["plan"].items]
    assert after == ["2a" if code == "2" else code for code in before]


def test_an_item_is_taken_out(research: Client):
    research.post(f"{HERE}items/14/remove/")
    assert item_of(research, "14") is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": " "}, "text"), ({"areas": []}, "areas"), ({"code": "a b"}, "code"), ({"code": "1"}, "code"),
        ({"value": "many"}, "value"), ({"unit": ""}, "unit"), ({"deadline": "儘快"}, "deadline"),
        ({"indicators": ["IN-999"]}, "indicators"), ({"areas": ["nowhere"]}, "areas"), ({"text": "\0"}, "text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(research: Client, typed: dict, field: str):
    answer = research.post(f"{HERE}items/", {**ITEM, **typed})
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()
    assert item_of(research, "15") is None


def test_goals_addressees_and_period_are_written(research: Client):
    typed = {
        "title": "114年度計畫", "category": "project", "goals": "快｜003 第12行\n好", "addressees": "全體同仁\n志工",
        "period": "114年全年", "first": "114-1-1", "last": "114-12-31",
    }  # fmt: skip
    research.post(f"{HERE}head/", typed)
    head = research.get(HERE).context["plan"].head
    assert [(goal.text, goal.serves) for goal in head.goals] == [("快", "003 第12行"), ("好", "")]
    assert ([one.text for one in head.addressees], head.category) == (["全體同仁", "志工"], "project")
    page = research.get(HERE).content.decode()
    assert "專案規劃類" in page
    assert "志工" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"title": ""}, "title"), ({"first": "x"}, "first"), ({"last": "113-1-1"}, "last")],
)
def test_a_head_that_is_wrong_is_refused_at_its_place(research: Client, typed: dict, field: str):
    asked = {"title": "計畫", "goals": "", "period": "全年", "first": "114-1-1", "last": "114-12-31"}
    answer = research.post(f"{HERE}head/", {**asked, **typed})
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()


def test_targets_come_into_force_when_the_plan_is_approved(research: Client, signed_in):
    research.post(f"{HERE}targets/", {"op.IN-04": "ge", "value.IN-04": "98.2%"})
    force = Target.objects.filter(agency=AGENCY, indicator="IN-04", unit_path=f"/{AGENCY}/", span="114", current=True)
    assert force.get().definition["value"] == "97.5"
    assert "≥98.2%" in research.get(HERE).content.decode()
    signed_in("chief").post(f"{HERE}approve/", {})
    assert force.get().definition["value"] == "98.2"


def test_a_target_that_is_no_number_is_refused_at_its_place(research: Client):
    answer = research.post(f"{HERE}targets/", {"op.IN-04": "ge", "value.IN-04": "高"})
    assert answer.status_code == 422
    assert 'href="#q-value-IN-04"' in answer.content.decode()


@pytest.mark.row("FL-04")
def test_a_submitted_plan_waits_and_a_returned_one_says_why(research: Client, signed_in):
    research.post(f"{HERE}submit/")
    assert research.post(f"{HERE}items/", ITEM).status_code == 403
    chief = signed_in("chief")
    assert chief.post(f"{HERE}return/", {"reason": ""}).status_code == 422
    chief.post(f"{HERE}return/", {"reason": "第3項期限太晚"})
    assert "第3項期限太晚" in research.get(HERE).content.decode()
    assert research.post(f"{HERE}items/", ITEM).status_code == 302


@pytest.mark.row("FL-07", "FL-10", "FL-17", "FL-20")
def test_an_amendment_is_the_next_version_and_what_is_published_never_changes(research: Client, signed_in):
    chief = signed_in("chief")
    chief.post(f"{HERE}approve/", {})
    research.post(f"{HERE}publish/", {"place": "本所網站"})
    assert research.post(f"{HERE}items/", ITEM).status_code == 403
    research.post(f"{HERE}amend/")
    research.post(f"{HERE}items/2/", {**ITEM, "code": "2", "text": "改過的作法"})
    assert "改過的作法" in research.get(HERE).content.decode()
    first = research.get(f"{HERE}?version=2").content.decode()
    assert "改過的作法" not in first
    versions = Plan.objects.filter(code="beinan-114").order_by("id").values_list("version", "state", "current")
    assert list(versions) == [("2", "published", False), ("3", "draft", True)]


def test_history_and_other_agencies_plans_are_not_written(research: Client, signed_in):
    assert research.get("/desk/plans/beinan-99/items/").status_code == 403
    assert research.post("/desk/plans/beinan-99/amend/").status_code == 403
    assert signed_in("supervisor").post(f"{HERE}items/", ITEM).status_code == 403
    assert signed_in("officer").post(f"{HERE}items/", ITEM).status_code == 403


@pytest.mark.row("DR-02", "DR-11")
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("odt", b"PK"), ("docx", b"PK")])
def test_a_plan_is_a_document_of_its_own(research: Client, kind: str, begins: bytes):
    answer = research.get(f"{HERE}files/{kind}/")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="beinan-114.{kind}"'


@pytest.mark.row("PA-18", "PA-19")
def test_the_table_of_99_has_the_columns_that_were_printed(research: Client):
    lines = research.get("/desk/plans/beinan-99/files/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "項目,指標,內容,具體作法,完成期限"
    assert lines[1].startswith("便民標準服務›服務流程,服務流程便捷性,")
    assert research.get("/desk/plans/beinan-99/files/exe/").status_code == 404


@pytest.mark.row("DR-12")
def test_the_pages_are_counted_and_more_than_ten_are_warned_of(research: Client):
    assert research.get(HERE).context["pages"] <= 10
    for number in range(20, 24):
        research.post(f"{HERE}items/", {**ITEM, "code": str(number), "text": "說明" * 1500})
    answer = research.get(HERE)
    assert answer.context["pages"] > 10
    assert "DR-12" in [found.rule for found in answer.context["findings"]]


@pytest.mark.row("PA-06", "PA-14", "AN-14")
def test_the_page_of_99_names_addressees_and_the_slip_beside_the_corrected_text(research: Client):
    page = research.get("/desk/plans/beinan-99/").content.decode()
    assert "本所全體同仁" in page
    assert "「資訊公開適切性性」" in page
