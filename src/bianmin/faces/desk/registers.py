"""Registers at the desk: what there is, entries found, one made, one closed; the public's as a table too."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page, boxes
from bianmin.faces.desk.common import REFUSED, day_in, mistake_of, mistakes, say, show, table, typed
from bianmin.faces.ui.doors import INVITED, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.vocab import Upload
from bianmin.journeys.channels import note_entry
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.registers.actions import close, expect, look_up
from bianmin.quality.registers.queries.entries import entries, entry, labels, overview, shares, sums
from bianmin.quality.registers.queries.published import asked_form, register_for
from bianmin.quality.registers.queries.recurring import missed, turns
from bianmin.quality.registers.rules import may_close, may_enter, may_read
from bianmin.quality.registers.vocab import EntryCard, Register, RegisterRow

MOST_BYTES: Final = 50 * 1024 * 1024
"""The largest file that any form may allow."""


def _lines(of: Register, cards: list[EntryCard]) -> list[dict[str, Any]]:
    return [{"card": card, "address": f"/desk/registers/{of.id}/{card.number}/"} for card in cards]


@door(INVITED)
@require_safe
def registers(request: Request) -> HttpResponseBase:
    """The registers of the agency that open to whoever asks, by groups."""
    groups: dict[str, list[RegisterRow]] = {}
    for row in overview(request.actor, request.actor.agency, today()):
        groups.setdefault(row.register.group, []).append(row)
    return show(request, "registers/list", groups=groups.items(), say=say(request))


def _search_boxes(of: Register, request: Request, errors: dict[str, str]) -> list[Any]:
    asked = [Asked("q", _("What you look for"), required=of.personal, value=typed(request, "q"))]
    if of.personal:
        hint = _("A case number, or a word; no details of a person. It is written into the journal.")
        asked.append(Asked("purpose", _("What for"), hint=hint, value=typed(request, "purpose")))
    return boxes(asked, None, errors)


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """The entries of a register; those of persons only once it is said who is looked for, and what for."""
    of, reader, errors = register_for(request.actor, code), say(request), dict[str, str]()
    cards: list[EntryCard] = []
    looked = not of.personal or request.method == "POST"
    closed, text = bool(of.outcomes or request.POST.get("closed")), typed(request, "q")
    try:
        if of.personal and looked:
            words = {"text": text, "purpose": typed(request, "purpose")}
            cards = look_up(of=of, say=reader, by=request.actor, at=now(), closed=closed, **words)
        elif not of.personal:
            cards = entries(request.actor, of, reader, text=text, on=today(), closed=closed)
    except Refused as refusal:
        errors, looked = mistake_of(refusal), False
    return show(
        request,
        "registers/one",
        status=REFUSED if errors else 200,
        register=of,
        boxes=_search_boxes(of, request, errors),
        heads=labels(of.agency, of, reader),
        lines=_lines(of, cards),
        shares=shares(of, reader, today()) if may_read(request.actor, of) else [],
        sums=sums(request.actor, of, reader, today()),
        turns=turns(of, today()),
        missed=missed(of, today()) if may_read(request.actor, of) else [],
        own=not may_read(request.actor, of),
        looked=looked,
        closed=closed,
        errors=mistakes(errors),
        may_enter=may_enter(request.actor, of),
        say=reader,
    )


def _uploads(request: Request) -> dict[str, list[Upload]]:
    """Files as they were sent, read only as far as it takes to see that one is too big."""
    sent = request.FILES.lists()
    return {name: [Upload(one.name or "", one.read(MOST_BYTES + 1)) for one in files] for name, files in sent}


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request, code: str) -> HttpResponseBase:
    """Make an entry: the questions of the register's form."""
    of, posted = register_for(request.actor, code), request.method == "POST"
    if not may_enter(request.actor, of):
        raise NotAllowed
    asked = asked_form(of, today())
    uploads = _uploads(request)
    checked = check(asked, dict((request.POST if posted else request.GET).lists()), uploads, on=today())
    errors: dict[str, Promise | str] = dict(checked.errors) if posted else {}
    if posted and not errors:
        with refusals(errors, passing=(NotFound,)):
            noted = note_entry(of=of, checked=checked, key=typed(request, "key"), by=request.actor, at=now())
            messages.success(request, _("It is entered under the number %(number)s.") % {"number": noted.number})
            if noted.text:
                messages.info(request, say(request)(noted.text))
            return redirect("desk-register", code=code)
    return show(
        request,
        "registers/new",
        status=REFUSED if errors else 200,
        register=of,
        blocks=layout(asked, replace(checked, errors=dict(errors))),
        key=typed(request, "key") or uuid.uuid4().hex,
        errors=mistakes(errors, asked, say(request)),
        say=say(request),
    )


