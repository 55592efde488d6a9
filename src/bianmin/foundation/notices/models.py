"""Templates of notices, and the outbox of messages and tasks."""

from django.db import models

from bianmin.foundation.accounts.models import User
from bianmin.foundation.notices.vocab import Channel, Problem, Result, State
from bianmin.foundation.persons.models import Person


class Template(models.Model):
    """One version of a notice's texts, by language; of one agency, or shared by all (agency empty)."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    texts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "version"], name="notices_template_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Message(models.Model):
    """A row of the outbox: an e-mail to send or a task for the desk; `staff`: to somebody who works here, by e-mail.

    The reader's address is read when it is used, not copied; `params` holds numbers, days and names of services, never
    what was decided. `key` makes one message of many equal wishes. `instead_of` is the e-mail that was given up.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    subject = models.CharField(max_length=80)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locale = models.CharField(max_length=10)
    params = models.JSONField(default=dict)
    key = models.CharField(max_length=100)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    problem = models.CharField(max_length=13, choices=Problem.choices, blank=True)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=11, choices=Result.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="notices_message_key"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, staff__isnull=True)
                | models.Q(person__isnull=True, staff__isnull=False),
                name="notices_message_one_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "channel"], name="notices_message_state"),
            models.Index(fields=["agency", "subject"], name="notices_message_subject"),
            models.Index(
                fields=["next_try_at"], condition=models.Q(next_try_at__isnull=False), name="notices_message_due"
            ),
            models.Index(fields=["claimed_at"], condition=models.Q(problem="unsure"), name="notices_message_unsure"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.subject} {self.state}"

    @property
    def mailbox(self) -> str:
        """Where the e-mail goes now; empty where the person has no address any more, or the account is closed."""
        if self.staff is not None:
            return self.staff.email if self.staff.is_active else ""
        return self.person.email if self.person else ""
