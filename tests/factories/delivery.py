"""Services, applications and cases for tests; every step is taken by the same actions as the pages use."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.review import record_proof
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Application, Particulars, Receipt
from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.catalog.vocab import Service, ServiceCard
from bianmin.foundation.forms.actions.publishing import publish as publish_form
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.actor import Actor, Assurance, system
from tests.factories.house import load_house
from tests.people import AGENCY, COUNTER, NOON

CITIZEN = Actor(key="citizen")
HOUSE = system("tests")
AMEI = Particulars(
    name="陳阿美", id_number="A223456781", birth_on=date(1956, 3, 9), phone="089-381200", email="amei@example.tw"
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
keys = count(1)


def form(code: str = "transcript") -> Form:
    """A form with a reason, a copy count and an upload."""
    fields = [
        {"code": "reason", "type": "text", "label": "用途", "required": True},
        {"code": "owner", "type": "name", "label": "戶長姓名"},
        {"code": "contact", "type": "phone", "label": "聯絡電話"},
        {"code": "id_card", "type": "file", "label": "身分證影本"},
    ]
    header = {
        "kind": "form",
        "id": code,
        "version": "1",
        "source": "demonstration",
        "title": "戶籍謄本",
        "agency": AGENCY,
    }
    sections = [{"code": "main", "title": "申請", "fields": fields}]
    return Form.model_validate({**header, "sections": sections})


def offer(**changes: Any) -> Service:
    """What a service's pack says: 30 days by law, 7 by norm, papers, a proof of identity, on the spot."""
    plain: dict[str, Any] = {
        "kind": "service", "id": "transcript", "version": "1", "source": "demonstration", "agency": AGENCY,
        "valid_from": date(2020, 1, 1), "name": "戶籍謄本", "form": "transcript", "unit": COUNTER, "officer": "lin",
        "fee": {"amount": 15, "unit": "份", "source": "demonstration"},
        "papers": [{"code": "id_card", "name": "身分證"}, {"code": "register", "name": "戶籍資料", "lookup": True}],
        "sop": [{"code": "receive", "name": "受理"}, {"code": "print", "name": "列印"}],
        "statutory_limit": "30d", "service_norm": "7d", "channels": ["online", "counter", "phone", "mail"],
        "pickup": [{"code": "counter", "name": "到櫃檯領取"}, {"code": "post", "name": "郵寄"}],
        "legal_basis": ["戶籍法第65條"], "remedies": "收到後30日內可提起訴願。", "on_the_spot": True,
    }  # fmt: skip
    return Service.model_validate({**plain, **changes})


def service(**changes: Any) -> ServiceCard:
    """Publish a service, and its form if it is not there; gives its card."""
    said = offer(**changes)
    publish_form(form=form(said.form), by=HOUSE, at=NOON)
    publish(service=said, by=HOUSE, at=NOON)
    return service_version(said.agency, said.id, said.version)


def application(of: ServiceCard, **changes: Any) -> Application:
    """What a citizen sends online, each time with a key of its own."""
    sent = Application(
        service=of,
        channel="online",
        answers={"reason": "申請證明", "owner": "陳大文", "contact": "0912345678"},
        form_version="1",
        applicant=AMEI,
        pickup="counter",
        key=f"key-of-a-test-{next(keys):06}",
    )
    return replace(sent, **changes)


def applied(of: ServiceCard, *, at: datetime = NOON, by: Actor = CITIZEN, **changes: Any) -> Receipt:
    """An application received."""
    return apply(application=application(of, **changes), by=by, at=at)


def holder(receipt: Receipt) -> Actor:
    """The citizen who proved this case by its code."""
    return Actor(key=f"case:{receipt.case_id}", holds=frozenset({receipt.subject}), assurance=Assurance.CODE)


def row(receipt: Receipt) -> Case:
    """The case as it stands now."""
    return Case.objects.get(pk=receipt.case_id)


def decided(receipt: Receipt, *, by: Actor, days: int = 1, proof: bool = True) -> Receipt:
    """The case granted some days after its receipt, the proof recorded."""
    at = receipt.received_at + timedelta(days=days)
    if proof and row(receipt).request_only:
        record_proof(number=receipt.number, kind="id_card", by=by, at=at)
    decide(number=receipt.number, outcome="granted", by=by, at=at)
    return receipt


def load_notices() -> None:
    """The texts of the notices and letters, as they come with Bianmin."""
    load_house("notices", "letters")
