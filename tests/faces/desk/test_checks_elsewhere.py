"""Checks of other houses: by the agency above, the task group of the branch, the evaluator of a corps."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import key_of
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.checks.actions.sheets import write_plan
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.queries.sheets import check_plan
from bianmin.quality.improvements.models import Improvement
from tests.faces.portal.citizen import words
from tests.people import AGENCY, COUNTER, NOON, PARENT, PASSWORD, People

pytestmark = pytest.mark.django_db
LIST = "/desk/checks/"
BRANCH = "A11990001E"
LATER = datetime(2025, 4, 2, 9, 0, tzinfo=TAIPEI)


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the plans of checks are among them."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("research")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 5 March 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def went(answer: Any) -> str:
    """Where a form led, as people read it."""
    return unquote(answer.url)


@pytest.mark.row("EP-02", "EP-03", "EP-43", "OB-19")
@pytest.mark.usefixtures("at_noon")
def test_the_agency_above_checks_unannounced_and_the_house_mends(people: People, signed_in: Callable[[str], Client]):
    county, chief = signed_in("supervisor"), signed_in("chief")
    scoring = went(county.post(f"{LIST}new/", {"plan": "taitung-plan", "unit": COUNTER, "on": "114/3/5"}))
    beside = f"?agency={AGENCY}"
    own = f"{LIST}查114-0001/"
    assert scoring == f"{own}score/{beside}"
    assert chief.get(own).status_code == 404
    county.post(scoring, {"plan": "20", "progress": "30", "effect": "20", "mending": "15"})
    found = {
        "item": "progress",
        "unit": COUNTER,
        "found": "兩項作法沒有紀錄。",
        "demand": "補登紀錄。",
        "period": "10wd",
    }
    county.post(f"{own}find/{beside}", found)
    assert went(county.post(f"{own}close/{beside}")) == f"{own}{beside}"
    assert "85 / 100" in words(chief.get(own))
    assert Check.objects.values_list("agency", "by_agency").get() == (AGENCY, PARENT)
    made = Improvement.objects.get()
    assert (made.agency, made.unit_path, made.cause) == (AGENCY, COUNTER, "兩項作法沒有紀錄。")
    assert made.number in words(county.get(f"{own}{beside}"))


def _of(agency: str, name: str, role: str, path: str) -> Client:
    """Somebody of another agency with a duty there, signed in."""
    user = User.objects.create_user(name, password=PASSWORD, agency=agency, display_name=name)
    grant_role(user=key_of(user), role=role, path=path, valid_from=date(2020, 1, 1), by=system("tests"), at=NOON)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def branch(people: People) -> Client:
    """The head of the Taipei branch, signed in."""
    return _of(BRANCH, "liu", Role.CHIEF, f"/{BRANCH}/")


POINTS = {
    "counter": 150, "manners": 150, "procedure": 200, "place": 100, "information": 150, "opinions": 0, "improvement": 0,
}  # fmt: skip


@pytest.mark.row("EP-12", "EP-40", "OB-05", "EF-07")
@pytest.mark.parametrize(("points", "low"), [(0, False), (1, True)])
@pytest.mark.usefixtures("at_noon")
def test_the_branch_scores_a_thousand_points_and_750_is_not_below(branch: Client, points: int, low: bool):
    said = {"plan": "taipei-unannounced", "unit": f"/{BRANCH}/enforcement/", "on": "114/3/4"}
    scoring = went(branch.post(f"{LIST}new/", said))
    branch.post(scoring, {**POINTS, "counter": 150 - points})
    own = scoring.removesuffix("score/")
    branch.post(f"{own}close/", {"betterment": "兩週內重新說明各項書表。"})
    assert Check.objects.values_list("total", "low").get() == (750 - points, low)
    assert f"{750 - points} / 1000" in words(branch.get(own))
    assert Improvement.objects.count() == int(low)


@pytest.mark.row("EP-11", "T-2.5")
@pytest.mark.usefixtures("at_noon")
def test_the_internal_audit_meets_or_does_not_meet_each_item(branch: Client):
    said = {"plan": "taipei-audit", "unit": f"/{BRANCH}/secretariat/", "on": "114/3/4"}
    scoring = went(branch.post(f"{LIST}new/", said))
    branch.post(scoring, {"plan": "1", "do": "1", "check": "0", "act": "1", "check-remark": "看不到檢視日期"})
    own = scoring.removesuffix("score/")
    branch.post(f"{own}close/")
    page = words(branch.get(own))
    assert "3 / 4" in page
    assert "沒有做到 看不到檢視日期" in page


@pytest.mark.row("EP-13")
@pytest.mark.usefixtures("at_noon")
def test_measures_of_a_plan_are_all_looked_at_and_without_a_plan_nothing_is(
    people: People, branch: Client, research: Client
):
    refused = branch.post(f"{LIST}new/", {"plan": "taipei-measures", "unit": f"/{BRANCH}/ethics/", "on": "114/3/4"})
    assert (refused.status_code, 'id="q-plan-error"' in refused.content.decode()) == (422, True)
    measures = check_plan(BRANCH, "taipei-measures").model_copy(update={"agency": AGENCY, "id": "measures"})
    write_plan(plan=measures, by=people.actor("research"), at=NOON)
    scoring = went(research.post(f"{LIST}new/", {"plan": "measures", "unit": COUNTER, "on": "2025-03-05"}))
    assert research.get(scoring).content.decode().count("沒有做到") == 14


@pytest.mark.row("EP-10", "OB-21")
@pytest.mark.usefixtures("at_noon", "client")
def test_the_evaluator_of_a_corps_checks_its_teams_alone(people: People):
    north = "/301140000A/north/"
    client = _of("301140000A", "corps", "corps-evaluator", north)
    page = client.get(f"{LIST}new/").content.decode()
    assert f'value="{north}taipei/"' in page
    said = {"plan": "nia-corps", "unit": "/301140000A/border/", "on": "114/3/4"}
    refused = client.post(f"{LIST}new/", said)
    assert (refused.status_code, 'id="q-unit-error"' in refused.content.decode()) == (422, True)
    answer = client.post(f"{LIST}new/", {**said, "unit": f"{north}taipei/"})
    assert answer.status_code == 302, words(answer)
    assert went(answer).startswith(f"{LIST}查114-")
