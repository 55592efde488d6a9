"""The press at the desk: written down with a clipping, checked, answered with proof, approved, put right in public."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.press.models import Item, Policy
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import photo, words
from tests.factories.press import clarified, drafted, reported
from tests.people import COUNTER, RECORDS, People

pytestmark = pytest.mark.django_db
HERE = "/desk/press/"
TOLD = {
    "medium": "paper", "outlet": "東岸日報", "title": "戶所大排長龍", "text": "報載每天等兩小時。", "tone": "negative",
    "link": "https://www.example.tw/news/1", "appeared_on": "115/4/15", "seen_at": "115/4/15 9:30", "unit": COUNTER,
    "key": "a-key-of-a-form-1",
}  # fmt: skip
ANSWER = {"stance": "correct", "answer": "平均等候12分鐘。", "proof_link": "https://www.example.tw/figures"}


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the rules for the press are among them."""
    return house


@pytest.fixture
def officer(signed_in: Callable[[str], Client], ordinary_day: datetime) -> Client:
    return signed_in("officer")


@pytest.fixture
def chief(signed_in: Callable[[str], Client], ordinary_day: datetime) -> Client:
    return signed_in("chief")


def steps_to_answer(officer: Client, chief: Client) -> str:
    """Written down, drafted and approved; gives its address."""
    at = str(officer.post(f"{HERE}new/", TOLD).url)
    assert officer.post(f"{at}draft/", ANSWER).url == at
    assert chief.post(f"{at}approve/").url == at
    return at


@pytest.mark.row("SYS-110", "CM-88", "CM-86", "CM-100", "B-6.3", "T-1.2", "T-3.4")
def test_a_report_goes_from_the_newspaper_to_the_answer_with_its_proof(officer: Client, chief: Client):
    assert "程序" in words(officer.get(f"{HERE}new/"))
    at = officer.post(f"{HERE}new/", {**TOLD, "files": photo("clipping.jpg")}).url
    row = Item.objects.get()
    assert (at, len(row.clippings)) == (f"{HERE}{row.number}/", 1)
    assert officer.get(f"/desk/files/{row.clippings[0]['key']}/").status_code == 200
    assert "戶所大排長龍" in words(officer.get(HERE))
    page = words(officer.get(at))
    for said in ("負面", "查證中", "東岸日報", "clipping.jpg", "4月15日(星期三) 14:30", "看一次地方新聞"):
        assert said in page
    officer.post(f"{at}check/", {"truth": "false", "tone": "negative", "finding": "叫號紀錄平均12分鐘。"})
    unproved = officer.post(f"{at}draft/", {**ANSWER, "proof_link": ""})
    assert (unproved.status_code, 'id="q-files-error"' in unproved.content.decode()) == (422, True)
    assert "平均等候12分鐘。" in unproved.content.decode()
    assert officer.post(f"{at}draft/", {**ANSWER, "files": photo("proof.jpg")}).url == at
    assert "待核定" in words(chief.get(f"{HERE}?show=drafted"))
    assert "平均等候12分鐘。" in words(chief.get(f"{at}approve/"))
    assert chief.post(f"{at}approve/").url == at
    done = words(chief.get(at))
    for said in ("不實", "更正不實內容", "時限內", "上班時間 0 小時 30 分", "proof.jpg", "林怡君", "核定回應"):
        assert said in done


@pytest.mark.row("SYS-110", "CM-88")
def test_a_clarification_stands_on_the_website_with_its_proof_and_is_taken_down(officer: Client, chief: Client):
    visitor, public = Client(), "/ttbn/clarifications/"
    at = str(officer.post(f"{HERE}new/", TOLD).url)
    officer.post(f"{at}draft/", {**ANSWER, "files": photo("proof.jpg")})
    chief.post(f"{at}approve/")
    row = Item.objects.get()
    own, proof = f"{public}{row.number}/", f"{public}{row.number}/files/{row.proofs[0]['key']}/"
    assert (visitor.get(own).status_code, visitor.get(proof).status_code) == (404, 404)
    assert "目前沒有需要澄清的報導" in words(visitor.get(public))
    typed = {"title": "等候時間", "said": "報載每天等兩小時。", "answer": "四月平均12分鐘。"}
    assert officer.post(f"{at}publish/", typed).url == at
    assert chief.post(f"{at}publish/", typed).url == at
    assert "等候時間" in words(visitor.get(public))
    shown = words(visitor.get(own))
    for said in ("報載每天等兩小時。", "四月平均12分鐘。", "proof.jpg", "https://www.example.tw/figures"):
        assert said in shown
    assert "查證" not in shown
    assert visitor.get(proof).headers["Content-Disposition"] == 'attachment; filename="proof.jpg"'
    assert own in chief.get(at).content.decode()
    chief.post(f"{at}take-down/", {"reason": "數字要更正"})
    assert (visitor.get(own).status_code, visitor.get(proof).status_code) == (404, 404)


@pytest.mark.parametrize(
    ("wrong", "box"),
    [
        ({"medium": ""}, "medium"), ({"title": ""}, "title"), ({"text": ""}, "text"), ({"tone": ""}, "tone"),
        ({"link": "example"}, "link"), ({"seen_at": "115/4/15"}, "seen_at"), ({"seen_at": "115/4/15 10:30"}, "seen_at"),
        ({"appeared_on": "115/4/16"}, "appeared_on"), ({"appeared_on": "昨天"}, "appeared_on"), ({"unit": ""}, "unit"),
    ],
)  # fmt: skip
def test_a_mistake_stands_at_its_box_and_what_was_typed_stays(officer: Client, wrong: dict[str, str], box: str):
    page = officer.post(f"{HERE}new/", {**TOLD, **wrong})
    assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True)
    assert "東岸日報" in page.content.decode()
    assert Item.objects.count() == 0


