"""Periods and office hours as packs write them: text that is read with the pack, and refused with its reason."""

from typing import Annotated

from pydantic import AfterValidator

from bianmin.foundation.clock.vocab import OfficeHours, Period, WrongHours, WrongPeriod
from bianmin.foundation.packs.vocab import wrong


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except WrongPeriod as refusal:
        raise wrong(str(refusal)) from None
    return text


def _hours(text: str) -> str:
    try:
        OfficeHours.parse(text)
    except WrongHours as refusal:
        raise wrong(str(refusal)) from None
    return text


PeriodText = Annotated[str, AfterValidator(_period)]
"""A period as in `1wd`, `4wh` or `24h`."""
HoursText = Annotated[str, AfterValidator(_hours)]
"""Office hours as in `08:00-12:00,13:00-17:00`."""
