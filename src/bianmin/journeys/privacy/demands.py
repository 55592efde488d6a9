"""A demand about personal data: received and confirmed, extended or decided by a letter that says why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.persons.actions import add_person
from bianmin.foundation.privacy.actions.demands import decide_demand, extend_demand, keep_letter, receive_demand
from bianmin.foundation.privacy.models import Demand
from bianmin.foundation.privacy.queries import duties
from bianmin.foundation.privacy.vocab import Outcome
from bianmin.journeys.officeletter import About, office_letter
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import roc

RESULTS = {
    Outcome.GRANTED.value: "同意您的請求",
    Outcome.PARTLY.value: "部分同意您的請求",
    Outcome.REFUSED.value: "無法同意您的請求",
}
"""What a letter says; letters of the office are in Chinese."""


def _tell(row: Demand, template: str, by: Actor, at: datetime, **params: object) -> None:
    subject = f"privacy.demand:{row.pk}"
    send(template=template, to=row.person, subject=subject, params={"number": row.number, **params}, by=by, at=at)


@act()
def ask(
    *, agency: str, kind: str, about: str, channel: str, particulars: Mapping[str, Any], by: Actor, at: datetime
) -> Demand:
    """Receive a demand with the particulars of who asks, and confirm it with the day by which it is answered.

    Raises:
        Refused: a datum or a text cannot be taken; `field` names it.
    """
    person = add_person(agency=agency, by=by, at=at, **particulars)
    row = receive_demand(person=person, kind=kind, about=about, channel=channel, by=by, at=at)
    _tell(row, "personal-data-received", by, at, received_on=row.received_on, due_on=row.due_on)
    return row


@act()
def extend(*, number: str, agency: str, reason: str, by: Actor, at: datetime) -> Demand:
    """Extend a demand's limit once, and tell the reason in writing (個人資料保護法 §13)."""
    row = extend_demand(number=number, agency=agency, reason=reason, by=by, at=at)
    subject = f"臺端{roc(row.received_on)}個人資料請求（編號{row.number}），延長至{roc(row.due_on)}答覆，請查照。"
    _letter(row, subject, (row.extension_reason,), by=by, at=at)
    _tell(row, "personal-data-extended", by, at, due_on=row.due_on)
    return row


@act()
def decide(*, number: str, agency: str, outcome: str, reason: str, by: Actor, at: datetime) -> Demand:
    """Decide a demand, write the letter with reason and remedies, and tell whoever asked."""
    row = decide_demand(number=number, agency=agency, outcome=outcome, reason=reason, by=by, at=at)
    remedies = "" if row.outcome == Outcome.GRANTED else str(duties(agency).get("remedies", ""))
    subject = f"臺端{roc(row.received_on)}個人資料請求（編號{row.number}），{RESULTS[row.outcome]}，請查照。"
    _letter(row, subject, (row.reason,), remedies=remedies, by=by, at=at)
    _tell(row, "personal-data-decided", by, at, decided_on=row.decided_on)
    return row


def _letter(
    row: Demand, subject: str, explanation: tuple[str, ...], *, by: Actor, at: datetime, remedies: str = ""
) -> None:
    """Write the letter as ODT and PDF and keep both with the demand."""
    about = About(f"privacy.demand:{row.pk}", row.number, row.agency, row.person_id)
    written = office_letter(about, title=subject, explanation=explanation, remedies=remedies, by=by, at=at)
    turn = len(row.files) // 2 + 1
    row.files = {**row.files, **{f"{turn}.{kind}": key for kind, key in written.items()}}
    keep_letter(number=row.number, agency=row.agency, files=row.files, by=by)
