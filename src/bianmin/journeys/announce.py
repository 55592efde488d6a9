"""Announce a change 異動公告: a changed service, form or law suggests a piece of news to whoever writes it (RUL-63).

Whatever way the new version came, on the desk or from a pack, the draft waits for its writer; the chief publishes it.
"""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from bianmin.delivery.cases.queries.people import responsible
from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.changes import changes
from bianmin.delivery.catalog.queries.services import card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.delivery.publishing.actions.suggesting import LONGEST_CODE, suggest
from bianmin.delivery.publishing.models import Edition as LawEdition
from bianmin.delivery.publishing.queries.checks import rhythm
from bianmin.delivery.publishing.vocab import SOURCE_DESK, Kind, Written
from bianmin.foundation.accounts.queries import key_named
from bianmin.foundation.forms.models import FormVersion
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day, roc_full

LATELY: Final = timedelta(days=14)
"""What was published longer ago is no news any more."""
MOST_LINES: Final = 12
LANGUAGE: Final = "zh-hant"


def _editor(agency: str, service: ServiceCard, on: date) -> str:
    """Who writes the news: the account the agency names, else the officer in charge of the service."""
    said = rhythm(agency)
    named = key_named(agency, said.editor) if said and said.editor else ""
    return named or responsible(service, service.unit_path, on)


def _address(service: ServiceCard) -> str:
    slug = agency_named(service.agency).short.lower()
    return f"/{slug}/services/{service.code}/"


def _draft(service: ServiceCard, lines: list[str], on: date) -> Written:
    """The suggested words; the writer makes them readable."""
    begins = roc_full(max(on, service.valid_from))
    title = _("%(service)s: what changes from %(day)s") % {"service": service.name[:60], "day": begins}
    more = [_("- and more, on the page of the service")] if len(lines) > MOST_LINES else []
    see = _("See the page of the service")
    body = "\n".join([
        _("From %(day)s on, %(service)s changes:") % {"day": begins, "service": service.name}, "",
        *lines[:MOST_LINES], *more, "",
        f"[{see}]({_address(service)})",
    ])  # fmt: skip
    return Written(title[:120], body)


def _code(*parts: str) -> str:
    return slugify("-".join(("changed", *parts)))[:LONGEST_CODE].strip("-")


def _plain(text: str) -> str:
    """Words as the markup of an article takes them: no marks, on one line."""
    return " ".join(text.replace("*", "").replace("[", "(").replace("]", ")").split())[:200]


def _service_changes(row: ServiceVersion, before: ServiceVersion) -> list[str]:
    found = changes(card(before).offer, card(row).offer)
    return [f"- {_plain(one.about)}：{_plain(one.before)} → {_plain(one.after)}" for one in found]


def _services(agency: str, *, by: Actor, at: datetime) -> int:
    """News of new versions of services that are to come or have just begun."""
    today = local_day(at)
    fresh = ServiceVersion.objects.filter(agency=agency, public=True, published_at__gt=at - LATELY)
    made = 0
    for row in fresh.filter(valid_from__gte=today - LATELY).order_by("published_at", "id"):
        before = ServiceVersion.objects.filter(
            agency=agency, code=row.code, valid_from__lt=row.valid_from, published_at__lt=row.published_at
        )
        earlier = before.order_by("-valid_from").first()
        lines = _service_changes(row, earlier) if earlier else []
        if lines:
            service = card(row)
            made += suggest(
                agency=agency, unit_path=row.unit_path, code=_code(row.code, row.version),
                written=_draft(service, lines, today), keeper=_editor(agency, service, today), by=by, at=at,
            )  # fmt: skip
    return made


def _forms(agency: str, *, by: Actor, at: datetime) -> int:
    """News of new versions of forms that services use."""
    today, made = local_day(at), 0
    for row in FormVersion.objects.filter(agency=agency, published_at__gt=at - LATELY).order_by("published_at", "id"):
        older = FormVersion.objects.filter(agency=agency, code=row.code, published_at__lt=row.published_at).exists()
        service = next((one for one in published(agency, today) if one.offer.form == row.code), None)
        if not older or service is None:
            continue
        line = _("- The form %(form)s has a new version, %(version)s.")
        lines = [line % {"form": _plain(row.title), "version": row.version}]
        made += suggest(
            agency=agency, unit_path=service.unit_path, code=_code("form", row.code, row.version),
            written=_draft(service, lines, today), keeper=_editor(agency, service, today), by=by, at=at,
        )  # fmt: skip
    return made


def _laws(agency: str, *, by: Actor, at: datetime) -> int:
    """News of laws that changed on the site, and of those that were written there for the first time."""
    made, slug = 0, agency_named(agency).short.lower()
    fresh = LawEdition.objects.filter(agency=agency, kind=Kind.LAW, published_at__gt=at - LATELY)
    for row in fresh.select_related("article").order_by("published_at", "id"):
        if row.number == 1 and row.source != SOURCE_DESK:
            continue
        title = (_("%(law)s is new") if row.number == 1 else _("%(law)s has changed")) % {"law": _plain(row.title)}
        body = "\n".join([f"{title}。", "", f"[{_plain(row.title)}](/{slug}/pages/{row.code}/)"])
        said = rhythm(agency)
        named = key_named(agency, said.editor) if said and said.editor else ""
        made += suggest(
            agency=agency, unit_path=row.unit_path, code=_code("law", str(row.number), row.code),
            written=Written(title[:120], body), keeper=named or row.article.keeper, by=by, at=at,
        )  # fmt: skip
    return made


def suggest_news(*, agency: str, by: Actor, at: datetime) -> int:
    """Suggest news of what changed lately and was not suggested before; tells how many."""
    with override(LANGUAGE):
        return sum(of(agency, by=by, at=at) for of in (_services, _forms, _laws))
