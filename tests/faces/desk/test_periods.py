"""Periods of a case: added up as they were sent, corrected by the officer, kept with who did it, and printed."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client

from bianmin.delivery.cases.models import Working
from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.journeys.apply import apply
from bianmin.journeys.decide import decide
from tests.factories.delivery import CITIZEN, application
from tests.factories.house import load_house

NIA = "301140000A"
STAYS = [
    {"first_day": "2003-01-01", "last_day": "2006-12-31", "kind": "reunion"},
    {"first_day": "2010-01-01", "last_day": "2010-12-31", "kind": "dependant"},
]


@pytest.fixture
def officer(db: None) -> Client:
    """An officer of the immigration agency, signed in."""
    load_house("agencies/nia", "forms", "indicators", "translations", "letters", "notices")
    user = User.objects.create_user("nia", agency=NIA, display_name="移民署承辦人")
    Holding.objects.create(
        user=user, role="officer", agency=NIA, path=f"/{NIA}/", valid_from=today() - timedelta(days=9)
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def received(**changes: object) -> str:
    answers = {"stays": STAYS, **changes}
    sent = application(service(NIA, "reunion-period", today()), answers=answers, form_version="2", pickup="mail")
    return apply(application=sent, by=CITIZEN, at=now()).number


def said(answer: object) -> str:
    return answer.content.decode()


@pytest.mark.row("ENT-15")
def test_what_was_sent_is_added_up_and_the_officer_corrects_and_prints_it_with_the_reply(officer: Client) -> None:
    there = f"/desk/cases/{(number := received())}/"
    assert 'href="periods/"' in said(officer.get(there))
    page = said(officer.get(f"{there}periods/"))
    assert "申請人填寫的期間" in page
    assert "滿5年（須滿8年），共1826日；還差3年" in page
    assert "滿5年（須滿6年），共1826日；還差1年" in page
    assert 'value="2003-01-01"' in page
    found = {"stays.0.first_day": "92/1/1", "stays.0.last_day": "93/12/31", "stays.0.kind": "reunion"}
    assert officer.post(f"{there}periods/", found).status_code == 302
    page = said(officer.get(f"{there}periods/"))
    assert "承辦人查對後的期間" in page
    assert "滿2年（須滿8年），共731日；還差6年" in page
    assert "移民署承辦人" in page
    by = actor_for(User.objects.get(), at=now())
    decide(number=number, outcome="refused", reasons="併計滿2年", remedies="30日內可提起訴願。", by=by, at=now())
    paper = pypdfium2.PdfDocument(officer.get(f"{there}periods.pdf").content)[0].get_textpage().get_text_bounded()
    assert "731" in paper
    assert "併計滿 2 年" in paper
    assert Working.objects.count() == 2


def test_what_is_wrong_stands_at_its_box_and_nothing_is_kept(officer: Client) -> None:
    there = f"/desk/cases/{received(stays=[])}/periods/"
    assert not Working.objects.exists()
    assert "還沒有併計" in said(officer.get(there))
    sent = {"stays.0.first_day": "93/1/1", "stays.0.last_day": "92/12/31", "stays.0.kind": "reunion"}
    answer = officer.post(there, sent)
    assert answer.status_code == 422
    assert "最後一天早於第一天" in said(answer)
    assert officer.post(there, {"stays.0.first_day": "\0昨天"}).status_code == 422
    assert officer.get(there.replace("periods/", "periods.pdf")).status_code == 404
    assert not Working.objects.exists()
