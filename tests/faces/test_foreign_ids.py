"""A form that names another agency's things reaches none of them."""

import pytest
from django.test import Client

from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.kernel.actor import Role
from bianmin.quality.evaluation.models import Entrant
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.models import Comparison, Entry
from tests.people import AGENCY, COUNTER, PARENT, ROOT, START, People

pytestmark = pytest.mark.django_db
NEIGHBOUR = "376550400A"
THERE = f"/{NEIGHBOUR}/"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded."""
    return house


@pytest.fixture
def stranger(people: People) -> Client:
    """The chief of an agency beside ours."""
    Agency.objects.create(code=NEIGHBOUR, parent_code=PARENT, short="TTXX", name="鄰鄉戶政事務所", valid_from=START)
    Unit.objects.create(agency=NEIGHBOUR, code="root", path=THERE, name="鄰鄉", kind="office", valid_from=START)
    user = User.objects.create_user("stranger", agency=NEIGHBOUR, display_name="鄰人", password="x" * 20)
    Holding.objects.create(user=user, role=Role.CHIEF.value, agency=NEIGHBOUR, path=THERE, valid_from=START)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


WORK = {"cause": "x", "measure": "x", "owner": "staff:1", "period": "20wd"}


@pytest.mark.parametrize("at", ["?value=IN-04@/376550300A/@114", "?rating=1", "?value=IN-04@/376550300A/counter/@113"])
def test_no_improvement_is_begun_for_anothers_value_or_rating(stranger: Client, at: str):
    assert stranger.post(f"/desk/improvements/new/{at}", WORK).status_code in (403, 404)
    assert not Improvement.objects.exists()


def test_an_improvement_in_anothers_unit_is_begun_in_the_own_agency(stranger: Client):
    stranger.post("/desk/improvements/new/", {**WORK, "source": "finding", "unit": COUNTER})
    assert [row.unit_path for row in Improvement.objects.all()] == [THERE]


def test_a_count_is_typed_for_no_unit_of_another_agency(stranger: Client):
    typed = {"measure": "staff.opinions", "unit": COUNTER, "span": "114", "n": "1", "evidence": "x"}
    stranger.post("/desk/counts/new/", typed)
    assert [(row.agency, row.unit_path) for row in Entry.objects.all()] == [(NEIGHBOUR, THERE)]


def test_anothers_comparison_is_not_taken_away(stranger: Client, signed_in):
    peer = {"kind": "peer", "name": "甲", "span": "114", "value": "6", "source": "年報"}
    signed_in("research").post("/desk/indicators/IN-35/compare/", peer)
    key = Comparison.objects.get().pk
    assert stranger.post(f"/desk/indicators/IN-35/compare/{key}/drop/").status_code == 404
    assert not Comparison.objects.get().superseded


def test_nobody_of_another_agency_is_evaluated_or_made_a_judge(stranger: Client, people: People):
    asked = {
        "title": "x", "edition": "nia-107-overall", "year": "114", "entrants": [COUNTER, THERE, ROOT],
        "judges": [people.actor("chief").key],
    }  # fmt: skip
    assert stranger.post("/desk/rounds/new/", asked).status_code == 422
    assert not Entrant.objects.exists()


@pytest.mark.parametrize("path", ["items/", "items/1/", "items/1/remove/", "head/", "targets/", "approve/", "amend/"])
def test_anothers_plan_is_not_written(stranger: Client, path: str):
    typed = {"code": "1", "text": "x", "areas": ["basic"], "title": "x"}
    assert stranger.post(f"/desk/plans/beinan-114/{path}", typed).status_code in (403, 404)


@pytest.mark.parametrize(
    "at", ["indicators/", "counts/", "plans/", "improvements/", "evaluation/", "reports/", "indicators.csv"]
)
def test_naming_another_agency_in_the_address_is_refused(stranger: Client, at: str):
    assert stranger.get(f"/desk/{at}", {"agency": AGENCY}).status_code == 403


def test_evidence_of_another_agency_is_not_taken_over(stranger: Client):
    stranger.post("/desk/evaluation/start/", {"edition": "nia-107-overall", "year": "114"})
    at = "/desk/evaluation/nia-107-overall/"
    typed = {"text": "x", "value": [f"IN-04@/{AGENCY}/@114"], "kept": ["a" * 64], "shows": ["../x"]}
    stranger.post(f"{at}basic.consistency/?year=114", typed)
    card = stranger.get(f"{at}?year=114").context["card"]
    written = next(node for node in card.nodes if node.code == "basic.consistency")
    assert (written.text, written.evidence, written.shows) == ("x", (), ())
