"""The public's money: what services cost, a bill with its receipt, and every state of a payment online."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from bianmin.delivery.payments.contrib.demo import Behaviour
from bianmin.delivery.payments.models import Bill, Charge, Plan, Receipt
from bianmin.delivery.payments.queries.online import demo
from bianmin.faces.ui.now import now
from bianmin.journeys.bill import bill_case
from bianmin.journeys.instalments import decide_plan
from tests.faces.portal.citizen import HOME, Citizen, words
from tests.factories.payments import published, terms
from tests.people import People


@pytest.fixture
def bill(people: People, citizen: Citizen) -> Bill:
    """The citizen applied online and was billed for two copies."""
    number = citizen.apply()
    return bill_case(number=number, wanted={"copy": 2}, by=people.actor("officer"), at=now())


def address(bill: Bill, rest: str = "") -> str:
    return f"{HOME}bills/{bill.number}/{rest}"


def pays(client: Client, bill: Bill, behaviour: str, **sent: str) -> str:
    """Go to the provider, choose what it does, and come back; gives what the page says."""
    answer = client.post(address(bill), sent)
    assert answer.status_code == 302, words(answer)
    page = client.get(answer.url)
    assert page.status_code == 200
    told = dict(parse_qsl(urlsplit(answer.url).query))
    back = client.post("/pay-demo/", {**told, "behaviour": behaviour})
    assert back.status_code == 302, words(back)
    return words(client.get(back.url, follow=True))


@pytest.mark.row("CM-18", "CM-17")
@pytest.mark.parametrize(
    ("behaviour", "said", "paid"),
    [
        ("pays", "已收到您的繳費", 30),
        ("twice", "已收到您的繳費", 30),
        ("refuses", "繳費被拒絕", 0),
        ("delays", "等候收款業者確認", 0),
        ("silent", "等候收款業者確認", 0),
        ("forged", "等候收款業者確認", 0),
        ("other-sum", "我們正在查您的繳費", 0),
    ],
)
def test_every_way_a_provider_behaves_has_its_plain_page(client: Client, bill: Bill, behaviour, said, paid):
    assert said in pays(client, bill, behaviour)
    assert Bill.objects.get(pk=bill.pk).paid == paid


def test_the_bill_of_an_application_is_found_from_its_status_and_read_by_nobody_else(client: Client, bill: Bill):
    status = client.get(f"{HOME}track/{bill.reference}/").content.decode()
    assert 'href="bills/"' in status
    page = client.get(f"{HOME}track/{bill.reference}/bills/", follow=True)
    assert "NT$30" in words(page)
    assert page["Cache-Control"] == "no-store"
    stranger = Client()
    for rest in ("", "statement.pdf", "instalments/", "paid/x/"):
        assert stranger.get(address(bill, rest)).status_code == 404
    assert stranger.post(address(bill)).status_code == 404
    assert client.get(f"/tpe/bills/{bill.number}/").status_code == 404


def test_the_receipt_and_the_statement_can_be_downloaded(client: Client, bill: Bill):
    pays(client, bill, "pays")
    receipt = Receipt.objects.get().number
    for rest in (f"{receipt}.pdf", "statement.pdf"):
        assert client.get(address(bill, rest)).content[:4] == b"%PDF"
    assert client.get(address(bill, "TTBN-R115-00000000.pdf")).status_code == 404


def test_a_call_back_is_believed_by_its_signature_alone(client: Client, bill: Bill):
    client.post(address(bill))
    charge = Charge.objects.get()
    told = demo().posted(charge.key, charge.amount, Behaviour.PAYS)[0]

    def call(signature: str, body: bytes = told.body) -> int:
        provider = Client(enforce_csrf_checks=True)
        headers = {"x-payment-signature": signature}
        return provider.post("/pay-callback/", body, content_type="application/json", headers=headers).status_code

    assert call("0" * 64) == 400
    assert Bill.objects.get(pk=bill.pk).paid == 0
    assert call(told.signature, told.body.replace(b"30", b"31")) == 400
    assert (call(told.signature), call(told.signature)) == (200, 200)
    assert (Bill.objects.get(pk=bill.pk).paid, Receipt.objects.count()) == (30, 1)
    assert call("x", b"x" * 20_000) == 413
    assert Client().get("/pay-callback/").status_code == 405


def test_an_order_whose_sum_was_changed_on_the_way_is_not_shown(client: Client, bill: Bill):
    answer = client.post(address(bill))
    assert client.get(answer.url.replace("amount=30", "amount=3")).status_code == 404
    assert client.get("/pay-demo/?seal=漢&key=1&amount=x").status_code == 404


def test_instalments_are_asked_for_online_and_paid_online(client: Client, bill: Bill, people: People):
    published(terms())
    Bill.objects.filter(pk=bill.pk).update(kind="fine")
    assert "申請分期" in words(client.get(address(bill)))
    over = client.post(address(bill, "instalments/"), {"count": "9", "ground": "hardship"})
    assert over.status_code == 422
    sent = client.post(address(bill, "instalments/"), {"count": "3", "ground": "hardship", "reason": "失業\0"})
    assert sent.status_code == 302
    plan = Plan.objects.get()
    assert (plan.channel, plan.count, plan.reason) == ("online", 3, "失業")
    decide_plan(number=plan.number, grant=True, reasons="確有困難", by=people.actor("officer"), at=now())
    page = words(client.get(address(bill)))
    assert "第 1 期：NT$10" in page
    assert "已收到" in pays(client, bill, "pays", parts="1")
    assert Bill.objects.get(pk=bill.pk).outstanding == 20


def test_a_settled_bill_is_not_paid_again(client: Client, bill: Bill):
    pays(client, bill, "pays")
    again = client.post(address(bill))
    assert again.status_code == 422
    assert "沒有要繳的錢" in words(again)


def test_everybody_can_read_what_services_cost_and_who_pays_less(client: Client):
    english = Client(headers={"accept-language": "en"})
    assert "nothing to pay" in words(english.get(f"{HOME}fees/"))
    page = words(client.get(f"{HOME}fees/"))
    for said in ("戶籍謄本", "NT$15 / 張", "低收入戶", "免繳", "少繳 50%", "示範"):
        assert said in page
    other = words(client.get("/tpe/fees/")) + words(client.get("/nia/fees/"))
    assert all(said in other for said in ("NT$30,000以下：最多 6 期", "NT$20,000 – NT$100,000 / 人"))
