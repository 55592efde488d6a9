"""How many failures there may be, and the refusal of more."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.kernel.errors import Refused, TryLater

WINDOW: Final = timedelta(hours=1)
PER_NUMBER: Final = 5
PER_ADDRESS: Final = 20


class TooManyTries(TryLater):
    """Too many failures in an hour for one number or from one address."""

    message = _("Too many tries. Wait {minutes} minutes and try again, or telephone the office.")


class NothingFits(Refused):
    """Wrong number or code: the same answer in the same time."""

    message = _("Number and code do not fit together. Compare both with our message, or call us.")
