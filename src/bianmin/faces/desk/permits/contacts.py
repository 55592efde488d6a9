"""The reminders that are due: letters to print, calls and visits to make, and what came of each by one key."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.permits.actions.contacts import note_result, reach_holder
from bianmin.delivery.permits.actions.printing import NoLetters, print_notices
from bianmin.delivery.permits.queries.cards import ContactCard
from bianmin.delivery.permits.queries.contacts import contact_tallies, open_contacts
from bianmin.delivery.permits.vocab.states import RESULTS, Channel, Result
from bianmin.faces.desk.common import REFUSED, mistakes, say, show
from bianmin.faces.desk.words import LANGUAGES
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotFound, Refused

MOST_POSTED: Final = 100


def _channel(request: Request) -> str:
    """The channel that is looked at; the first with something to do when the address names none."""
    wanted = request.GET.get("channel", "") or request.POST.get("channel", "")
    if wanted in Channel.values:
        return wanted
    found_of = contact_tallies(request.actor, on=today())
    return next((one.channel for one in found_of if one.open), Channel.PHONE.value)


def _line(card: ContactCard, errors: dict[str, str]) -> dict[str, Any]:
    left = (card.ends_on - today()).days
    return {
        "card": card,
        "left": left,
        "late": left < 0,
        "language": dict(LANGUAGES).get(card.holder.language, card.holder.language),
        "results": [(result.value, result.label) for result in RESULTS[Channel(card.channel)]],
        "error": errors.get(str(card.id), ""),
    }


def _list(
    request: Request, *, status: int = 200, errors: dict[str, str] | None = None, **more: Any
) -> HttpResponseBase:
    channel = _channel(request)
    tallies = contact_tallies(request.actor, on=today())
    cards = open_contacts(request.actor, channel=channel)
    return show(
        request,
        "permits/contacts",
        status=status,
        channel=channel,
        letters=channel == Channel.LETTER,
        tallies=[(one, Channel(one.channel).label, one.channel == channel) for one in tallies],
        lines=[_line(card, errors or {}) for card in cards],
        total=next(one.open for one in tallies if one.channel == channel),
        errors=mistakes(errors or {}),
        say=say(request),
        **more,
    )


@door(OFFICER)
@require_safe
def contacts(request: Request) -> HttpResponseBase:
    """What is to be made of each channel, those of permits that end first on top."""
    return _list(request)


def _back(channel: str) -> HttpResponseBase:
    answer = redirect("desk-permit-contacts")
    answer["Location"] += f"?channel={channel}" if channel in Channel.values else ""
    return answer


@door(OFFICER)
@require_POST
@found
def result(request: Request, key: int) -> HttpResponseBase:
    """Write down what came of one contact."""
    errors: dict[str, str] = {}
    with refusals(errors, passing=(NotFound,)):
        done = note_result(contact=key, result=request.POST.get("result", ""), by=request.actor, at=now())
        messages.success(request, f"{done.number}: {Result(done.result).label}")
        return _back(done.channel)
    return _list(request, status=REFUSED, errors={str(key): "".join(errors.values())})


@door(OFFICER)
@require_POST
@found
def reach(request: Request, key: int) -> HttpResponseBase:
    """Show how to reach one holder: the reading is journaled with the permit's number."""
    return _list(request, reached=key, read=reach_holder(contact=key, by=request.actor, at=now()))


@door(OFFICER)
@require_POST
def letters(request: Request) -> HttpResponseBase:
    """The notices of all letters that wait, as one PDF."""
    try:
        data = print_notices(contacts=(), by=request.actor, at=now())
    except NoLetters as none:
        messages.warning(request, str(none))
        return _back(Channel.LETTER)
    return download(data, f"notices-{today():%Y%m%d}.pdf", "application/pdf")


@door(OFFICER)
@require_POST
def posted(request: Request) -> HttpResponseBase:
    """All letters that were ticked went to the post."""
    done = 0
    for key in request.POST.getlist("contact")[:MOST_POSTED]:
        try:
            note_result(contact=int(key) if key.isdecimal() else 0, result=Result.POSTED, by=request.actor, at=now())
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if done:
        messages.success(request, _("%(count)d letters are recorded as posted.") % {"count": done})
    else:
        messages.warning(request, _("Choose the letters first: tick them in the list."))
    return _back(Channel.LETTER)
