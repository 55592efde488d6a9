"""News 最新消息 by kind: lists that are searched and turned page by page, feeds, and what is read most."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.articles import NewsWanted, news_of, published
from bianmin.delivery.publishing.queries.readings import most_read
from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.rules.markup import plain
from bianmin.delivery.publishing.vocab import Kind, name_in
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.portal.paging import paged
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.kernel.errors import NotFound

IN_FEED: Final = 30
ON_HOME: Final = 3


def latest(agency: str) -> list[Any]:
    """The newest news for the home page."""
    return list(published(agency, today(), Kind.NEWS)[:ON_HOME])


def popular(agency: str) -> list[Any]:
    """The news read most lately 人氣排行."""
    return [row for row, _count in most_read(agency, today(), Kind.NEWS)]


@door(ANYONE)
@require_safe
@found
def news(request: Request, agency: str) -> HttpResponseBase:
    """The news, the newest first, all of it or what is looked for, twenty on a page."""
    here, wanted = the_agency(agency), NewsWanted.read(request.GET)
    kinds, page = shelves_of(here.code).news, paged(news_of(here.code, today(), wanted), request)
    names = {one.code: one.name for one in kinds}
    return show(
        request,
        "articles/news",
        page=page,
        lines=[(row, names.get(row.category, "")) for row in page.rows],
        kinds=kinds,
        wanted=wanted,
        typed=request.GET,
        looked=wanted != NewsWanted(),
        popular=popular(here.code),
        say=say(here),
    )


@door(ANYONE)
@require_safe
@found
def feed(request: Request, agency: str, kind: str = "") -> HttpResponseBase:
    """The news, or one kind of it, as an Atom feed 訂閱."""
    here, reader = the_agency(agency), say(the_agency(agency))
    kinds = shelves_of(here.code).news
    if kind and kind not in {one.code for one in kinds}:
        raise NotFound
    title, query = (reader(name_in(kinds, kind)), f"?kind={kind}") if kind else (_("News"), "")
    atom = Atom1Feed(
        title=f"{here.name} {title}", link=request.build_absolute_uri(f"/{here.slug}/news/{query}"), description="",
        language=language(), feed_url=request.build_absolute_uri(request.path),
    )  # fmt: skip
    for row in news_of(here.code, today(), NewsWanted(kind=kind))[:IN_FEED]:
        address = request.build_absolute_uri(f"/{here.slug}/pages/{row.code}/")
        atom.add_item(
            title=str(reader(row.title)), link=address, unique_id=f"{address}#{row.number}",
            description=str(reader(row.summary)) or plain(row.body)[:200],
            updateddate=row.published_at, pubdate=row.published_at,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
