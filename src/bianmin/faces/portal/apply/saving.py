"""Put an application aside and take it up again by its link, on this device or another."""

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.faces.portal.apply.draft import APPLICANT, Draft
from bianmin.faces.portal.apply.steps import NOTICE, sheet, steps
from bianmin.faces.portal.apply.views import applicant, opened
from bianmin.faces.portal.common import language, mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import try_again
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.forms.actions.saved import LinkOpensNothing, take_up
from bianmin.foundation.forms.queries.saved import resume_path
from bianmin.foundation.forms.rules.texts import email as read_email
from bianmin.foundation.forms.vocab import Field, FieldType
from bianmin.foundation.notices.actions.sending import mail_is_set
from bianmin.journeys.saving import Aside, Mailing, put_aside
from bianmin.kernel.errors import Refused

MAILBOX = Field(code="email", type=FieldType.EMAIL, label="email")
MOST_MAILS = 10
"""So many links are mailed in an hour for one address of the net."""


def _mailing(request: Request, draft: Draft, service: str, typed: str) -> Mailing:
    address, wrong = read_email(MAILBOX, typed)
    if wrong:
        raise Unreadable(str(wrong))
    knock(agency=draft.agency, what="mail", address=request.META.get("REMOTE_ADDR", ""), at=now(), most=MOST_MAILS)
    name = (draft.typed[APPLICANT].get("name") or [""])[0].strip()[:200]
    return Mailing(address, name or _("Applicant"), service, language())


class Unreadable(Exception):
    """What was typed is no address of e-mail; the sentence says so."""


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def later(request: Request, agency: str, service: str) -> HttpResponseBase:
    """Say what is kept and how long; then give the link, and mail it where an address is typed."""
    here, card, draft = opened(request, agency, service)
    if not draft.noticed:
        return redirect("apply-step", agency=agency, service=service, step=NOTICE)
    typed = request.POST.get("email", "").replace("\0", "").strip()
    errors: dict[str, object] = {}
    aside: Aside | None = None
    if request.method == "POST":
        try:
            mailing = _mailing(request, draft, card.name, typed) if typed else None
            aside = put_aside(
                agency=here.code, place=service, key=draft.key, content=draft.content(), mailing=mailing,
                by=applicant(), at=now(),
            )  # fmt: skip
            draft.save(request.session)
        except (Unreadable, Refused) as wrong:
            errors = {"email": str(wrong)}
    known = str(errors.get("email", ""))
    hint = _("For example amei@example.tw. We use it for this one message and then forget it.")
    box = Box("line", "email", _("Mail the link to"), hint, known, required=False, value=typed, type="email")
    link = settings.PUBLIC_ADDRESS.rstrip("/") + resume_path(here.slug, aside.token) if aside else ""
    return show_own(
        request, "apply/later", status=422 if errors else 200, service=card, say=say(here), box=box, aside=aside,
        link=link, mailed=typed if aside else "", days=settings.DRAFT_DAYS, may_mail=mail_is_set(),
        errors=mistakes(errors),
    )  # fmt: skip


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def resume(request: Request, agency: str, token: str) -> HttpResponseBase:
    """Tell what the link opens; the press of the button takes it up in this browser."""
    here = the_agency(agency)
    try:
        row = take_up(agency=here.code, token=token, at=now())
    except LinkOpensNothing as nothing:
        return closed(request, here.code, nothing)
    card = service_card(here.code, row.place, today())
    if request.method != "POST":
        other = request.session.get(Draft.place(here.code, row.place), {})
        replaces = bool(other) and other.get("key") != row.key
        return show_own(
            request,
            "apply/resume",
            say=say(here),
            service=card,
            saved_at=row.saved_at,
            ends_at=row.ends_at,
            replaces=replaces,
        )
    request.session[Draft.place(here.code, row.place)] = row.content
    draft = Draft.load(request.session, here.code, row.place, card.version)
    draft.save(request.session)
    return redirect("apply-step", agency=agency, service=row.place, step=_where(draft, row.place))


def _where(draft: Draft, service: str) -> str:
    """The first page that still misses something."""
    card = service_card(draft.agency, service, today())
    judged = sheet(draft, card, today())
    pages = steps(judged, card)
    if not draft.noticed:
        return NOTICE
    return next((page.slug for page in pages if page.section and judged.errors(page)), pages[-1].slug)


def closed(request: Request, agency: str, nothing: LinkOpensNothing) -> HttpResponseBase:
    """One calm sentence; whoever tries many links waits."""
    try:
        knock(agency=agency, what="resume", address=request.META.get("REMOTE_ADDR", ""), at=now())
    except TooManyKnocks as wait:
        return try_again(show_own(request, "apply/closed", status=429, sentence=str(wait)), wait.wait)
    return show_own(request, "apply/closed", status=404, sentence=str(nothing))
