"""Look-ups, the registers they are made in, and accounts of other bodies with their uses."""

from django.db import models

from bianmin.delivery.exchange.vocab import Result, Way
from bianmin.foundation.packs.models import Held


class Lookup(models.Model):
    """One look-up of a paper 查驗: where, what for, on what basis, by whom, and what came of it; no data of a person.

    What the register answered is not kept. `saved`: as things stand this is what spares the applicant the paper; one
    that is asked or saved stands alone for its paper, so that nothing is asked twice. `connected`: by a plug-in, not by
    an officer who looked elsewhere. `again` is why it was looked up although it had been before.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    subject = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    service_code = models.CharField(max_length=80)
    paper = models.CharField(max_length=60)
    paper_name = models.CharField(max_length=200)
    register = models.CharField(max_length=40, blank=True)
    register_name = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=Way.choices)
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.ASKED)
    saved = models.BooleanField(default=False)
    connected = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    again = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "subject", "paper"],
                condition=models.Q(saved=True) | models.Q(result=Result.ASKED),
                name="exchange_lookup_once",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "subject", "id"], name="exchange_lookup_subject"),
            models.Index(fields=["agency", "on", "unit_path"], name="exchange_lookup_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.paper}: {self.result}"


class Book(Held):
    """The newest list of registers of an agency, as text."""


class Account(models.Model):
    """An account of somebody of another body 查詢帳號, opened on its application: the case by `subject` and `number`.

    `user` is the journal's word for who signs in. `reported_on`: when its body was last told of its use.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    subject = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    body = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    user = models.CharField(max_length=60)
    opened_by = models.CharField(max_length=60)
    opened_on = models.DateField()
    valid_until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "subject"], name="exchange_account_once"),
            models.UniqueConstraint(fields=["agency", "user"], name="exchange_account_user"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.number}"


class Inquiry(models.Model):
    """One look-up by another body 公務機關查詢: in which register, for which matter of its own; no data of a person."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="inquiries")
    number = models.CharField(max_length=30)
    body = models.CharField(max_length=200)
    register = models.CharField(max_length=40)
    register_name = models.CharField(max_length=200)
    matter = models.CharField(max_length=60)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.ASKED)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "account", "on"], name="exchange_inquiry_account"),
            models.Index(fields=["agency", "on", "unit_path"], name="exchange_inquiry_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.on}"
