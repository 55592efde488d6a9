"""The award's way: written review, short list, visit by the programme, supplements in time, honours by score."""

from datetime import time, timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from bianmin.quality.evaluation.queries.visits import award_of, slots
from tests.faces.desk.quality.test_rounds import POINTS, entrants, opened
from tests.factories.house import PACKS
from tests.people import AGENCY, People

pytestmark = pytest.mark.django_db
__all__ = ["opened"]
PACK = PACKS / "agencies" / "nia" / "award.yaml"


@pytest.fixture
def programme(people: People) -> None:
    """The office goes by the programme of the NIA, written into a pack of its own."""
    text = PACK.read_text(encoding="utf-8").replace("301140000A", AGENCY).replace("id: nia-award", "id: own-award")
    load_packs(files=[("award.yaml", text.encode())], by=system("tests"), at=now())


@pytest.mark.row("EP-30", "EP-32", "EP-33", "EP-34", "EP-35", "EP-36", "EP-64", "EP-07")
def test_who_is_short_listed_is_visited_by_the_printed_programme(
    programme: None, opened: str, research: Client, signed_in: object
) -> None:
    counter, records = entrants(research, opened)
    place, other = f"{opened}visits/{counter.id}/", f"{opened}visits/{records.id}/"
    assert "書面審查" in research.get(opened).content.decode()
    outside, officer = signed_in("outsider"), signed_in("officer")
    assert (outside.get(place).status_code, officer.get(place).status_code, officer.get(f"{place}plan/").status_code) == (
        404, 404, 403,
    )  # fmt: skip
    wrong = research.post(f"{place}plan/", {"stage": "listed", "on": str(today()), "at": "25:00"})
    assert (wrong.status_code, "時間請寫成 09:30" in wrong.content.decode()) == (422, True)
    planned = {"stage": "listed", "on": str(today()), "at": "09:30"}
    assert research.post(f"{place}plan/", planned).status_code == 302
    refused = research.post(f"{other}plan/", {"stage": "unlisted", "on": str(today())})
    assert (refused.status_code, 'href="#q-on"' in refused.content.decode()) == (422, True)
    assert research.post(f"{other}plan/", {"stage": "unlisted", "on": ""}).status_code == 302
    page = signed_in("chief").get(place).content.decode()
    said = ("09:30–10:00", "10:00–10:50", "10:50–11:10", "11:10–12:00", "150 分鐘", "5 分鐘", "20 分鐘", "導覽手冊",
            "不另作簡報", "原始資料不必先整理陳列", "3個工作天")  # fmt: skip
    assert [one for one in said if one not in page] == []
    assert research.get(f"{place}files/pdf/").content[:5] == b"%PDF-"
    assert research.get(f"{place}files/exe/").status_code == 404
    assert [one.may_score for one in entrants(signed_in("chief"), opened)] == [True, False]


@pytest.mark.row("EP-44", "EP-50", "EP-51", "EP-08", "EP-09")
def test_supplements_are_due_in_three_working_days_and_a_score_is_honoured(
    programme: None, opened: str, research: Client, signed_in: object
) -> None:
    counter, records = entrants(research, opened)
    chief, long_ago = signed_in("chief"), today() - timedelta(days=20)
    place = f"{opened}visits/{counter.id}/"
    planned = {"stage": "listed", "on": str(long_ago), "at": "09:30"}
    research.post(f"{place}plan/", planned)
    assert 'class="tag bad"' in research.get(place).content.decode()
    soon = research.post(f"{place}plan/", {**planned, "supplied_on": str(long_ago - timedelta(days=1))})
    assert (soon.status_code, 'href="#q-supplied_on"' in soon.content.decode()) == (422, True)
    research.post(f"{place}plan/", {**planned, "supplied_on": str(long_ago + timedelta(days=1))})
    assert 'class="tag bad"' not in research.get(place).content.decode()
    research.post(f"{opened}visits/{records.id}/plan/", {"stage": "unlisted"})
    best = {**POINTS, "basic": "20", "delivery": "30", "capacity": "20", "appraisal": "19"}
    for judge in (chief, research):
        assert judge.post(f"{opened}{counter.id}/", best).status_code == 302
    late = research.post(f"{place}plan/", {"stage": "unlisted"})
    assert (late.status_code, "已經評分" in late.content.decode()) == (422, True)
    research.post(f"{opened}close/")
    page = research.get(opened).content.decode()
    assert ("團體獎座" in page, page.count("/desk/registers/rewards/new/")) == (True, 1)
    assert research.get(f"{place}plan/").status_code == 403
    read = signed_in("officer").get(opened).content.decode()
    assert ("團體獎座" in read, "列入實地評審" in read) == (True, True)


def test_the_programme_of_the_document_takes_a_hundred_and_fifty_minutes(programme: None) -> None:
    pack = award_of(AGENCY)
    assert pack is not None
    assert [(step.name, step.minutes) for step in pack.steps] == [
        ("簡報", 30), ("訪視為民服務工作現場作業", 50), ("服務績效詢問及說明", 20), ("意見交流座談", 50),
    ]  # fmt: skip
    assert (pack.minutes, slots(pack, time(9, 0))[-1].last) == (150, time(11, 30))
