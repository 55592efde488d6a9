"""Come in with the office's code, take an empty table, hand a filled one in."""

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.common import language, mistakes, say, show_own
from bianmin.faces.portal.group.partner import PLACE, acting, remember, who
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.faces.ui.tables import table as csv_table
from bianmin.foundation.documents.writers import ods
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.forms.actions.partners import partner_by
from bianmin.foundation.forms.queries.partners import PartnerCard, batches
from bianmin.journeys import group
from bianmin.kernel.errors import NotFound, Refused


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def enter(request: Request, agency: str) -> HttpResponseBase:
    """Ask for the code; then the services that take tables, and the tables handed in before."""
    here, partner = who(request, agency)
    if request.method == "POST":
        return _knock(request, here.code, agency)
    if partner is None:
        return _ask(request)
    services = [card for card in published(here.code, today()) if group.suits(card)]
    names = {card.code: card.name for card in services}
    lines = [(one, names.get(one.place, one.place)) for one in batches(here.code, partner.id)]
    return show_own(request, "group/home", partner=partner, services=services, lines=lines, say=say(here))


def _ask(request: Request, wrong: Refused | None = None, status: int = 200) -> HttpResponseBase:
    sentence = str(wrong or "")
    hint = _("The office gave it to your organisation. Capital or small letters and spaces do not matter.")
    box = Box("line", "code", _("Code of your organisation"), hint, sentence, required=True)
    errors = mistakes({"code": sentence}) if sentence else []
    return show_own(request, "group/enter", status=status, box=box, errors=errors)


def _knock(request: Request, code: str, slug: str) -> HttpResponseBase:
    typed = request.POST.get("code", "").replace("\0", "")[:100]
    try:
        knock(agency=code, what="partner", address=request.META.get("REMOTE_ADDR", ""), at=now())
        known = partner_by(agency=code, code=typed)
    except TooManyKnocks as wait:
        return try_again(_ask(request, wait, 429), wait.wait)
    except Refused as wrong:
        return _ask(request, wrong, 422)
    remember(request, code, known.pk)
    return redirect("group", agency=slug)


@door(ANYONE)
@require_POST
@found
def leave(request: Request, agency: str) -> HttpResponseBase:
    """Go: the code is asked for again."""
    request.session.pop(PLACE, None)
    return redirect("group", agency=agency)


@door(ANYONE)
@require_safe
@found
def empty(request: Request, agency: str, service: str, ending: str) -> HttpResponseBase:
    """The empty table of a service, made from its form."""
    here, partner = who(request, agency)
    if partner is None or ending not in ("ods", "csv"):
        raise Http404
    card = service_card(here.code, service, today())
    if not group.suits(card):
        raise Http404
    rows = group.table(card, language()).rows()
    if ending == "csv":
        return csv_table(service, rows[0], rows[1:])
    return download(ods.write(card.name, rows), f"{service}.ods", ods.MEDIA)


def _checked(request: Request, partner: PartnerCard, card: ServiceCard) -> tuple[str, str]:
    """The key of the table that was handed in, or the sentence that says why it was not read."""
    file = request.FILES.get("file")
    if file is None:
        return "", _("Choose a file.")
    name, data = (file.name or "").replace("\0", ""), file.read(settings.GROUP_BYTES + 1)
    wrong: dict[str, str] = {}
    with refusals(wrong, passing=(NotFound,)):
        key = group.hand_in(
            service=card, partner=partner.id, name=name, data=data, language=language(), by=acting(partner), at=now()
        )
        return key, ""
    return "", "".join(wrong.values())


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def hand_in(request: Request, agency: str, service: str) -> HttpResponseBase:
    """Choose a filled table; it is checked, and nothing is filed yet."""
    here, partner = who(request, agency)
    if partner is None:
        return redirect("group", agency=agency)
    card = service_card(here.code, service, today())
    if not group.suits(card):
        raise Http404
    key, wrong = _checked(request, partner, card) if request.method == "POST" else ("", "")
    if key:
        return redirect("group-table", agency=agency, key=key)
    return show_own(
        request,
        "group/hand_in",
        status=422 if wrong else 200,
        say=say(here),
        errors=mistakes({"file": wrong}) if wrong else [],
        most=settings.GROUP_ROWS,
        service=card,
        columns=group.table(card, language()).columns(),
    )
