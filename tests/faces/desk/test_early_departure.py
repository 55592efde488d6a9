"""Early departure with lost papers: the entry record is looked up at the border and noted with the case."""

import pytest
from django.test import Client

from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import Role, system
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.delivery import applied
from tests.people import People


@pytest.mark.row("SYS-070")
def test_the_officer_notes_that_the_entry_record_was_looked_up(db: None, house: People, client: Client):
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    answers = {"nationality": "日本", "depart_on": today().isoformat(), "report_number": "1150001"}
    of = service(NIA, "early-departure", today())
    receipt = applied(of, at=now(), by=system("tests"), channel="counter", answers=answers, pickup="border")
    place = f"/desk/cases/{receipt.number}/"
    assert (
        client.post(f"{place}look-up/", {"paper": "entry-record", "result": "found", "source": ""}).status_code == 302
    )
    text = words(client.get(place))
    assert "我們已查得「入出國紀錄」" in text or "入出國紀錄" in text
    assert "本署入出國及移民資訊系統" in text
    assert Line.objects.get(verb="persons.look_up").purpose == receipt.number
