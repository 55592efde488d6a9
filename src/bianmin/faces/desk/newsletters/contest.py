"""Who won subscribers at the counter 訂閱比賽: units and their people in a span, with what that earns."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.newsletters.queries.policy import rules_of
from bianmin.delivery.newsletters.queries.subscribers import won
from bianmin.delivery.newsletters.vocab.cards import Won
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules
from bianmin.faces.desk.common import day_in, say, show
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names as names_of
from bianmin.foundation.orgs.queries import unit_names
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound, Refused


def _span(request: Request) -> tuple[date, date, str]:
    """First and last day as the address says, else the year so far; and what is wrong with them."""
    first, last = today().replace(month=1, day=1), today()
    try:
        if text := request.GET.get("first", "").strip():
            first = day_in(text, "first")
        if text := request.GET.get("last", "").strip():
            last = day_in(text, "last")
    except Refused as wrong:
        return first, last, str(wrong)
    return first, last, ""


def _ranked(rows: list[tuple[str, int, int]], names: dict[str, str], rules: NewsletterRules | None) -> list[Won]:
    """With names in place of keys; rewards where a table is given."""
    return [Won(names.get(who, who), n, foreign, rules.reward(n) if rules else "") for who, n, foreign in rows]


@door(CASES)
@require_safe
@found
def contest(request: Request) -> HttpResponseBase:
    """Units and people by the subscribers they won who confirmed, and the table of rewards."""
    agency, rules = request.actor.agency, rules_of(request.actor.agency)
    if rules is None:
        raise NotFound
    first, last, wrong = _span(request)
    units, people = (won(agency, first, last, by) for by in ("unit_path", "recruiter"))
    named = unit_names(path for path, _n, _foreign in units)
    accounts = names_of([key for key, _n, _foreign in people])
    words: dict[str, Any] = {
        "units": _ranked(units, named, None),
        "people": _ranked(people, accounts, rules),
        "rewards": sorted(rules.rewards, key=lambda one: one.least),
    }
    return show(
        request, "newsletters/contest", first=rocdate.parted(first), last=rocdate.parted(last), wrong=wrong,
        span=_("{first} to {last}").format(first=rocdate.parted(first), last=rocdate.parted(last)), say=say(request),
        **words,
    )  # fmt: skip
