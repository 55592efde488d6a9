"""Half-filled forms put aside, and tries of secret links that opened nothing."""

from typing import Any

from django.db import models

from bianmin.foundation.persons.models import Person


class Saved(models.Model):
    """A half-filled application put aside 暫存: whoever has its link takes it up again, until it is sent or too old.

    `place` is what is applied for, `key` the application's own key. The link's secret is derived from `nonce` and the
    installation's secret; kept is only its hash. `person` is whom the link was mailed to, gone with the row.
    """

    agency = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mailed = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="forms_saved_key")]
        indexes = [models.Index(fields=["ends_at"], name="forms_saved_ends")]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"forms.saved:{self.pk}"


class Knock(models.Model):
    """One try of a secret link or code, by the keyed hash of the network address it came from."""

    agency = models.CharField(max_length=10)
    what = models.CharField(max_length=20)
    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "what", "address_hash", "at"], name="forms_knock_address")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