def test_a_picture_that_is_none_is_refused_at_its_box(officer: Client):
    page = officer.post(f"{HERE}new/", {**TOLD, "files": photo("virus.jpg", b"MZ no picture")})
    assert (page.status_code, 'id="q-files-error"' in page.content.decode()) == (422, True)
    assert Item.objects.count() == 0


def test_it_is_given_to_another_unit_sent_back_and_noted(
    officer: Client, chief: Client, signed_in: Callable[[str], Client], people: People
):
    at, elsewhere = str(officer.post(f"{HERE}new/", TOLD).url), signed_in("elsewhere")
    assert elsewhere.get(f"{at}draft/").url == at
    officer.post(f"{at}give/", {"unit": RECORDS, "officer": people.actor("elsewhere").key})
    assert "戶所大排長龍" in words(elsewhere.get(f"{HERE}?show=mine"))
    elsewhere.post(f"{at}draft/", ANSWER)
    empty = chief.post(f"{at}return/", {"reason": ""})
    assert (empty.status_code, 'id="q-reason-error"' in empty.content.decode()) == (422, True)
    chief.post(f"{at}return/", {"reason": "數字要有來源"})
    assert "數字要有來源" in words(elsewhere.get(at))
    assert elsewhere.post(f"{at}note/", {"reason": "x"}).url == at
    assert Item.objects.get().state == "open"
    chief.post(f"{at}note/", {"reason": "已在記者會說明"})
    assert Item.objects.get().state == "noted"
    assert chief.get(f"{at}approve/").url == at


@pytest.mark.row("SYS-110")
def test_what_is_unfavourable_becomes_an_improvement(officer: Client, chief: Client, people: People):
    at = steps_to_answer(officer, chief)
    row = Item.objects.get()
    assert f"?press={row.number}" in chief.get(at).content.decode()
    assert "戶所大排長龍" in words(chief.get(f"/desk/improvements/new/?press={row.number}"))
    work = {"cause": "尖峰櫃檯太少", "measure": "加開櫃檯", "owner": people.actor("officer").key, "period": "20wd"}
    chief.post(f"/desk/improvements/new/?press={row.number}", work)
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref, made.unit_path) == ("press", row.subject, COUNTER)
    assert "新聞輿情" in words(chief.get("/desk/improvements/"))


def test_what_waits_stands_among_the_work_and_what_is_late_is_marked(
    officer: Client, chief: Client, people: People, ordinary_day: datetime
):
    def line(client: Client) -> Any:
        return next(one for one in client.get("/desk/").context["kinds"] if one["address"] == HERE)

    assert (line(officer)["count"], line(officer)["mark"]) == (0, "")
    officer.post(f"{HERE}new/", {**TOLD, "appeared_on": "115/4/13", "seen_at": "115/4/13 9:00"})
    assert (line(officer)["count"], line(officer)["mark"]) == (1, "bad")
    assert "逾期" in words(officer.get(f"{HERE}?show=late"))


@pytest.mark.row("SYS-110")
def test_the_figures_are_read_by_tone_in_words(officer: Client, chief: Client, ordinary_day: datetime):
    steps_to_answer(officer, chief)
    officer.post(f"{HERE}new/", {**TOLD, "tone": "neutral", "key": "a-key-of-a-form-2"})
    refresh(at=ordinary_day)
    lines = chief.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines if line["value"].code.startswith("PR-")}
    assert printed == {"PR-01": "2則", "PR-02": "100.0%", "PR-03": "30分鐘", "PR-04": "1則"}
    by_tone = chief.get("/desk/indicators/PR-01/?span=115").context["by_part"]
    assert {one.name: one.now.printed for one in by_tone} == {"負面": "1則", "中性": "1則"}


def test_who_has_no_business_with_it_is_kept_out_and_an_auditor_reads(
    people: People, signed_in: Callable[[str], Client]
):
    row = reported(people)
    for name in ("research", "admin", "supervisor"):
        assert signed_in(name).get(HERE).status_code == 403
    assert signed_in("outsider").get(f"{HERE}{row.number}/").status_code == 404
    auditor = signed_in("auditor")
    assert auditor.get(f"{HERE}{row.number}/").status_code == 200
    assert auditor.post(f"{HERE}{row.number}/draft/", ANSWER).status_code == 403


def test_the_list_asks_no_more_for_ten_reports_than_for_one(
    people: People, officer: Client, django_assert_max_num_queries: Any
):
    drafted(reported(people), people)
    officer.get(HERE)
    with django_assert_max_num_queries(12) as one:
        officer.get(f"{HERE}?show=open")
    for _turn in range(9):
        clarified(people)
        drafted(reported(people), people)
    with django_assert_max_num_queries(len(one)):
        assert officer.get(f"{HERE}?show=open").content.decode().count("東岸日報") == 10


def test_an_agency_without_rules_is_told_what_to_load(officer: Client):
    with act():
        Policy.objects.all().delete()
        reissue(Policy)
    assert "還沒有新聞輿情處理的規定" in words(officer.get(HERE))
    assert officer.get(f"{HERE}new/").status_code == 404
