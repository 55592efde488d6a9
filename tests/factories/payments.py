"""Fee schedules, terms of instalments, standards of fines, and bills for tests."""

from datetime import date
from itertools import count
from typing import Any

from bianmin.delivery.cases.queries.visible import row as case_row
from bianmin.delivery.payments.actions.bills import bill_fees
from bianmin.delivery.payments.actions.plans import ask_plan
from bianmin.delivery.payments.actions.receipts import pay
from bianmin.delivery.payments.actions.terms import publish
from bianmin.delivery.payments.actions.wishes import ask_waiver
from bianmin.delivery.payments.models import Bill, Charge
from bianmin.delivery.payments.vocab.bills import Matter
from bianmin.delivery.payments.vocab.plans import Wish
from bianmin.delivery.payments.vocab.terms import FeeSchedule, FineStandard, InstalmentTerms
from bianmin.foundation.persons.actions import add_person
from bianmin.journeys.bill import bill_case
from bianmin.kernel.actor import Actor, system
from tests.people import AGENCY, COUNTER, NOON

HOUSE = system("tests")
subjects = count(1)


def schedule(**changes: Any) -> FeeSchedule:
    """The prices of a transcript: 15 a copy, 10 for the old, 50 in a hurry; waived for low incomes."""
    plain: dict[str, Any] = {
        "kind": "fees", "id": "transcript", "version": "1", "agency": AGENCY, "source": "demonstration",
        "valid_from": date(2020, 1, 1), "title": "謄本規費", "service": "transcript", "basis": ["規費法第7條"],
        "rates": [
            {"code": "copy", "name": "謄本", "unit": "張", "amount": 15, "quantity_from": "copies"},
            {"code": "senior", "name": "謄本（65歲以上）", "unit": "張", "amount": 10, "age_from": 65},
            {"code": "urgent", "name": "速件", "unit": "件", "amount": 50, "urgent": True},
        ],
        "waivers": [
            {"code": "low-income", "name": "低收入戶", "percent": 100, "basis": "規費法第12條"},
            {"code": "half", "name": "中低收入戶", "percent": 50},
        ],
    }  # fmt: skip
    return FeeSchedule.model_validate({**plain, **changes})


def terms(**changes: Any) -> InstalmentTerms:
    """Up to 30,000 in at most 6 parts, up to 300,000 in at most 24; monthly; the plan lapses with the first missed."""
    plain: dict[str, Any] = {
        "kind": "instalments", "id": "fines", "version": "1", "agency": AGENCY, "source": "demonstration",
        "valid_from": date(2020, 1, 1), "title": "分期繳納", "basis": ["示範要點"],
        "tiers": [{"up_to": 30_000, "most": 6}, {"up_to": 300_000, "most": 24}],
        "grounds": [{"code": "hardship", "name": "經濟困難"}], "every": "1m", "first_after": "7d",
    }  # fmt: skip
    return InstalmentTerms.model_validate({**plain, **changes})


def standard(**changes: Any) -> FineStandard:
    """Carriers: 20,000 to 100,000 for each passenger."""
    plain: dict[str, Any] = {
        "kind": "fines", "id": "carrier", "version": "1", "agency": AGENCY, "source": "001 L434",
        "valid_from": date(2020, 1, 1), "title": "運輸業搭載未具許可乘客", "unit": "人",
        "basis": ["入出國及移民法第82條"], "least": 20_000, "most": 100_000,
        "steps": [{"since": 1, "amount": 20_000}, {"since": 3, "amount": 50_000}],
    }  # fmt: skip
    return FineStandard.model_validate({**plain, **changes})


def published(*kinds: FeeSchedule | InstalmentTerms | FineStandard) -> None:
    """Publish terms; all three when none is named."""
    for one in kinds or (schedule(), terms(), standard()):
        publish(terms=one, by=HOUSE, at=NOON)


def matter(subject: str = "", **changes: Any) -> Matter:
    """Something to pay for: a case of 陳阿美, or whoever is named."""
    told = subject or f"cases.case:{next(subjects)}"
    who = add_person(agency=AGENCY, by=HOUSE, at=NOON, name="陳阿美", email="amei@example.tw", phone="089-381200")
    return Matter(
        **{
            "agency": AGENCY, "unit_path": COUNTER, "subject": told, "reference": "TTBN-1140305-000127",
            "service_code": "transcript", "payer": who.pk, **changes,
        }
    )  # fmt: skip


def billed(by: Actor, *, copies: int = 2, of: FeeSchedule | None = None, subject: str = "") -> Bill:
    """A bill for so many copies at 15."""
    wanted = {"copy": copies}
    return bill_fees(matter=matter(subject), schedule=of or schedule(), wanted=wanted, by=by, at=NOON)


def owing(by: Actor, amount: int) -> Bill:
    """A bill over a sum."""
    return billed(by, copies=1, of=schedule(rates=[{"code": "copy", "name": "款項", "unit": "件", "amount": amount}]))


def money_of(number: str, by: Actor) -> dict[str, dict[str, object]]:
    """One of each thing an address about money can name, for a case: by the name of the address."""
    published(terms())
    case = case_row(by, number)
    made = [bill_case(number=number, wanted={"copy": 1}, by=by, at=NOON) for _each in range(3)]
    receipt = pay(number=made[0].number, window=COUNTER, tendered=15, by=by, at=NOON)
    waiver = ask_waiver(number=made[1].number, code="low-income", reason="證明", by=by, at=NOON)
    owed = owing(by, 30_000)
    plan = ask_plan(number=owed.number, wish=Wish(3, ground="hardship"), by=by, at=NOON)
    charge = Charge.objects.create(
        agency=case.agency, key="a-key-of-a-charge", bill=made[2], provider="demo", amount=15, begun_at=NOON,
        begun_on=NOON.date(),
    )  # fmt: skip
    slug: dict[str, object] = {"agency": "ttbn"}
    bill, paper, till = {"number": made[2].number}, {"number": receipt.number}, {"key": receipt.till_id}
    return {
        "desk-case-money": {"number": number}, "desk-bill": bill, "desk-bill-statement": bill,
        "desk-bill-act": {**bill, "verb": "pay"}, "desk-fee-receipt": paper,
        "desk-fee-receipt-pdf": {**paper, "size": "a5"}, "desk-fee-receipt-void": paper,
        "desk-fee-receipt-refund": paper, "desk-wish": {"kind": "waiver", "key": waiver}, "desk-till": till,
        "desk-till-act": {**till, "verb": "sign"}, "desk-instalment": {"number": plan.number},
        "desk-instalment-decide": {"number": plan.number}, "desk-reconcile-one": {"key": charge.pk},
        "fees": slug, "case-bills": {**slug, "number": number}, "bill": {**slug, **bill},
        "bill-statement": {**slug, **bill}, "bill-instalments": {**slug, **bill},
        "paid": {**slug, **bill, "key": charge.key},
        "bill-receipt": {**slug, "number": made[0].number, "paper": receipt.number},
    }  # fmt: skip
