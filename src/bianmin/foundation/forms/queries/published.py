"""Read published forms; a form is public, what is answered in it is not."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.models import FormVersion
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting


class NoSuchForm(NotFound):
    """No form is published under this code."""

    message = _("The form {code} is not published here. Load its pack first.")


@dataclass(frozen=True, slots=True)
class FormCard:
    """A version of a form in a list."""

    agency: str
    code: str
    version: str
    title: str
    source: str
    published_at: datetime


def versions(agency: str, code: str = "") -> QuerySet[FormVersion]:
    """Published versions of an agency and of those all share, newest first; of one form when `code` is given."""
    rows = FormVersion.objects.filter(agency__in={agency, ""}).order_by("-id")
    return rows.filter(code=code) if code else rows


def cards(agency: str) -> list[FormCard]:
    """The newest version of every form an agency can use, by code."""
    newest = {row.code: row for row in versions(agency).order_by("agency", "id")}
    return [
        FormCard(row.agency, row.code, row.version, row.title, row.source, row.published_at)
        for _code, row in sorted(newest.items())
    ]


def schema_of(row: FormVersion) -> Form:
    """A row's schema, typed."""
    return Form.model_validate_json(json.dumps(row.schema))


def form(agency: str, code: str, version: str | None = None) -> Form:
    """A form of the agency, else the shared one; the newest version unless one is named.

    Raises:
        NoSuchForm: none is published.
    """
    found = lasting(FormVersion, (agency, code, version), partial(_form, agency, code, version))
    if found is None:
        raise NoSuchForm(code=code)
    return found


def _form(agency: str, code: str, version: str | None) -> Form | None:
    rows = versions(agency, code).order_by("-agency", "-id")
    row = (rows.filter(version=version) if version else rows).first()
    return schema_of(row) if row else None
