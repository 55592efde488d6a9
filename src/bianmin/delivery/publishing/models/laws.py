"""What is said of a law beside its text; the classes and sections of a site."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from bianmin.delivery.publishing.models.articles import Edition
from bianmin.foundation.packs.models import Held


class Shelves(Held):
    """The newest pack of an agency about the classes of its site, as text."""


class Sections(Held):
    """The newest pack of an agency about the topics, links and terms of its site, as text."""


class Law(models.Model):
    """What an edition says of a law 法規: kind, number, days, and where others keep its text."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="law")
    kind = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=120, blank=True)
    promulgated_on = models.DateField(null=True, blank=True)
    amended_on = models.DateField(null=True, blank=True)
    repealed_on = models.DateField(null=True, blank=True)
    link = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(amended_on__isnull=True) | Q(promulgated_on__isnull=True)
                | Q(amended_on__gte=F("promulgated_on")),
                name="publishing_law_days",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition_id} {self.number}"
