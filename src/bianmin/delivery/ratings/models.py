"""Ratings given."""

from django.db import models

from bianmin.delivery.ratings.vocab import LEAST, MOST, AlertState


class Rating(models.Model):
    """One rating of one service given; each visit for it rated once.

    `subject` is the journal's word for the service given (`cases.case:7`), `visit` tells several for one subject apart.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    service_code = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    visit = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=30, blank=True)
    subject_kind = models.CharField(max_length=40)
    officer = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    satisfied = models.BooleanField()
    dissatisfied = models.BooleanField()
    reason = models.CharField(max_length=1000, blank=True)
    rated_at = models.DateTimeField()
    rated_on = models.DateField()
    state = models.CharField(max_length=10, choices=AlertState.choices, default=AlertState.NONE)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "subject", "visit"], name="ratings_rating_once"),
            models.CheckConstraint(condition=models.Q(level__gte=LEAST, level__lte=MOST), name="ratings_rating_level"),
        ]
        indexes = [
            models.Index(fields=["agency", "rated_on", "unit_path"], name="ratings_rating_day"),
            models.Index(
                fields=["agency", "id"], name="ratings_rating_open", condition=models.Q(state=AlertState.OPEN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.level}"
