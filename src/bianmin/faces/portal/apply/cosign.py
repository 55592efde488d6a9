"""A second person confirms by a link of their own before the application counts as complete 共同具名."""

from dataclasses import fields
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.receipts import receipt_for_key
from bianmin.delivery.cases.vocab import Particulars, Receipt
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, SERVICE, Draft
from bianmin.faces.portal.apply.notice import notice
from bianmin.faces.portal.apply.saving import closed
from bianmin.faces.portal.apply.sending import application_of
from bianmin.faces.portal.apply.steps import CHECK, Sheet, sheet, steps
from bianmin.faces.portal.apply.views import applicant, opened
from bianmin.faces.portal.common import language, mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.actions.saved import LinkOpensNothing, take_up
from bianmin.foundation.forms.queries.saved import SIGNING, resume_path
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.printing import in_words
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Section
from bianmin.foundation.notices.actions.sending import mail_is_set
from bianmin.journeys.apply import apply as send_application
from bianmin.journeys.saving import SIGNED, Aside, Mailing, Waiting, end_saved, put_aside, saved_of, waiting
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import fold


class ConfirmsNothing(LinkOpensNothing):
    """The link of a second person is wrong, too old, or was used: the same answer."""

    message = gettext_lazy(
        "Nothing waits for you here any more: the application was confirmed, or its time is over. "
        "Ask the person who sent you the link."
    )


def _asked() -> Form:
    """The questions about the second person; for their mailbox only where the installation sends e-mail."""
    who = Field(code="cosigner", type=FieldType.NAME, label=_("Name of the second person"), required=True)
    mail = Field(code="email", type=FieldType.EMAIL, label="email")
    section = Section(code="who", title="who", fields=(who, mail) if mail_is_set() else (who,))
    return Form(kind="form", id="cosign", version="1", source="portal", title="cosign", sections=(section,))


def _complete(draft: Draft, card: ServiceCard) -> Sheet | None:
    """The draft's sheet when nothing is missing in it."""
    judged = sheet(draft, card, today())
    gaps = any(page.section and judged.errors(page) for page in steps(judged, card))
    return None if gaps or not draft.noticed else judged


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def ask(request: Request, agency: str, service: str) -> HttpResponseBase:
    """Ask who signs too, then give the link for that person; once they confirmed, go to the receipt."""
    here, card, draft = opened(request, agency, service)
    if receipt := receipt_for_key(here.code, draft.key):
        return _received(request, agency, draft, receipt)
    judged = _complete(draft, card)
    if judged is None or judged.forms[SERVICE].cosign is None:
        return redirect("apply-step", agency=agency, service=service, step=CHECK)
    waits = waiting(agency=here.code, key=draft.key, at=now())
    typed = {name: request.POST.get(name, "") for name in ("cosigner", "email")}
    checked = check(_asked(), {name: [text] for name, text in typed.items()})
    errors: dict[str, Any] = dict(checked.errors) if request.method == "POST" else {}
    shown: dict[str, Any] = {"aside": None}
    if request.method != "POST":
        typed = _known(judged, waits)
        shown = _waits(here.slug, draft, waits)
    elif not errors:
        with refusals(errors, "email", passing=()):
            aside = _aside(draft, card, checked)
            draft.save(request.session)
            shown = _link(here.slug, aside, str(checked.answers["cosigner"]), checked.answers.get("email", ""))
    return show_own(
        request, "apply/cosign_ask", status=422 if errors else 200, service=card, say=say(here),
        cosign=judged.forms[SERVICE].cosign, boxes=_boxes(typed, errors), errors=mistakes(errors), **shown,
    )  # fmt: skip


def _known(judged: Sheet, waits: Waiting | None) -> dict[str, str]:
    """Who was asked before, else the name that the form asks for already."""
    if waits:
        return {"cosigner": waits.content["cosigner"], "email": waits.content["cosigner_email"]}
    asked = judged.forms[SERVICE].cosign
    return {"cosigner": str(judged.checked[SERVICE].answers.get(asked.name, "")) if asked else "", "email": ""}


def _waits(agency: str, draft: Draft, waits: Waiting | None) -> dict[str, Any]:
    """The link once more while it waits; when the application was changed since, the second person is asked again."""
    if waits is None:
        return {"aside": None}
    if any(waits.content[name] != part for name, part in draft.content().items()):
        return {"aside": None, "changed": True}
    return _link(agency, waits.aside, waits.content["cosigner"], "") | {"still": True}


