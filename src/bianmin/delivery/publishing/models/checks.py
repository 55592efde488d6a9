"""How often a site is tested; looks, samples, links, tests and what scans found."""

from django.db import models

from bianmin.delivery.publishing.models.articles import Article
from bianmin.delivery.publishing.vocab import Level, Seen, TestKind, Verdict
from bianmin.foundation.packs.models import Held


class Rhythm(Held):
    """The newest pack of an agency about how often its site is tested, as text."""


class Look(models.Model):
    """A look at an article 每月定期檢視: due on the last day of its month, then who took it and what was found."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="looks")
    code = models.CharField(max_length=60)
    keeper = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True)
    found = models.CharField(max_length=6, choices=Seen.choices, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "article", "month"], name="publishing_look_month")]
        indexes = [models.Index(fields=["agency", "due_on"], name="publishing_look_due")]

    def __str__(self) -> str:
        return f"{self.code} {self.month}"


class Sample(models.Model):
    """An article drawn by lot to be checked 資訊抽查, and whether it was right."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="samples")
    code = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    drawn_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True)
    correct = models.BooleanField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "article", "drawn_on"], name="publishing_sample_once")]
        indexes = [models.Index(fields=["agency", "done_on"], name="publishing_sample_done")]

    def __str__(self) -> str:
        return f"{self.code} {self.drawn_on}"


class Link(models.Model):
    """One link of an article as it was tested on a day 連結測試; `outside` it leaves the site."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="links")
    code = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    outside = models.BooleanField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    answer = models.CharField(max_length=40, blank=True)
    checked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "article", "address", "checked_on"], name="publishing_link_day")
        ]
        indexes = [models.Index(fields=["agency", "checked_on"], name="publishing_link_checked")]

    def __str__(self) -> str:
        return f"{self.address} {self.verdict}"


class SiteTest(models.Model):
    """A test of the site with its result as somebody typed it 檢測紀錄; the report lies under its subject.

    Where its findings were read: `digest` is the SHA-256 of that file, `fresh` how many were new in it, `gone` how many
    of those before it no longer held.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    tested_on = models.DateField()
    tool = models.CharField(max_length=120)
    found = models.PositiveIntegerField()
    mended = models.PositiveIntegerField()
    remark = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    fresh = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "tested_on"], name="publishing_test_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.tested_on}"

    @property
    def subject(self) -> str:
        """The journal's word for it, under which its evidence lies."""
        return f"publishing.test:{self.pk}"


class Finding(models.Model):
    """What a scan found in the site 檢測缺失, followed from scan to scan until one no longer holds it.

    `key` is a digest of kind, tool, rule, page and place. `due_on`: until when it is to be mended; `again` counts how
    often it came back after it was mended.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    tool = models.CharField(max_length=120)
    key = models.CharField(max_length=64)
    rule = models.CharField(max_length=120)
    level = models.CharField(max_length=6, choices=Level.choices)
    title = models.CharField(max_length=300)
    page = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    mended_on = models.DateField(null=True, blank=True)
    again = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="publishing_finding_key")]
        indexes = [
            models.Index(
                fields=["agency", "due_on"], condition=models.Q(mended_on__isnull=True), name="publishing_finding_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.page}"
