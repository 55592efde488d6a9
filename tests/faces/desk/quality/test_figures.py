"""Indicators on the desk: values with target and last year, and one explained down to the case numbers."""

from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.vocab import Application
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.foundation.forms.queries.published import form
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from tests.factories.delivery import AMEI, CITIZEN, decided
from tests.people import AGENCY, People

pytestmark = pytest.mark.django_db
SPRING = datetime(2025, 3, 5, 9, 0, tzinfo=TAIPEI)


@pytest.fixture
def counted(people: People) -> list[str]:
    """Two transcripts of spring 114, one of them decided late; counted."""
    numbers = []
    for turn, days in enumerate((1, 9)):
        of = service_card(AGENCY, "transcript", SPRING.date())
        sent = Application(
            service=of, channel="online", applicant=AMEI, pickup="counter", key=f"key-of-figures-{turn:06}",
            answers={"kind": "current", "copies": 1}, form_version=form(AGENCY, "transcript").version,
        )  # fmt: skip
        receipt = apply(application=sent, by=CITIZEN, at=SPRING)
        numbers.append(decided(receipt, by=people.actor("officer"), days=days).number)
    refresh(at=SPRING + timedelta(days=20))
    return numbers


def test_the_list_shows_value_target_and_whether_it_is_met(counted: list[str], research: Client):
    answer = research.get("/desk/indicators/?span=114")
    line = next(one for one in answer.context["lines"] if one["value"].code == "IN-04")
    assert (line["value"].printed, line["value"].n, line["value"].d) == ("50.0%", 1, 2)
    assert line["missed"]
    assert "/desk/improvements/new/?value=IN-04" in answer.content.decode()


def test_one_value_explains_itself_down_to_case_numbers(counted: list[str], signed_in):
    page = signed_in("chief").get("/desk/indicators/IN-04/?span=114").content.decode()
    for number in counted:
        assert f"/desk/cases/{number}/" in page


def test_the_trend_is_drawn_with_its_words_and_its_table(counted: list[str], research: Client):
    answer = research.get("/desk/indicators/IN-04/?span=114")
    chart = answer.context["chart"]
    assert chart.svg.startswith("<svg")
    assert "style=" not in chart.svg
    assert "50%" in chart.words
    assert chart.rows[2] == ("3月", "50.0%", "無案件")


def test_a_single_month_has_no_trend(counted: list[str], research: Client):
    assert research.get("/desk/indicators/IN-04/?span=114-03").context["chart"] is None


def test_a_span_that_cannot_be_read_is_told_and_the_page_still_shows(research: Client):
    answer = research.get("/desk/indicators/?span=soon")
    assert answer.status_code == 200
    assert "soon" in answer.content.decode()


def test_an_unknown_indicator_is_not_there(research: Client):
    assert research.get("/desk/indicators/IN-999/").status_code == 404


def test_the_agency_above_reads_figures_and_other_agencies_do_not(counted: list[str], signed_in):
    at = f"/desk/indicators/?span=114&agency={AGENCY}"
    page = signed_in("supervisor").get(at).content.decode()
    assert f"&amp;agency={AGENCY}" in page
    assert signed_in("outsider").get(at).status_code == 403


def test_figures_are_exported(counted: list[str], research: Client):
    lines = research.get("/desk/indicators.csv?span=114").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "代碼,指標,數值,n,d,目標值,去年同期,增減"
    assert next(line for line in lines if line.startswith("IN-04,")).split(",")[2:5] == ["50.0%", "1", "2"]


def test_a_missed_target_is_reviewed_by_an_improvement(counted: list[str], research: Client, signed_in):
    ref = f"IN-04@/{AGENCY}/@114"
    chief = signed_in("chief")
    typed = {"cause": "人力不足", "measure": "增派人力", "owner": _key(research, ref), "period": "20wd"}
    answer = research.post(f"/desk/improvements/new/?value={ref}", typed)
    number = unquote(answer["Location"]).rstrip("/").rpartition("/")[2]
    page = research.get("/desk/indicators/?span=114").content.decode()
    assert f"/desk/improvements/{number}/" in page
    research.post(f"/desk/improvements/{number}/finish/", {"result": "3月起準時率 98%"})
    own = research.post(f"/desk/improvements/{number}/verify/", {"note": "看過"})
    assert own.status_code == 422
    chief.post(f"/desk/improvements/{number}/verify/", {"note": "抽查 10 件"})
    assert chief.get(f"/desk/improvements/{number}/").context["card"].state == "verified"


def _key(client: Client, ref: str) -> str:
    boxes = client.get(f"/desk/improvements/new/?value={ref}").context["boxes"]
    owner = next(box for box in boxes if box.name == "owner")
    return next(choice.value for choice in owner.choices if choice.chosen)


def test_an_improvement_without_a_cause_keeps_what_was_typed(research: Client):
    answer = research.post("/desk/improvements/new/", {"cause": "", "measure": "增派人力", "owner": "staff:1"})
    assert answer.status_code == 422
    assert 'href="#q-cause"' in answer.content.decode()
    assert "增派人力" in answer.content.decode()


def test_an_empty_list_of_improvements_says_where_they_come_from(research: Client):
    assert "未達標的指標" in research.get("/desk/improvements/").content.decode()
