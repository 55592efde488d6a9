"""A colleague away: the deputy sees the work, does it, and the journal says for whom; it ends by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.models import Absence, User
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import reissue
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import AMEI

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STATEMENTS = 4


@pytest.fixture
def deputy(desk: Desk) -> Client:
    return desk.enter("elsewhere")


def away(client: Client, desk: Desk, first: int = 0, last: int = 2, **words: str):
    on = today()
    days = {"valid_from": str(on + first * DAY), "valid_until": str(on + last * DAY)}
    return client.post("/desk/absence/enter/", {"stand_in": key_of(desk.people.elsewhere), **days, **words})


def test_the_deputy_sees_the_work_of_a_colleague_away_and_is_journaled_as_deputising(
    desk: Desk, officer: Client, deputy: Client
):
    number = desk.receive().number
    assert deputy.get(f"/desk/cases/{number}/").status_code == 404
    assert away(officer, desk).status_code == 302
    assert "代理" in deputy.get("/desk/?mine=1").content.decode()
    assert deputy.get(f"/desk/cases/{number}/").status_code == 200
    deputy.post(f"/desk/cases/{number}/record-proof/", {"kind": "id_card"})
    line = Line.objects.get(verb="cases.record_proof")
    assert (line.actor, line.deputising_for) == (key_of(desk.people.elsewhere), key_of(desk.people.officer))


def test_it_begins_and_ends_by_itself(desk: Desk, officer: Client, deputy: Client):
    number = desk.receive().number
    away(officer, desk, first=1)
    assert deputy.get(f"/desk/cases/{number}/").status_code == 404
    Absence.objects.update(valid_from=today() - 3 * DAY, valid_until=today() - DAY)
    reissue(User)
    assert deputy.get(f"/desk/cases/{number}/").status_code == 404
    Absence.objects.update(valid_until=today())
    reissue(User)
    assert deputy.get(f"/desk/cases/{number}/").status_code == 200


def test_back_early_the_deputy_sees_nothing_any_more(desk: Desk, officer: Client, deputy: Client):
    number = desk.receive().number
    away(officer, desk)
    assert deputy.post(f"/desk/absence/{Absence.objects.get().pk}/end/").status_code == 403
    assert "提前銷假" in officer.get("/desk/absence/").content.decode()
    officer.post(f"/desk/absence/{Absence.objects.get().pk}/end/")
    assert deputy.get(f"/desk/cases/{number}/").status_code == 404


def test_a_deputy_does_not_decide_a_matter_of_his_own(desk: Desk, officer: Client, deputy: Client):
    number = desk.receive(applicant=type(AMEI)(name="吳志明")).number
    away(officer, desk)
    answer = deputy.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    assert answer.status_code == 422
    assert "您本人的案件" in answer.content.decode()
    assert Case.objects.get().state == "received"


def test_the_deputy_of_a_chief_takes_on_the_role_and_lays_it_down(desk: Desk, chief: Client, officer: Client):
    assert officer.get("/desk/chief/").status_code == 403
    away(chief, desk, stand_in=key_of(desk.people.officer))
    assert officer.get("/desk/chief/").status_code == 403
    officer.post("/desk/absence/stand-in/", {"for": key_of(desk.people.chief)})
    page = officer.get("/desk/chief/")
    assert page.status_code == 200
    assert "您目前以代理人身分" in page.content.decode()
    officer.post("/desk/absence/stand-in/")
    assert officer.get("/desk/chief/").status_code == 403


@pytest.mark.parametrize(
    ("words", "sentence"),
    [({"stand_in": ""}, "請選擇由誰代理"), ({"valid_from": "x"}, "x"), ({"valid_until": "2001-01-01"}, "")],
)
def test_an_absence_that_cannot_be_is_refused(desk: Desk, officer: Client, words: dict, sentence: str):
    answer = away(officer, desk, **words)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Absence.objects.exists()


def test_two_absences_do_not_overlap_and_a_deputy_is_not_away_too(desk: Desk, officer: Client, deputy: Client):
    away(officer, desk)
    assert away(officer, desk).status_code == 422
    assert away(deputy, desk, stand_in=key_of(desk.people.chief)).status_code == 302
    Absence.objects.filter(absent=desk.people.officer).delete()
    assert away(officer, desk).status_code == 422


def test_nobody_stands_in_for_a_colleague_who_is_there(desk: Desk, officer: Client):
    assert officer.post("/desk/absence/stand-in/", {"for": key_of(desk.people.chief)}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_statements_for_one_absence_as_for_three(
    desk: Desk, officer: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for week in range(rows):
        away(officer, desk, first=7 * week + 1, last=7 * week + 2)
    officer.get("/desk/absence/")
    with django_assert_num_queries(STATEMENTS):
        assert len(officer.get("/desk/absence/").context["lines"]) == rows
