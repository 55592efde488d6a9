"""The duties that the documents name: each opens what it is for, and no more."""

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.duties import duties_of
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from tests.factories.house import PACKS
from tests.people import AGENCY, PARENT, RECORDS, People

pytestmark = pytest.mark.django_db
NIA, TPE, MOE = "301140000A", "A11990001E", "A09000000E"
BY = system("tests")
ROUND, MINUTES, FILING = "/desk/rounds/new/", "/desk/minutes/new/", "/desk/filings/new/"
IMPROVE, FIGURES, GIVE, ALERTS = "/desk/improvements/new/", "/desk/indicators/", "/desk/duties/give/", "/desk/chief/"
ALL = (ROUND, MINUTES, FILING, IMPROVE, FIGURES, GIVE, ALERTS)

HELD = {
    "the convener directs everything": (NIA, "convener", "", ALL),
    "the deputy convener assists": (NIA, "deputy-convener", "", (ROUND, MINUTES, FILING, IMPROVE, FIGURES)),
    "the coordinating division": (NIA, "coordinator", "", (ROUND, MINUTES, FILING, IMPROVE, FIGURES)),
    "an evaluation member scores": (NIA, "evaluator", "", (FIGURES,)),
    "who is an internal auditor too": (NIA, "internal-auditor", "", (MINUTES, IMPROVE, FIGURES)),
    "the panel's convener": (NIA, "panel-convener", "", (MINUTES, FIGURES)),
    "a reviewer of the panel": (NIA, "reviewer-panel", "", (FIGURES,)),
    "the chair of the visited unit": (NIA, "visited-chair", "north/taipei/", (IMPROVE, FIGURES)),
    "those who attend": (NIA, "attendee", "north/taipei/", (FIGURES,)),
    "a corps evaluates its units": (NIA, "corps-evaluator", "north/", (ROUND, MINUTES, FILING, IMPROVE, FIGURES)),
    "a first-line unit": (NIA, "first-line", "north/taipei/", (IMPROVE, FIGURES)),
    "a business unit": (NIA, "business-unit", "immigration/", (IMPROVE, FIGURES)),
    "who writes for the award": (NIA, "entrant", "north/taipei/", (FIGURES,)),
    "the task group's convener": (TPE, "convener", "", (ROUND, MINUTES, FILING, IMPROVE, FIGURES)),
    "a member of the task group": (TPE, "member", "", (MINUTES, IMPROVE, FIGURES)),
    "the executive secretary": (TPE, "executive-secretary", "", (ROUND, MINUTES, FILING, IMPROVE, FIGURES)),
    "the head of a section": (TPE, "section-head", "personnel/", (IMPROVE, FIGURES)),
    "a section concerned": (TPE, "concerned-section", "statistics/", (IMPROVE, FIGURES)),
    "the personnel officer of the project group": (AGENCY, "project-personnel", "", (MINUTES, IMPROVE, FIGURES)),
    "an assigned recorder": (AGENCY, "recorder", "", (MINUTES, IMPROVE, FIGURES)),
    "a staff office": (TPE, "staff-office", "ethics/", (IMPROVE, FIGURES)),
    "every colleague": (AGENCY, "colleague", "", (FIGURES,)),
    "front-line staff": (AGENCY, "front-line", "counter/", (IMPROVE, FIGURES)),
    "a call-centre specialist": (TPE, "call-centre", "", (FIGURES,)),
    "the information manager": (AGENCY, "information-manager", "", (FIGURES,)),
    "the ministry's supervising unit": (MOE, "ministry-unit", "research/", (ROUND, MINUTES, IMPROVE, FIGURES)),
    "the county's evaluator": (PARENT, "county-evaluator", "", (ROUND, MINUTES, IMPROVE, FIGURES)),
}


def sign_in(client: Client, agency: str, duty: str, unit: str) -> None:
    """Sign somebody in who holds this duty and no other."""
    user = create_account(
        agency=agency, username="one", display_name="某人", password="six plain words are enough", by=BY, at=now()
    )
    grant_role(user=key_of(user), role=duty, path=f"/{agency}/{unit}", valid_from=today(), by=BY, at=now())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.row(
    "RO-11", "RO-12", "RO-13", "RO-14", "RO-15", "RO-17", "RO-20", "RO-21", "RO-28", "RO-29", "RO-30", "RO-31",
    "RO-33", "RO-37", "RO-45", "RO-25", "RO-34", "RO-35", "RO-38", "RO-41", "RO-04", "RO-18", "RO-19",
)  # fmt: skip
@pytest.mark.parametrize(("agency", "duty", "unit", "opens"), HELD.values(), ids=HELD.keys())
def test_a_duty_opens_what_it_is_for_and_no_more(
    client: Client, people: People, agency: str, duty: str, unit: str, opens: tuple[str, ...]
) -> None:
    sign_in(client, agency, duty, unit)
    assert {address for address in ALL if client.get(address).status_code == 200} == set(opens)


def test_every_duty_of_a_document_names_its_line(people: People) -> None:
    found = {agency: duties_of(agency) for agency in (NIA, TPE, MOE, AGENCY, PARENT)}
    assert all(card.line for cards in found.values() for card in cards if card.source)
    assert {agency: len(cards) for agency, cards in found.items()} == {
        NIA: 41,
        TPE: 34,
        MOE: 30,
        AGENCY: 32,
        PARENT: 29,
    }


@pytest.mark.row("RO-01", "RO-02")
def test_a_plan_names_who_issued_what_it_rests_on(research: Client) -> None:
    page = research.get("/desk/plans/beinan-99/").content.decode()
    for words in ("行政院", "院授研展字第09600152471號", "行政院研究發展考核委員會", "會研字第0962160343號"):
        assert words in page


@pytest.mark.row("RO-23")
def test_a_plan_says_of_which_category_its_agency_is(research: Client) -> None:
    assert "整體服務類" in research.get("/desk/plans/beinan-114/").content.decode()


@pytest.mark.row("RO-05")
def test_a_units_own_plan_is_drafted_in_the_unit_and_approved_by_the_head(client: Client, signed_in: object) -> None:
    text = (PACKS / "agencies" / "beinan" / "plan-114.yaml").read_text(encoding="utf-8")
    own = text.replace("id: beinan-114", "id: records-114").replace("category: overall", f"unit: {RECORDS}")
    load_packs(files=[("own.yaml", own.encode())], by=BY, at=now())
    sign_in(client, AGENCY, "group-member", "records/")
    at = "/desk/plans/records-114/"
    assert "戶籍資料組" in client.get(at).content.decode()
    assert client.post(f"{at}submit/").status_code == 302
    assert client.post(f"{at}approve/").status_code == 403
    assert signed_in("chief").post(f"{at}approve/", {"number": "第7號"}).status_code == 302
