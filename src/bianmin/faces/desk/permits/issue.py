"""Issue a permit: choose the kind, enter the holder; or for a granted case, whose applicant is the holder."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.permits.queries.published import kind as kind_now
from bianmin.delivery.permits.queries.published import kinds
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, say, sent, show, typed
from bianmin.faces.desk.words import LANGUAGES
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box, box
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.vocab import Checked
from bianmin.journeys.before import asking
from bianmin.journeys.permit import Ask, issue_at_desk, issue_for_case, kinds_for_case, last_for_case
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound, Refused

HOLDER: Final = (
    Asked("name", _("Name of the holder")),
    Asked("latin_name", _("Name in Latin letters"), required=False),
    Asked("id_number", _("Identity number"), short=True),
    Asked("birth_on", _("Date of birth"), hint=_("For example 79/5/17 or 1990-05-17."), short=True),
    Asked("phone", _("Telephone"), mode="tel", required=False, short=True),
    Asked("email", _("E-mail"), mode="email", required=False),
    Asked("address", _("Address"), required=False),
    Asked("language", _("Language"), part="select", options=LANGUAGES, value="zh-hant"),
)


_LAST: Final = _("For example 116/5/17.")


def day_typed(request: Request, name: str) -> date | None:
    """A date as typed, None when nothing was; refused at its box when it cannot be read."""
    text = typed(request, name)
    if not text:
        return None
    try:
        return rocdate.parse(text)
    except Refused as wrong:
        wrong.field = name
        raise


def ways_of(of: PermitKind, name: str = "way") -> Asked:
    """How it is fetched, the first way of the kind chosen."""
    options = tuple((way.value, way.label) for way in of.pickup.ways)
    return Asked(name, _("How the holder gets it"), part="choices", options=options, value=options[0][0])


def _paper(of: PermitKind, last: date | None = None) -> list[Asked]:
    """What is asked of the paper; `last` is the last day worked out, to be confirmed."""
    asked = [ways_of(of)]
    if of.validity.chosen:
        hint = _("Worked out from the application. Confirm it, or set an earlier day.") if last else _LAST
        value = rocdate.parted(last) if last else ""
        asked.append(Asked("last", _("Last day on which it is valid"), hint=hint, short=True, value=value))
    phrases = tuple((one.code, one.text) for one in of.annotations if not one.always)
    if phrases:
        asked.append(Asked("phrases", _("Annotations"), part="choices", options=phrases, several=True, required=False))
    return asked


def _checked(request: Request, of: PermitKind) -> Checked | None:
    """The questions of the kind's check with what was sent; None where nothing is checked."""
    asked = asking(of)
    sent_form = {name: request.POST.getlist(name) for name in request.POST}
    return check(asked.form, sent_form, on=today()) if asked else None


def _check_boxes(request: Request, of: PermitKind, errors: Mapping[str, str]) -> list[Box]:
    asked, judged = asking(of), _checked(request, of)
    if asked is None or judged is None or not asked.form.sections:
        return []
    (block,) = layout(asked.form, judged)
    shown = [box(slot, say(request)) for slot in block.rows[0] if slot.shown]
    return [replace(one, error=one.error if errors else "") for one in shown]


def _ask(request: Request, of: PermitKind) -> Ask:
    judged = _checked(request, of)
    answers = judged.answers if judged else {}
    return Ask(typed(request, "way"), day_typed(request, "last"), tuple(request.POST.getlist("phrases")), answers)


@door(OFFICER)
@require_safe
def choose(request: Request) -> HttpResponseBase:
    """Choose the kind of permit to issue."""
    return show(request, "permits/choose", kinds=kinds(request.actor.agency, today()), say=say(request))


def _holder(request: Request) -> dict[str, Any]:
    given = sent(request, *(asked.name for asked in HOLDER))
    if given["language"] not in dict(LANGUAGES):
        given["language"] = "zh-hant"
    return {**given, "birth_on": day_typed(request, "birth_on")}


def _page(
    request: Request, of: PermitKind, asked: list[Asked], errors: Mapping[str, str], **more: Any
) -> HttpResponseBase:
    sent_form: QueryDict | None = request.POST if errors else None
    return show(
        request,
        "permits/issue",
        status=REFUSED if errors else 200,
        kind=of,
        key=typed(request, "key") or uuid.uuid4().hex,
        always=[one.text for one in of.annotations if one.always],
        boxes=[*boxes(asked, sent_form, errors), *_check_boxes(request, of, errors)],
        errors=mistakes(errors),
        say=say(request),
        **more,
    )


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def issue(request: Request, kind: str) -> HttpResponseBase:
    """Issue a permit to somebody who stands at the desk."""
    of, errors = kind_now(request.actor.agency, kind, today()), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, passing=(NotFound,)):
            permit = issue_at_desk(
                agency=of.agency, kind=kind, holder=_holder(request), ask=_ask(request, of), key=typed(request, "key"),
                by=request.actor, at=now(),
            )  # fmt: skip
            messages.success(request, _("The permit is issued. Print it, and hand it out."))
            return redirect("desk-permit", number=permit.number)
    return _page(request, of, [*HOLDER, *_paper(of)], errors, back="/desk/permits/issue/")


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def for_case(request: Request, number: str) -> HttpResponseBase:
    """Issue the paper that a granted case leads to; straight to it when it is there already."""
    offered, issued = kinds_for_case(number=number, by=request.actor, at=now())
    if len(issued) == 1 and (request.method != "POST" or not offered):
        return redirect("desk-permit", number=issued[0])
    of = next((one for one in offered if one.id == typed(request, "kind")), next(iter(offered), None))
    if of is None:
        return show(request, "permits/none", number=number, issued=issued)
    errors = dict[str, str]()
    if request.method == "POST":
        with refusals(errors, passing=(NotFound,)):
            permit = issue_for_case(number=number, kind=of.id, ask=_ask(request, of), by=request.actor, at=now())
            messages.success(request, _("The permit is issued, and the holder is told that it can be fetched."))
            return redirect("desk-permit", number=permit.number)
    options = tuple((one.id, one.name) for one in offered)
    which = [Asked("kind", _("Kind"), part="choices", options=options, value=of.id)] if options[1:] else []
    last = last_for_case(number=number, of=of, by=request.actor)
    return _page(request, of, [*which, *_paper(of, last)], errors, back=f"/desk/cases/{number}/", number=number)
