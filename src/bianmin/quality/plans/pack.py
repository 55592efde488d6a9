"""The pack kinds `plan`, `drafting`, `means` and `deadlines`."""

from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.delivery.catalog.actions import publish_sheet
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.plans.actions.filings import write_deadlines
from bianmin.quality.plans.actions.writing import document_of, plain, write_plan
from bianmin.quality.plans.models import Plan, Profile
from bianmin.quality.plans.queries.dues import deadlines_of
from bianmin.quality.plans.queries.strategies import MEANS, means
from bianmin.quality.plans.vocab.dues import DeadlinesPack
from bianmin.quality.plans.vocab.shapes import DraftingPack, PlanPack
from bianmin.quality.plans.vocab.strategies import MeansPack


def _load_plan(document: PlanPack, _loading: Loading) -> None:
    write_plan(document)


def _export_plan(agency: str, code: str) -> dict[str, Any] | None:
    plan = Plan.objects.filter(agency=agency, code=code, current=True).first()
    return document_of(plan) if plan else None


def _load_drafting(document: DraftingPack, _loading: Loading) -> None:
    Profile.objects.filter(agency=document.agency, code=document.id, current=True).update(current=False)
    Profile.objects.create(
        agency=document.agency, code=document.id, version=document.version, definition=plain(document)
    )


def _export_drafting(agency: str, code: str) -> dict[str, Any] | None:
    row = Profile.objects.filter(agency=agency, code=code, current=True).first()
    return dict(row.definition) if row else None


def _load_deadlines(document: DeadlinesPack, loading: Loading) -> None:
    write_deadlines(pack=document, by=loading.by, at=loading.at)


def _export_deadlines(agency: str, code: str) -> dict[str, Any] | None:
    return exported(deadlines_of(agency), code)


def _load_means(document: MeansPack, loading: Loading) -> None:
    publish_sheet(sheet=document, by=loading.by, at=loading.at)


def _export_means(agency: str, code: str) -> dict[str, Any] | None:
    found = means(agency).get(code)
    return plain(found) if found and found.agency == agency else None


KINDS = (
    Kind("drafting", gettext_lazy("Drafting rules"), 54, DraftingPack, _load_drafting, _export_drafting),
    Kind(MEANS, gettext_lazy("What serves strategies"), 54, MeansPack, _load_means, _export_means),
    Kind("plan", gettext_lazy("Plans"), 55, PlanPack, _load_plan, _export_plan),
    Kind(
        "deadlines",
        gettext_lazy("Days by which something is filed"),
        56,
        DeadlinesPack,
        _load_deadlines,
        _export_deadlines,
        texts=DeadlinesPack.texts,
    ),
)
