"""Online applications: the officer is told by e-mail, once and without personal data, and the applicant is answered."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.catalog.queries import service as service_of
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Absence, User
from bianmin.foundation.forms.actions.partners import issue
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.journeys import group
from bianmin.journeys.apply import apply
from bianmin.journeys.online import tell_daily
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.faces.portal.test_group import ONE, as_csv
from tests.factories.delivery import AMEI, CITIZEN, HOUSE, application, row
from tests.factories.house import furnished
from tests.people import AGENCY, NOON, People, hold

PUBLIC = "https://service.ttbn.example"


@pytest.fixture
def people(db: None, settings: object) -> People:
    """The house, whose officers have mailboxes."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_ADDRESS = PUBLIC
    people = furnished()
    for user in (people.officer, people.elsewhere):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@ttbn.example")
    return people


def received(code: str, *, at: datetime = NOON, key: str = "key-of-online-00001") -> Receipt:
    of = service_of(AGENCY, code, at.date())
    sent = application(of, answers={}, form_version=of.version, applicant=AMEI, key=key, pickup=of.offer.pickup[0].code)
    return apply(application=sent, by=CITIZEN, at=at)


def told() -> list[tuple[str, str]]:
    rows = Message.objects.filter(staff__isnull=False).order_by("pk")
    return [(one.template.code, one.staff.username) for one in rows.select_related("template", "staff")]


@pytest.mark.row("RUL-02", "SYS-079")
def test_the_officer_is_told_by_mail_and_answers_the_applicant_within_three_days(
    people: People, signed_in, client: Client
):
    receipt = received("name-change", at=now())
    assert received("name-change", at=now()).repeated
    assert told() == [("online-received", "lin")]
    assert deliver(at=now()) == 2
    assert deliver(at=now() + timedelta(days=1)) == 0
    sent = next(one for one in mail.outbox if one.to == ["lin@ttbn.example"])
    case = row(receipt)
    assert receipt.number in sent.subject
    assert "改名" in sent.body
    assert f"{PUBLIC}/desk/cases/{receipt.number}/" in sent.body
    assert not [word for word in ("陳阿美", "A223456781", "089-381200\n", "amei@") if word in sent.body + sent.subject]

    officer, verb = signed_in("officer"), f"/desk/cases/{receipt.number}/answer-online/"
    assert "線上申辦待回復" in words(officer.get("/desk/"))
    assert receipt.number in words(officer.get("/desk/?kind=reply"))
    assert "請在" in words(officer.get(f"/desk/cases/{receipt.number}/"))
    refused = officer.post(verb, {"answer": " ", "way": ""})
    assert (refused.status_code, "請寫下要回復民眾的話" in words(refused)) == (422, True)
    answered = officer.post(verb, {"answer": "請帶身分證到櫃檯，當場辦好。", "way": "letter"}, follow=True)
    assert "已經回復這件線上申辦" in words(answered)
    case.refresh_from_db()
    assert case.replied_on == today() <= case.reply_due_on
    assert Message.objects.filter(template__code="replied").values_list("channel", "state").get() == ("letter", "open")
    assert receipt.number not in words(officer.get("/desk/?kind=reply"))
    assert "現在不能這樣做" in words(officer.post(verb, {"answer": "再說一次。", "way": ""}, follow=True))
    hold(client, receipt.subject)
    assert "承辦機關回復：請帶身分證到櫃檯，當場辦好。" in words(client.get(f"/ttbn/track/{receipt.number}/"))

    refresh(at=now())
    figures = words(signed_in("research").get("/desk/indicators/ON-02/"))
    assert "100.0%" in figures
    page = words(signed_in("research").get("/desk/indicators/ON-01/"))
    assert "分項統計 分項" in page
    assert "分項統計 分項 114年 占比 115年 占比 占比增減 增減 成長率 改名 0件 - 1件 100.00% - +1件 -" in page


def test_who_does_the_work_of_one_away_is_told_and_a_closed_account_is_not(people: People):
    away = {"agency": AGENCY, "valid_from": date(2025, 3, 1), "valid_until": date(2025, 3, 31)}
    Absence.objects.create(absent=people.officer, stand_in=people.elsewhere, **away)
    receipt = received("name-change")
    assert told() == [("online-received", "wu")]
    assert row(receipt).reply_due_on == date(2025, 3, 10)
    User.objects.filter(pk=people.elsewhere.pk).update(is_active=False)
    assert deliver(at=NOON) == 1
    states = Message.objects.order_by("pk").values_list("staff__username", "state", "problem")
    assert list(states) == [(None, "sent", ""), ("wu", "given_up", "no_address")]
    received("transcript", key="key-of-online-00002")
    assert told() == [("online-received", "wu")]


