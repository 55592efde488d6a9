"""Figures that are counted from records: reviews of procedures and what they spared, samples and links of the site."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.delivery.publishing.actions import checking
from bianmin.delivery.publishing.models import Sample
from bianmin.delivery.publishing.vocab import Verdict
from bianmin.faces.ui.now import now, today
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import parted
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from tests.faces.portal.citizen import words
from tests.factories.delivery import applied, service
from tests.factories.publishing import published
from tests.people import AGENCY, People

EFFORT = {"minutes_before": "40", "minutes_after": "30", "dollars_before": "100", "dollars_after": "15"}
DAY = timedelta(days=1)


def this_year() -> str:
    return str(today().year - 1911)


def page(client: Client, code: str):
    refresh(at=now())
    return client.get(f"/desk/indicators/{code}/?span={this_year()}")


def value(client: Client, code: str):
    found = page(client, code).context["value"]
    return found.n, found.d, found.printed


def review(client: Client, of: ServiceCard, **changes: str) -> None:
    said = {
        "reviewed_on": parted(today()), "about": ["papers"], "asked": "", "finding": "影本用不到", "came": "changed",
        "change": "不再要影本", **changes,
    }  # fmt: skip
    assert client.post(f"/desk/catalog/{of.code}/review/", said).status_code == 302


@pytest.mark.row("IN-02")
def test_services_reviewed_are_counted_once_and_only_those_with_a_procedure(
    research: Client, signed_in, people: People
):
    officer = signed_in("officer")
    first = service(id="sealed", sop_in_force=True)
    service(id="other", sop_in_force=True)
    bare = service(id="bare", sop_in_force=False)
    _n, d, _printed = value(research, "IN-02")
    for one in (first, first, bare):
        review(officer, one)
    assert value(research, "IN-02")[:2] == (1, d)
    assert d >= 2
    said = words(page(research, "IN-02"))
    assert 'href="/desk/catalog/sealed/"' in page(research, "IN-02").content.decode()
    assert "期間內檢討過標準作業流程的申辦業務項目數" in said


@pytest.mark.row("SYS-058", "IND-40")
def test_sheets_that_a_review_did_away_with_are_counted_from_the_cases_received_since(research: Client, signed_in):
    of, officer = service(id="arrival-card"), signed_in("officer")
    for days in (1, 0):
        applied(of, at=now() - days * DAY)
    review(officer, of, **EFFORT, sheets_before="2", sheets_after="1", reviewed_on=parted(today() - DAY))
    n = sum((today() - days * DAY).year == today().year for days in (1, 0))
    assert value(research, "LU-07") == (n, 1, f"{n}張")
    assert f"少用紙張 {n} 張" in words(officer.get("/desk/catalog/reviews/"))


@pytest.mark.row("IN-20", "IN-21")
def test_what_a_measured_review_spared_is_counted_from_the_cases_received_since(research: Client, signed_in):
    of, officer = service(id="sealed"), signed_in("officer")
    cases = [applied(of, at=now() - days * DAY) for days in (5, 2, 0)]
    assert [value(research, code)[0] for code in ("IN-20", "IN-21")] == [0, 0]
    review(officer, of, **EFFORT, reviewed_on=parted(today() - 3 * DAY))
    since = max(today() - 3 * DAY, today().replace(month=1, day=1))
    n = sum(today() - days * DAY >= since for days in (2, 0))
    assert value(research, "IN-20") == (10 * n, 1, f"{10 * n}分鐘")
    assert value(research, "IN-21") == (85 * n, 1, f"{85 * n}元")
    behind = page(research, "IN-20").context["parts"][0]["part"]
    assert cases[2].number in behind.rows
    assert cases[0].number not in behind.rows
    assert signed_in("officer").get("/desk/catalog/reviews/").context["minutes"] == 10 * n


@pytest.mark.row("IN-20", "IN-21")
def test_a_review_told_late_and_one_that_follows_give_what_a_rebuild_gives(research: Client, signed_in):
    of, officer = service(id="sealed"), signed_in("officer")
    for days in (9, 6, 4, 2, 0):
        applied(of, at=now() - days * DAY)
        refresh(at=now())
    review(officer, of, **EFFORT, reviewed_on=parted(today() - 3 * DAY))
    refresh(at=now())
    review(officer, of, **{**EFFORT, "minutes_after": "50"}, reviewed_on=parted(today() - 7 * DAY))
    applied(of, at=now())
    refresh(at=now())
    rows = Cell.objects.order_by("measure", "unit_path", "day", "key", "bin")
    counted = list(rows.values_list("measure", "unit_path", "day", "key", "bin", "n"))
    spared = [line[5] for line in counted if line[0] == "cases.minutes_spared"]
    assert spared == [-10, -10, 10, 20]
    rebuild(at=now())
    assert list(rows.values_list("measure", "unit_path", "day", "key", "bin", "n")) == counted


@pytest.mark.row("IN-10", "IN-77", "IN-78")
def test_samples_and_links_of_the_site_are_counted_down_to_the_article(research: Client, signed_in, people: People):
    published(people)
    checking.test_links(agency=AGENCY, ask=lambda _address: (Verdict.BROKEN, "404"), by=system("site"), at=now())
    research.post("/desk/site/checks/draw/", {"count": "16"})
    assert value(research, "IN-77")[:2] == (0, 0)
    research.post(f"/desk/site/checks/samples/{Sample.objects.get(code='noon').pk}/", {"correct": "yes", "remark": ""})
    assert value(research, "IN-77") == (1, 1, "100.0%")
    assert value(research, "IN-78") == value(research, "IN-10") == (0, 8, "0.0%")
    for code in ("IN-77", "IN-78"):
        assert 'href="/desk/site/articles/noon/"' in page(research, code).content.decode()


@pytest.mark.row("IN-25", "CM-19")
def test_online_services_that_work_on_any_device_are_counted_down_to_the_service(research: Client):
    n, d, _printed = value(research, "IN-25")
    service(id="anywhere", mobile=True)
    service(id="desk-only", mobile=False)
    assert value(research, "IN-25")[:2] == (n + 1, d + 2)
    assert 'href="/desk/catalog/anywhere/"' in page(research, "IN-25").content.decode()
