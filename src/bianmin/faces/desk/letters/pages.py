"""Every letter with its wording in force, and one wording to read and write anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from bianmin.delivery.cases.queries.letters import LetterKind
from bianmin.delivery.catalog.queries.history import newest
from bianmin.faces.desk.common import REFUSED, lists, mistakes, say, show, typed
from bianmin.faces.desk.letters.parts import FORM, answers_of, said, sample, wording_from
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.files import display, download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.actions import rewrite_letter
from bianmin.foundation.documents.queries import wordings
from bianmin.foundation.documents.rules.letters import may_write
from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.wording import PLACEHOLDERS, Wording, chosen
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout, typed_from
from bianmin.foundation.forms.vocab import Checked
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.checks import told
from bianmin.kernel.errors import NotAllowed, NotFound

LOCALES: Final = (("zh-hant", "中文"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Known:
    """A wording on the desk: the agency's own version (empty: the shared one holds), and its texts."""

    code: str
    kind: LetterKind
    service: str
    own: str
    texts: tuple[dict[str, Any], ...]
    source: str
    who: str

    def wording(self, locale: str) -> Wording:
        """The text in one language."""
        return chosen(self.texts, locale)


def _known(request: Request) -> list[Known]:
    rows = {(row.agency, row.code): row for row in wordings(request.actor.agency)}
    codes = dict.fromkeys([*(kind.value for kind in LetterKind), *(code for _agency, code in sorted(rows))])
    listed = []
    for code in codes:
        kind, _dot, service = code.partition(".")
        own, shared = rows.get((request.actor.agency, code)), rows.get(("", code)) or rows.get(("", kind))
        row = own or shared
        if row is None or kind not in LetterKind:
            continue
        mine = own.version if own else ""
        listed.append(Known(code, LetterKind(kind), service, mine, tuple(row.texts), row.source, row.written_by))
    return listed


def _one(request: Request, code: str, locale: str) -> Known:
    """A letter that has a wording, or one for a service that does not have its own yet."""
    here = {one.code: one for one in _known(request)}
    kind, _dot, service = code.partition(".")
    services = {card.code for card in newest(request.actor, request.actor.agency)}
    if locale not in dict(LOCALES) or kind not in here or (service and service not in services):
        raise NotFound
    general = here[kind]
    return here.get(code) or Known(code, general.kind, service, "", general.texts, general.source, general.who)


@door(CATALOG)
@require_safe
def letters(request: Request) -> HttpResponseBase:
    """Every letter: whose wording holds, and which services have one of their own."""
    lines = _known(request)
    people = names(line.who for line in lines)
    offered = [(card.code, card.name) for card in newest(request.actor, request.actor.agency)]
    return show(
        request,
        "letters/list",
        lines=[(line, people.get(line.who, "")) for line in lines],
        services=offered,
        names=dict(offered),
        locales=LOCALES,
        say=say(request),
    )


def _page(
    request: Request, one: Known, locale: str, judged: Checked, errors: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    agency, wrong = request.actor.agency, errors or {}
    return show(
        request,
        "letters/one",
        status=REFUSED if wrong else 200,
        one=one,
        locale=locale,
        locales=LOCALES,
        asking=layout(FORM, judged, more=int("more" in request.POST)),
        say=said,
        errors=mistakes(wrong, FORM, said),
        seen=typed(request, "seen") if request.method == "POST" else one.own,
        placeholders=[(f"{{{name}}}", _(about)) for name, about in PLACEHOLDERS.items()],
        writes=may_write(request.actor, agency),
    )


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def wording(request: Request, code: str, locale: str) -> HttpResponseBase:
    """One letter in one language: read, looked at with brackets for what is filled in, or written anew."""
    one = _one(request, code, locale)
    if request.method != "POST":
        typed_in = typed_from(FORM, answers_of(one.wording(locale)))
        return _page(request, one, locale, check(FORM, typed_in, on=today()))
    if not may_write(request.actor, request.actor.agency):
        raise NotAllowed
    return _write(request, one, locale)


def _write(request: Request, one: Known, locale: str) -> HttpResponseBase:
    """Look at what was written, or keep it; what does not fit is asked again."""
    judged = check(FORM, lists(request), on=today())
    if judged.errors or "more" in request.POST:
        return _page(request, one, locale, judged, {} if "more" in request.POST else judged.errors)
    try:
        written = Wording.model_validate(wording_from(judged.answers, locale))
    except ValidationError as wrong:
        return _page(request, one, locale, judged, {"": "; ".join(told(error) for error in wrong.errors())})
    if "look" in request.POST:
        return display(pdf.write(_sample(request, written)), f"{one.code}.pdf", MEDIA["pdf"])
    errors: dict[str, str] = {}
    with refusals(errors):
        _keep(request, one, written)
        messages.success(request, _("The letter is printed with this wording from now on. What was printed stays."))
        return redirect("desk-letters")
    return _page(request, one, locale, judged, errors)


def _keep(request: Request, one: Known, written: Wording) -> None:
    plain = written.model_dump(mode="json", exclude_defaults=True)
    others = [text for text in one.texts if text["locale"] != written.locale]
    texts = sorted([plain, *others], key=lambda text: (text["locale"] != LOCALES[0][0], text["locale"]))
    agency, seen = request.actor.agency, typed(request, "seen")
    rewrite_letter(agency=agency, code=one.code, texts=texts, seen=seen, by=request.actor, at=now())


def _sample(request: Request, written: Wording) -> Document:
    house = agency_named(request.actor.agency)
    return sample(written, house.name, house.address)


@door(CATALOG)
@require_safe
@found
def sample_of(request: Request, code: str, locale: str, ending: str) -> HttpResponseBase:
    """A wording as a file, with what will stand in each place said in brackets."""
    one = _one(request, code, locale)
    if ending not in WRITERS:
        raise NotFound
    return download(WRITERS[ending](_sample(request, one.wording(locale))), f"{code}.{ending}", MEDIA[ending])