def test_a_unit_that_wants_one_message_a_day_gets_one_in_office_hours(people: People):
    for number in (1, 2):
        received("nationality", key=f"key-of-online-1000{number}")
    assert told() == []
    night = datetime(2025, 3, 5, 22, tzinfo=TAIPEI)
    assert [tell_daily(agency=AGENCY, by=HOUSE, at=at) for at in (night, NOON - timedelta(hours=1), NOON)] == [0, 1, 0]
    received("nationality", key="key-of-online-10003")
    assert tell_daily(agency=AGENCY, by=HOUSE, at=NOON - timedelta(minutes=30)) == 0
    assert tell_daily(agency=AGENCY, by=HOUSE, at=NOON + timedelta(days=1, hours=2)) == 1
    assert told() == [("online-waiting", "wu"), ("online-waiting", "wu")]
    deliver(at=NOON + timedelta(days=1, hours=2))
    sent = [one for one in mail.outbox if one.to == ["wu@ttbn.example"]]
    assert [one.subject for one in sent] == ["有 2 件線上申辦案件等您回復", "有 3 件線上申辦案件等您回復"]
    assert "114年3月10日" in sent[0].body


@pytest.mark.row("SYS-079")
def test_a_fee_is_paid_at_once_from_the_receipt_or_when_the_result_is_fetched(people: People, client: Client):
    receipt = received("name-change", at=now())
    hold(client, receipt.subject)
    assert "規費 NT$80 您可以現在線上繳，也可以領件時再繳。" in words(client.get(f"/ttbn/receipts/{receipt.number}/"))
    bills = f"/ttbn/track/{receipt.number}/bills/"
    assert Client().post(bills).status_code == 404
    paid = client.post(bills)
    assert paid.status_code == 302
    assert "NT$80" in words(client.get(paid.url))
    assert client.post(paid.url).status_code == 302
    assert client.post(bills, follow=True).redirect_chain[-1][0] == paid.url
    assert "現在線上繳" not in words(client.get(f"/ttbn/receipts/{receipt.number}/"))
    free = received("wedding-day", at=now(), key="key-of-online-00003")
    hold(client, free.subject)
    assert "現在繳費" not in words(client.get(f"/ttbn/receipts/{free.number}/"))


def test_staff_say_where_their_messages_go(people: People, signed_in):
    officer = signed_in("officer")
    page = words(officer.get("/desk/mailbox/"))
    assert "綜合受理櫃檯 每一件線上申辦寄一封" in page
    refused = officer.post("/desk/mailbox/", {"email": "nowhere"})
    assert (refused.status_code, "請輸入電子郵件地址" in words(refused)) == (422, True)
    assert "已經儲存" in words(officer.post("/desk/mailbox/", {"email": "lin.yijun@ttbn.example"}, follow=True))
    assert User.objects.get(username="lin").email == "lin.yijun@ttbn.example"


def test_of_a_table_of_many_the_officer_is_told_once(people: People):
    of, chief = service_of(AGENCY, "transcript", NOON.date()), people.actor("chief")
    partner = issue(agency=AGENCY, name="東海岸旅行社", code="A" * 16, by=chief, at=NOON)
    top = group.table(of, "zh-hant").rows()
    row = [ONE.get(cell.rpartition("[")[2].rstrip("]"), "") for cell in top[0]]
    said = {"agency": AGENCY, "partner": partner.pk}
    key = group.hand_in(
        service=of, partner=partner.pk, name="團體.csv", data=as_csv([*top, row, row]), language="zh-hant", by=CITIZEN,
        at=NOON,
    )  # fmt: skip
    group.confirm(**said, key=key, by=CITIZEN, at=NOON)
    assert [group.file_waiting(at=NOON) for _time in range(2)] == [2, 0]
    assert told() == [("online-waiting", "lin")]
    assert Message.objects.get(staff__isnull=False).params["count"] == "2"
