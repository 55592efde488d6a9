"""Who acts in a case besides the applicant: for him, or together with him."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.party import Part, Soundness
from bianmin.foundation.persons.models import Person


class Party(models.Model):
    """An agent 代理人, with whether the letter of authority 委託書 was found sound, or a co-signer 共同具名人.

    `confirmed_at` is when a co-signer confirmed by the link that was for him alone.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    relation = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    soundness = models.CharField(max_length=7, choices=Soundness.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "part"], name="cases_party_key")]

    def __str__(self) -> str:
        return f"{self.part} {self.case_id}"
