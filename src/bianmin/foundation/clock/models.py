"""What the clock keeps: imported calendars, closures of an office, and the ledger of every time limit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.clock.vocab import DayState, EntryKind

STATES = {
    DayState.OPEN: _("Open"),
    DayState.CLOSED: _("Closed"),
    DayState.MORNING: _("Open in the morning only"),
    DayState.AFTERNOON: _("Open in the afternoon only"),
}
KINDS = {
    EntryKind.PAUSE: _("The clock stood still"),
    EntryKind.EXTENSION: _("The limit was extended"),
    EntryKind.RESTART: _("The limit began anew"),
}


class CalendarYear(models.Model):
    """One year of the official calendar 辦公日曆表 as imported; `agency` is empty for all agencies.

    `exceptions` holds what differs from plain weeks: `MMDD` -> name of the day off, or `+` for a day worked.
    """

    agency = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    exceptions = models.JSONField(default=dict)
    source = models.CharField(max_length=200)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="clock_year_key")]

    def __str__(self) -> str:
        return str(self.year)


class Closure(models.Model):
    """A day on which an office does otherwise than the calendar says 停止上班: a typhoon, a rite, half a day."""

    agency = models.CharField(max_length=10)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=[(state.value, label) for state, label in STATES.items()])
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="clock_closure_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.state}"


class DayEntry(models.Model):
    """What was said of a day, and by whom: each word stays, the last one holds; an empty `state` took it back.

    `above` is the agency that said it for those below it.
    """

    agency = models.CharField(max_length=10)
    day = models.DateField()
    state = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    above = models.CharField(max_length=10, blank=True)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "day", "id"], name="clock_dayentry_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.state}"


class LedgerEntry(models.Model):
    """One thing that happened to the time limit of `subject` (`cases.case:7`), numbered within its kind.

    A pause lasts from `first` to `last`, both included, and is open while `last` is empty. An extension adds `period`
    and was told the citizen on `first`. A restart makes the day after `first` the first one counted.
    """

    agency = models.CharField(max_length=10)
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(kind.value, label) for kind, label in KINDS.items()])
    number = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "subject", "kind", "number"], name="clock_entry_key"),
            models.UniqueConstraint(
                fields=["agency", "subject"],
                condition=models.Q(kind="pause", last__isnull=True),
                name="clock_entry_one_open_pause",
            ),
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")),
                name="clock_entry_not_backwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.number}"
