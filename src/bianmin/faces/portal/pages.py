"""The start page, a service's page, and what the agency states about its site."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.newsletters.queries.policy import rules_of as newsletters_of
from bianmin.faces.portal.articles import matching
from bianmin.faces.portal.catalog.listing import listed
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.portal.news import latest, popular
from bianmin.faces.ui.agency import card
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agencies

ABOUT = {
    "privacy": _("Privacy"),
    "security": _("Information security"),
    "open-data": _("Open data"),
    "accessibility": _("Accessibility"),
    "sitemap": _("Site map and keys"),
}


@door(ANYONE)
@require_safe
def start(request: Request) -> HttpResponseBase:
    """The agencies served here; straight to the only one that offers services."""
    serving = [row for row in agencies() if published(row.code, today())]
    if len(serving) == 1:
        return redirect("home", agency=serving[0].short.lower())
    return show(request, "start", agencies=[card(row, language()) for row in serving])


@door(ANYONE)
@require_safe
@found
def home(request: Request, agency: str) -> HttpResponseBase:
    """What the agency can do for you, and the way to follow a case."""
    here = the_agency(agency)
    services = published(here.code, today())
    reader = say(here)
    wanted = request.GET.get("q", "").strip()
    return show(
        request,
        "home",
        say=reader,
        news=[] if wanted else latest(here.code),
        popular=[] if wanted else popular(here.code),
        matches=matching(here.code, wanted),
        newsletters=newsletters_of(here.code) is not None,
        **listed(request, here.code, services, reader),
    )


@door(ANYONE)
@require_safe
@found
def about(request: Request, agency: str, page: str) -> HttpResponseBase:
    """A statement of the agency: privacy, security, open data, accessibility; or the site map."""
    here = the_agency(agency)
    if page not in ABOUT:
        raise Http404
    services = published(here.code, today()) if page == "sitemap" else []
    return show(
        request,
        "about",
        title=ABOUT[page],
        page=page,
        text=here.statements.get(page, ""),
        newsletters=newsletters_of(here.code) is not None,
        services=services,
        say=say(here),
    )
