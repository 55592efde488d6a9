"""Rotas: a week filled by keyboard, gaps and absences said, somebody else found, hours that the public reads."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.rotas.models import Shift
from bianmin.foundation.accounts.models import Absence
from bianmin.foundation.audit.models import Line
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.desk.test_premises import OFFICE, now_at, people
from tests.faces.portal.citizen import words
from tests.people import AGENCY, NOON, People

__all__ = ["now_at", "people"]
pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
NowAt = Callable[[datetime], None]
LIST = "/desk/rotas/"
NOONS = f"{LIST}noon/?week=2025-03-10"
WEEK = {f"noon.{day}": "林怡君、吳志明" for day in range(1, 6)}


def gaps(client: Client, address: str = NOONS) -> tuple[int, int]:
    """How many are missing, how many are away."""
    table: Any = client.get(address).context["table"]
    return table.gaps, table.away


@pytest.mark.row("SYS-008", "B-12.1", "CM-29")
def test_a_chief_fills_the_noon_rota_and_gaps_are_said(people: People, signed_in: Signed, now_at: NowAt) -> None:
    now_at(NOON)
    chief, officer = signed_in("chief"), signed_in("officer")
    assert gaps(chief) == (10, 0)
    assert gaps(chief, f"{LIST}noon/?week=soon") == gaps(chief, f"{LIST}noon/")
    wrong = chief.post(NOONS, {**WEEK, "noon.2": "林怡君、不在這裡的人"})
    assert (wrong.status_code, "不在這裡的人" in wrong.content.decode()) == (422, True)
    assert 'href="#q-noon-2"' in wrong.content.decode()
    assert Shift.objects.count() == 0
    assert chief.post(NOONS, WEEK).status_code == 302
    assert chief.post(NOONS, WEEK).status_code == 302
    assert (Shift.objects.count(), gaps(chief)) == (10, (0, 0))
    assert chief.post(NOONS, {**WEEK, "noon.5": "林怡君"}).status_code == 302
    assert gaps(officer) == (1, 0)
    assert "缺 1 人" in words(officer.get(NOONS))
    assert officer.post(NOONS, WEEK).status_code == 403
    assert signed_in("outsider").get(NOONS).status_code == 404
    assert Line.objects.filter(verb="rotas.plan", agency=AGENCY).count() == 2


def test_who_is_away_is_pointed_out_and_counts_as_missing(people: People, signed_in: Signed, now_at: NowAt) -> None:
    now_at(NOON)
    chief = signed_in("chief")
    chief.post(NOONS, WEEK)
    Absence.objects.create(
        absent=people.officer, stand_in=people.elsewhere, agency=AGENCY, valid_from=date(2025, 3, 11),
        valid_until=date(2025, 3, 12),
    )  # fmt: skip
    assert gaps(chief) == (2, 2)
    assert "林怡君 這天不在" in words(chief.get(NOONS))


@pytest.mark.row("SYS-008")
def test_a_colleague_finds_the_own_duties_is_reminded_and_finds_somebody_else(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    chief = signed_in("chief")
    chief.post(NOONS, {"noon.1": "林怡君"})
    row = Shift.objects.get()
    now_at(datetime(2025, 3, 10, 9, tzinfo=TAIPEI))
    officer, other = signed_in("officer"), signed_in("elsewhere")
    waits = [one for one in officer.get("/desk/").context["kinds"] if one["address"] == LIST]
    assert [(one["count"], one["mark"]) for one in waits] == [(1, "warn")]
    assert "114年3月10日(星期一) 12:00-13:30 中午值班" in words(officer.get(LIST))
    place = f"{LIST}shifts/{row.pk}/"
    assert other.get(place).status_code == 404
    assert officer.post(place, {"person": ""}).status_code == 422
    assert officer.post(place, {"person": f"staff:{people.elsewhere.pk}"}).status_code == 302
    assert "代替 林怡君" in words(other.get(LIST))
    assert "中午值班 · 中午" not in words(officer.get(LIST))
    chief = signed_in("chief")
    chief.post(NOONS, {"noon.1": "林怡君、吳志明"})
    assert chief.post(place, {"person": f"staff:{people.officer.pk}"}).status_code == 422


@pytest.mark.row("SYS-012", "SYS-172", "ENT-32", "SYS-006", "B-3.1", "SYS-020", "SYS-021", "ENT-33", "SYS-173")
def test_volunteers_lawyer_and_counters_are_planned_and_the_public_reads_when_not_who(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    chief, citizen = signed_in("chief"), Client()
    assert "律師駐點" in words(citizen.get(OFFICE))
    assert "近兩週沒有排班" in words(citizen.get(OFFICE))
    assert chief.post(f"{LIST}lawyer/?week=2025-03-10", {"afternoon.3": "王律師"}).status_code == 302
    assert chief.post(f"{LIST}volunteers/?week=2025-03-10", {"morning.1": "王大明, 李小華"}).status_code == 302
    assert (
        chief.post(f"{LIST}counters/?week=2025-03-10", {"morning.1": "林怡君", "express.1": "吳志明"}).status_code
        == 302
    )
    assert [one.name for one in Shift.objects.filter(rota="volunteers").order_by("id")] == ["李小華", "王大明"]
    page = words(citizen.get(OFFICE))
    assert "律師 14:00-17:00 114年3月12日(星期三)" in page
    assert ("王律師" in page, "王大明" in page) == (False, False)
    refresh(at=NOON)
    found = chief.get("/desk/indicators/DU-01/?span=114").context["value"].printed
    assert found == "5班"


def test_the_interpreters_of_the_station_are_shown_by_language(people: People) -> None:
    page = words(Client().get("/nia/office/"))
    assert page.index("各國語言通譯服務時間") < page.index("越南語 09:00-12:00") < page.index("印尼語 14:00-17:00")