def _link(agency: str, aside: Aside, named: str, mailed: str) -> dict[str, Any]:
    """What was put aside, the link for the second person, their name, and to whom it was mailed."""
    link = settings.PUBLIC_ADDRESS.rstrip("/") + resume_path(agency, aside.token, SIGNING)
    return {"aside": aside, "link": link, "named": named, "mailed": mailed}


def _aside(draft: Draft, card: ServiceCard, checked: Checked) -> Aside:
    named, email = str(checked.answers["cosigner"]), str(checked.answers.get("email", ""))
    mailing = Mailing(email, named, card.name, language(), "cosign") if email else None
    return put_aside(
        agency=draft.agency,
        place=SIGNING + draft.service,
        key=draft.key + SIGNED,
        content={**draft.content(), "cosigner": named, "cosigner_email": email, "language": language()},
        by=applicant(),
        at=now(),
        mailing=mailing,
    )


def _boxes(typed: dict[str, str], errors: dict[str, Any]) -> list[Box]:
    hint = _("We send the link there. Without it, give the link to the person yourself.")
    asked = (("cosigner", _("Name of the second person"), "", True), ("email", _("Their e-mail"), hint, False))
    return [
        Box("line", name, label, words, str(errors.get(name, "")), required=must, value=typed[name])
        for name, label, words, must in asked[: 2 if mail_is_set() else 1]
    ]


def _received(request: Request, agency: str, draft: Draft, receipt: Receipt) -> HttpResponseBase:
    draft.sent(request.session, receipt.number, receipt.subject)
    hold(request, receipt.subject)
    return redirect("receipt", agency=agency, number=receipt.number)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def sign(request: Request, agency: str, token: str) -> HttpResponseBase:
    """Show the second person what was filled in; with their name and the press of the button it is filed."""
    here = the_agency(agency)
    try:
        row = take_up(agency=here.code, token=token, at=now(), signing=True)
    except LinkOpensNothing:
        return closed(request, here.code, ConfirmsNothing())
    draft = Draft(**{part.name: row.content[part.name] for part in fields(Draft)})
    card = service_card(here.code, draft.service, today())
    judged = _complete(draft, card)
    if judged is None:
        raise Http404
    typed = request.POST.get("name", "").replace("\0", "")
    wrong = ""
    if request.method == "POST":
        wrong = _wrong(typed, row.content["cosigner"])
        if not wrong:
            return _signed(request, draft, card, judged, row.content)
    box = Box("line", "name", _("Your name, to confirm"), "", wrong, required=True, value=typed, autocomplete="name")
    words = [part for group, asked in judged.forms.items() for part in _words(asked, judged.checked[group], say(here))]
    return show_own(
        request, "apply/cosign", status=422 if wrong else 200, service=card, say=say(here), words=words, box=box,
        cosign=judged.forms[SERVICE].cosign, notice=notice(here.name, say(here)(card.name)), ends_at=row.ends_at,
        asker=judged.checked[APPLICANT].answers["name"], errors=mistakes({"name": wrong}) if wrong else [],
    )  # fmt: skip


def _words(asked: Form, checked: Checked, reader: Any) -> Any:
    return in_words(asked, checked.answers, say=reader, language=language())


def _wrong(typed: str, named: str) -> str:
    if fold(typed) == fold(named):
        return ""
    if not typed.strip():
        return _("Write your name, so that we know who confirms.")
    return _("This is not the name of the person who was asked to confirm. Write it as the applicant wrote it.")


def _signed(
    request: Request, draft: Draft, card: ServiceCard, judged: Sheet, content: dict[str, Any]
) -> HttpResponseBase:
    cosigner = Particulars(name=content["cosigner"], email=content["cosigner_email"], language=language())
    application = application_of(draft, card, judged, str(content["language"]), cosigner=cosigner, cosigned_at=now())
    try:
        receipt = send_application(application=application, by=applicant(), at=now())
    except Refused as refusal:
        return show_own(request, "apply/closed", status=422, sentence=str(refusal))
    end_saved(saved_of(draft.agency, draft.key), by=applicant(), at=now())
    return show_own(request, "apply/cosigned", receipt=receipt, service=card, say=say(the_agency(draft.agency)))
