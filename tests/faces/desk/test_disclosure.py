"""What is to be disclosed, on the desk: the empty items first, with who is to fill them."""

from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.publishing.models import DisclosureList
from bianmin.faces.ui.now import now
from bianmin.foundation.packs.actions import reissue
from bianmin.journeys.disclosure import keep_count
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.people import AGENCY, People

LIST = "/desk/site/disclosure/"
Enter = Callable[[str], Client]


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.mark.row("SYS-136")
def test_an_empty_item_stands_first_and_leads_to_a_new_page_of_its_category(signed_in: Enter, people: People):
    officer = signed_in("officer")
    page = officer.get(LIST)
    assert "應公開 10 項，已公開 7 項。" in words(page)
    assert [card.item.code for card in page.context["cards"][:4]] == ["7-1-5", "7-1-6", "7-1-7", "7-1-1"]
    address = "/desk/site/new/?category=%E9%A0%90%E7%AE%97%E6%B1%BA%E7%AE%97"
    assert f'href="{address}"' in page.content.decode()
    form = officer.get(address).content.decode()
    assert 'value="預算決算"' in form


def test_without_a_list_the_page_says_how_to_get_one(signed_in: Enter, people: People):
    DisclosureList.objects.all().delete()
    reissue(DisclosureList)
    assert "disclosure 設定包" in words(signed_in("officer").get(LIST))


@pytest.mark.row("IND-29", "RUL-74")
def test_the_share_is_an_indicator_that_tells_what_it_counts(signed_in: Enter, people: People):
    keep_count(agency=AGENCY, by=system("site"), at=now())
    refresh(at=now())
    page = signed_in("research").get("/desk/indicators/IND-29/")
    assert page.context["value"].printed == "70.0%"
    said = words(page)
    assert "應主動公開資訊項目總數" in said
    assert "10 項中公開 10 項，100%" in said
