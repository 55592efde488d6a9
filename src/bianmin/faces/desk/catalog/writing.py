"""Write a draft, one part a page, and publish it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.catalog.actions import DraftWasChanged, publish_draft, write_draft
from bianmin.delivery.catalog.queries.changes import changes
from bianmin.delivery.catalog.queries.history import draft as draft_of
from bianmin.delivery.catalog.queries.history import history
from bianmin.delivery.catalog.queries.norms import first_break, in_words
from bianmin.delivery.catalog.rules.rights import may_draft, may_publish
from bianmin.delivery.catalog.vocab import DraftCard
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.catalog.parts import LISTS, TITLES, answers_of, form_of, part_from, said
from bianmin.faces.desk.common import REFUSED, lists, mistake_of, mistakes, show, typed
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout, typed_from
from bianmin.foundation.forms.vocab import Checked
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotAllowed, NotFound, Refused


def _draft(request: Request, code: str) -> DraftCard:
    card = draft_of(request.actor, request.actor.agency, code)
    if card is None:
        raise NotFound
    return card


def _page(request: Request, card: DraftCard, part: str, judged: Checked, errors: Mapping[str, Any]) -> HttpResponseBase:
    form = form_of(part)
    (block,) = layout(form, judged, more=int("more" in request.POST))
    order = list(TITLES)
    return show(
        request,
        "catalog/part",
        status=REFUSED if errors else 200,
        card=card,
        part=part,
        title=_(TITLES[part]),
        asking=block,
        say=said,
        errors=mistakes(errors, form, said),
        seen=typed(request, "seen") or card.edited_at.isoformat(),
        parts=[(name, _(title)) for name, title in TITLES.items()],
        last=part == order[-1],
    )


def _next(part: str) -> str:
    order = list(TITLES)
    return order[min(order.index(part) + 1, len(order) - 1)]


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def part(request: Request, code: str, part: str) -> HttpResponseBase:
    """One part of a draft: asked with what it says now, checked, and kept."""
    if part not in TITLES:
        raise Http404
    card, form = _draft(request, code), form_of(part)
    if not may_draft(request.actor, card.agency, card.unit_path):
        raise NotAllowed
    if request.method != "POST":
        return _page(request, card, part, check(form, typed_from(form, answers_of(card.offer, part)), on=today()), {})
    return _write(request, card, part)


def _write(request: Request, card: DraftCard, part: str) -> HttpResponseBase:
    """Keep what was typed and go on; what does not fit is asked again."""
    form = form_of(part)
    judged = check(form, lists(request), on=today())
    if judged.errors or "more" in request.POST:
        return _page(request, card, part, judged, {} if "more" in request.POST else judged.errors)
    try:
        _keep(request, card, part, judged)
    except Refused as refusal:
        return _page(request, card, part, judged, _placed(refusal, part))
    messages.success(request, _("Saved in the draft; nothing is published yet."))
    if "stay" in request.POST or _next(part) == part:
        return redirect("desk-service", code=card.code)
    return redirect("desk-service-draft", code=card.code, part=_next(part))


def _placed(refusal: Refused, part: str) -> dict[str, str]:
    """A refusal at its box, where the page has it."""
    known = {section.name(field) for section, field in form_of(part).questions()}
    named = refusal.field in known or refusal.field.startswith(f"{part}.") or refusal.field in LISTS
    return {refusal.field: str(refusal)} if named else {"": str(refusal)}


def _keep(request: Request, card: DraftCard, part: str, judged: Checked) -> None:
    seen = parse_datetime(typed(request, "seen") or "") if typed(request, "seen") else None
    if not isinstance(seen, datetime):
        raise DraftWasChanged
    written = part_from(card.offer, part, judged.answers)
    write_draft(agency=card.agency, code=card.code, part=written, seen=seen, by=request.actor, at=now())


def _proposed(versions: list[str]) -> str:
    """The next number after those there are; a number follows a number."""
    numbers = [int(version) for version in versions if version.isdecimal()]
    return str(max(numbers) + 1) if numbers else f"{versions[0]}-2" if versions else "1"


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def publish(request: Request, code: str) -> HttpResponseBase:
    """Publish a draft from a day on: what changes is shown first, with what it may cause."""
    card = _draft(request, code)
    if not may_publish(request.actor, card.agency, card.unit_path):
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            day = rocdate.parse(typed(request, "valid_from"))
            seen = parse_datetime(typed(request, "seen"))
            if seen != card.edited_at:
                raise DraftWasChanged
            done = publish_draft(
                draft=card, version=typed(request, "version"), valid_from=day, by=request.actor, at=now()
            )
        except (rocdate.UnreadableDate, rocdate.AmbiguousDate) as refusal:
            errors = {"valid_from": str(refusal)}
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            words = _("Version %(version)s is published and holds from %(day)s.")
            messages.success(request, words % {"version": done.version, "day": rocdate.parted(done.valid_from)})
            return redirect("desk-service", code=code)
    return _ask(request, card, errors)


def _ask(request: Request, card: DraftCard, errors: dict[str, str]) -> HttpResponseBase:
    versions = history(request.actor, card.agency, card.code, on=today())
    tomorrow = rocdate.parted(max(today(), versions[0].card.valid_from) + timedelta(days=1))
    asked = (
        Asked("version", _("Number of the version"), short=True, value=_proposed([v.card.version for v in versions])),
        Asked("valid_from", _("Holds from"), short=True, value=tomorrow, hint=_("Tomorrow at the earliest.")),
    )
    broken = first_break(card.offer, calendar=office_calendar(card.agency), on=today())
    return ask_page(
        request,
        asked,
        errors,
        template="catalog/publish",
        card=card,
        seen=card.edited_at.isoformat(),
        changes=changes(versions[0].card.offer, card.offer),
        warning=in_words(*broken) if broken else "",
    )
