"""Kinds of permits and a ladder for tests; every permit is issued by the same actions as the pages use."""

from datetime import date, datetime
from itertools import count
from typing import Any

from bianmin.delivery.permits.actions.publish import publish
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.journeys.permit import Ask, issue_at_desk
from bianmin.kernel.actor import Actor, system
from tests.people import AGENCY, COUNTER, NOON, RECORDS

HOUSE = system("tests")
MAI = {
    "name": "阮氏梅",
    "id_number": "A800000014",
    "birth_on": date(1990, 5, 17),
    "phone": "0912345678",
    "address": "臺東縣卑南鄉太平路276號",
    "language": "vi",
}
keys = count(1)


def kind(**changes: Any) -> PermitKind:
    """A residence card of a year: reminders, renewal, a work-right phrase on every card, a folder with rights."""
    plain: dict[str, Any] = {
        "kind": "permit", "id": "card", "version": "1", "source": "demonstration", "agency": AGENCY,
        "valid_from": date(2020, 1, 1), "name": "居留證", "unit": COUNTER, "number": {"series": "R"},
        "validity": {"period": "1y"}, "services": ["transcript"], "ladder": "care", "folder": True,
        "annotations": [
            {"code": "work", "text": "持證人工作不須申請工作許可", "always": True},
            {"code": "again", "text": "換發"},
        ],
        "rights": ["持證人可以參加全民健康保險。"], "renewal": {"service": "renewal"},
        "pickup": {"ways": ["counter", "registered", "office"], "office": RECORDS, "remind_after": "14d"},
    }  # fmt: skip
    return PermitKind.model_validate({**plain, **changes})


def certificate(**changes: Any) -> PermitKind:
    """A certificate of 30 days, used as often as wanted, each use a stay of 30 days from the day after."""
    plain: dict[str, Any] = {
        "kind": "permit", "id": "certificate", "version": "1", "source": "demonstration", "agency": AGENCY,
        "valid_from": date(2020, 1, 1), "name": "核准憑證", "unit": COUNTER, "number": {"series": "E"},
        "validity": {"period": "30d"}, "reuse": {"paper": "簽證", "stay": "30d"},
    }  # fmt: skip
    return PermitKind.model_validate({**plain, **changes})


def care(**changes: Any) -> Ladder:
    """15 days before a letter, 7 days before a call tried three times, 3 days before a visit by another unit."""
    plain: dict[str, Any] = {
        "kind": "ladder", "id": "care", "version": "1", "source": "demonstration", "agency": AGENCY,
        "valid_from": date(2020, 1, 1), "name": "屆期前關懷通知",
        "steps": [
            {"code": "letter", "name": "郵寄延期通知書", "days": 15, "channel": "letter"},
            {"code": "call", "name": "電話關懷", "days": 7, "channel": "phone", "tries": 3},
            {"code": "visit", "name": "實地查訪", "days": 3, "channel": "visit", "unit": RECORDS,
             "unless": ["reached", "promised"], "source": "demonstration"},
        ],
        "exclude": [
            {"why": "departed"}, {"why": "deceased"}, {"why": "protected", "channels": ["letter", "visit"]},
        ],
    }  # fmt: skip
    return Ladder.model_validate({**plain, **changes})


def publish_kinds(*documents: PermitKind | Ladder) -> None:
    """Publish kinds and ladders; the residence card with its ladder when none is named."""
    for document in documents or (care(), kind(), certificate()):
        publish(document=document, by=HOUSE, at=NOON)


def issued(by: Actor, *, code: str = "card", at: datetime = NOON, way: str = "counter", **holder: Any) -> Permit:
    """A permit issued at the desk."""
    person = {**MAI, **holder}
    key = f"test-{next(keys):06}"
    return issue_at_desk(agency=AGENCY, kind=code, holder=person, ask=Ask(way), key=key, by=by, at=at)
