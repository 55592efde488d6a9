"""Publish terms: a version never changes, and a newer one ends the one before it."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.models import TermsVersion
from bianmin.delivery.payments.rules import may_publish
from bianmin.delivery.payments.vocab.terms import AnyTerms, FeeSchedule
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class TermsArePublished(Refused):
    """This version is published with other words."""

    message = _("Version {version} of {code} is published already. Give the changed one a new version.")


class BeginTooEarly(Refused):
    """A newer version is in force already, or from the same day."""

    message = _("{code} has a version from {day} already. A newer one must begin on a later day.")


@act()
def publish(*, terms: AnyTerms, by: Actor, at: datetime) -> TermsVersion:
    """Publish a version of terms; the one in force ends on the day before. The same version again changes nothing.

    Raises:
        TermsArePublished, BeginTooEarly, NotAllowed.
    """
    if not may_publish(by, terms.agency):
        raise NotAllowed
    key = {"agency": terms.agency, "kind": terms.kind, "code": terms.id}
    row = TermsVersion(
        **key,
        version=terms.version,
        service_code=terms.service if isinstance(terms, FeeSchedule) else "",
        valid_from=terms.valid_from,
        text=terms.model_dump_json(exclude_defaults=True),
        published_at=at,
    )
    before = TermsVersion.objects.filter(**key, version=terms.version).first()
    if before is not None:
        if before.text != row.text:
            raise TermsArePublished(code=terms.id, version=terms.version)
        return before
    others = TermsVersion.objects.filter(**key)
    later = others.filter(valid_from__gte=terms.valid_from).order_by("valid_from").first()
    if later is not None:
        raise BeginTooEarly(code=terms.id, day=later.valid_from)
    open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=terms.valid_from)
    others.filter(open_ended).update(valid_until=terms.valid_from - timedelta(days=1))
    row.save(force_insert=True)
    record(verb="payments.publish", subject=f"payments.terms:{row.pk}", agency=row.agency, by=by, at=at)
    return row
