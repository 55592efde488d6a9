"""Money at the desk: a bill, a receipt, change, a void by two, the end of the day, a waiver, a refund, unpaid results."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.review import record_proof
from bianmin.delivery.payments.models import Bill, Plan, Receipt, Till
from bianmin.faces.ui.now import now
from bianmin.foundation.notices.models import Message
from bianmin.journeys.instalments import remind_missed
from bianmin.kernel.actor import system
from tests.faces.desk.conftest import Desk
from tests.factories.payments import published, schedule, standard, terms
from tests.people import AGENCY, COUNTER

FEES = {"what": "fees", "quantity-copy": "2"}


@pytest.fixture
def number(desk: Desk) -> str:
    """A case of today, with prices published."""
    published(schedule(), terms(), standard())
    return desk.receive().number


def said(answer: object) -> str:
    return answer.content.decode()


def bill_of(client: Client, number: str, **sent: str) -> Bill:
    answer = client.post(f"/desk/cases/{number}/payments/", sent or FEES)
    assert answer.status_code == 302, said(answer)
    return Bill.objects.latest("id")


def taken(client: Client, bill: Bill, **sent: str) -> Receipt:
    data = {"method": "cash", "tendered": "100", "window": COUNTER, **sent}
    answer = client.post(f"/desk/payments/bills/{bill.number}/pay/", data)
    assert answer.status_code == 302, said(answer)
    return Receipt.objects.latest("id")


def test_a_case_without_a_schedule_is_billed_by_the_fee_of_its_service(desk: Desk, officer: Client):
    number = desk.receive().number
    assert "戶籍謄本" in said(officer.get(f"/desk/cases/{number}/payments/"))
    assert bill_of(officer, number, what="fees", **{"quantity-fee": "3"}).total == 45


def test_the_fee_of_a_case_is_billed_taken_and_receipted(number: str, officer: Client):
    bill = bill_of(officer, number)
    assert (bill.total, bill.reference) == (30, number)
    short = officer.post(
        f"/desk/payments/bills/{bill.number}/pay/", {"method": "cash", "tendered": "20", "window": COUNTER}
    )
    assert short.status_code == 422
    assert 'id="q-tendered-error"' in said(short)
    receipt = taken(officer, bill)
    page = said(officer.get(f"/desk/payments/receipts/{receipt.number}/"))
    assert "NT$70" in page
    assert "新臺幣參拾元整" in page
    assert "陳○美" in page
    assert "陳阿美" not in page
    for size in ("a5", "roll"):
        answer = officer.get(f"/desk/payments/receipts/{receipt.number}/{size}.pdf")
        assert answer.content[:4] == b"%PDF"
        assert answer["Cache-Control"] == "no-store"
    assert officer.get(f"/desk/payments/receipts/{receipt.number}/a9.pdf").status_code == 404
    assert officer.get(f"/desk/payments/bills/{bill.number}/statement.pdf").content[:4] == b"%PDF"
    assert receipt.number in said(officer.get(f"/desk/payments/?q={receipt.number}"))


def test_what_cannot_be_billed_says_why_at_its_box_and_keeps_what_was_typed(number: str, officer: Client):
    answer = officer.post(
        f"/desk/cases/{number}/payments/", {"what": "fees", "quantity-copy": "1000", "quantity-urgent": "1"}
    )
    assert answer.status_code == 422
    assert 'id="q-quantity-copy-error"' in said(answer)
    assert 'value="1000"' in said(answer)
    none = officer.post(f"/desk/cases/{number}/payments/", {"what": "fees", "quantity-copy": "abc\0"})
    assert none.status_code == 422
    day = officer.post(f"/desk/cases/{number}/payments/", {"what": "fine", "standard": "carrier", "due": "99/99/99"})
    assert 'id="q-due-error"' in said(day)


@pytest.mark.row("RUL-52", "RUL-80")
def test_a_fine_of_a_carrier_keeps_within_the_law(number: str, officer: Client):
    page = said(officer.get(f"/desk/cases/{number}/payments/"))
    assert "20,000–100,000" in page
    sent = {"what": "fine", "standard": "carrier", "times": "3"}
    low = officer.post(f"/desk/cases/{number}/payments/", {**sent, "amount": "19,999"})
    assert low.status_code == 422
    assert "20000" in said(low).replace(",", "")
    bill = bill_of(officer, number, **sent, amount="50,000")
    assert bill.total == 150_000
    assert "入出國及移民法第82條" in said(officer.get(f"/desk/payments/bills/{bill.number}/"))


def test_a_receipt_is_made_void_by_two(number: str, officer: Client, desk: Desk):
    receipt = taken(officer, bill_of(officer, number))
    address = f"/desk/payments/receipts/{receipt.number}/"
    assert officer.post(f"{address}void/", {"reason": ""}).status_code == 422
    officer.post(f"{address}void/", {"reason": "金額打錯"})
    assert officer.post(f"{address}void/", {"agree": "yes"}).status_code == 422
    second = desk.enter("elsewhere")
    assert receipt.number in said(second.get("/desk/payments/"))
    assert second.post(f"{address}void/", {"agree": "yes"}).status_code == 302
    assert (Receipt.objects.get().state, Bill.objects.get().state, Till.objects.get().cash) == ("void", "open", 0)


def test_the_cash_of_a_window_is_counted_and_signed_by_two(number: str, officer: Client, desk: Desk):
    taken(officer, bill_of(officer, number))
    key = Till.objects.get().pk
    assert f'href="{key}/"' in said(officer.get("/desk/payments/tills/"))
    assert officer.post(f"/desk/payments/tills/{key}/", {"counted": "29"}).status_code == 422
    assert officer.post(f"/desk/payments/tills/{key}/", {"counted": "29", "explanation": "找錯"}).status_code == 302
    officer.post(f"/desk/payments/tills/{key}/sign/")
    assert Till.objects.get().state == "counted"
    desk.enter("chief").post(f"/desk/payments/tills/{key}/sign/")
    assert Till.objects.get().state == "signed"
    assert "找錯" in said(officer.get(f"/desk/payments/tills/{key}/"))


def test_a_waiver_and_a_refund_wait_for_the_chief(number: str, officer: Client, chief: Client):
    bill = bill_of(officer, number)
    officer.post(f"/desk/payments/bills/{bill.number}/waiver/", {"code": "half", "reason": "中低收入戶證明"})
    waiver = bill.waivers.get()
    assert officer.get(f"/desk/payments/answer/waiver/{waiver.pk}/").status_code == 403
    assert chief.post(f"/desk/payments/answer/waiver/{waiver.pk}/", {"agree": "no"}).status_code == 422
    chief.post(f"/desk/payments/answer/waiver/{waiver.pk}/", {"agree": "yes"})
    receipt = taken(officer, bill)
    assert receipt.amount == 15
    officer.post(f"/desk/payments/receipts/{receipt.number}/refund/", {"amount": "15", "reason": "撤回申請"})
    refund = receipt.refunds.get()
    assert chief.get(f"/desk/payments/answer/refund/{refund.pk}/").status_code == 200
    chief.post(f"/desk/payments/answer/refund/{refund.pk}/", {"agree": "yes", "window": COUNTER})
    assert (Receipt.objects.get().refunded, Till.objects.get().cash) == (15, 0)
    page = said(officer.get(f"/desk/payments/bills/{bill.number}/"))
    assert "中低收入戶" in page


def test_a_result_is_not_handed_over_while_its_fee_is_unpaid(number: str, officer: Client, desk: Desk):
    by = desk.people.actor("officer")
    record_proof(number=number, kind="id_card", by=by, at=now())
    decide(number=number, outcome="granted", by=by, at=now())
    bill = bill_of(officer, number)
    refused = officer.post(f"/desk/cases/{number}/release/")
    assert refused.status_code == 422
    assert "NT$30" in said(refused)
    taken(officer, bill)
    assert officer.post(f"/desk/cases/{number}/release/").status_code == 302


def test_a_schedule_may_let_the_result_go_out_unpaid(desk: Desk, officer: Client):
    published(schedule(release="any"))
    number, by = desk.receive().number, desk.people.actor("officer")
    record_proof(number=number, kind="id_card", by=by, at=now())
    decide(number=number, outcome="granted", by=by, at=now())
    bill_of(officer, number)
    assert officer.post(f"/desk/cases/{number}/release/").status_code == 302


@pytest.mark.row("SYS-075")
def test_instalments_are_asked_for_by_telephone_decided_paid_at_the_counter_and_missed(
    number: str, officer: Client, desk: Desk
):
    bill = bill_of(officer, number, what="fine", standard="carrier", times="1", amount="30000")
    wish = {"channel": "phone", "count": "9", "ground": "hardship", "reason": "失業"}
    over = officer.post(f"/desk/payments/bills/{bill.number}/instalments/", wish)
    assert over.status_code == 422
    assert 'id="q-count-error"' in said(over)
    officer.post(f"/desk/payments/bills/{bill.number}/instalments/", {**wish, "count": "3"})
    plan = Plan.objects.get()
    assert plan.number in said(officer.get("/desk/payments/"))
    assert "NT$10,000" in said(officer.get(f"/desk/payments/plans/{plan.number}/"))
    decide_at = f"/desk/payments/plans/{plan.number}/decide/"
    assert desk.enter("elsewhere").post(decide_at, {"grant": "grant", "reasons": "可"}).status_code == 403
    assert officer.post(decide_at, {"grant": "grant", "reasons": ""}).status_code == 422
    assert officer.post(decide_at, {"grant": "grant", "reasons": "確有困難"}).status_code == 302
    assert Message.objects.filter(template__code="instalments-granted").count() == 1
    receipt = taken(desk.enter("elsewhere"), bill, parts="1", tendered="10000")
    assert receipt.amount == 10_000
    reminded = remind_missed(agency=AGENCY, by=system("reminder"), at=now() + timedelta(days=90))
    assert reminded == 1
    assert Message.objects.filter(template__code="instalments-lapsed").count() == 1
    assert "NT$10,000" in said(officer.get("/desk/payments/"))
    assert plan.number in said(officer.get("/desk/payments/plans/"))
    assert officer.get(f"/desk/payments/bills/{bill.number}/statement.pdf").content[:4] == b"%PDF"


@pytest.mark.parametrize("who", ["research", "supervisor", "admin", "outsider"])
def test_money_is_no_business_of_others(number: str, officer: Client, desk: Desk, who: str):
    bill = bill_of(officer, number)
    assert desk.enter(who).get(f"/desk/payments/bills/{bill.number}/").status_code in (403, 404)


@pytest.mark.parametrize("verb", ["pay", "waiver", "instalments", "cancel"])
def test_every_act_on_a_bill_shows_its_questions(number: str, officer: Client, verb: str):
    bill = bill_of(officer, number)
    assert officer.get(f"/desk/payments/bills/{bill.number}/{verb}/").status_code == 200
    assert officer.get(f"/desk/payments/bills/{bill.number}/burn/").status_code == 404
