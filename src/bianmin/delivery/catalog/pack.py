"""The packs of services and of the sheets beside them: one a file."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.actions import publish, publish_sheet
from bianmin.delivery.catalog.models import ServiceVersion, Sheet
from bianmin.delivery.catalog.queries import card
from bianmin.delivery.catalog.queries.norms import first_break, in_words
from bianmin.delivery.catalog.rules.procedure import faults
from bianmin.delivery.catalog.vocab import (
    Calculator,
    Eligibility,
    Entrances,
    Flow,
    Principles,
    Service,
    ServiceCard,
    Shelves,
)
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.forms.tables.decide import faults as table_faults
from bianmin.foundation.forms.tables.periods import day_field
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Place, Said


def load(document: Service, loading: Loading) -> None:
    """Publish the service."""
    publish(service=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a service as a pack."""
    row = ServiceVersion.objects.filter(agency=agency, code=code).order_by("-valid_from").first()
    return card(row).offer.model_dump(mode="json", exclude_defaults=True) if row else None


def load_sheet(document: Header, loading: Loading) -> None:
    """Publish the sheet."""
    publish_sheet(sheet=document, by=loading.by, at=loading.at)


def export_sheet(kind: str) -> Callable[[str, str], dict[str, Any] | None]:
    """How the newest version of a sheet of a kind is written back."""

    def export_newest(agency: str, code: str) -> dict[str, Any] | None:
        row = Sheet.objects.filter(agency=agency, kind=kind, code=code).order_by("-id").first()
        return json.loads(row.text) if row else None

    return export_newest


def judge(document: Service) -> Said:
    """What is wrong with a service as a whole."""
    return faults(document.sop)


def judge_flow(document: Flow) -> Said:
    """What is wrong with a flow table as a whole; its steps stand under `steps`."""
    return [(("steps", *place[1:]), sentence) for place, sentence in faults(document.steps)]


def judge_eligibility(document: Eligibility) -> Said:
    """Gaps and overlaps of a self-check, by row."""
    return table_faults(document.questions, document.rows)


def judge_calculator(document: Calculator) -> Said:
    """Gaps and overlaps of every rule of a calculator, by row."""
    questions = (*document.questions, day_field())
    return [
        (("rules", at, *place), sentence)
        for at, rule in enumerate(document.rules)
        for place, sentence in table_faults(questions, rule.rows)
    ]


def judge_principles(document: Principles) -> Said:
    """Principles that look at nothing, and codes given twice."""
    codes: set[str] = set()
    found: list[tuple[Place, str]] = []
    for at, row in enumerate(document.rows):
        if row.when is None and not (row.listed or row.looked_up):
            found.append(
                (("rows", at), gettext("The row %(row)s looks at nothing. Give it a condition.") % {"row": row.code})
            )
        if row.code in codes:
            found.append((("rows", at, "code"), gettext("The code %(row)s is given twice.") % {"row": row.code}))
        codes.add(row.code)
    return found


def warn(document: Service, on: date) -> Said:
    """The first day from which on the norm would not keep the limit, by the calendar that comes with Bianmin."""
    found = first_break(document, calendar=built_in(), on=on)
    return [(("service_norm",), in_words(*found))] if found else []


def texts(document: Service) -> list[str]:
    """Every text of a service that the public reads."""
    card = ServiceCard(document.agency, document.id, document.version, "", document.valid_from, None, document)
    return card.texts()


KINDS = (
    Kind(
        "shelves", _("Shelves of the catalogue"), 30, Shelves, load_sheet, export_sheet("shelves"), texts=Shelves.texts
    ),
    Kind(
        "entrances", _("Portals of others"), 45, Entrances, load_sheet, export_sheet("entrances"), texts=Entrances.texts
    ),
    Kind("service", _("Service"), 40, Service, load, export, judge, warn, texts),
    Kind("flow", _("Flow table"), 45, Flow, load_sheet, export_sheet("flow"), judge_flow, texts=Flow.texts),
    Kind(
        "eligibility",
        _("Self-check of eligibility"),
        35,
        Eligibility,
        load_sheet,
        export_sheet("eligibility"),
        judge_eligibility,
        texts=Eligibility.texts,
    ),
    Kind(
        "calculator",
        _("Calculator of periods"),
        35,
        Calculator,
        load_sheet,
        export_sheet("calculator"),
        judge_calculator,
        texts=Calculator.texts,
    ),
    Kind(
        "principles",
        _("Principles of review"),
        35,
        Principles,
        load_sheet,
        export_sheet("principles"),
        judge_principles,
        texts=Principles.texts,
    ),
)
