"""The permits: how many of each kind of work, the list, and the same list as a table."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.permits.queries.contacts import contact_tallies
from bianmin.delivery.permits.queries.permits import PAGE, Filters, permits, tallies
from bianmin.delivery.permits.queries.published import kinds
from bianmin.delivery.permits.vocab.states import Standing, Way
from bianmin.faces.desk.common import say, show, table
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.now import today
from bianmin.kernel.text import whole

MOST_EXPORTED: Final = 5000
SOON: Final = 30
QUARTER: Final = 92
"""Three months, the list printed ahead of a mobile tour (RUL-06)."""

LISTS: Final = (
    ("valid", _("In force"), ""),
    ("ending", _("End within 30 days"), "warn"),
    ("unfetched", _("Not fetched yet"), ""),
    ("overdue", _("Ended without a renewal"), "bad"),
)


def filters_of(request: Request) -> Filters:
    """What the address narrows the list to."""
    on, asked = today(), {name: request.GET.get(name, "").strip() for name in ("show", "kind", "q")}
    days = {"ending": SOON, "quarter": QUARTER}.get(asked["show"])
    return Filters(
        number=asked["q"],
        kind=asked["kind"],
        valid_on=on if asked["show"] in ("valid", "ending", "quarter") else None,
        ends_until=on + timedelta(days=days) if days else None,
        unfetched=asked["show"] == "unfetched",
        overdue=asked["show"] == "overdue",
    )


def counts(request: Request) -> list[dict[str, Any]]:
    """How much there is of each, as the top of the page shows it."""
    found = tallies(request.actor, on=today())
    rows = [
        {"address": f"?show={code}", "label": label, "count": found[code], "mark": mark if found[code] else ""}
        for code, label, mark in LISTS
    ]
    if OFFICER.opens(request.actor):
        waiting = sum(one.open for one in contact_tallies(request.actor, on=today()))
        rows.append({"address": "contacts/", "label": _("Reminders to make"), "count": waiting, "mark": ""})
    return rows


def only_one(request: Request) -> str:
    """The number of the only permit that a search finds; empty otherwise."""
    wanted = request.GET.get("q", "").strip()
    found = permits(request.actor, Filters(number=wanted), on=today(), most=2).rows if wanted else ()
    return found[0].number if len(found) == 1 else ""


@door(CASES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """The permits an actor may see."""
    if number := only_one(request):
        return redirect("desk-permit", number=number)
    first = whole(request.GET.get("first", ""))
    page = permits(request.actor, filters_of(request), on=today(), first=first)
    lines = [{"row": row, "standing": Standing(row.standing).label, "way": Way(row.way).label} for row in page.rows]
    return show(
        request,
        "permits/list",
        page=page,
        lines=lines,
        counts=counts(request),
        kinds=[(one.id, one.name) for one in kinds(request.actor.agency, today())],
        asked={name: request.GET.get(name, "") for name in ("show", "kind", "q")},
        narrowed=any(request.GET.get(name) for name in ("show", "kind", "q")),
        before=max(first - PAGE, 0) if first else None,
        after=first + PAGE if first + PAGE < page.total else None,
        last=first + len(page.rows),
        may_issue=OFFICER.opens(request.actor),
        say=say(request),
    )


@door(CASES)
@require_safe
def export(request: Request) -> HttpResponseBase:
    """The list as a table; names are masked in it too."""
    page = permits(request.actor, filters_of(request), on=today(), most=MOST_EXPORTED)
    head = [
        _("Number"), _("Kind"), _("Holder"), _("Standing"), _("Issued"), _("Valid until"), _("Fetched"), _("Renewal"),
    ]  # fmt: skip
    rows = [
        (
            row.number, row.kind_name, row.holder, Standing(row.standing).label, row.issued_on, row.valid_until,
            row.handed_on, row.renewal_on,
        )
        for row in page.rows
    ]  # fmt: skip
    return table(f"permits-{today():%Y%m%d}", head, rows)
