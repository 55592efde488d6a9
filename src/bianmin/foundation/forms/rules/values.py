"""Read answers that are counted or chosen: numbers, dates, options, ratings."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.rules.texts import Found
from bianmin.foundation.forms.vocab import TODAY, Field
from bianmin.kernel import rocdate
from bianmin.kernel.text import narrow

MAX_DIGITS: Final = 15
LOWEST_RATING: Final = 1
HIGHEST_RATING: Final = 5
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")

NO_NUMBER = _("This is not a number. Write it in digits, like 1200.")
NO_WHOLE = _("A whole number is needed here. Leave out what stands behind the point.")
TOO_PRECISE = _("At most {decimals} digits can stand behind the point.")
TOO_LARGE = _("This number is too large. The largest possible is {most}.")
TOO_SMALL = _("This number is too small. The smallest possible is {least}.")
NO_DATE = _("This is not a date. Write year of the Republic, month and day, like 75/3/9.")
TWO_DATES = _("This can be read as more than one date. Write the year with three digits, like 0750309.")
TOO_EARLY = _("This date is too early. The earliest possible is {day}.")
TOO_LATE = _("This date is too late. The latest possible is {day}.")
NO_OPTION = _("This is not one of the choices. Choose from the list.")
TOO_FEW = _("Choose at least {least}.")
TOO_MANY = _("Choose at most {most}.")


def _digits(typed: str) -> str:
    plain = _GROUPS.sub("", narrow(typed))
    return plain if _NUMBER.fullmatch(plain) and len(plain) <= MAX_DIGITS else ""


def _within(asked: Field, value: Decimal) -> Found:
    if asked.most is not None and value > asked.most:
        return None, format_lazy(TOO_LARGE, most=asked.most)
    if asked.least is not None and value < asked.least:
        return None, format_lazy(TOO_SMALL, least=asked.least)
    return (int(value) if not asked.decimals else format(value, "f")), ""


def number(asked: Field, typed: str) -> Found:
    """A number: full-width digits and thousands separators are understood; decimals stay exact text."""
    plain = _digits(typed)
    if not plain:
        return None, NO_NUMBER
    places = len(plain.partition(".")[2])
    if places > asked.decimals:
        return None, format_lazy(TOO_PRECISE, decimals=asked.decimals) if asked.decimals else NO_WHOLE
    return _within(asked, Decimal(plain))


def rating(asked: Field, typed: str) -> Found:
    """One of the levels of a scale, 1 to 5 unless the question says otherwise."""
    plain = _digits(typed)
    least = LOWEST_RATING if asked.least is None else asked.least
    most = HIGHEST_RATING if asked.most is None else asked.most
    level = int(plain) if plain and "." not in plain else least - 1
    return (level, "") if least <= level <= most else (None, NO_OPTION)


def _bound(bound: date | str | None, on: date | None) -> date | None:
    return on if bound == TODAY else bound if isinstance(bound, date) else None


def roc_date(asked: Field, typed: str, on: date | None) -> Found:
    """A date in any spelling `kernel.rocdate` reads, kept as ISO text; `on` is what `today` means."""
    try:
        day = rocdate.parse(typed)
    except rocdate.AmbiguousDate:
        return None, TWO_DATES
    except rocdate.UnreadableDate:
        return None, NO_DATE
    earliest, latest = _bound(asked.earliest, on), _bound(asked.latest, on)
    if earliest and day < earliest:
        return None, format_lazy(TOO_EARLY, day=rocdate.parted(earliest))
    if latest and day > latest:
        return None, format_lazy(TOO_LATE, day=rocdate.parted(latest))
    return day.isoformat(), ""


def choice(asked: Field, typed: str) -> Found:
    """The value of one option."""
    known = {option.value for option in asked.options}
    return (typed, "") if typed in known else (None, NO_OPTION)


def choices(asked: Field, typed: Sequence[str]) -> Found:
    """The values of several options, each once, in the order of the form."""
    chosen = set(typed)
    values = [option.value for option in asked.options if option.value in chosen]
    if len(values) < len(chosen):
        return None, NO_OPTION
    if asked.least is not None and len(values) < asked.least:
        return None, format_lazy(TOO_FEW, least=asked.least)
    if asked.most is not None and len(values) > asked.most:
        return None, format_lazy(TOO_MANY, most=asked.most)
    return values, ""
