"""A service with a number of places, as citizens meet it: told before they begin, and a sentence when the last is gone."""

from datetime import date

from bianmin.delivery.cases.models import Case, Place
from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Quota
from bianmin.faces.ui.now import now, today
from tests.faces.portal.citizen import TRANSCRIPT, Citizen, words
from tests.factories.delivery import HOUSE
from tests.people import AGENCY


def limit(places: int) -> None:
    known = service(AGENCY, "transcript", today())
    changes = {"version": "quota", "valid_from": max(known.valid_from, date(2025, 1, 1)).replace(day=2)}
    said = known.offer.model_copy(update={**changes, "quota": Quota(places=places, per="once")})
    publish(service=said, by=HOUSE, at=now())


def test_who_comes_too_late_reads_a_sentence_and_keeps_what_was_typed(citizen: Citizen):
    limit(1)
    citizen.fill()
    Place.objects.create(agency=AGENCY, service_code="transcript", period="once", number=1, taken_by="somebody-else")
    answer = citizen.send("check")
    assert answer.status_code == 422
    assert "1 個名額目前已經額滿" in words(answer)
    assert not Case.objects.exists()
    assert "陳阿美" in words(citizen.read("check"))
    assert "目前已經額滿" in words(citizen.read("notice"))
    Place.objects.update(taken_by="")
    assert citizen.send("check").status_code == 302
    assert "共 1 個名額，目前剩 0 個名額" in words(citizen.client.get(TRANSCRIPT))
