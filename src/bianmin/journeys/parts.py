"""Parts: an application that needs several units opens a case at each of them; what was answered is not asked again."""

import hashlib
from dataclasses import replace
from datetime import datetime

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.parts import join_whole
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Application, Receipt
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.catalog.vocab.levels import Part
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.online import tell_officers
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


def _application(filing: Application, part: Part, at: datetime) -> Application:
    """What goes to the unit of a part: the answers that its form asks for, no second upload, a key of its own."""
    of = service(filing.service.agency, part.service, local_day(filing.arrived_at or at))
    asked = form(of.agency, of.offer.form)
    names = {question.code for _section, question in asked.questions()}
    key = hashlib.sha256(f"{filing.key}/{part.service}".encode()).hexdigest()[:40]
    return replace(
        filing,
        service=of,
        answers={name: value for name, value in filing.answers.items() if name in names},
        form_version=asked.version,
        pickup=of.offer.pickup[0].code,
        key=key,
        cosigner=None,
        uploads={},
        waiting="",
        signed=None,
        linked_to="",
    )


@act()
def open_parts(*, application: Application, receipt: Receipt, by: Actor, at: datetime) -> None:
    """Open a case for every part of the service that was applied for, each with its own officer and clock 子案."""
    holder = replace(by, holds=by.holds | {receipt.subject})
    for part in application.service.offer.parts:
        given = apply(application=_application(application, part, at), by=by, at=at)
        held = replace(holder, holds=holder.holds | {given.subject})
        opened = row(held, given.number)
        join_whole(opened, row(held, receipt.number), part.name, by=held, at=at)
        if application.channel == Channel.ONLINE:
            tell_officers(case=opened, by=by, at=at)
