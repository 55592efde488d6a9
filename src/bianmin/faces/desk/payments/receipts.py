"""Receipts: one to print, void with a second person, refund with a chief's approval."""

from datetime import timedelta
from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.payments.actions.papers import print_receipt
from bianmin.delivery.payments.actions.receipts import answer_void, ask_void
from bianmin.delivery.payments.actions.wishes import answer_refund, answer_waiver, ask_refund
from bianmin.delivery.payments.queries.bills import bill_card, receipt_card, receipt_row, wishes
from bianmin.delivery.payments.vocab.bills import Method, ReceiptState
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import show, typed
from bianmin.faces.desk.payments.common import Sheet, ask_window, sheet
from bianmin.faces.ui.doors import CASES, CHIEF, OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.money import dollars, spelled
from bianmin.kernel.text import whole

YES: Final = "yes"
FRESH: Final = timedelta(minutes=10)
"""So long the change is shown large: while the payer still stands there."""

ANSWERS: Final = ((YES, _("Agree")), ("no", _("Do not agree")))


@door(CASES)
@require_safe
@found
def receipt(request: Request, number: str) -> HttpResponseBase:
    """One receipt: the sum, the change, who took it where; to print on A5 or on a roll."""
    card = receipt_card(receipt_row(request.actor, number))
    works = request.actor.has(Role.OFFICER, Role.CHIEF)
    valid = card.state == ReceiptState.VALID
    return show(
        request,
        "payments/receipt",
        receipt=card,
        bill=bill_card(request.actor, card.bill),
        spelled=spelled(card.amount),
        fresh=valid and now() - card.paid_at < FRESH,
        people=names([card.cashier, card.void_asked_by, card.voided_by]),
        window=units_of(card.agency).filter(path=card.window).values_list("name", flat=True).first() or "",
        may_void=works and valid and not card.refunded and card.method != Method.ONLINE,
        may_answer=works and card.state == ReceiptState.ASKED and card.void_asked_by != request.actor.key,
        may_refund=works and valid and card.refunded < card.amount,
    )


@door(CASES)
@require_safe
@found
def receipt_pdf(request: Request, number: str, size: str) -> HttpResponseBase:
    """The receipt as PDF."""
    paper = print_receipt(number=number, size=size, by=request.actor, at=now())
    return download(paper, f"{number}-{size}.pdf", "application/pdf")


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def void(request: Request, number: str) -> HttpResponseBase:
    """Ask that a receipt be made void, or answer a colleague's wish."""
    card = receipt_card(receipt_row(request.actor, number))
    back = f"/desk/payments/receipts/{number}/"
    if card.state == ReceiptState.ASKED:
        return _answer_void(request, number, card.void_reason, back)

    def run() -> None:
        ask_void(number=number, reason=typed(request, "reason"), by=request.actor, at=now())

    asks = [Asked("reason", pgettext_lazy("money", "Reason"), part="lines")]
    lead = _("A colleague has to confirm. The number is never used again.")
    title = _("Make the receipt void")
    return sheet(request, Sheet(title, _("Ask for it"), _("A colleague is asked."), back, asks, run, lead, danger=True))


def _answer_void(request: Request, number: str, reason: str, back: str) -> HttpResponseBase:
    def run() -> None:
        answer_void(number=number, agree=typed(request, "agree") == YES, by=request.actor, at=now())

    asks = [Asked("agree", _("Your answer"), part="choices", options=ANSWERS)]
    title = _("Confirm the void")
    return sheet(request, Sheet(title, _("Answer"), _("The answer is kept."), back, asks, run, reason))


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def refund(request: Request, number: str) -> HttpResponseBase:
    """Ask that money of a receipt be given back."""
    card = receipt_card(receipt_row(request.actor, number))

    def run() -> None:
        amount = whole(typed(request, "amount").replace(",", ""))
        ask_refund(number=number, amount=amount, reason=typed(request, "reason"), by=request.actor, at=now())

    most = card.amount - card.refunded
    hint = _("At most %(sum)s.") % {"sum": dollars(most)}
    asks = [
        Asked("amount", _("Dollars to give back"), short=True, mode="numeric", value=str(most), hint=hint),
        Asked("reason", pgettext_lazy("money", "Reason"), part="lines"),
    ]
    back, lead = f"/desk/payments/receipts/{number}/", _("A chief approves it before the money is given back.")
    return sheet(
        request, Sheet(_("Ask for a refund"), _("Ask for it"), _("The chief is asked."), back, asks, run, lead)
    )


@door(CHIEF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def answer(request: Request, kind: str, key: int) -> HttpResponseBase:
    """A chief answers a waiver or a refund."""
    waiver = kind == "waiver"
    waiting = wishes(request.actor, agency=request.actor.agency)
    wish = next((one for one in waiting if one.id == key and (one.receipt == "") == waiver), None)
    if wish is None:
        raise NotFound

    def run() -> None:
        agree, words = typed(request, "agree") == YES, typed(request, "answer")
        if waiver:
            answer_waiver(waiver=key, agree=agree, answer=words, by=request.actor, at=now())
        else:
            window = typed(request, "window")
            answer_refund(refund=key, agree=agree, answer=words, window=window, by=request.actor, at=now())

    asks = [
        Asked("agree", _("Your answer"), part="choices", options=ANSWERS),
        Asked("answer", _("Words of the answer"), part="lines", required=False, hint=_("Needed for a refusal.")),
        *(() if waiver else (ask_window(request),)),
    ]
    lead = f"{wish.name} {dollars(wish.amount)} · {wish.reason}".strip()
    title = _("Answer the waiver") if waiver else _("Answer the refund")
    back = f"/desk/payments/bills/{wish.bill}/"
    return sheet(request, Sheet(title, _("Answer"), _("The answer is kept."), back, asks, run, lead))
