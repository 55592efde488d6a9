"""The money of one case: its bills, and a new one by the prices of its service or a standard of fines."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.payments.actions.bills import NothingToBill
from bianmin.delivery.payments.queries.bills import bills_for
from bianmin.delivery.payments.queries.terms import fines_of
from bianmin.delivery.payments.vocab.terms import DEMONSTRATION, FeeSchedule, FineStandard, Rate
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, day_in, english, mistakes, say, show, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.bill import bill_case, fine_case, prices
from bianmin.kernel.text import whole

NO_NUMBER = -1


@dataclass(frozen=True, slots=True)
class Priced:
    """A price with its box for the quantity."""

    rate: Rate
    box: Box
    basis: str
    demonstration: bool


def _quantity(request: Request, rate: Rate) -> int:
    text = typed(request, f"quantity-{rate.code}")
    return whole(text, NO_NUMBER) if text else 0


def _priced(
    request: Request, schedule: FeeSchedule, wanted: dict[str, int], age: int | None, errors: dict[str, str]
) -> list[Priced]:
    sent = request.POST if errors else None
    lines = []
    for rate in schedule.rates:
        if not rate.fits(age):
            continue
        value = str(wanted.get(rate.code, "")) or "0"
        name = f"quantity-{rate.code}"
        asked = Asked(name, rate.name, required=False, value=value, short=True, mode="numeric", unit=rate.unit)
        basis = rate.basis or "；".join(schedule.basis)
        shown = (rate.source or schedule.source) == DEMONSTRATION
        lines.append(Priced(rate, boxes([asked], sent, errors)[0], basis, shown))
    return lines


def _fine_asks(standards: list[FineStandard]) -> list[Asked]:
    options = tuple((one.id, f"{one.title} {one.least:,}–{one.most:,} / {one.unit}") for one in standards)
    only = options[0][0] if len(options) == 1 else ""
    return [
        Asked("standard", _("Standard of the fine or debt"), part="choices", options=options, value=only),
        Asked("times", _("How many times (persons, cases)"), value="1", short=True, mode="numeric"),
        Asked("amount", _("Dollars for each"), short=True, mode="numeric"),
        Asked("due", _("To be paid by"), required=False, short=True, hint=_("For example 115/12/31; may stay empty.")),
    ]


def _fine(request: Request, number: str) -> str:
    due = typed(request, "due")
    return fine_case(
        number=number,
        standard=typed(request, "standard"),
        times=whole(typed(request, "times")),
        amount=whole(typed(request, "amount").replace(",", "")),
        due_on=day_in(due, "due") if due else None,
        by=request.actor,
        at=now(),
    ).number


def _bill(request: Request, card: CaseCard, schedule: FeeSchedule | None) -> str:
    if typed(request, "what") == "fine":
        return _fine(request, card.number)
    if schedule is None:
        raise NothingToBill
    wanted = {rate.code: _quantity(request, rate) for rate in schedule.rates}
    return bill_case(number=card.number, wanted=wanted, by=request.actor, at=now()).number


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def case_money(request: Request, number: str) -> HttpResponseBase:
    """The bills of a case, and the form for another."""
    card = case(request.actor, number, english=english())
    schedule, wanted, age = prices(request.actor, number, today())
    standards, errors = fines_of(card.agency, today()), dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            made = _bill(request, card, schedule)
            messages.success(request, _("The bill is made."))
            return redirect("desk-bill", number=made)
    bills = bills_for(request.actor, agency=card.agency, subject=card.subject)
    return show(
        request,
        "payments/case",
        status=REFUSED if errors else 200,
        case=card,
        bills=bills,
        schedule=schedule,
        priced=_priced(request, schedule, {} if bills else wanted, age, errors) if schedule else [],
        fines=boxes(_fine_asks(standards), request.POST if errors else None, errors) if standards else [],
        errors=mistakes(errors),
        say=say(request),
    )
