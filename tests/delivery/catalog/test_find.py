"""Services are found by words and by shelf."""

from datetime import date

import pytest

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.find import Wanted, matching, papers_of, rough_days, span_of
from tests.factories.delivery import service
from tests.people import AGENCY, People

DAY = date(2025, 3, 5)


def said(text: str) -> str:
    return {"戶籍謄本": "Household transcript"}.get(text, text)


def found(wanted: str) -> list[str]:
    return [one.code for one in matching(published(AGENCY, DAY), wanted, said)]


@pytest.mark.parametrize(
    "wanted", ["謄本", "ＴＲＡＮＳＣＲＩＰＴ", "transcript", "household  身分證", "臺東", "台東", " 謄本　 臺東 "]
)
def test_width_case_spaces_and_the_two_tai_make_no_difference(people: People, wanted: str):
    service(summary="台東縣的戶籍資料")
    assert found(wanted) == ["transcript"]


@pytest.mark.parametrize("wanted", ["", "  ", "護照", "謄本 護照"])
def test_every_word_must_be_found(people: People, wanted: str):
    service()
    assert found(wanted) == []


@pytest.mark.parametrize(
    ("limit", "days"), [("", None), ("4h", 1), ("8wh", 1), ("3wd", 3), ("2w", 14), ("2m", 60), ("1y", 365)]
)
def test_a_limit_is_about_so_many_days(limit: str, days: int | None):
    assert rough_days(limit) == days


@pytest.mark.parametrize(
    ("norm", "limit", "span"),
    [
        ("4wh", "", "day"),
        ("1d", "", "day"),
        ("7d", "", "week"),
        ("1m", "", "month"),
        ("2m", "", "longer"),
        ("", "3wd", "week"),
        ("", "", ""),
    ],
)
def test_services_are_put_into_groups_by_the_time_they_take(people: People, norm: str, limit: str, span: str):
    assert span_of(service(service_norm=norm, statutory_limit=limit)) == span


def test_a_list_is_narrowed_by_shelf_paper_time_and_who_decides(people: People):
    service(audiences=["nationals"], category="proof", approval="window")
    other = service(id="other", audiences=["foreigners", "nationals"], category="reach", papers=[])
    services = published(AGENCY, DAY)
    assert papers_of(services) == ["身分證"]

    def left(**asked: str) -> list[str]:
        return [one.code for one in services if Wanted.read(asked).suits(one)]

    assert left(audience="foreigners") == ["other"]
    assert left(audience="nationals") == ["other", "transcript"]
    assert left(category="proof") == left(paper="身分證") == left(approval="window") == ["transcript"]
    assert left(span="week", approval="unit") == [other.code]
    assert left(span="nonsense", approval="nonsense") == ["other", "transcript"]
