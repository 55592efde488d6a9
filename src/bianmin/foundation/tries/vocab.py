"""How many failures there may be, and the refusal of more."""

from datetime import timedelta
from math import ceil
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.kernel.errors import Refused

WINDOW: Final = timedelta(hours=1)
PER_NUMBER: Final = 5
PER_ADDRESS: Final = 20


class TooManyTries(Refused):
    """Too many failures in an hour for one number or from one address; `wait` is in whole seconds (answer 429)."""

    message = _("Too many tries. Wait {minutes} minutes and try again, or telephone the office.")

    def __init__(self, wait: int) -> None:
        super().__init__(minutes=ceil(wait / 60))
        self.wait = wait
