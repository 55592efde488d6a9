"""Questions and answers 常見問題: by class, found by words, and whether one helped."""

import re
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.publishing.actions.reading import What, count
from bianmin.delivery.publishing.queries.articles import edition_card
from bianmin.delivery.publishing.queries.questions import pages_of, questions_of
from bianmin.delivery.publishing.queries.shelves import by_class, shelves_of
from bianmin.delivery.publishing.vocab import name_in
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.portal.paging import paged
from bianmin.faces.ui.articles import shown
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today

HELPED: Final[dict[str, What]] = {"yes": "helped", "no": "unhelped"}
TOLD: Final = "told"
"""The cookie of a browser that keeps which answers were judged from it; it is about nobody."""
MOST: Final = 50
ROBOT: Final = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|headless", re.IGNORECASE)
"""What robots that run a page's script call themselves."""


@door(ANYONE)
@require_safe
@found
def questions(request: Request, agency: str) -> HttpResponseBase:
    """Questions and answers by class, all or those that are looked for, and the agency's pages."""
    here, reader, on = the_agency(agency), say(the_agency(agency)), today()
    rows, shelves = questions_of(here.code, on), shelves_of(here.code)
    words, chosen = (request.GET.get(name, "").replace("\0", "").strip() for name in ("q", "class"))
    wanted = questions_of(here.code, on, words) if words else rows
    order = {one.code: place for place, one in enumerate(shelves.questions)}
    chosen_rows = [row for row in wanted if not chosen or row.category == chosen]
    page = paged(sorted(chosen_rows, key=lambda row: order.get(row.category, len(order))), request)
    classes = by_class(rows, shelves.questions)
    lines = [
        (row, shown(edition_card(row), reader, here.code, language()), name_in(shelves.questions, row.category))
        for row in page.rows
    ]
    return show(
        request,
        "articles/questions",
        page=page,
        lines=lines,
        classes=classes,
        empty=[name for _code, name, count in classes if not count],
        words=words,
        chosen=chosen,
        pages=[] if words or chosen or page.before is not None else pages_of(here.code, on),
        say=reader,
    )


def _judged(request: Request) -> list[str]:
    """The answers that were judged from this browser."""
    held = request.get_signed_cookie(TOLD, default="", salt=TOLD) or ""
    return [code for code in held.split(",") if code]


@door(ANYONE)
@require_POST
@found
def helped(request: Request, agency: str, code: str, verdict: str) -> HttpResponseBase:
    """One press whether an article helped 這篇有幫助嗎; a second one from the same browser is not counted."""
    here = the_agency(agency)
    if verdict not in HELPED:
        raise Http404
    judged = _judged(request)
    answer = redirect("page", agency=agency, code=code)
    if code in judged:
        messages.info(request, _("You have told us already. Thank you."))
        return answer
    count(agency=here.code, code=code, what=HELPED[verdict], at=now())
    messages.success(request, _("Thank you for telling us."))
    held = ",".join([*judged, code][-MOST:])
    answer.set_signed_cookie(TOLD, held, salt=TOLD, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


@door(ANYONE)
@require_POST
@found
def read(request: Request, agency: str, code: str) -> HttpResponseBase:
    """Count that an article is read 點閱; a browser sends it by itself, and robots are left out."""
    if not ROBOT.search(request.META.get("HTTP_USER_AGENT", "")):
        count(agency=the_agency(agency).code, code=code, what="reads", at=now())
    return HttpResponse(status=204)
