"""What the public sees of plans and results: only what was published, with targets beside it."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.quality.indicators.actions.entries import check_entry, enter
from bianmin.quality.indicators.actions.publishing import publish, publish_all
from bianmin.quality.indicators.models import Snapshot
from bianmin.quality.indicators.vocab.spans import span
from tests.people import AGENCY, NOON, ROOT, People

pytestmark = pytest.mark.django_db
PLAN = "/ttbn/plans/beinan-114/"
DESK = "/desk/plans/beinan-114/"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded."""
    return house


@pytest.fixture
def chief(signed_in) -> Client:
    """The chief, signed in."""
    return signed_in("chief")


def publish_plan(chief: Client, at: str = DESK) -> None:
    chief.post(f"{at}approve/", {})
    chief.post(f"{at}publish/", {"place": "本所網站及服務場所"})


def typed(people: People, n: int, text: str = "114", measure: str = "staff.opinions") -> None:
    """A count that was typed and checked."""
    row = enter(
        measure=measure, agency=AGENCY, unit_path=ROOT, span=span(text), n=n, evidence="提案簿",
        by=people.actor("research"), at=NOON,
    )  # fmt: skip
    check_entry(entry=row.pk, right=True, by=people.actor("chief"), at=NOON)


@pytest.mark.row("FL-05", "FL-09", "SYS-179")
def test_a_plan_is_public_from_its_publication_on_and_not_before(client: Client, chief: Client):
    for state in ("draft", "approved"):
        assert client.get(PLAN).status_code == 404, state
        assert "beinan-114" not in client.get("/ttbn/plans/").content.decode()
        chief.post(f"{DESK}approve/", {})
    chief.post(f"{DESK}publish/", {"place": "本所網站及服務場所"})
    assert "beinan-114" in client.get("/ttbn/plans/").content.decode()
    page = client.get(PLAN).content.decode()
    assert "每日檢視將到期案件" in page
    assert "到部落與山區設點、到府，交通不便處也可近" in page
    assert "≥97.5%" in page
    assert "尚未公布成果" in page


def test_an_amendment_stays_inside_until_it_is_published(client: Client, chief: Client):
    publish_plan(chief)
    chief.post(f"{DESK}amend/")
    chief.post(f"{DESK}targets/", {"op.IN-04": "ge", "value.IN-04": "99.9"})
    chief.post(f"{DESK}items/2/", {"code": "2", "areas": ["basic"], "text": "改過的作法", "benefit": "好",
                                   "indicators": ["IN-04"], "deadline": "114年6月", "lead": "綜合受理櫃檯"})  # fmt: skip
    assert "改過的作法" not in client.get(PLAN).content.decode()
    chief.post(f"{DESK}approve/", {})
    page = client.get(PLAN).content.decode()
    assert "改過的作法" not in page
    assert "99.9" not in page
    chief.post(f"{DESK}publish/", {"place": "本所網站"})
    page = client.get(PLAN).content.decode()
    assert "改過的作法" in page
    assert "≥99.9%" in page


@pytest.mark.row("SYS-179")
def test_targets_stand_beside_published_values_and_those_alone(client: Client, chief: Client, people: People):
    publish_plan(chief)
    typed(people, 5)
    assert client.get("/ttbn/results/IN-35/").status_code == 404
    publish(code="IN-35", agency=AGENCY, span=span("114"), by=people.actor("chief"), at=NOON)
    assert "5件" in client.get("/ttbn/results/").content.decode()
    typed(people, 9)
    assert "9件" not in client.get("/ttbn/results/").content.decode()
    assert "5件" in client.get("/ttbn/results/IN-35/").content.decode()


def test_a_correction_gives_its_reason_to_the_public(client: Client, people: People):
    for n, why in ((5, ""), (6, "漏計一件")):
        typed(people, n)
        publish_all(agency=AGENCY, span=span("114"), correction=why, by=people.actor("chief"), at=NOON)
    page = client.get("/ttbn/results/IN-35/").content.decode()
    assert "6件" in page
    assert "漏計一件" in page


def test_months_are_drawn_with_words_and_a_table(client: Client, people: People):
    for month, n in (("114-01", 3), ("114-02", 4), ("114-03", 2), ("113-01", 1)):
        typed(people, n, month)
    for year in ("113", "114"):
        publish_all(agency=AGENCY, span=span(year), by=people.actor("chief"), at=NOON)
    chart = client.get("/ttbn/results/IN-35/").context["chart"]
    assert chart.rows[:3] == (("1", "3件", "1件"), ("2", "4件", "-"), ("3", "2件", "-"))
    assert "2月 4件" in chart.words


def test_ratings_say_that_they_are_no_probability_sample(client: Client, people: People):
    Snapshot.objects.create(
        agency=AGENCY, indicator="RT-02", version="1", unit_path=ROOT, span="114", edition=1, n=3, d=4, printed="75.0%",
        value_n=75, value_d=1, published_at=NOON, published_by="staff:1",
    )  # fmt: skip
    assert "來自評價，不是機率樣本" in client.get("/ttbn/results/").content.decode()
    assert "不是機率樣本，不能代表" in client.get("/ttbn/results/RT-02/").content.decode()


def test_the_staff_publish_a_year_on_a_page_and_say_why_they_correct(client: Client, chief: Client, people: People):
    typed(people, 5)
    at = "/desk/indicators/publish/?span=114"
    assert "5件" in chief.get(at).content.decode()
    chief.post(at, {})
    typed(people, 6)
    answer = chief.post(at, {})
    assert answer.status_code == 422
    assert 'href="#q-correction"' in answer.content.decode()
    chief.post(at, {"correction": "補計一件"})
    assert "6件" in client.get("/ttbn/results/").content.decode()


def test_published_values_are_open_data(client: Client, people: People):
    typed(people, 5)
    publish_all(agency=AGENCY, span=span("114"), by=people.actor("chief"), at=NOON)
    lines = client.get("/ttbn/results.csv").content.decode("utf-8-sig").splitlines()
    assert any(line.startswith("IN-35,機關成員意見蒐集件數,114,5件,5,1,") for line in lines)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("odt", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_a_plan_is_downloaded(client: Client, chief: Client, kind: str, begins: bytes):
    publish_plan(chief)
    assert client.get(f"{PLAN}files/{kind}/").content.startswith(begins)
    assert client.get(f"{PLAN}files/exe/").status_code == 404


@pytest.mark.row("FL-19")
def test_a_report_is_public_once_it_is_published(client: Client, chief: Client):
    chief.post("/desk/reports/new/", {"outline": "achievement", "span": "113", "unit": ""})
    key = chief.get("/desk/reports/").context["rows"][0].id
    there = f"/ttbn/reports/{key}/pdf/"
    assert client.get(there).status_code == 404
    chief.post(f"/desk/reports/{key}/publish/")
    assert client.get(there).content.startswith(b"%PDF")
    assert there in client.get("/ttbn/results/").content.decode()
    assert there in client.get("/ttbn/plans/").content.decode()


def test_english_reads_gregorian_years(client: Client, people: People):
    typed(people, 5)
    publish_all(agency=AGENCY, span=span("114"), by=people.actor("chief"), at=now() - timedelta(days=1))
    page = client.get("/ttbn/results/", headers={"Accept-Language": "en"}).content.decode()
    assert "How well we serve · 2025" in page
    assert "5 cases" in page
    assert "件" not in page
