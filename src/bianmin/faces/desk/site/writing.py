"""Writing an article: a new one, and the next edition of one."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.publishing.actions import writing
from bianmin.delivery.publishing.queries.articles import article
from bianmin.delivery.publishing.queries.laws import law_of
from bianmin.delivery.publishing.rules.rights import may_write
from bianmin.delivery.publishing.vocab import ArticleCard, Kind, LawWords, Verb
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.site.wording import questions_of, written_of
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import agency_named, units_of
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed


def _kind(text: str) -> Kind | None:
    return Kind(text) if text in Kind.values else None


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Path and name of each unit for which somebody may write."""
    root = agency_named(actor.agency).name
    units = [unit for unit in units_of(actor.agency) if may_write(actor, unit.path)]
    return [(unit.path, root if unit.code == "root" else unit.name) for unit in units]


def _place(places: list[tuple[str, str]], chosen: Kind | None, category: str) -> list[Asked]:
    """What is asked of a new article before its words: kind, unit and address."""
    begun = Kind.PAGE if category else Kind.NEWS
    kinds = tuple((kind.value, kind.label) for kind in Kind if kind != Kind.LAW)
    kind = () if chosen else (Asked("kind", _("Kind of article"), part="choices", options=kinds, value=begun.value),)
    hint = _("Small letters, digits and hyphens: moving-house.")
    return [
        *kind,
        Asked("unit", _("Unit in charge"), part="select", options=tuple(places)),
        Asked("code", _("Address on the site"), short=True, hint=hint),
    ]


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Write a new article, of the kind that the address names or of one that is chosen."""
    agency, errors = request.actor.agency, dict[str, str]()
    places = _places(request.actor)
    if not places:
        raise NotAllowed
    chosen, category = _kind(request.GET.get("kind", "")), request.GET.get("category", "").replace("\0", "")[:60]
    if request.method == "POST":
        typed = sent(request, "kind", "unit", "code")
        with refusals(errors):
            unit_path = typed["unit"] if typed["unit"] in dict(places) else places[0][0]
            kind = chosen or _kind(typed["kind"]) or Kind.PAGE
            writing.begin(
                agency=agency, unit_path=unit_path, code=typed["code"], kind=kind, written=written_of(request, kind),
                by=request.actor, at=now(),
            )  # fmt: skip
            messages.success(request, _("The draft is kept. Add files, then ask the chief to publish it."))
            return redirect("desk-article", code=typed["code"])
    words = questions_of(agency, chosen or Kind.PAGE, None, LawWords(), category)
    title = _("New law or rule") if chosen == Kind.LAW else _("New page, news or question")
    return ask_page(
        request, [*_place(places, chosen, category), *words], errors, title=title, go=_("Keep the draft"),
        back="/desk/site/", backwards=_("Website"),
    )  # fmt: skip


def _law(card: ArticleCard) -> LawWords:
    edition = card.draft or card.live
    return law_of(card.agency, edition.key).words if edition and card.kind == Kind.LAW else LawWords()


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def write(request: Request, code: str) -> HttpResponseBase:
    """Write the next edition."""
    agency, errors = request.actor.agency, dict[str, str]()
    card = article(request.actor, agency, code)
    if Verb.WRITE not in card.allowed:
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            writing.write(
                agency=agency, code=code, written=written_of(request, card.kind), by=request.actor, at=now()
            )  # fmt: skip
            messages.success(request, _("The draft is kept."))
            return redirect("desk-article", code=code)
    return ask_page(
        request, questions_of(agency, card.kind, card.draft or card.live, _law(card)), errors,
        title=pgettext_lazy("an article", "Write"), go=_("Keep the draft"), back=f"/desk/site/articles/{code}/",
        backwards=code,
    )  # fmt: skip
