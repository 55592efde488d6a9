"""Write to one another about a case 線上文字客服: the citizen asks, the office answers and tells that it did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.mandates import writes_by
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import for_applicant, may_for, works_on
from bianmin.delivery.cases.vocab import OPEN, State
from bianmin.delivery.cases.vocab.mandate import Deed
from bianmin.delivery.talks.actions import answer, ask
from bianmin.delivery.talks.queries import policy
from bianmin.delivery.talks.vocab import Attached, Matter, Reply
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Audience
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.notices.actions.sending import mail_is_set
from bianmin.foundation.notices.contrib.sms import mobile, text_is_set
from bianmin.journeys.tell import addressee, tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

WRITABLE: Final = (*OPEN, State.DECIDED)
"""States of a case about which can be written; with its end the talk ends."""


class TalkIsOver(Refused):
    """The case is closed, and its talk with it."""

    message = _("This case is closed, so nothing more is written here. Telephone the office with new questions.")


def talks_about(case: Case) -> bool:
    """Whether somebody can write to the office about a case now."""
    return case.state in WRITABLE and policy(case.agency) is not None


def writer(actor: Actor, number: str) -> Actor:
    """The actor, who holds the case to write about it where an authorisation lets him write for the applicant.

    Raises:
        NotFound: neither the actor's own case, nor one that he may write about.
    """
    case = row(actor, number)
    found = for_applicant(actor, Deed.WRITE, case)
    if case.subject not in found.holds:
        raise NotFound
    return found


def offered(actor: Actor, number: str) -> bool:
    """Whether the holder of a case can write about it now."""
    case = row(actor, number)
    return case.subject in actor.holds and talks_about(case)


def replies(actor: Actor, number: str) -> list[Reply]:
    """The ways in which whoever applied can be told that an answer is there; an agent reads it on the page."""
    case = row(actor, number)
    if may_for(actor, Deed.WRITE, case):
        return [Reply.PAGE]
    who = addressee(case)
    ways = {
        Reply.EMAIL: bool(who.email) and mail_is_set(),
        Reply.SMS: text_is_set() and bool(mobile(who.phone)),
        Reply.PHONE: bool(who.phone),
        Reply.PAGE: True,
    }
    return [way for way, possible in ways.items() if possible]


def _attached(case: Case, uploads: Sequence[Kept], by: Actor, at: datetime) -> list[Attached]:
    files = [
        store(
            data=kept.data, name=kept.name, subject=case.subject, agency=case.agency, unit_path=case.unit_path,
            audience=Audience.HOLDER, by=by, at=at,
        )
        for kept in uploads
    ]  # fmt: skip
    return [Attached(str(file.pk), file.name) for file in files]


@act()
def write(*, number: str, text: str, reply: str, uploads: Sequence[Kept] = (), by: Actor, at: datetime) -> None:
    """Ask the office about one's case; files are kept with the case.

    Raises:
        NotFound, NotAllowed: not the actor's own case. TalkIsOver, and what `talks` refuses.
    """
    case = row(by, number)
    if case.subject not in by.holds:
        raise NotAllowed
    if case.state not in WRITABLE:
        raise TalkIsOver(field="text")
    matter = Matter(case.agency, case.unit_path, case.subject, case.number, case.service_code, case.service_name)
    files = _attached(case, uploads, by, at)
    ask(matter=matter, text=text, reply=reply, files=files, whose=writes_by(by, case), by=by, at=at)


@act()
def answer_question(*, number: str, text: str, by: Actor, at: datetime) -> None:
    """Answer for the office; by e-mail, text message or call whoever asked is told that an answer is there.

    Raises:
        NotFound, NotAllowed: not the actor's work. SaySomething.
    """
    case = row(by, number)
    if not works_on(by, case):
        raise NotAllowed
    way = answer(subject=case.subject, agency=case.agency, text=text, by=by, at=at)
    if way != Reply.PAGE:
        tell(case, "answered", way=way, answered_at=at.isoformat(), by=by, at=at)
