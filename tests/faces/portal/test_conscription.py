"""A man of conscription age applies to leave: the register is asked instead of a paper, and the computer may grant."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from bianmin.config.timers import ask_registers
from bianmin.delivery.cases.models import Case, Decision
from bianmin.delivery.exchange.models import Lookup
from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import Role
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, SOMEBODY, apply, staff

DEMO = "bianmin.delivery.exchange.contrib.demo"
MORE = {
    "conscript-student": {"school": "示範大學"},
    "conscript-overseas": {"country": "泰國"},
    "conscript-abroad": {"school": "Example High School"},
}
CLEAR, NOTHING, DOUBTFUL, DOWN = "A123456761", "A123456770", "A123456798", "A123456789"


@pytest.fixture(autouse=True)
def connected(settings: Settings) -> None:
    """The demonstration's registers, as the demonstration has them."""
    settings.LOOKUP_DOORS = {"conscription": f"{DEMO}.Conscription", "entries": f"{DEMO}.Entries"}


def leave(client: Client, service: str = "conscript-student", number: str = CLEAR, days: int = 10) -> str:
    trip = {"to": "日本", "depart_on": (today() + timedelta(days=days)).isoformat()}
    trip |= {"back_on": (today() + timedelta(days=days + 20)).isoformat(), **MORE[service]}
    who = {**SOMEBODY["applicant-applicant"], "id_number": number}
    return apply(client, service, applicant_applicant=who, service_trip=trip)


@pytest.mark.row("SYS-081", "SYS-082", "SYS-083")
@pytest.mark.parametrize("service", sorted(MORE))
def test_a_clear_answer_grants_the_exit_at_once_and_the_man_prints_the_approval(client: Client, service: str) -> None:
    number = leave(client, service)
    text, case, permit = words(client.get(f"/nia/receipts/{number}/")), Case.objects.get(), Permit.objects.get()
    assert "您的申請已核准" in text
    assert permit.number in text
    assert (case.state, case.outcome, case.papers_saved) == ("released", "granted", 2)
    assert "役政資料查得到，而且沒有不能出國的情形。" in text
    assert Decision.objects.get().decided_by == "system:screening"
    looked = list(Lookup.objects.order_by("id").values_list("paper", "result", "saved", "connected", "by"))
    assert looked == [(paper, "found", True, True, "system:screening") for paper in ("conscription", "restriction")]
    assert Line.objects.filter(verb="persons.read", purpose=f"{number} conscription").count() == 1
    printed = client.post("/nia/permits/", {"number": permit.number, "birth": "45/3/9", "code": "", "print": "1"})
    assert printed.content.startswith(b"%PDF")
    assert ask_registers(at=now()) == 0


@pytest.mark.row("SYS-081")
@pytest.mark.parametrize(
    ("id_number", "days", "came", "saved", "why"),
    [
        (NOTHING, 10, "not_found", 0, "役政資料查不到，或需要人工核對"),
        (DOUBTFUL, 10, "unclear", 2, "役政資料查不到，或需要人工核對"),
        (DOWN, 10, "down", 0, "入出國紀錄查不到，或需要人工核對"),
        (CLEAR, 31, "found", 2, "預定出國日期已過，或在核准效期之外"),
    ],
)
def test_any_other_answer_goes_to_an_officer_and_refuses_nobody(
    client: Client, id_number: str, days: int, came: str, saved: int, why: str
) -> None:
    number = leave(client, number=id_number, days=days)
    text, case = words(client.get(f"/nia/receipts/{number}/")), Case.objects.get()
    assert "您的申請由承辦人審查" in text
    assert why in text
    assert (case.state, case.outcome, case.papers_saved) == ("received", "", saved)
    assert Lookup.objects.get(paper="conscription").result == came
    assert not Permit.objects.exists()


@pytest.mark.row("SYS-081")
def test_the_officer_reads_the_answer_that_the_computer_did_not_keep_and_decides(client: Client) -> None:
    number = leave(client, number=DOUBTFUL)
    desk = Client()
    user = staff(Role.OFFICER, f"/{NIA}/entry/")
    desk.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = words(desk.get(f"/desk/cases/{number}/"))
    assert "有不符合的項目，由您核定" in page
    assert "查到，需要承辦人看過" in page
    told = words(desk.post(f"/desk/cases/{number}/look-up/", {"paper": "conscription|conscription", "result": "ask"}))
    assert "已送達，尚未入營" in told
    assert "可能不符合申請條件" in told
    last = Lookup.objects.filter(paper="conscription").order_by("-id")[0]
    assert (last.again, last.result, last.saved) == ("電腦查過，答覆還沒有人看過。", "unclear", True)
    assert Lookup.objects.filter(paper="conscription", saved=True).count() == 1


@pytest.mark.row("SYS-081")
def test_what_a_stopped_process_left_the_worker_does_and_an_unconnected_register_is_left_to_the_officer(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr("bianmin.faces.portal.apply.views.ask_first", lambda **_known: False)
        number = leave(client)
    assert "電腦正在查詢登記資料" in words(client.get(f"/nia/receipts/{number}/"))
    assert ask_registers(at=now()) == 1
    assert Case.objects.get().outcome == "granted"
    settings.LOOKUP_DOORS = {}
    other = leave(Client(), number=NOTHING)
    assert Case.objects.get(number=other).state == "received"
    assert not Lookup.objects.filter(number=other).exists()