def _closing(of: Register, reader: Callable[[str], str]) -> list[Asked]:
    """What is asked when an entry is closed: what came of it where the register says what can, and the reason."""
    if not of.outcomes:
        hint = _("For example lifted, found, or wrong.")
        return [Asked("reason", _("Why the entry is closed"), part="lines", hint=hint)]
    options = tuple((one.code, reader(one.text)) for one in of.outcomes)
    hint = _("Whoever made the entry reads it.")
    return [
        Asked("outcome", _("What came of it"), part="choices", options=options),
        Asked("reason", _("Why, and what follows"), part="lines", hint=hint),
    ]


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def line(request: Request, code: str, number: str) -> HttpResponseBase:
    """One entry; closed here with the reason, never written over."""
    of, reader, errors = register_for(request.actor, code), say(request), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, passing=(NotFound, NotAllowed)):
            said = {name: typed(request, name) for name in ("reason", "outcome")}
            close(of=of, number=number, **said, by=request.actor, at=now())
            messages.success(request, _("What came of it is kept.") if of.outcomes else _("The entry is closed."))
            return redirect("desk-register-entry", code=code, number=number)
    card = entry(request.actor, of, number, reader, today())
    people = names([card.entered_by, card.closed_by])
    return ask_page(
        request,
        _closing(of, reader),
        errors,
        template="registers/entry",
        register=of,
        entry=card,
        entered_by=people.get(card.entered_by, ""),
        closed_by=people.get(card.closed_by, ""),
        may_close=may_close(request.actor, of) and card.closed_on is None,
        say=reader,
    )


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def until(request: Request, code: str, number: str) -> HttpResponseBase:
    """Until when an open entry marks what it is about."""
    of, reader, errors = register_for(request.actor, code), say(request), dict[str, str]()
    if of.mark is None or not of.mark.until or not may_close(request.actor, of):
        raise NotFound
    card, back = entry(request.actor, of, number, reader, today()), f"/desk/registers/{code}/{number}/"
    if request.method == "POST":
        with refusals(errors, passing=(NotFound, NotAllowed)):
            day = day_in(typed(request, "until"), "until") if typed(request, "until") else None
            expect(of=of, number=number, until=day, by=request.actor, at=now())
            messages.success(request, _("The day is kept; the public page shows it."))
            return redirect("desk-register-entry", code=code, number=number)
    asked = [Asked("until", _("Until when"), required=False, short=True, hint=_("Like 115/3/9; empty when not known."))]
    return ask_page(
        request, asked, errors, title=reader(of.mark.text), go=_("Keep the day"), back=back, backwards=card.number,
        lead=" · ".join(words for _label, words in card.shown if words),
    )  # fmt: skip


@door(INVITED)
@require_safe
@found
def export(request: Request, code: str) -> HttpResponseBase:
    """A register that is not of persons as a table; of persons there is none."""
    of, reader = register_for(request.actor, code), say(request)
    if of.personal:
        raise NotFound
    cards = entries(request.actor, of, reader, on=today(), closed=True, plain=True)
    head = [_("Number"), *labels(of.agency, of, reader)]
    return table(of.id, head, [[card.number, *(words for _label, words in card.shown)] for card in cards])
