"""Numbers of demands, breaches and lists: letters, year of the Republic, running number."""

from datetime import date
from typing import Final

from bianmin.foundation.orgs.actions import take_number

FIRST_YEAR: Final = 1911
"""Numbers carry the year of the Republic."""


def number_for(agency: str, letters: str, day: date) -> str:
    """The next number: PD-115-0001."""
    roc = str(day.year - FIRST_YEAR)
    return f"{letters}-{roc}-{take_number(agency=agency, kind=f'privacy.{letters}', period=roc):04}"
