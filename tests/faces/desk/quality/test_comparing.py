"""Peers and baselines beside a value; distinct persons counted from rows."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.vocab import Application, Particulars
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.orgs.models import Agency
from bianmin.quality.indicators.models import Comparison, Snapshot
from tests.factories.delivery import AMEI, CITIZEN
from tests.people import AGENCY, NOON, PARENT, START, People

pytestmark = pytest.mark.django_db
HERE = "/desk/indicators/IN-35/"
PEER = {"kind": "peer", "name": "鄰鄉戶政事務所", "span": "114", "value": "6", "source": "該所114年成果報告第5頁"}
COUNT = {"measure": "staff.opinions", "unit": f"/{AGENCY}/", "span": "114", "n": "8", "evidence": "提案簿"}


def compared(client: Client) -> list[tuple[str, str, str]]:
    cards = client.get(f"{HERE}?span=114").context["comparisons"]
    return [(one.name, one.printed, one.difference) for one in cards]


@pytest.mark.row("DR-25", "IN-110")
def test_a_peer_and_a_baseline_stand_beside_the_value_with_the_difference(research: Client):
    research.post("/desk/counts/new/", COUNT)
    research.post(f"{HERE}compare/", PEER)
    research.post(f"{HERE}compare/", {**PEER, "kind": "baseline", "name": "推動前", "span": "112", "value": "2"})
    assert compared(research) == [("推動前", "2件", "+6件"), ("鄰鄉戶政事務所", "6件", "+2件")]
    assert "該所114年成果報告第5頁" in research.get(f"{HERE}?span=114").content.decode()


def test_what_a_sibling_publishes_appears_by_itself(research: Client):
    Agency.objects.create(code="376550400A", parent_code=PARENT, short="TTXX", name="鄰鄉戶政事務所", valid_from=START)
    Snapshot.objects.create(
        agency="376550400A", indicator="IN-35", version="1", unit_path="/376550400A/", span="114", edition=1, n=5, d=1,
        value_n=5, value_d=1, printed="5件", published_at=NOON, published_by="staff:1",
    )  # fmt: skip
    research.post("/desk/counts/new/", COUNT)
    assert compared(research) == [("鄰鄉戶政事務所", "5件", "+3件")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"value": "many"}, "value"), ({"span": "soon"}, "span"), ({"name": ""}, "name"), ({"source": " "}, "source")],
)
def test_a_comparison_that_is_wrong_is_refused_at_its_place(research: Client, typed: dict[str, str], field: str):
    answer = research.post(f"{HERE}compare/", PEER | typed)
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()
    assert not Comparison.objects.exists()


def test_a_comparison_is_taken_away(research: Client):
    research.post(f"{HERE}compare/", PEER)
    research.post(f"{HERE}compare/{Comparison.objects.get().pk}/drop/")
    assert compared(research) == []


@pytest.mark.row("DR-25")
def test_the_report_prints_peers(research: Client):
    research.post("/desk/indicators/IN-04/compare/", {**PEER, "span": "113", "value": "95"})
    asked = {"outline": "achievement", "span": "113", "unit": "", "preview": "1"}
    page = research.post("/desk/reports/new/", asked).content.decode()
    assert "與基期及同性質機關之比較" in page
    assert "鄰鄉戶政事務所" in page


def received(applicant: Particulars, turn: int) -> None:
    of = service_card(AGENCY, "transcript", NOON.date())
    sent = Application(
        service=of, channel="online", applicant=applicant, pickup="counter", key=f"key-of-persons-{turn:06}",
        answers={"kind": "current", "copies": 1}, form_version=form(AGENCY, "transcript").version,
    )  # fmt: skip
    apply(application=sent, by=CITIZEN, at=NOON)


def test_a_person_who_applies_twice_is_counted_once(research: Client, people: People):
    for turn, applicant in enumerate((AMEI, AMEI, replace(AMEI, name="林小華", id_number="B123456780"))):
        received(applicant, turn)
    lines = research.get("/desk/indicators/?span=114").context["lines"]
    values = {line["value"].code: line["value"].printed for line in lines}
    assert values["RT-04"] == "2人"
    months = research.get("/desk/indicators/RT-04/?span=114").context["chart"]
    assert months.rows[date(2025, 3, 1).month - 1][1] == "2人"
    page = research.get("/desk/indicators/RT-04/?span=114").content.decode()
    assert AMEI.id_number not in page
