"""Evaluations over other agencies: members and experts from elsewhere, who scores whom, and what each of them sees."""

from datetime import date

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import invite_expert
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.actor import system
from bianmin.quality.evaluation.models import Round
from bianmin.quality.improvements.models import Improvement
from tests.faces.desk.quality.test_rounds import EDITION, POINTS
from tests.people import AGENCY, COUNTER, PARENT, RECORDS, ROOT, START, People

pytestmark = pytest.mark.django_db
YEAR_END = date(today().year, 12, 31)
BY = system("tests")


def expert(duty: str, name: str = "scholar") -> User:
    """Somebody from outside whom the county appointed."""
    user = invite_expert(
        agency=PARENT, username=name, display_name="林教授", title="大學教授", password="six plain words are enough",
        valid_until=YEAR_END, by=BY, at=now(),
    )  # fmt: skip
    grant_role(
        user=key_of(user), role=duty, path=f"/{PARENT}/", valid_from=today(), valid_until=YEAR_END, by=BY, at=now()
    )
    return user


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def county_round(people: People, client: Client, *judges: str) -> str:
    asked = {"title": "年終評鑑", "edition": EDITION, "year": "114", "entrants": [ROOT], "judges": list(judges)}
    return client.post("/desk/rounds/new/", asked)["Location"]


@pytest.fixture
def scholar(people: People) -> User:
    """An external reviewer of the county, until the end of the year."""
    Holding.objects.filter(user=people.supervisor).update(valid_from=START)
    reissue(User)
    return expert("expert-reviewer")


@pytest.mark.row("RO-08", "RO-15", "RO-16", "RO-18")
def test_the_county_evaluates_an_agency_below_with_an_expert_from_outside(
    people: People, scholar: User, signed_in: object
) -> None:
    county, outside = signed_in("supervisor"), enter(scholar)
    at = county_round(people, county, people.actor("supervisor").key, key_of(scholar))
    entrant = Round.objects.get().entrants.get()
    assert outside.post(f"{at}{entrant.pk}/", POINTS).status_code == 302
    assert county.post(f"{at}{entrant.pk}/", POINTS | {"basic": "10"}).status_code == 302
    county.post(f"{at}close/")
    assert "77.0" in signed_in("chief").get(at).content.decode()


@pytest.mark.row("RO-13", "RO-14")
def test_nobody_scores_the_own_agency_for_the_county_nor_a_unit_she_coaches(
    people: People, scholar: User, signed_in: object
) -> None:
    county, outside = signed_in("supervisor"), enter(scholar)
    at = county_round(people, county, people.actor("research").key, key_of(scholar))
    entrant = Round.objects.get().entrants.get()
    asked = {"person": key_of(scholar), "part": "coach", "entrant": str(entrant.pk)}
    assert county.post(f"{at}people/", asked).status_code == 302
    assert outside.get(f"{at}{entrant.pk}/").status_code == 403
    assert "林教授" in county.get(at).content.decode()
    assert "您受邀擔任" in outside.get(at).content.decode()


def test_an_unknown_member_is_not_named_and_a_strange_unit_not_evaluated(people: People, signed_in: object) -> None:
    chief = signed_in("chief")
    asked = {"title": "評核", "edition": EDITION, "year": "114", "entrants": [f"/{PARENT}/"], "judges": ["staff:999"]}
    assert chief.post("/desk/rounds/new/", asked).status_code == 422
    Holding.objects.filter(user=people.chief).update(path=COUNTER)
    reissue(User)
    asked |= {"entrants": [RECORDS], "judges": [people.actor("research").key]}
    assert chief.post("/desk/rounds/new/", asked).status_code == 422


@pytest.mark.row("RO-04")
def test_the_unit_above_checks_an_agency_which_begins_an_improvement_its_section_carries_out(
    people: People, signed_in: object
) -> None:
    county, chief = signed_in("supervisor"), signed_in("chief")
    said = {
        "meeting": "check", "title": "不定期查核", "held_on": str(today()), "over": COUNTER, "unannounced": "1",
        "chair": "縣府研考", "recorder": "縣府研考", "people": "縣府研考", "said": "號碼牌缺頁。", "decided": "補齊號碼牌。",
    }  # fmt: skip
    at = county.post("/desk/minutes/new/", said)["Location"]
    page = chief.get(at).content.decode()
    assert "不預告" in page
    key = at.rstrip("/").rpartition("/")[2]
    work = {"cause": "無人補頁", "measure": "每日補頁", "owner": f"unit:{COUNTER}", "period": "10d"}
    made = chief.post(f"/desk/improvements/new/?minutes={key}", work)
    row = Improvement.objects.latest("pk")
    assert (made.status_code, row.owner, row.source_ref) == (302, f"unit:{COUNTER}", f"evaluation.minutes:{key}")
    assert "綜合受理櫃檯" in chief.get(made["Location"]).content.decode()


@pytest.mark.row("RO-32", "RO-33")
def test_a_section_carries_an_improvement_out_and_none_of_its_members_verifies(
    people: People, signed_in: object
) -> None:
    chief, officer = signed_in("chief"), signed_in("officer")
    Holding.objects.create(user=people.officer, role="chief", agency=AGENCY, path=COUNTER, valid_from=START)
    reissue(User)
    work = {
        "cause": "低於七百五十分", "measure": "重新排班", "owner": f"unit:{COUNTER}", "period": "10d", "unit": COUNTER,
        "source": "finding",
    }  # fmt: skip
    at = chief.post("/desk/improvements/new/", work)["Location"]
    assert officer.post(f"{at}finish/", {"result": "已重排"}).status_code == 302
    assert officer.post(f"{at}verify/", {"note": ""}).status_code == 422
    assert signed_in("elsewhere").get(at).status_code == 404
    assert chief.post(f"{at}verify/", {"note": "看過"}).status_code == 302


def test_a_section_that_is_not_there_owns_nothing(people: People, signed_in: object) -> None:
    work = {
        "cause": "因",
        "measure": "法",
        "owner": "unit:/nowhere/",
        "period": "10d",
        "unit": COUNTER,
        "source": "finding",
    }
    assert signed_in("chief").post("/desk/improvements/new/", work).status_code == 422


@pytest.mark.row("RO-16")
def test_a_coach_from_outside_writes_down_the_coaching_and_sees_nothing_else(people: People, signed_in: object) -> None:
    coach = expert("expert-coach", "coach")
    county, outside = signed_in("supervisor"), enter(coach)
    at = county_round(people, county, people.actor("supervisor").key)
    assert outside.get(at).status_code == 404
    entrant = Round.objects.get().entrants.get()
    county.post(f"{at}people/", {"person": key_of(coach), "part": "coach", "entrant": str(entrant.pk)})
    said = {
        "meeting": "coaching", "title": "輔導", "held_on": str(today()), "chair": "林教授", "recorder": "林教授",
        "people": "林教授", "said": "建議簡化表單。",
    }  # fmt: skip
    written = outside.post(f"/desk/minutes/new/?round={Round.objects.get().pk}", said)["Location"]
    assert outside.get(written).status_code == 200
    closed = ("/desk/minutes/", "/desk/indicators/", "/desk/improvements/", "/desk/duties/", "/desk/filings/")
    assert {address: outside.get(address).status_code for address in closed} == dict.fromkeys(closed, 403)
