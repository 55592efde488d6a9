"""What the media said of an agency, what was done with each, and the rules of an agency."""

from django.db import models

from bianmin.delivery.press.vocab import FACT, LINK_MOST, PROOF, TITLE_MOST, WAITING, Stance, State, Tone, Truth
from bianmin.delivery.press.vocab import Step as Steps
from bianmin.foundation.packs.models import Held


class Item(models.Model):
    """One report or statement about the agency 新聞輿情.

    `due_at` is until when it is answered, `minutes` the office time from seeing it to its answer.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    medium = models.CharField(max_length=40)
    medium_name = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=TITLE_MOST)
    text = models.TextField()
    link = models.CharField(max_length=LINK_MOST, blank=True)
    clippings = models.JSONField(default=list)
    tone = models.CharField(max_length=10, choices=Tone.choices)
    truth = models.CharField(max_length=6, choices=Truth.choices, default=Truth.OPEN)
    finding = models.TextField(blank=True)
    appeared_on = models.DateField()
    seen_at = models.DateTimeField()
    seen_on = models.DateField()
    due_at = models.DateTimeField()
    officer = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    stance = models.CharField(max_length=7, choices=Stance.choices, blank=True)
    answer = models.TextField(blank=True)
    proof_link = models.CharField(max_length=LINK_MOST, blank=True)
    proofs = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    published = models.JSONField(default=dict)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="press_item_key"),
            models.UniqueConstraint(fields=["agency", "number"], name="press_item_number"),
        ]
        indexes = [
            models.Index(fields=["agency", "seen_on", "unit_path"], name="press_item_seen"),
            models.Index(fields=["agency", "answered_on", "unit_path"], name="press_item_answered"),
            models.Index(fields=["agency", "due_at"], condition=models.Q(state__in=WAITING), name="press_item_waiting"),
            models.Index(
                fields=["agency", "published_on"],
                condition=models.Q(published_on__isnull=False),
                name="press_item_published",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it, and that of its clippings."""
        return f"{FACT}:{self.pk}"

    @property
    def proof(self) -> str:
        """The subject of the files that prove its answer."""
        return f"{PROOF}:{self.pk}"


class Step(models.Model):
    """One step of what was done with an item 處理歷程."""

    agency = models.CharField(max_length=10)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=9, choices=Steps.choices)
    by = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "item", "id"], name="press_step_item")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.step}"


class Policy(Held):
    """The newest press pack of an agency, as text."""
