"""The automatic line at the desk: read, tried as text, its calls counted, guides sent by hand."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.hotline.actions import order_fax
from bianmin.delivery.hotline.models import Call, Fax, Policy
from bianmin.faces.ui.now import now
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import reissue
from tests.faces.api.test_voice import load
from tests.faces.portal.citizen import words
from tests.people import People

DESK = "/desk/voice/"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    """The officer of the counter, signed in; the office has a line."""
    load()
    return signed_in("officer")


def press(client: Client, answer: object, digits: str) -> object:
    call = re.search(r'name="call" value="([^"]+)"', answer.content.decode())[1]
    return client.post(f"{DESK}try/", {"call": call, "digits": digits})


@pytest.mark.row("SYS-046")
def test_an_officer_reads_the_script_and_tries_the_menu_without_effect(officer: Client):
    page = words(officer.get(DESK))
    for said in ("089-380000", "查詢進度", "說明案件進度", "傳真申請須知 戶籍謄本", "示範"):
        assert said in page
    answer = officer.post(f"{DESK}try/")
    assert "查詢進度，請按 1。" in words(answer)
    answer = press(officer, answer, "2")
    assert "請輸入含區碼的傳真號碼" in words(answer)
    assert "傳真到 0 8 9 3 8 1 2 9 9" in words(press(officer, answer, "089381299"))
    answer = press(officer, officer.post(f"{DESK}try/"), "0")
    assert "轉接到 089-380000" in words(answer) or "不是上班時間" in words(answer)
    assert (Fax.objects.count(), Message.objects.filter(template__code="call-back").count()) == (0, 0)
    assert set(Call.objects.values_list("trial", flat=True)) == {True}
    assert "轉專人 0" in words(officer.get(DESK))


def test_a_call_that_is_over_is_said_so(officer: Client):
    answer = officer.post(f"{DESK}try/", {"call": "made-up", "digits": "1"})
    assert (answer.status_code, "這通電話已結束" in words(answer)) == (422, True)


@pytest.mark.row("SYS-046")
def test_without_a_gateway_guides_are_sent_by_hand(officer: Client, people: People, signed_in: Callable[[str], Client]):
    line = load(version="2")
    for _time in range(2):
        order_fax(line=line, number="089381299", service="transcript", language="zh-hant", gateway=False,
                  by=people.actor("officer"), at=now())  # fmt: skip
    first, second = Fax.objects.order_by("id")
    assert "089-381299" in words(officer.get(DESK))
    assert officer.get(f"{DESK}faxes/{first.pk}.pdf").content.startswith(b"%PDF")
    assert officer.post(f"{DESK}faxes/{first.pk}/", {"sent": "yes"}).url == DESK
    assert officer.post(f"{DESK}faxes/{second.pk}/", {"sent": "no"}).url == DESK
    assert list(Fax.objects.order_by("id").values_list("state", flat=True)) == ["sent", "failed"]
    assert officer.post(f"{DESK}faxes/{first.pk}/", {"sent": "yes"}).status_code == 404
    assert signed_in("elsewhere").get(f"{DESK}faxes/{first.pk}.pdf").status_code == 404


def test_an_office_without_a_menu_is_told_what_to_do(officer: Client):
    Policy.objects.all().delete()
    reissue(Policy)
    assert "請先載入 voice 設定包" in words(officer.get(DESK))
