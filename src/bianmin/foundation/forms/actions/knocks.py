"""Count tries of secret links and codes, and let nobody try without end."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.models import Knock
from bianmin.foundation.forms.rules.links import hidden
from bianmin.kernel.errors import TryLater

WINDOW: Final = timedelta(hours=1)
MOST: Final = 20
"""So many tries in an hour from one address."""


class TooManyKnocks(TryLater):
    """Too many tries in an hour from one address."""

    message = _("Too many tries. Wait {minutes} minutes and try again, or telephone the office.")


@transaction.atomic
def knock(*, agency: str, what: str, address: str, at: datetime, most: int = MOST) -> None:
    """Count one try from an address; call it outside a transaction, so that it counts whatever follows.

    Raises:
        TooManyKnocks: `most` were made within the hour before.
    """
    Knock.objects.filter(at__lt=at - WINDOW).delete()
    ours = Knock.objects.filter(agency=agency, what=what, address_hash=hidden(address), at__lte=at).order_by("-at")
    nth = list(ours.values_list("at", flat=True)[most - 1 : most])
    if nth:
        raise TooManyKnocks(max(1, ceil((nth[0] + WINDOW - at).total_seconds())))
    Knock.objects.create(agency=agency, what=what, address_hash=hidden(address), at=at)
