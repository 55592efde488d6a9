"""What the agency publishes: news with its feed, pages, questions and answers, and their files."""

from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.articles import edition_card, public_page, published, searched
from bianmin.delivery.publishing.queries.laws import law_of
from bianmin.delivery.publishing.rules.markup import plain
from bianmin.delivery.publishing.vocab import Kind
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.portal.paging import paged
from bianmin.faces.ui.articles import shown
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.orgs.queries import unit_card
from bianmin.kernel.actor import PUBLIC

IN_FEED: Final = 30
ON_HOME: Final = 3
SHOWN_INLINE: Final = ("image/png", "image/jpeg")


def latest(agency: str) -> list[Any]:
    """The newest news for the home page."""
    return list(published(agency, today(), Kind.NEWS)[:ON_HOME])


def matching(agency: str, text: str) -> list[Any]:
    """Pages, news and questions that a search of the home page finds."""
    return searched(agency, today(), text)


@door(ANYONE)
@require_safe
@found
def news(request: Request, agency: str) -> HttpResponseBase:
    """The news, the newest first, twenty on a page."""
    here = the_agency(agency)
    return show(request, "articles/news", page=paged(published(here.code, today(), Kind.NEWS), request), say=say(here))


@door(ANYONE)
@require_safe
@found
def feed(request: Request, agency: str) -> HttpResponseBase:
    """The news as an Atom feed."""
    here, reader = the_agency(agency), say(the_agency(agency))
    atom = Atom1Feed(
        title=f"{here.name} {_('News')}", link=request.build_absolute_uri(f"/{here.slug}/news/"), description="",
        language=language(), feed_url=request.build_absolute_uri(request.path),
    )  # fmt: skip
    for row in published(here.code, today(), Kind.NEWS)[:IN_FEED]:
        address = request.build_absolute_uri(f"/{here.slug}/pages/{row.code}/")
        atom.add_item(
            title=str(reader(row.title)), link=address, unique_id=f"{address}#{row.number}",
            description=str(reader(row.summary)) or plain(row.body)[:200],
            updateddate=row.published_at, pubdate=row.published_at,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@door(ANYONE)
@require_safe
@found
def questions(request: Request, agency: str) -> HttpResponseBase:
    """Questions and answers by category 常見問題, and the agency's pages."""
    here, reader = the_agency(agency), say(the_agency(agency))
    rows = published(here.code, today(), Kind.QUESTION).order_by("category", "code")
    lines = [(row, shown(edition_card(row), reader, here.code, language())) for row in rows]
    pages = published(here.code, today(), Kind.PAGE).order_by("category", "code")
    return show(request, "articles/questions", lines=lines, pages=list(pages), say=reader)


@door(ANYONE)
@require_safe
@found
def page(request: Request, agency: str, code: str) -> HttpResponseBase:
    """One page, piece of news or answer: its words, its unit, when it was changed, until when it holds."""
    here, reader = the_agency(agency), say(the_agency(agency))
    edition, article = public_page(here.code, code, today())
    text = shown(edition, reader, here.code, language())
    pictured = {block.image for block in text.blocks if block.kind == "picture"}
    files = [one for one in files_of(PUBLIC, agency=here.code, subject=article.subject) if one.pk not in pictured]
    unit = unit_card(article.unit_path)
    law = law_of(here.code, edition.key) if article.kind == Kind.LAW else None
    return show(
        request, "articles/page", edition=edition, article=article, shown=text, attached=files,
        law=law, standing=law.standing(today()) if law else None,
        files=f"/{here.slug}/pages/{code}/files/", unit=here.name if unit.code == "root" else unit.name, say=reader,
    )  # fmt: skip


@door(ANYONE)
@require_safe
@found
def file(request: Request, agency: str, code: str, key: int) -> HttpResponseBase:
    """A picture of an article, or a file attached to it."""
    here = the_agency(agency)
    _edition, article = public_page(here.code, code, today())
    if key not in {one.pk for one in files_of(PUBLIC, agency=here.code, subject=article.subject)}:
        raise Http404
    opened = open_file(file_id=key, by=request.actor, at=now())
    answer = HttpResponse(opened.data, content_type=opened.card.media_type)
    inline = opened.card.media_type in SHOWN_INLINE
    answer["Content-Disposition"] = content_disposition_header(not inline, opened.card.name) or ""
    return answer
