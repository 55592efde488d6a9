"""Places by time, the visits that take them, and the rules of an agency."""

from django.db import models

from bianmin.delivery.appointments.vocab import ABOUT_MOST, SUBJECT, State, Way
from bianmin.foundation.packs.models import Held
from bianmin.foundation.persons.models import Person


class Seat(models.Model):
    """One place at one time 名額, numbered from 1; free while `taken_by`, a booking's key, is empty.

    A room of interviews 面談室 is a site too, with one place for every five minutes.

    Taking it is one conditional UPDATE, so that two who reach for the last place cannot both have it.
    """

    agency = models.CharField(max_length=10)
    site = models.CharField(max_length=250)
    start = models.DateTimeField()
    number = models.PositiveSmallIntegerField()
    taken_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "site", "start", "number"], name="appointments_seat_key"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "taken_by"], condition=~models.Q(taken_by=""), name="appointments_seat_taken"
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.start:%Y-%m-%d %H:%M} {self.number}"


class Visit(models.Model):
    """One visit 預約（或臨櫃）: booked ahead, or noted when somebody came without an appointment (then without a name).

    `on` is the day of the visit, `made_on` the day it was booked; the code follows from `key` and is not stored.
    `about` is what is to be talked about, where the place asks that.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=64)
    site = models.CharField(max_length=40)
    site_name = models.CharField(max_length=120)
    service_code = models.CharField(max_length=80, blank=True)
    service_name = models.CharField(max_length=120, blank=True)
    start = models.DateTimeField()
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    matters = models.PositiveSmallIntegerField(default=1)
    way = models.CharField(max_length=7, choices=Way.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.BOOKED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.CharField(max_length=30, blank=True)
    about = models.CharField(max_length=ABOUT_MOST, blank=True)
    made_at = models.DateTimeField()
    made_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="appointments_visit_key"),
            models.UniqueConstraint(
                fields=["agency", "number"], condition=~models.Q(number=""), name="appointments_visit_number"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "on", "site"], name="appointments_visit_day"),
            models.Index(fields=["agency", "made_on", "unit_path"], name="appointments_visit_made"),
            models.Index(fields=["agency", "case"], condition=~models.Q(case=""), name="appointments_visit_case"),
            models.Index(
                fields=["agency", "person"], condition=models.Q(state="booked"), name="appointments_visit_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{SUBJECT}:{self.pk}"

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Policy(Held):
    """The newest appointments pack of an agency, as text."""
