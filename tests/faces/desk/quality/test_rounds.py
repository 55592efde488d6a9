"""A committee scores units: several scorers, the spread, the result."""

import pytest
from django.test import Client

from bianmin.quality.evaluation.models import Score
from tests.people import COUNTER, RECORDS, People

pytestmark = pytest.mark.django_db
POINTS = {"basic": "18", "delivery": "25", "capacity": "16", "appraisal": "15", "open": "7"}
EDITION = "nia-107-overall"


def opening(people: People, *judges: str, **changes: object) -> dict[str, object]:
    """What the research officer types to open an evaluation."""
    keys = [people.actor(name).key for name in judges or ("chief", "research")]
    asked = {"title": "114年度評核", "edition": EDITION, "year": "114", "entrants": [COUNTER, RECORDS], "judges": keys}
    return asked | changes


@pytest.fixture
def opened(research: Client, people: People) -> str:
    """The address of an open evaluation of two units, judged by the chief and the research officer."""
    return research.post("/desk/rounds/new/", opening(people))["Location"]


def entrants(client: Client, at: str) -> list:
    return list(client.get(at).context["card"].entrants)


def score_all(client: Client, at: str, **changes: str) -> None:
    for each in entrants(client, at):
        client.post(f"{at}{each.id}/", POINTS | changes)


@pytest.mark.row("IN-109", "EP-09", "EF-05")
def test_the_result_is_the_mean_of_the_committee_with_its_spread(opened: str, research: Client, signed_in):
    score_all(signed_in("chief"), opened)
    score_all(research, opened, basic="13")
    research.post(f"{opened}close/")
    page = research.get(opened)
    line = page.context["lines"][0]
    assert (line["cells"][0]["mean"], line["cells"][0]["range"]) == ("15.5", "13–18")
    assert line["total"] == "78.5"
    assert "已結案" in page.content.decode()
    rows = research.get(f"{opened}result.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == "綜合受理櫃檯,15.5,25.0,16.0,15.0,7.0,78.5,1"


def test_a_judge_sees_no_other_points_before_the_end(research: Client, people: People, signed_in):
    at = research.post("/desk/rounds/new/", opening(people, "research", "auditor"))["Location"]
    score_all(research, at)
    assert signed_in("officer").get(at).status_code == 404
    auditor = signed_in("auditor")
    assert "尚未評分" not in auditor.get(at).content.decode()
    assert all(each.total is None for each in entrants(auditor, at))


def test_those_who_were_evaluated_read_it_when_it_is_closed(opened: str, research: Client, signed_in):
    officer = signed_in("officer")
    assert officer.get(opened).status_code == 404
    score_all(signed_in("chief"), opened)
    score_all(research, opened)
    research.post(f"{opened}close/")
    page = officer.get(opened).content.decode()
    assert "81.0" in page
    assert "移除" not in page


def test_it_is_not_closed_while_a_score_is_missing_unless_the_judge_is_taken_off(
    opened: str, research: Client, people: People
):
    score_all(research, opened)
    assert "尚缺 2 份評分" in research.post(f"{opened}close/", follow=True).content.decode()
    research.post(f"{opened}drop/", {"judge": people.actor("chief").key})
    assert "評核已結案" in research.post(f"{opened}close/", follow=True).content.decode()
    assert research.post(f"{opened}{entrants(research, opened)[0].id}/", POINTS).status_code == 403


def test_nobody_scores_where_they_work_and_may_step_aside(research: Client, people: People, signed_in):
    at = research.post("/desk/rounds/new/", opening(people, "officer", "research"))["Location"]
    officer = signed_in("officer")
    own, other = entrants(officer, at)
    assert (own.may_score, other.may_score) == (False, True)
    assert officer.post(f"{at}{own.id}/", POINTS).status_code == 403
    officer.post(f"{at}aside/", {"entrant": str(own.id)})
    officer.post(f"{at}{other.id}/", POINTS)
    score_all(research, at)
    assert "評核已結案" in research.post(f"{at}close/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"basic": ""}, "basic"), ({"basic": "21"}, "basic"), ({"open": "many"}, "open"), ({"open": "-1"}, "open"),
        ({"open": "9" * 40}, "open"),
    ],
)  # fmt: skip
def test_points_that_cannot_be_are_refused_at_their_place(opened: str, research: Client, typed: dict, field: str):
    answer = research.post(f"{opened}{entrants(research, opened)[0].id}/", POINTS | typed)
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()
    assert not Score.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"), ({"entrants": []}, "entrants"), ({"judges": []}, "judges"),
        ({"edition": "moe-107-overall"}, "edition"), ({"edition": "nothing"}, "edition"),
    ],
)  # fmt: skip
def test_an_evaluation_that_cannot_be_held_is_refused_at_its_place(
    research: Client, people: People, typed: dict, field: str
):
    answer = research.post("/desk/rounds/new/", opening(people, **typed))
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()
