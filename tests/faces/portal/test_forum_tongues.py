"""The forum of the immigration agency in the further languages: every word of ours is in the reader's."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.forum.actions.answer import show, take_down
from bianmin.delivery.forum.actions.conclude import add_outcome, summarise
from bianmin.delivery.forum.actions.design import close, draft, publish
from bianmin.delivery.forum.models import Message
from bianmin.delivery.forum.vocab.cards import Design
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.journeys.forum import answer, conclude
from bianmin.kernel.actor import Actor, Assurance
from tests.faces.portal.tongue import strange, tongue_of
from tests.people import START, People

NIA = "301140000A"
FORUM = "/nia/forum/"
TYPED = {"category": "idea", "text": "http://example.org/ +", "pen_name": "LAN"}


@pytest.fixture
def chief(people: People) -> Actor:
    """Who keeps the forum of the immigration agency."""
    user = User.objects.create_user("yeh", agency=NIA, display_name="葉雅玲", password="x" * 20)
    Holding.objects.create(user=user, role="chief", agency=NIA, path=f"/{NIA}/", valid_from=START)
    return actor_for(user, at=datetime.now().astimezone(), assurance=Assurance.TWO_FACTOR)


def whole(page: Any, code: str) -> str:
    """The page, which is in the language and says nothing in another without its mark."""
    text: str = page.content.decode()
    assert tongue_of(text) == code
    assert strange(text, code) == []
    return text


@pytest.mark.row("CM-90")
@pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])
def test_a_foreigner_reads_writes_and_votes_in_the_own_language(
    client: Client, code: str, chief: Actor, ordinary_day: datetime
):
    at, on = ordinary_day, ordinary_day.date()
    design = Design(
        title="外籍人士洽公環境", about="哪裡看不懂？", unit_path=f"/{NIA}/", opens_on=on,
        closes_on=on + timedelta(days=9), question="先改什麼？", options=("標示", "表格"), voters="public",
    )  # fmt: skip
    theme = draft(agency=NIA, design=design, by=chief, at=at).number
    publish(number=theme, by=chief, at=at)
    one = f"{FORUM}{theme}/"
    client.post("/language/", {"language": code, "next": FORUM})
    for page in ("", "find/"):
        whole(client.get(FORUM + page), code)
    for page in ("", "vote/", "write/"):
        whole(client.get(one + page), code)
    whole(client.post(f"{one}vote/"), code)
    whole(client.post(f"{FORUM}find/", {"number": "x", "code": "y"}), code)
    assert client.post(f"{one}vote/", {"option": "1"}).url == one
    whole(client.get(one), code)
    form = client.get(f"{one}write/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key
    for wrong in ({"text": ""}, {"text": "A223456781"}, {"category": ""}, {"pen_name": "LAN" * 20}):
        whole(client.post(f"{one}write/", {**TYPED, "key": key[1], **wrong}), code)
    own = client.post(f"{one}write/", {**TYPED, "key": key[1]}).url
    whole(client.get(own), code)
    whole(client.get(f"{own}withdraw/"), code)
    row = Message.objects.get()
    show(number=row.number, by=chief, at=at)
    answer(number=row.number, text="已改。", by=chief, at=at)
    whole(client.get(own), code)
    whole(client.get(one), code)
    take_down(number=row.number, ground="advertisement", text="", by=chief, at=at)
    whole(client.get(own), code)
    close(number=theme, by=chief, at=at)
    whole(client.get(one), code)
    for result in ("adopted", "partly", "not"):
        add_outcome(number=theme, text="入口標示", result=result, reason="已更換。", by=chief, at=at)
    summarise(number=theme, text="一則留言。", by=chief, at=at)
    conclude(number=theme, by=chief, at=at)
    whole(client.get(one), code)
    whole(client.get(FORUM), code)
