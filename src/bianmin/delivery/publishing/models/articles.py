"""Articles and their editions."""

from django.db import models
from django.db.models import Q

from bianmin.delivery.publishing.vocab import SUBJECT, Kind, State


class Article(models.Model):
    """One page, piece of news, or question: its address `code`, the unit in charge, and who looks after it 專人."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    keeper = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="publishing_article_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Edition(models.Model):
    """One edition of an article; once published its words never change.

    `quoted` names the source of quoted data, `decided_by` the chief, `valid_until` its last day on the site.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    category = models.CharField(max_length=60, blank=True)
    quoted = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)
    valid_until = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "article", "number"], name="publishing_edition_number"),
            models.UniqueConstraint(
                fields=["agency", "article"], condition=Q(state__in=("draft", "asked")), name="publishing_edition_draft"
            ),
            models.UniqueConstraint(
                fields=["agency", "article"], condition=Q(state="published"), name="publishing_edition_live"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "kind", "published_at"], name="publishing_edition_listed"),
            models.Index(fields=["agency", "published_on"], name="publishing_edition_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
