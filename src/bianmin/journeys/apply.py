"""Apply: the case is kept, the receipt is acknowledged; at the counter it may be decided in the same act."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions import apply as cases
from bianmin.delivery.cases.actions.decide import decide, release
from bianmin.delivery.cases.actions.marks import acknowledge
from bianmin.delivery.cases.actions.totals import add_up_own
from bianmin.delivery.cases.queries.card import case as case_card
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Application as Application
from bianmin.delivery.cases.vocab import DecisionCard, Outcome, Receipt
from bianmin.delivery.cases.vocab.intake import ANSWERED
from bianmin.delivery.catalog.vocab import Channel
from bianmin.foundation.persons.actions.proofs import join
from bianmin.journeys.decide import write_letter
from bianmin.journeys.online import tell_officers
from bianmin.journeys.parts import open_parts
from bianmin.journeys.screen import screen
from bianmin.journeys.shares import open_shares
from bianmin.journeys.tell import addressee, tell
from bianmin.journeys.unified import give_with
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused

VISIT: Final = "visit:"
"""How the journal's word for somebody proved begins."""


class NotOnTheSpot(Refused):
    """The service is not one that is decided while the citizen waits."""

    message = _("This service is not decided on the spot. Receive the application and decide it later.")


def _signer(by: Actor, receipt: Receipt) -> int:
    """The person as whom somebody proved applied."""
    case = row(replace(by, holds=by.holds | {receipt.subject}), receipt.number)
    return case.proxy_id or case.applicant_id


@act()
def apply(
    *, application: Application, by: Actor, at: datetime, proof: str = "", proxy_proof: str = "", among: bool = False
) -> Receipt:
    """Keep an application and acknowledge it: by the receipt itself, and by a message to an e-mail address.

    What came by post or fax is answered in any case, by telephone or letter where there is no e-mail. An officer who
    saw the applicant's (and the proxy's) proof of identity names its kind. The same key again gives the same receipt
    and sends nothing. `among` many of one table: its officer is told of all at once.
    """
    receipt = cases.apply(application=application, proof=proof, proxy_proof=proxy_proof, by=by, at=at)
    if receipt.repeated:
        return receipt
    if application.signed and by.key.startswith(VISIT):
        join(visit=int(by.key.removeprefix(VISIT)), person=_signer(by, receipt), by=by, at=at)
    holder = replace(by, holds=by.holds | {receipt.subject})
    open_parts(application=application, receipt=receipt, by=by, at=at)
    open_shares(application=application, receipt=receipt, by=by, at=at)
    if application.service.offer.calculator:
        add_up_own(number=receipt.number, by=holder, at=at)
    case, post = row(holder, receipt.number), application.channel in ANSWERED
    if addressee(case).email or post:
        tell(case, "received", received_on=receipt.received_on, due_on=receipt.due_on, by=by, at=at)
    if post:
        acknowledge(number=receipt.number, by=holder, at=at)
    if application.channel == Channel.ONLINE and not among:
        tell_officers(case=case, by=by, at=at)
        screen(case=case, service=application.service, at=at)
    return receipt


@act()
def serve_at_counter(
    *,
    application: Application,
    outcome: str,
    by: Actor,
    at: datetime,
    proof: str = "",
    proxy_proof: str = "",
    reasons: str = "",
) -> tuple[Receipt, DecisionCard]:
    """Receive, decide and hand over a matter while the citizen waits 隨到隨辦, in one transaction.

    Only for services that are decided on the spot; what is not granted goes out as a letter. The same key again gives
    what was decided the first time.

    Raises:
        NotOnTheSpot; ProofIsMissing where the service needs a proof of identity and none is named.
    """
    if not application.service.offer.on_the_spot:
        raise NotOnTheSpot
    receipt = apply(application=application, by=by, at=at, proof=proof, proxy_proof=proxy_proof)
    number = receipt.number
    before = case_card(by, number).decision if receipt.repeated else None
    if before is not None:
        return receipt, before
    letter = outcome != Outcome.GRANTED
    decision = decide(number=number, outcome=outcome, reasons=reasons, letter=letter, by=by, at=at)
    give_with("decision", number=number, by=by, at=at)
    release(number=number, by=by, at=at)
    if letter:
        write_letter(number=number, by=by, at=at)
    return receipt, decision
