"""One page, piece of news, answer or law as everybody reads it, and its files."""

from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.articles import public_page, searched
from bianmin.delivery.publishing.queries.laws import law_of
from bianmin.delivery.publishing.vocab import Kind
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.ui.articles import shown
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.orgs.queries import unit_card
from bianmin.kernel.actor import PUBLIC

SHOWN_INLINE: Final = ("image/png", "image/jpeg")


def matching(agency: str, text: str) -> list[Any]:
    """Pages, news and questions that a search of the home page finds."""
    return searched(agency, today(), text)


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
