"""Who may act for an applicant, for what, and how long."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.mandate import Proof
from bianmin.foundation.persons.models import Person


class Mandate(models.Model):
    """An authorisation 委託書 of an agent by the applicant of a case; revoked, never deleted.

    `deeds` name what it is for; `query_hash` is kept of the agent's own code. `turned`: when it was revoked, the case
    got another code, since this agent knew the first. `fetched_at`: when the agent fetched the result.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=60, blank=True)
    deeds = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    applied = models.BooleanField(default=False)
    query_hash = models.CharField(max_length=64, blank=True)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=60, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    turned = models.BooleanField(default=False)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "case", "id"], name="cases_mandate_case"),
            models.Index(fields=["case"], name="cases_mandate_turned", condition=models.Q(turned=True)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {', '.join(self.deeds)}"
