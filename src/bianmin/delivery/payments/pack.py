"""The packs of kind `fees`, `instalments` and `fines`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.terms import publish
from bianmin.delivery.payments.models import TermsVersion
from bianmin.delivery.payments.queries.terms import read
from bianmin.delivery.payments.vocab.terms import AnyTerms, FeeSchedule, FineStandard, InstalmentTerms
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: AnyTerms, loading: Loading) -> None:
    """Publish the terms."""
    publish(terms=document, by=loading.by, at=loading.at)


def export(kind: str, agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of terms as a pack."""
    row = TermsVersion.objects.filter(agency=agency, kind=kind, code=code).order_by("-valid_from").first()
    return read(kind, row.text).model_dump(mode="json", exclude_defaults=True) if row else None


KINDS = (
    Kind("fees", _("Fee schedule"), 45, FeeSchedule, load, partial(export, "fees")),
    Kind("instalments", _("Terms of instalments"), 46, InstalmentTerms, load, partial(export, "instalments")),
    Kind("fines", _("Standard of fines"), 47, FineStandard, load, partial(export, "fines")),
)
