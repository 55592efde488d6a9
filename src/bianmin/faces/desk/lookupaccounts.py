"""Accounts of other public bodies: those that wait, those there are, their uses; and the page on which they ask."""

import secrets
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.exchange.actions.accounts import TooManyInquiries
from bianmin.delivery.exchange.queries.accounts import accounts, applied_for, offered, uses
from bianmin.faces.desk.asking import Asked, ask_page, boxes
from bianmin.faces.desk.common import REFUSED, day_in, mistakes, say, sent, show, table, typed
from bianmin.faces.ui.doors import AUDIT, CHIEF, INQUIRERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.journeys.lookupaccounts import NotThisCase, asked, end_account, inquire, open_account, waiting
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound

BYTES: Final = 9
TOO_MANY: Final = 429


def _draw() -> str:
    """A first password: 72 bits, with signs of each kind that a rule may ask for."""
    return f"{secrets.token_urlsafe(BYTES)}-Bm{secrets.randbelow(90) + 10}"


def _this_year() -> tuple[Any, Any]:
    day = today()
    return day.replace(month=1, day=1), day


@door(AUDIT)
@require_safe
def listed(request: Request) -> HttpResponseBase:
    """Applications that wait for their account, the accounts, and this year's uses."""
    may = CHIEF.opens(request.actor)
    return show(
        request, "lookupaccounts/list", waiting=waiting(request.actor, today=today()) if may else (), may=may,
        cards=accounts(request.actor), service=applied_for(request.actor.agency), today=today(),
        uses=uses(request.actor, *_this_year()), say=say(request),
    )  # fmt: skip


@door(AUDIT)
@require_safe
def as_table(request: Request) -> HttpResponseBase:
    """This year's uses, to be handed to the agencies they were for."""
    heads = [_("Public body"), _("Used by"), _("When"), _("Where it was looked up"), _("Matter"), _("What came of it")]
    rows = [
        [one.body, one.name, one.at.isoformat(timespec="minutes"), one.register_name, one.matter, one.came]
        for one in uses(request.actor, *_this_year())
    ]
    return table("lookup-uses", heads, rows)


@door(CHIEF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def opening(request: Request, number: str) -> HttpResponseBase:
    """Open an account; its first password is shown once."""
    errors: dict[str, str] = {}
    try:
        of = asked(request.actor, number, today=today())
    except NotThisCase as refusal:
        messages.error(request, str(refusal))
        return redirect("desk-lookup-accounts")
    if request.method == "POST":
        password, words = _draw(), sent(request, "username", "valid_until")
        with refusals(errors):
            last = day_in(words["valid_until"], "valid_until")
            open_account(
                number=number, username=words["username"], password=password, valid_until=last, by=request.actor,
                at=now(),
            )  # fmt: skip
            return show(request, "lookupaccounts/opened", of=of, username=words["username"], password=password)
    questions = [
        Asked("username", _("Name to sign in with"), short=True, value=of.email.partition("@")[0]),
        Asked("valid_until", _("Until (last day)"), short=True, value=rocdate.parted(of.last),
              hint=_("After this day nobody signs in with it, and the agency applies anew.")),
    ]  # fmt: skip
    return ask_page(
        request,
        questions,
        errors,
        title=_("Open a look-up account"),
        lead=f"{of.body} · {of.name} · {of.title} · {of.number}",
        go=_("Open the account"),
        back="/desk/lookup-accounts/",
        backwards=_("Look-up accounts"),
    )


@door(CHIEF)
@require_POST
@found
def ending(request: Request, key: int) -> HttpResponseBase:
    """End an account before its last day."""
    end_account(key=key, by=request.actor, at=now())
    messages.success(request, _("The account is ended; nobody signs in with it any more."))
    return redirect("desk-lookup-accounts")


def _questions(request: Request) -> list[Asked]:
    registers = tuple((one.code, say(request)(one.name)) for one in offered(request.actor))
    first = registers[0][0] if registers else ""
    return [
        Asked("register", _("Which register"), part="choices", options=registers, value=first),
        Asked("id_number", _("Identity number of the person"), short=True),
        Asked("matter", _("Number of your matter"), short=True,
              hint=_("Your agency is told what it was for. Look up only what this matter needs.")),
    ]  # fmt: skip


@door(INQUIRERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def asking(request: Request) -> HttpResponseBase:
    """Somebody of another body asks a register; what it answered is shown here once."""
    errors, told, wait = dict[str, str](), dict[str, Any](), 0
    if request.method == "POST":
        words = {name: typed(request, name) for name in ("register", "id_number", "matter")}
        try:
            with refusals(errors, passing=(NotFound, TooManyInquiries)):
                told = {"asked": words, "answer": inquire(**words, by=request.actor, at=now())}
        except TooManyInquiries as many:
            errors, wait = {"register": str(many)}, many.wait
    unanswered = bool(errors) or (bool(told) and told["answer"] is None)
    answer = show(
        request, "lookupaccounts/ask", status=TOO_MANY if wait else REFUSED if errors else 200,
        errors=mistakes(errors), boxes=boxes(_questions(request), request.POST if unanswered else None, errors), **told,
        uses=uses(request.actor, *_this_year()), title=_("Look up for your agency"), say=say(request),
    )  # fmt: skip
    return try_again(answer, wait)
