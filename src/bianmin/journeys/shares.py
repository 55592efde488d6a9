"""Share: an application that concerns another agency of the house too opens a case there; nothing is asked twice."""

import hashlib
from dataclasses import replace
from datetime import datetime

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.shared import join_agencies, send_away
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.shared import shared_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Application, Receipt
from bianmin.delivery.cases.vocab.shared import SharedCard
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.catalog.vocab.levels import Share
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import Form
from bianmin.journeys.online import tell_officers
from bianmin.journeys.tell import addressee, tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.rocdate import local_day


def _application(filing: Application, share: Share, at: datetime) -> tuple[Application, Form]:
    """What goes to the other agency: the answers that its form asks for, no files, a key of its own."""
    of = service(share.agency, share.service, local_day(filing.arrived_at or at))
    asked = form(of.agency, of.offer.form)
    names = {question.code for _section, question in asked.questions()}
    key = hashlib.sha256(f"{filing.key}/{share.agency}/{share.service}".encode()).hexdigest()[:40]
    sent = replace(
        filing, service=of, answers={name: value for name, value in filing.answers.items() if name in names},
        form_version=asked.version, pickup=of.offer.pickup[0].code, channel=Channel.ONLINE.value, key=key,
        cosigner=None, uploads={}, waiting="", signed=None, linked_to="",
    )  # fmt: skip
    return sent, asked


@act()
def open_shares(*, application: Application, receipt: Receipt, by: Actor, at: datetime) -> None:
    """Open a case at every agency that the service concerns too, by the platform where an officer received it here."""
    hand = system("exchange") if by.staff else by
    case = row(replace(hand, holds=hand.holds | {receipt.subject}), receipt.number)
    for share in application.service.offer.shares:
        if share.elsewhere:
            send_away(case, share, passed=_labels(case, share), by=hand, at=at)
            continue
        sent, asked = _application(application, share, at)
        given = apply(application=sent, by=hand, at=at)
        held = replace(hand, holds=hand.holds | {receipt.subject, given.subject})
        labels = [question.label for _section, question in asked.questions() if question.code in sent.answers]
        other = row(held, given.number)
        join_agencies(row(held, receipt.number), other, share, passed=labels, by=hand, at=at)
        tell_officers(case=other, by=hand, at=at)
        if addressee(other).email:
            tell(other, "received", received_on=given.received_on, due_on=given.due_on, by=hand, at=at)


def _labels(case: Case, share: Share) -> list[str]:
    """What goes to an agency elsewhere, in words: the questions it reads, and the files named."""
    asked = form(case.agency, case.form, case.form_version)
    names = {question.code: question.label for _section, question in asked.questions()}
    papers = {paper.code: paper.name for paper in service_of(case).offer.papers}
    answers = [names[code] for code in share.answers if code in case.answers and code in names]
    return answers + [papers.get(code.replace("_", "-")) or names.get(code, code) for code in share.files]


def shares_of(actor: Actor, number: str) -> tuple[SharedCard, ...]:
    """The other agencies of a case that the actor may see."""
    return shared_of(row(actor, number))
