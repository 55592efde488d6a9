"""File something with an agency above 函送, and answer it 備查、核備、退回."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.plans.models import Act, Deadlines, Filing, Plan
from bianmin.quality.plans.queries.filings import received_by, recipients, visible_to
from bianmin.quality.plans.rules.rights import holds
from bianmin.quality.plans.vocab.cards import Verb
from bianmin.quality.plans.vocab.dues import DeadlinesPack
from bianmin.quality.plans.vocab.filings import PLAN, SUBJECT, Answer, Asks, Letter, Paper

PLAN_VERBS: Final = {
    Answer.ACKNOWLEDGED: Verb.ACKNOWLEDGE,
    Answer.ENDORSED: Verb.ENDORSE,
    Answer.RETURNED: Verb.SENT_BACK,
}


@act()
def write_deadlines(*, pack: DeadlinesPack, by: Actor, at: datetime) -> None:
    """Let the days hold by which an agency files something above; a later pack replaces them."""
    if not (by.has(Role.SYSTEM) or pack.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Deadlines, pack, verb="plans.write_deadlines", subject="plans.deadlines", by=by, at=at)


class NotAbove(Refused):
    """It is filed with an agency that does not stand above."""

    message = _("Choose an agency above this one.")


class NeedsName(Refused):
    """What is filed has no name."""

    message = _("Say what it is.")


class NothingToFile(Refused):
    """No file goes with it."""

    message = _("Add at least one file.")


class AskedOtherwise(Refused):
    """Approved where only acknowledgement was asked for, or the other way round."""

    message = _("It was sent {asks}. Answer so, or return it.")


class SayWhy(Refused):
    """It is returned without a reason."""

    message = _("Say what is to be changed.")


@act()
def send(*, letter: Letter, papers: Iterable[Paper] = (), by: Actor, at: datetime) -> Filing:
    """File something with an agency above, or a unit's with its own; both sides open its files.

    Raises:
        NotAllowed: the actor files nothing for the agency.
        NotAbove, NeedsName, NothingToFile: `field` says where.
    """
    if not holds(by, letter.agency, Permission.FILE):
        raise NotAllowed
    if letter.to not in recipients(by, letter.agency):
        raise NotAbove(field="to")
    if not letter.title.strip():
        raise NeedsName(field="title")
    kept = tuple(papers)
    if not kept:
        raise NothingToFile(field="files")
    row = Filing.objects.create(
        agency=letter.agency, to=letter.to, what=letter.what, asks=letter.asks, subject=letter.subject,
        title=letter.title.strip()[:200], number=letter.number.strip()[:60], note=letter.note.strip(),
        sent_on=local_day(at), sent_by=by.key,
    )  # fmt: skip
    for paper in kept:
        store(
            data=paper.data, name=paper.name, subject=f"{SUBJECT}:{row.pk}", agency=row.agency,
            retention=Retention.REPORT, audience=Audience.HOLDER, by=by, at=at,
        )  # fmt: skip
    record(verb="plans.send", subject=f"{SUBJECT}:{row.pk}", agency=row.agency, by=by, at=at)
    return row


@act()
def answer(*, key: int, verdict: Answer, number: str = "", note: str = "", by: Actor, at: datetime) -> Filing:
    """Answer what was filed: acknowledged 備查, approved on file 核備, or returned 退回 with what is to be changed.

    A plan keeps the answer among its acts. The line stands in the journal of both agencies.

    Raises:
        AskedOtherwise, SayWhy: `field` says where.
        NotFound; NotAllowed: it is answered already, or not the actor's to answer.
    """
    row = Filing.objects.select_for_update().filter(pk=key, pk__in=visible_to(by).values("pk")).first()
    if row is None:
        raise NotFound
    if row.state != Answer.SENT or not Filing.objects.filter(received_by(by), pk=key).exists():
        raise NotAllowed
    wanted = Answer.ENDORSED if row.asks == Asks.ENDORSE else Answer.ACKNOWLEDGED
    if verdict not in (wanted, Answer.RETURNED):
        raise AskedOtherwise(field="verdict", asks=Asks(row.asks).label)
    if verdict == Answer.RETURNED and not note.strip():
        raise SayWhy(field="note")
    row.state, row.answered_on, row.answered_by = verdict, local_day(at), by.key
    row.answer_number, row.answer_note = number.strip()[:60], note.strip()
    row.save()
    _keep_with_plan(row, verdict, by=by, at=at)
    for agency in (row.agency, row.to):
        record(verb=f"plans.{verdict}", subject=f"{SUBJECT}:{row.pk}", agency=agency, by=by, at=at)
    return row


def _keep_with_plan(row: Filing, verdict: Answer, *, by: Actor, at: datetime) -> None:
    kind, _colon, key = row.subject.partition(":")
    if kind == PLAN and Plan.objects.filter(pk=int(key), agency=row.agency).exists():
        Act.objects.create(
            plan_id=int(key), verb=PLAN_VERBS[verdict], by=by.key, at=at, on=local_day(at), number=row.answer_number,
            place=row.answer_note[:200],
        )  # fmt: skip
