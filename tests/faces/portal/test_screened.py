"""An application that a computer looks at: granted at once where everything passes, else read by an officer."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, Decision, Screening
from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import today
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import Role
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, apply, note, staff

SERVICE = "/nia/services/kinmen-express/"
AGENCY = {"agency_name": "金門順風旅行社", "licence": "0512"}
TRAINED = {
    "agency_name": "金門順風旅行社", "session": "第1場", "day": "115/3/2", "place": "金門", "hours": "3", "attended": "2",
}  # fmt: skip


def trip(days: int = 10) -> dict[str, str]:
    return {"island": "kinmen", "arrive_on": (today() + timedelta(days=days)).isoformat()}


def express(client: Client, *, document: str = "T12345678", days: int = 10) -> str:
    traveller = {"travellers.0.traveller_name": "王小明", "travellers.0.traveller_document": document}
    return apply(client, "kinmen-express", service_agency=AGENCY, service_travellers=traveller, service_trip=trip(days))


@pytest.fixture
def officer(client: Client) -> Client:
    desk = Client()
    desk.force_login(staff(Role.OFFICER, f"/{NIA}/entry/"), backend="django.contrib.auth.backends.ModelBackend")
    return desk


@pytest.mark.row("SYS-090")
def test_what_passes_is_granted_at_once_and_the_receipt_shows_the_permit(client: Client):
    note("agency-training", **TRAINED)
    number = express(client)
    text = words(client.get(f"/nia/receipts/{number}/"))
    case, permit = Case.objects.get(number=number), Permit.objects.get()
    assert "您的申請已核准" in text
    assert permit.number in text
    assert "小三通網路快證電腦查核原則" in text
    assert (case.state, case.outcome, case.released_on) == ("released", "granted", today())
    decision = Decision.objects.get(case=case)
    assert decision.decided_by == "system:screening"
    assert decision.pdf
    assert "「小三通網路快證電腦查核原則」第1版" in decision.reasons
    kept = Screening.objects.get(case=case)
    assert (kept.rule, kept.version, kept.passed, kept.decided) == ("kinmen-express", "1", True, True)
    assert kept.inputs["travellers"] == [{"traveller_name": "王小明", "traveller_document": "T12345678"}]
    line = Line.objects.get(verb="cases.screen")
    assert (line.actor, line.purpose) == ("system:screening", "kinmen-express 1")
    printed = client.post("/nia/permits/", {"number": permit.number, "birth": "45/3/9", "code": "", "print": "1"})
    assert printed.content.startswith(b"%PDF")


@pytest.mark.row("SYS-090")
@pytest.mark.parametrize(
    ("trained", "listed", "days", "why"),
    [
        (False, False, 10, "查不到這家旅行業者的受訓紀錄"),
        (True, True, 10, "有旅客的證件號碼需要人工核對"),
        (True, False, 91, "預定入國日期太近或太遠"),
    ],
)
def test_what_does_not_pass_goes_to_an_officer_with_the_reason_and_is_not_refused(
    client: Client, trained: bool, listed: bool, days: int, why: str
):
    if trained:
        note("agency-training", **TRAINED)
    if listed:
        note("entry-controls", document="t12345678", authority="內政部警政署", letter="警署字第1號")
    number = express(client, days=days)
    text = words(client.get(f"/nia/receipts/{number}/"))
    assert "您的申請由承辦人審查" in text
    assert why in text
    case = Case.objects.get(number=number)
    assert (case.state, case.outcome) == ("received", "")
    assert Permit.objects.count() == 0


@pytest.mark.row("SYS-090")
def test_the_officer_reads_what_the_computer_found_and_decides(client: Client, officer: Client):
    number = express(client)
    text = words(officer.get(f"/desk/cases/{number}/"))
    assert "有不符合的項目，由您核定" in text
    assert "查不到這家旅行業者的受訓紀錄" in text


@pytest.mark.row("SYS-202")
def test_the_principles_are_data_in_force_from_their_day(client: Client):
    page = client.get("/nia/services/hk-macau-entry/principles/")
    assert "線上申辦審件原則" in words(page)
    assert "100年11月14日" in words(page)
    assert "principles/" in client.get("/nia/services/hk-macau-entry/").content.decode()
    told = client.get("/api/v1/agencies/nia/services/hk-macau-entry/principles").json()
    assert (told["valid_from"], told["decides"], len(told["rows"])) == ("2011-11-14", False, 2)
    assert client.get("/nia/services/arrival-card/principles/").status_code == 404
    assert client.get("/api/v1/agencies/nia/services/arrival-card/principles").status_code == 404


@pytest.mark.row("SYS-202")
def test_what_the_principles_do_not_decide_they_tell_the_officer(client: Client, officer: Client):
    trip_of = {"region": "hk", "passport_number": "K1234567", "address_in_taiwan": "臺北市廣州街15號"}
    when = (today() + timedelta(days=200)).isoformat()
    number = apply(client, "hk-macau-entry", service_trip={**trip_of, "arrive_on": when})
    assert "您的申請由承辦人審查" in words(client.get(f"/nia/receipts/{number}/"))
    text = words(officer.get(f"/desk/cases/{number}/"))
    assert "預定入國日期不在許可效期內，請向申請人確認行程。" in text
    assert Case.objects.get(number=number).outcome == ""


@pytest.mark.row("SYS-202")
def test_group_travel_has_a_kind_of_permit_of_its_own(client: Client, officer: Client):
    assert "團體觀光入出境許可證" in words(officer.get("/desk/permits/issue/group-travel/"))
