"""Reviews of procedures: written down, published, counted, and what they saved citizens."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.catalog.models import Review
from bianmin.faces.ui.now import today
from bianmin.kernel.rocdate import parted
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import words

HOME = "/desk/catalog/reviews/"
ONE = "/desk/catalog/transcript/review/"


def said(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "reviewed_on": parted(today()), "about": ["papers", "procedure"], "asked": "在櫃檯問了五位外籍配偶",
        "finding": "身分證影本用不到", "came": "changed", "change": "不再要影本",
    }  # fmt: skip
    return {**plain, **changes}


@pytest.mark.row("CM-03", "IN-02", "SYS-057")
def test_a_review_is_written_down_counted_and_published(desk: Desk, officer: Client, client: Client):
    before = officer.get(HOME)
    assert (before.context["done"], before.context["total"]) == (0, 1)
    assert officer.post(ONE, said()).url == HOME
    after = officer.get(HOME)
    assert (after.context["done"], after.context["total"]) == (1, 1)
    assert "林怡君" in words(after)
    public = words(client.get("/ttbn/changes/"))
    for text in ("戶籍謄本", "已修正", "應備文件", "身分證影本用不到", "不再要影本", "在櫃檯問了五位外籍配偶"):
        assert text in public
    assert "林怡君" not in public


@pytest.mark.row("IN-20", "IN-21", "CM-14")
def test_time_and_fees_before_and_after_are_kept_apart_and_multiplied_by_the_cases_since(desk: Desk, officer: Client):
    effort = {"minutes_before": "40", "minutes_after": "30", "dollars_before": "100", "dollars_after": "15"}
    officer.post(ONE, said(**effort, reviewed_on=parted(today() - timedelta(days=3))))
    for days in (5, 2, 0):
        desk.receive(days_ago=days)
    page = officer.get(HOME)
    (saved,) = page.context["savings"]
    since = max(today() - timedelta(days=3), today().replace(month=1, day=1))
    cases = sum(today() - timedelta(days=days) >= since for days in (2, 0))
    assert (saved.cases, page.context["minutes"], page.context["dollars"]) == (cases, 10 * cases, 85 * cases)
    row = Review.objects.get()
    assert (row.minutes_before, row.minutes_after, row.dollars_before, row.dollars_after) == (40, 30, 100, 15)


def test_a_later_measured_review_of_the_same_service_follows_the_earlier(desk: Desk, officer: Client):
    first = {"minutes_before": "40", "minutes_after": "30", "dollars_before": "0", "dollars_after": "0"}
    officer.post(ONE, said(**first, reviewed_on=parted(today() - timedelta(days=3))))
    officer.post(ONE, said(**{**first, "minutes_before": "30", "minutes_after": "10"}))
    desk.receive(days_ago=0)
    counted = [(one.eased.minutes, one.cases) for one in officer.get(HOME).context["savings"]]
    assert counted == [(20, 1), (10, 0)]


@pytest.mark.row("CM-20")
def test_forms_that_nobody_used_for_a_year_are_found(desk: Desk, officer: Client):
    assert [form.code for form in officer.get(HOME).context["idle"]] == ["transcript"]
    desk.receive(days_ago=366)
    assert "久未使用的書表（一年以上）" in words(officer.get(HOME))
    desk.receive(days_ago=364)
    assert officer.get(HOME).context["idle"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"about": []}, "about"),
        ({"finding": ""}, "finding"),
        ({"came": "nonsense"}, "came"),
        ({"change": ""}, "change"),
        ({"minutes_before": "12"}, "minutes_before"),
        ({"minutes_before": "-1", "dollars_before": "2"}, "minutes_before"),
        ({"reviewed_on": "不是日期"}, "reviewed_on"),
        ({"finding": "\0"}, "finding"),
        ({"reviewed_on": "100/1/1"}, "reviewed_on"),
    ],
)
def test_what_is_missing_or_odd_is_said_at_its_box_and_nothing_is_kept(
    desk: Desk, officer: Client, wrong: dict[str, object], field: str
):
    answer = officer.post(ONE, said(**wrong))
    assert answer.status_code == 422
    assert [one["name"] for one in answer.context["errors"]] == [field]
    assert not Review.objects.exists()


def test_a_review_to_come_and_one_of_no_service_are_refused(desk: Desk, officer: Client):
    assert officer.post(ONE, said(reviewed_on=parted(today() + timedelta(days=1)))).status_code == 422
    assert officer.post("/desk/catalog/nothing/review/", said()).status_code == 404


def test_who_reads_the_catalogue_only_writes_no_review(desk: Desk):
    auditor = desk.enter("auditor")
    assert auditor.get(HOME).status_code == 200
    assert auditor.post(ONE, said()).status_code == 403


def test_without_a_review_the_public_list_says_what_will_stand_there(desk: Desk, client: Client):
    assert "還沒有公布的檢討" in words(client.get("/ttbn/changes/"))
