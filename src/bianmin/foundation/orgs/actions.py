"""Take numbers, and write agencies and units."""

from django.db import IntegrityError, transaction
from django.db.models import F

from bianmin.foundation.orgs.models import Series


def take_number(*, agency: str, kind: str, period: str) -> int:
    """The next number of a series, from 1; unique under load because it is one UPDATE inside the caller's transaction.

    Numbers of transactions that fail are not lost: the UPDATE is undone with them.
    """
    key = {"agency": agency, "kind": kind, "period": period}
    if not Series.objects.filter(**key).update(last=F("last") + 1):
        try:
            with transaction.atomic():
                Series.objects.create(**key, last=1)
        except IntegrityError:
            Series.objects.filter(**key).update(last=F("last") + 1)
        else:
            return 1
    return Series.objects.values_list("last", flat=True).get(**key)
