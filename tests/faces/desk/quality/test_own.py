"""Indicators that an agency writes itself: kept, approved by another, then typed with evidence or counted."""

from typing import Any

import pytest
from django.test import Client

from bianmin.quality.indicators.models import Indicator, Own
from tests.people import ROOT

pytestmark = pytest.mark.django_db
HERE = "/desk/own-indicators/"
VISITS: dict[str, Any] = {
    "name": "偏鄉行動服務人次", "above_words": "行動服務車到偏鄉服務的人次", "above": "", "above_unit": "人次",
    "below_words": "", "below": "", "below_unit": "", "direction": "up", "source": "114年度執行計畫其他服務作法",
    "note": "",
}  # fmt: skip


def said(client: Client, path: str = HERE) -> str:
    return client.get(path).content.decode()


@pytest.mark.row("IN-26", "IN-08", "IN-16")
def test_an_own_indicator_is_written_approved_typed_with_evidence_and_stands_among_the_others(
    research: Client, signed_in: Any
) -> None:
    assert research.post(HERE, VISITS).status_code == 302
    draft = Own.objects.get()
    assert "待核定" in said(research)
    assert "核定「偏鄉行動服務人次」" not in said(research)
    research.post(f"{HERE}{draft.pk}/approve/")
    assert Indicator.objects.filter(code=draft.code).count() == 0
    chief = signed_in("chief")
    assert "核定「偏鄉行動服務人次」" in said(chief)
    assert chief.post(f"{HERE}{draft.pk}/approve/").status_code == 302
    count = {
        "measure": f"{draft.code}.n",
        "unit": ROOT,
        "span": "114",
        "n": "128",
        "evidence": "行動服務登錄簿第1至9頁",
    }
    assert research.post("/desk/counts/new/", count).status_code == 302
    lines = chief.get("/desk/indicators/?span=114&all=1").context["lines"]
    value = next(line["value"] for line in lines if line["value"].code == draft.code)
    assert (value.name, value.printed) == ("偏鄉行動服務人次", "128人次")
    page = said(chief, f"/desk/indicators/{draft.code}/?span=114")
    assert "行動服務車到偏鄉服務的人次" in page


@pytest.mark.row("IN-26")
def test_a_share_may_be_made_of_counts_that_are_there(research: Client, signed_in: Any) -> None:
    share = {
        **VISITS,
        "name": "提案採行比率",
        "above": "staff.opinions",
        "below_words": "提案件數",
        "below": "staff.opinions",
    }
    assert research.post(HERE, share).status_code == 302
    chief = signed_in("chief")
    chief.post(f"{HERE}{Own.objects.get().pk}/approve/")
    shape = Indicator.objects.get(code=Own.objects.get().code).shape
    assert (shape.formula, shape.unit, shape.factor, shape.own) == ("ratio", "%", 100, True)


def test_what_is_missing_is_said_and_what_was_typed_stays(research: Client) -> None:
    answer = research.post(HERE, {**VISITS, "above_unit": ""})
    assert answer.status_code == 422
    assert "請寫出名稱、用白話說明計數內容" in answer.content.decode()
    assert "行動服務車到偏鄉服務的人次" in answer.content.decode()
    for box in ("name", "above_words", "above_unit", "source"):
        refused = research.post(HERE, {**VISITS, box: ""}).content.decode()
        assert f'id="q-{box}-error"' in refused
    assert Own.objects.count() == 0
