"""Publish forms."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.models import FormVersion
from bianmin.foundation.forms.rules.judge import problems
from bianmin.foundation.forms.vocab import Form
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class FormHasProblems(Refused):
    """The form cannot be filled in as it stands."""

    message = _("The form was not published. {problem}")


class FormIsPublished(Refused):
    """This version is published with other questions; a published version never changes."""

    message = _("Version {version} of the form {code} is published already. Give the changed form a new version.")


@transaction.atomic
def publish(*, form: Form, by: Actor, at: datetime) -> FormVersion:
    """Publish a version of a form; the same version with the same questions twice changes nothing.

    Raises:
        NotAllowed: the actor may not load the agency's packs.
        FormHasProblems: a condition, option or code does not fit.
        FormIsPublished: the version stands with other questions.
    """
    if not may_load(by, form.agency):
        raise NotAllowed
    if wrong := problems(form):
        raise FormHasProblems(problem=wrong[0])
    schema = form.model_dump(mode="json", exclude_defaults=True)
    key = {"agency": form.agency, "code": form.id, "version": form.version}
    before = FormVersion.objects.filter(**key).first()
    if before is not None and before.schema != schema:
        raise FormIsPublished(code=form.id, version=form.version)
    if before is not None:
        return before
    row = FormVersion.objects.create(
        **key, title=form.title, schema=schema, source=form.source, published_at=at, published_by=by.key
    )
    reissue(FormVersion)
    record(verb="forms.publish", subject=f"forms.formversion:{row.pk}", agency=form.agency, by=by, at=at)
    return row
