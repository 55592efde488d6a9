"""How the dates of a case came about, in words: the same page for the citizen and the office."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bianmin.delivery.cases.queries.whydates import Account, Dates, Run
from bianmin.faces.ui.templatetags.ui import day
from bianmin.foundation.clock.reckon.everyday import Counting
from bianmin.kernel.daywords import CALENDARS
from bianmin.kernel.tongues import is_chinese

WORDS: Final[dict[Counting, str | Promise]] = {
    Counting.START: gettext_lazy("the day it came in, not counted"),
    Counting.PAUSED: gettext_lazy("the clock stood still, not counted"),
    Counting.OFF: gettext_lazy("not a working day, not counted"),
    Counting.PASSED: gettext_lazy("a day off after the last day counted: the date moves on"),
    Counting.REST: gettext_lazy("the next working day: this is the date"),
}
HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """One limit in words: the period, its sentences, and every day of it."""

    label: str
    period: str
    account: Account
    sentences: tuple[str, ...]
    days: tuple[tuple[str, str], ...]


def _when(run: Run) -> str:
    if run.first.day == run.last.day:
        return day(run.first.day)
    return _("%(first)s to %(last)s") % {"first": day(run.first.day), "last": day(run.last.day)}


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    return _("%(hours)d h %(minutes)02d min counted") % {"hours": hours, "minutes": rest}


def _counted(run: Run) -> str:
    if run.first.minutes:
        return _minutes(run.first.minutes)
    first, last = run.first.number, run.last.number
    if first == last:
        return _("counted: day %(first)d") % {"first": first}
    return _("counted: days %(first)d to %(last)d") % {"first": first, "last": last}


def _what(run: Run, language: str) -> str:
    """What a day was; the names of days off are told to readers of Chinese and English, who have them."""
    words = _counted(run) if run.first.counting is Counting.COUNTED else str(WORDS[run.first.counting])
    extended = _("(extension %(number)d)") % {"number": run.first.part} if run.first.part else ""
    named = run.first.name and run.first.counting is not Counting.COUNTED and language not in CALENDARS
    return " ".join(filter(None, (words, extended, _("(%(name)s)") % {"name": run.first.name} if named else "")))


def told(dates: Dates, language: str) -> list[Told]:
    """Both limits, the earlier first; `language` as the reader's (`zh-hant`)."""
    spoken = "zh_Hant" if is_chinese(language) else language if language in CALENDARS else "en"
    return [
        Told(
            label=_("Our norm") if account is dates.norm else _("Legal limit"),
            period=account.period.words(spoken),
            account=account,
            sentences=tuple(step.sentence(spoken) for step in account.due.steps),
            days=tuple((_when(run), _what(run, spoken)) for run in account.runs),
        )
        for account in dates.accounts
    ]
