"""A granted change of address: the card is made anew with the new address, and the old one is worth nothing."""

from datetime import date

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.permits.actions.issue import Wanted, issue
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.paper import permit_paper
from bianmin.delivery.permits.queries.published import kind
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.writers import html
from bianmin.foundation.persons.actions import add_person
from bianmin.journeys.decide import decide
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import local_day
from tests.faces.portal.citizen import photo, words
from tests.faces.portal.immigration import NIA, apply, staff
from tests.people import People

HOUSE, NEW = system("tests"), "臺北市中正區廣州街15號"


@pytest.fixture
def card(db: None, house: People) -> Permit:
    at = now()
    whose = {"name": "陳阿美", "id_number": "A223456781", "birth_on": date(1956, 3, 9), "address": "臺北市舊街1號"}
    holder = add_person(agency=NIA, by=HOUSE, at=at, **whose)
    of = kind(NIA, "residence-card", local_day(at))
    last = date(now().year + 1, 6, 30)
    return issue(wanted=Wanted(kind=of, holder=holder.pk, way="counter", key="a" * 16, last=last), by=HOUSE, at=at)


def granted(number: str, officer: Client) -> str:
    """A change of address applied for online and granted; gives the number of the case."""
    move = {"arc_number": number, "new_address": NEW, "moved_on": "115/3/2"}
    case = apply(
        Client(), "address-change", service_move=move, service_papers={"lease": photo()}, pickup={"pickup": "counter"}
    )
    chief = officer.get(f"/desk/cases/{case}/").wsgi_request.actor
    decide(number=case, outcome="granted", by=chief, at=now())
    return case


@pytest.fixture
def officer(card: Permit, client: Client) -> Client:
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("SYS-084")
def test_the_card_is_made_anew_with_the_new_address(card: Permit, officer: Client):
    case = granted(card.number, officer)
    assert "本案核發的證件" in words(officer.get(f"/desk/cases/{case}/"))
    answer = officer.post(f"/desk/permits/for/{case}/", {"kind": "residence-card", "way": "counter"})
    assert answer.status_code == 302, words(answer)
    card.refresh_from_db()
    new = Permit.objects.exclude(pk=card.pk).get()
    assert (card.state, new.follows_id, new.origin_number, new.valid_until) == (
        "replaced",
        card.pk,
        case,
        card.valid_until,
    )
    assert NEW in html.write(permit_paper(new)).decode()
    assert "臺北市舊街1號" not in html.write(permit_paper(new)).decode()
    assert officer.get(f"/desk/permits/{new.number}.pdf").content.startswith(b"%PDF")
    assert officer.post(f"/desk/permits/for/{case}/", {"kind": "residence-card", "way": "counter"}).status_code == 302
    assert Permit.objects.count() == 2


@pytest.mark.row("SYS-084")
def test_somebody_elses_card_is_not_made_anew(card: Permit, officer: Client):
    case = granted("NIA-R999000001", officer)
    page = officer.post(f"/desk/permits/for/{case}/", {"kind": "residence-card", "way": "counter"})
    assert page.status_code == 422
    assert "不是申請人有效的證件" in words(page)
    assert Case.objects.get(number=case).outcome == "granted"
    assert Permit.objects.get() == card
