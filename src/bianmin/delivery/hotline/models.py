"""Calls the line took, faxes asked for, and the menu that holds."""

from django.db import models

from bianmin.delivery.hotline.vocab import FaxState, Outcome, Step
from bianmin.foundation.packs.models import Held


class Call(models.Model):
    """One call 語音來電. `caller` and `kept` (what was typed) are emptied when it ends; a `trial` is not counted.

    `key` is known to the exchange alone, `line` the journal's word for it.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    key = models.CharField(max_length=40, unique=True)
    line = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    caller = models.CharField(max_length=40, blank=True)
    menu = models.CharField(max_length=40)
    step = models.CharField(max_length=6, choices=Step.choices, default=Step.MENU)
    kept = models.CharField(max_length=80, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    trial = models.BooleanField(default=False)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, default=Outcome.NONE)
    began_at = models.DateTimeField()
    began_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "began_on", "unit_path"], name="hotline_call_day"),
            models.Index(fields=["began_at"], condition=models.Q(ended_at__isnull=True), name="hotline_call_open"),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.outcome}"


class Fax(models.Model):
    """A guide that was asked for by fax 自動傳真: sent by the gateway, or by people where there is none."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=40)
    service_code = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=FaxState.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "asked_on", "unit_path"], name="hotline_fax_day"),
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=["waiting", "sending"]), name="hotline_fax_waiting"
            ),
            models.Index(fields=["agency", "id"], condition=models.Q(state="open"), name="hotline_fax_open"),
        ]

    def __str__(self) -> str:
        return f"{self.service_code}: {self.state}"


class Policy(Held):
    """The newest voice pack of an agency, as text."""
