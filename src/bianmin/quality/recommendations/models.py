"""Lists of recommendations, their rows, and what was written about each."""

from django.db import models

from bianmin.quality.recommendations.vocab import SUBJECT, Adoption, Source


class Collection(models.Model):
    """One list 建議事項彙整表: the recommendations of one visit, meeting or year.

    It has a `code` where a `pack` brought it.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=9, choices=Source.choices)
    held_on = models.DateField()
    due_on = models.DateField()
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    code = models.CharField(max_length=80, blank=True)
    pack = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="recommendations_list_number"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=~models.Q(code=""), name="recommendations_list_code"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Recommendation(models.Model):
    """One recommendation 建議事項 and how it is handled; made on `on`, decided on `settled_on`."""

    agency = models.CharField(max_length=10)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=9, choices=Source.choices)
    text = models.TextField()
    unit_path = models.CharField(max_length=200)
    on = models.DateField()
    handling = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    adoption = models.CharField(max_length=11, choices=Adoption.choices, default=Adoption.OPEN)
    document = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "collection", "place"], name="recommendations_place")]
        indexes = [models.Index(fields=["agency", "unit_path", "adoption"], name="recommendations_unit")]

    def __str__(self) -> str:
        return f"{self.collection_id}.{self.place}"


class Step(models.Model):
    """What was written about a recommendation on a day, so that earlier periods can be read."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="steps")
    by = models.CharField(max_length=60)
    on = models.DateField()
    text = models.TextField()
    adoption = models.CharField(max_length=11, choices=Adoption.choices)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.on}"
