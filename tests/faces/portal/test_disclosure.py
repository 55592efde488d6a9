"""The disclosure area: every item of the law with what is there, and openly what is not."""

from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.publishing.actions import writing
from bianmin.delivery.publishing.vocab import Kind, Written
from tests.faces.portal.citizen import HOME, words
from tests.people import AGENCY, COUNTER, NOON, People

AREA = f"{HOME}disclosure/"


def budget(people: People, code: str = "budget") -> None:
    """A budget of the office, on the site since noon."""
    officer, written = people.actor("officer"), Written("114年度預算書", "見附件。", category="預算決算")
    writing.begin(agency=AGENCY, unit_path=COUNTER, code=code, kind=Kind.PAGE, written=written, by=officer, at=NOON)
    writing.publish(agency=AGENCY, code=code, by=people.actor("chief"), at=NOON)


@pytest.mark.row("SYS-136", "CM-51", "RUL-81")
def test_all_ten_items_stand_there_and_an_empty_one_says_so_with_who_is_to_fill_it(client: Client, people: People):
    said = words(client.get(AREA))
    for part in (
        "應公開 10 項，已公開 7 項。", "政府資訊公開法第7條", "1. 條約、法律、法規命令和自治法規", "6. 預算和決算書",
        "10. 合議制機關的會議紀錄", "組織架構和聯絡方式", "本所由主任負責", "這一項還沒有內容。",
    ):  # fmt: skip
        assert part in said, part
    assert said.count("這一項還沒有內容。") == 3
    budget(people)
    said = words(client.get(AREA))
    assert "應公開 10 項，已公開 8 項。" in said
    assert "114年度預算書 114年3月5日" in said
    assert said.count("這一項還沒有內容。") == 2
    assert "更新日期: 114年3月5日" in said


@pytest.mark.row("CM-54", "SYS-136")
def test_the_organisation_page_tells_address_telephone_fax_and_units(client: Client, people: People):
    said = words(client.get(f"{HOME}organisation/"))
    for part in ("臺東縣卑南鄉太平村和平路示範號", "089-380000", "089-380001", "service@example.org", "綜合受理櫃檯"):
        assert part in said, part
    assert "1號櫃檯" not in said
    assert f'href="{HOME}disclosure/"' in client.get(HOME).content.decode()


@pytest.mark.row("RUL-74", "SYS-136", "SYS-139")
def test_the_immigration_agency_discloses_ten_of_ten_with_its_links(client: Client, people: People):
    answer = client.get("/nia/disclosure/")
    said, page = words(answer), answer.content.decode()
    assert "應公開 10 項，已公開 10 項。" in said
    assert "審查基準、裁罰基準和面談規定" in said
    for link in (
        "https://law.moj.gov.tw/",
        "https://web.pcc.gov.tw/",
        "https://appeal.ey.gov.tw/",
        "/nia/organisation/",
    ):
        assert f'href="{link}"' in page, link


@pytest.mark.row("T-4.1", "CM-53")
def test_the_branch_discloses_its_basic_data_core_policy_services_and_budget(client: Client, people: People):
    said = words(client.get("/tpe/disclosure/"))
    for part in ("核心政策", "預算情形", "組織架構和聯絡方式", "服務項目和申辦須知"):
        assert part in said, part


@pytest.mark.parametrize(
    ("slug", "language", "said"),
    [("ttbn", "en", "7 of 10 items are disclosed."), ("nia", "vi", "Đã công khai 10 trên 10 mục.")],
)
def test_it_is_read_in_other_languages(client: Client, people: People, slug: str, language: str, said: str):
    client.post("/language/", {"language": language, "next": f"/{slug}/"})
    text = words(client.get(f"/{slug}/disclosure/"))
    assert said in text
    assert "Minutes of collegial bodies" in text


def test_where_nothing_is_listed_the_page_says_whom_to_ask(client: Client, people: People):
    assert "機關還沒有列出主動公開的資訊" in words(client.get("/moe/disclosure/"))


@pytest.mark.parametrize("most", [1, 4])
def test_the_area_asks_the_database_as_often_for_one_page_as_for_four(
    client: Client, people: People, most: int, django_assert_num_queries: Callable[..., object]
):
    for number in range(most):
        budget(people, f"budget-{number}")
    client.get(AREA)
    with django_assert_num_queries(10):
        client.get(AREA)
