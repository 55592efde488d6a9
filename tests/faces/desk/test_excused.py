"""At the immigration agency: a transcript is looked up, a certificate handed in before is excused, and both are counted."""

import pytest
from django.test import Client

from bianmin.delivery.catalog.queries import service
from bianmin.delivery.exchange.models import Lookup
from bianmin.faces.ui.now import now, today
from bianmin.kernel.actor import Role, system
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.delivery import applied
from tests.people import People


@pytest.mark.row("SYS-056", "ENT-07")
def test_a_transcript_is_looked_up_and_a_certificate_handed_in_before_is_excused(
    db: None, house: People, client: Client
) -> None:
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    of = service(NIA, "residence-extension", today())
    receipt = applied(of, at=now(), by=system("tests"), channel="counter", answers={}, pickup=of.offer.pickup[0].code)
    place = f"/desk/cases/{receipt.number}/"
    asked = words(client.get(f"{place}look-up/"))
    for said in ("戶籍資料：戶役政系統", "戶籍資料：電子戶籍謄本認證", "親屬關係公證書：本署以前的案件"):
        assert said in asked
    for paper in ("household|e-transcript", "kinship|former-cases"):
        assert client.post(f"{place}look-up/", {"paper": paper, "result": "found"}).status_code == 302
    kept = Lookup.objects.order_by("id").values_list("way", "basis", "saved")
    assert list(kept) == [("electronic", "文件001第306行", True), ("files", "文件001第315行", True)]
    page = words(client.get(place))
    assert page.count("免附") >= 2
    refused = client.post(f"{place}request-supplement/", {"days": "7", "step": "send", "defects": "戶籍謄本"})
    assert refused.status_code == 422
    assert "2 份" in words(client.get("/desk/lookups/"))
