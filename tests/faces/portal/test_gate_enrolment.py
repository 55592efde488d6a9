"""Enrolment for the automatic gates: the form, a time at the counter, what was taken noted, nothing of it kept here."""

import io

import odfdo
import pytest
from django.test import Client

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.queries.times import days, site_of, times
from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.models import File
from bianmin.kernel.actor import Role
from bianmin.quality.registers.models import Entry
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, apply, staff
from tests.faces.portal.test_appointments import key_on

HOME = "/nia/services/gate-enrolment/"
REGISTER = "/desk/registers/gate-enrolments/"
SAID = {
    "service-travel": {"document": "passport", "number": "312345678"},
    "service-capture": {"fingerprints": "no", "agree": "yes"},
    "pickup": {"pickup": "border"},
}


@pytest.fixture
def officer(people: object) -> Client:
    """An officer of the border corps."""
    client = Client()
    user = staff(Role.OFFICER, f"/{NIA}/border/", "gate")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("FRM-17", "SYS-197")
def test_a_traveller_applies_books_comes_and_what_was_taken_is_noted_and_not_kept(client: Client, officer: Client):
    page = words(client.get(HOME))
    assert "指紋是自願的，只錄臉部影像也可以註冊" in page
    number = apply(client, "gate-enrolment", **SAID)
    booking = client.get(f"{HOME}appointment/?case={number}")
    assert booking.url == f"{HOME}appointment/taoyuan-gate/?case={number}"
    site = site_of(NIA, "taoyuan-gate")
    day = days(NIA, site, at=now())[-1].day
    start = times(NIA, site, day, at=now())[0].start
    place = f"{HOME}appointment/taoyuan-gate/{day}/{start:%H%M}/"
    asked = client.get(f"{place}?case={number}")
    typed = {"name": "陳阿美", "phone": "0912345678", "email": "", "key": key_on(asked), "case": number}
    assert client.post(place, {**typed, "go": "book"}).status_code == 302
    assert number in words(officer.get(f"/desk/appointments/?day={day}"))
    case = words(officer.get(f"/desk/cases/{number}/"))
    assert "錄存臉部影像或雙手拇指指紋" in case
    form = officer.get(f"{REGISTER}new/")
    taken = {"application": number, "taken": "face", "signed": "yes", "place": "桃園國際機場", "key": key_on(form)}
    assert officer.post(f"{REGISTER}new/", {**taken, "signed": ""}).status_code == 422
    assert officer.post(f"{REGISTER}new/", taken).status_code == 302
    assert "臉部影像" in words(officer.get(REGISTER))
    for _step in ("receive", "capture", "sign"):
        officer.post(f"/desk/cases/{number}/finish-step/", {"seen": ""})
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    assert Case.objects.get().decided_on == now().date()
    assert Visit.objects.get().case == number
    assert set(Entry.objects.get(register="gate-enrolments").answers) == {"application", "taken", "signed", "place"}
    assert not File.objects.filter(media_type__startswith="image/").exists()


@pytest.mark.row("FRM-17")
def test_the_form_is_there_to_print_and_sign(client: Client):
    data = client.get(f"{HOME}form.odt").content
    text = odfdo.Document(io.BytesIO(data)).get_formatted_text()
    for said in ("自動通關申請註冊", "只錄臉部影像", "臉部影像和雙手拇指指紋", "申請人簽名或蓋章"):
        assert said in text
