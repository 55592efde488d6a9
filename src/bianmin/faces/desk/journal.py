"""The journal for auditors: who did or looked at what, when and why; and whether it is whole."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.desk.common import agency_of, mistakes, show, table
from bianmin.faces.ui.doors import AUDIT, Request, door
from bianmin.faces.ui.found import found
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.audit.queries.lines import LineCard, lines
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.audit.vocab import Verdict
from bianmin.foundation.clients.queries import names as systems
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused

MOST: Final = 200
MOST_EXPORTED: Final = 5000
NAMES: Final = ("subject", "who", "verb", "since", "until")


def _asked(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in NAMES}


def _moment(text: str, *, after: int = 0) -> datetime | None:
    """The beginning of a day as typed, `after` days later; None when nothing was typed."""
    return datetime.combine(rocdate.parse(text) + timedelta(days=after), time(), rocdate.TAIPEI) if text else None


def _wanted(asked: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What narrows the lines, and a sentence at the box of a day that cannot be read."""
    found_of: dict[str, Any] = {name: asked[name] for name in ("subject", "who", "verb")}
    errors: dict[str, str] = {}
    for name, after in (("since", 0), ("until", 1)):
        try:
            found_of[name] = _moment(asked[name], after=after)
        except Refused as refusal:
            errors[name] = str(refusal)
    return found_of, errors


def _page(request: Request, verdict: Verdict | None = None) -> HttpResponseBase:
    asked = _asked(request)
    wanted, errors = _wanted(asked)
    cards = lines(request.actor, agency=agency_of(request), most=MOST, **wanted)
    keys = [key for card in cards for key in (card.actor, card.deputising_for)]
    people = names(keys) | systems(keys)
    return show(
        request,
        "journal",
        lines=[{"card": card, "who": people.get(card.actor, card.actor)} for card in cards],
        asked=asked,
        most=MOST,
        verdict=verdict,
        findings=[(finding, finding.breach.label) for finding in verdict.findings] if verdict else [],
        errors=mistakes(errors),
    )


@door(AUDIT)
@require_safe
@found
def journal(request: Request) -> HttpResponseBase:
    """The newest lines, narrowed by what the address says."""
    return _page(request)


@door(AUDIT)
@require_POST
@found
def check(request: Request) -> HttpResponseBase:
    """Verify every chain now, and show what was found."""
    return _page(request, verify())


def _cells(card: LineCard, people: Mapping[str, str]) -> tuple[object, ...]:
    who = people.get(card.actor, card.actor)
    at = card.at.astimezone(rocdate.TAIPEI).isoformat(timespec="seconds")
    return at, who, card.deputising_for, card.verb, card.subject, " ".join(card.fields), card.purpose, card.sealed


@door(AUDIT)
@require_safe
@found
def export(request: Request) -> HttpResponseBase:
    """The same lines as a table."""
    wanted, _errors = _wanted(_asked(request))
    cards = lines(request.actor, agency=agency_of(request), most=MOST_EXPORTED, **wanted)
    keys = [card.actor for card in cards]
    people = names(keys) | systems(keys)
    head = [
        _("When"), _("Who"), _("Standing in for"), _("What"), _("About"), _("Fields"), _("Purpose"), _("Sealed"),
    ]  # fmt: skip
    return table("journal", head, [_cells(card, people) for card in cards])
