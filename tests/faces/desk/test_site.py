"""The agency's site on the desk: writing, approving, looking through, sampling, testing."""

from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.publishing.actions import checking
from bianmin.delivery.publishing.models import Edition, Look, Sample, SiteTest
from bianmin.delivery.publishing.vocab import Kind, Verdict
from bianmin.faces.ui.now import now, today
from bianmin.foundation.documents.models import File
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import parted
from tests.faces.portal.citizen import words
from tests.factories.publishing import published, site_of
from tests.foundation.forms.samples import PNG
from tests.people import AGENCY, COUNTER, People

SITE = "/desk/site/"
ARTICLE = f"{SITE}articles/holiday/"
TYPED = {
    "kind": "news", "unit": COUNTER, "code": "holiday", "title": "春節服務時間", "summary": "", "category": "",
    "body": "## 時間\n\n2 月 17 日起休息。", "quoted": "", "valid_until": "",
}  # fmt: skip
Enter = Callable[[str], Client]


@pytest.mark.row("SYS-159", "RUL-63")
def test_an_officer_writes_the_chief_sends_back_then_approves(signed_in: Enter, people: People, client: Client):
    officer, chief = signed_in("officer"), signed_in("chief")
    assert officer.post(f"{SITE}new/", TYPED).url == ARTICLE
    assert officer.post(f"{ARTICLE}publish/").status_code == 403
    assert officer.post(f"{ARTICLE}ask/").url == ARTICLE
    assert "待核定" in words(chief.get(SITE))
    refused = chief.post(f"{ARTICLE}send-back/", {"remark": ""})
    assert (refused.status_code, "請用一句話說明原因" in words(refused)) == (422, True)
    chief.post(f"{ARTICLE}send-back/", {"remark": "請寫到幾日"})
    assert "請寫到幾日" in words(officer.get(ARTICLE))
    officer.post(f"{ARTICLE}write/", {**TYPED, "body": "2 月 17 日到 22 日休息。"})
    officer.post(f"{ARTICLE}ask/")
    assert client.get("/ttbn/pages/holiday/").status_code == 404
    assert chief.post(f"{ARTICLE}publish/").url == ARTICLE
    assert "2 月 17 日到 22 日休息。" in words(client.get("/ttbn/pages/holiday/"))
    row = Edition.objects.get()
    assert (row.written_by, row.decided_by) == (people.actor("officer").key, people.actor("chief").key)
    chief.post(f"{ARTICLE}withdraw/", {"remark": "假期結束"})
    assert client.get("/ttbn/pages/holiday/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "請填寫標題"),
        ({"body": " "}, "請填寫內容"),
        ({"body": "![](1)"}, "說明圖片內容"),
        ({"body": "![門](77)"}, "圖片 77"),
        ({"code": "NOT a code"}, "小寫英文字母"),
        ({"valid_until": "someday"}, "請填寫日期"),
        ({"valid_until": "2020-01-01"}, "不能早於今天"),
        ({"body": "<b>粗</b>"}, "不要使用 HTML"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(
    signed_in: Enter, changed: dict[str, str], said: str
):
    answer = signed_in("officer").post(f"{SITE}new/", {**TYPED, **changed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "2 月 17 日起休息" in words(answer) or "body" in changed
    assert Edition.objects.count() == 0


def test_a_picture_is_uploaded_its_number_told_and_it_is_public_as_long_as_its_page(
    signed_in: Enter, people: People, client: Client
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    officer = signed_in("officer")
    officer.post(f"{SITE}new/", TYPED)
    officer.post(f"{ARTICLE}files/", {"files": SimpleUploadedFile("door.png", PNG)})
    page = officer.get(ARTICLE)
    number = page.context["attached"][0].pk
    assert f"![圖片說明]({number})" in words(page)
    picture, chief = f"/ttbn/pages/holiday/files/{number}/", signed_in("chief")
    officer.post(f"{ARTICLE}ask/")
    assert client.get(picture).status_code == 404
    chief.post(f"{ARTICLE}publish/")
    assert client.get(picture).status_code == 200
    chief.post(f"{ARTICLE}withdraw/", {"remark": "假期結束"})
    assert client.get(picture).status_code == 404
    assert File.objects.get(pk=number).audience == "staff"


@pytest.mark.row("SYS-160", "RUL-31")
def test_the_monthly_look_is_listed_taken_and_kept(signed_in: Enter, people: People):
    published(people, "how", Kind.PAGE)
    checking.call_looks(agency=AGENCY, by=system("site"), at=now())
    officer = signed_in("officer")
    assert "有 1 頁等您檢視。" in words(officer.get(f"{SITE}looks/"))
    key = Look.objects.get().pk
    assert officer.post(f"{SITE}looks/{key}/", {"found": "mended", "remark": ""}).status_code == 422
    officer.post(f"{SITE}looks/{key}/", {"found": "mended", "remark": "改了電話"})
    said = words(officer.get(f"{SITE}looks/"))
    assert "有錯誤，已更正" in said
    assert "林怡君 · 改了電話" in said


@pytest.mark.row("SYS-161", "IN-10", "ENT-46")
def test_samples_and_links_are_checked_and_the_share_that_is_right_stands_on_top(signed_in: Enter, people: People):
    published(people)
    checking.test_links(agency=AGENCY, ask=lambda _address: (Verdict.BROKEN, "404"), by=system("site"), at=now())
    research = signed_in("research")
    research.post(f"{SITE}checks/draw/", {"count": "16"})
    key = Sample.objects.get().pk
    assert signed_in("officer").post(f"{SITE}checks/samples/{key}/", {"correct": "yes"}).status_code == 403
    research.post(f"{SITE}checks/samples/{key}/", {"correct": "yes", "remark": ""})
    said = words(research.get(f"{SITE}checks/"))
    assert "1 / 1 抽查正確" in said
    assert "0 / 2 有效連結" in said
    assert "https://www.taitung.gov.tw/ 失效 404" in said


@pytest.mark.row("SYS-162")
def test_a_test_of_the_site_is_kept_with_its_numbers(signed_in: Enter, people: People):
    research = signed_in("research")
    typed = {"kind": "weakness", "tested_on": "114/3/1", "tool": "掃描公司", "found": "3", "mended": "4", "remark": ""}
    assert "已修正的數量多於發現的數量" in words(research.post(f"{SITE}checks/tests/", typed))
    research.post(f"{SITE}checks/tests/", {**typed, "mended": "2"})
    row = SiteTest.objects.get()
    assert (row.found, row.mended, row.tool, str(row.tested_on)) == (3, 2, "掃描公司", "2025-03-01")
    assert "弱點掃描" in words(research.get(f"{SITE}checks/"))


def test_a_text_that_became_hard_to_use_is_listed(signed_in: Enter, people: People):
    site_of(people)
    Edition.objects.update(body="### 小標題")
    assert "三個 # 的小標題" in words(signed_in("chief").get(f"{SITE}checks/"))


@pytest.mark.parametrize("most", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    signed_in: Enter, people: People, most: int, django_assert_max_num_queries: Callable[..., object]
):
    for number in range(most):
        published(people, f"n{number}")
    client = signed_in("chief")
    client.get(SITE)
    with django_assert_max_num_queries(15):
        client.get(SITE)


@pytest.mark.row("SYS-162", "RUL-31")
def test_the_monthly_and_quarterly_tests_are_called_for_until_they_are_written_down(signed_in: Enter, people: People):
    research, chief = signed_in("research"), signed_in("chief")
    assert chief.get(SITE).context["tests"] == 2
    assert "還沒有檢測過" in words(chief.get(f"{SITE}checks/"))
    typed = {"kind": "weakness", "tool": "掃描公司", "found": "0", "mended": "0", "remark": ""}
    research.post(f"{SITE}checks/tests/", {**typed, "tested_on": "114/3/1"})
    late = chief.get(SITE)
    assert (late.context["tests"], late.context["overdue"]) == (2, True)
    assert "已逾期" in words(chief.get(f"{SITE}checks/"))
    research.post(f"{SITE}checks/tests/", {**typed, "tested_on": parted(today())})
    research.post(f"{SITE}checks/tests/", {**typed, "kind": "trojan", "tested_on": parted(today())})
    done = chief.get(SITE)
    assert (done.context["tests"], done.context["overdue"]) == (0, False)
    assert "已逾期" not in words(chief.get(f"{SITE}checks/"))


@pytest.mark.row("RUL-32")
def test_the_updates_of_each_week_are_counted_on_the_page(signed_in: Enter):
    officer, chief = signed_in("officer"), signed_in("chief")
    assert [n for _monday, n in chief.get(SITE).context["weeks"]] == [0, 0, 0, 0]
    for place in range(2):
        officer.post(f"{SITE}new/", {**TYPED, "code": f"news-{place}"})
        officer.post(f"{SITE}articles/news-{place}/ask/")
        chief.post(f"{SITE}articles/news-{place}/publish/")
    assert [n for _monday, n in chief.get(SITE).context["weeks"]] == [2, 0, 0, 0]
    assert "本週更新 2 筆" in words(chief.get(SITE))
