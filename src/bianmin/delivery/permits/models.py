"""Permits, what happened to each, and the contacts before it ends."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from bianmin.delivery.permits.vocab.states import SUBJECT, Channel, ContactState, EventKind, Proof, State, Way


class Published(models.Model):
    """One published version of a kind of permit or of a ladder; it never changes."""

    agency = models.CharField(max_length=10)
    sort = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "sort", "code", "version"], name="permits_published_key"),
            models.UniqueConstraint(fields=["agency", "sort", "code", "valid_from"], name="permits_published_from"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Permit(models.Model):
    """One paper issued 證件. `revision` grows with every act; the check code follows from number and key.

    `origin` is the journal's word for what it came from (`cases.case:7`), `origin_number` what people know that by.
    `key` makes one permit of equal wishes. `expired_on` is written when its last day has passed, with `overdue`:
    neither renewed nor departed by then.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=40)
    number_key = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    revision = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=80)
    kind_version = models.CharField(max_length=20)
    kind_name = models.CharField(max_length=120)
    holder = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    origin_number = models.CharField(max_length=30, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    way = models.CharField(max_length=10, choices=Way.choices)
    office = models.CharField(max_length=200, blank=True)
    handed_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    ladder = models.CharField(max_length=80, blank=True)
    renewal_on = models.DateField(null=True, blank=True)
    renewal_number = models.CharField(max_length=30, blank=True)
    departed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    expired_on = models.DateField(null=True, blank=True)
    overdue = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number_key"], name="permits_permit_number"),
            models.UniqueConstraint(fields=["agency", "key"], name="permits_permit_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="permits_permit_span"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "holder"], name="permits_permit_holder"),
            models.Index(fields=["agency", "issued_on"], name="permits_permit_issued"),
            models.Index(fields=["agency", "origin"], name="permits_permit_origin"),
            models.Index(
                fields=["agency", "valid_until"], name="permits_permit_ending", condition=Q(expired_on__isnull=True)
            ),
            models.Index(
                fields=["agency", "expired_on"], name="permits_permit_expired", condition=Q(expired_on__isnull=False)
            ),
            models.Index(
                fields=["agency", "remind_on"], name="permits_permit_remind", condition=Q(remind_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for this permit."""
        return f"{SUBJECT}:{self.pk}"

    @property
    def settled(self) -> bool:
        """Whether its holder need not be reminded any more: a renewal was applied for, or the holder departed."""
        return self.renewal_on is not None or self.departed_on is not None

    def over(self, on: date) -> bool:
        """Whether its last day lies before `on`."""
        return self.valid_until is not None and self.valid_until < on


class Event(models.Model):
    """One line of a permit's history; `params` fill its sentence and never name a person."""

    agency = models.CharField(max_length=10)
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    params = models.JSONField(default=dict)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "permit", "id"], name="permits_event_permit")]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.kind}"


class Annotation(models.Model):
    """Words printed on a permit 加註."""

    agency = models.CharField(max_length=10)
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="annotations")
    code = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "permit", "code"], name="permits_annotation_once")]

    def __str__(self) -> str:
        return self.text


class Handing(models.Model):
    """How a permit reached its holder 發證紀錄: to whom, on what proof, by whom; `tracking` is the registered letter's.

    `proxy` is who fetched it for the holder, with a power of attorney 委託書 and a proof of both.
    """

    agency = models.CharField(max_length=10)
    permit = models.OneToOneField(Permit, on_delete=models.CASCADE, related_name="handing")
    way = models.CharField(max_length=10, choices=Way.choices)
    proof = models.CharField(max_length=10, choices=Proof.choices)
    proxy = models.ForeignKey("persons.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proxy_proof = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    tracking = models.CharField(max_length=40, blank=True)
    rights_given = models.BooleanField(default=False)
    folder_given = models.BooleanField(default=False)
    unit_path = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.permit_id} {self.way}"


class Use(models.Model):
    """One use of a paper that need not be brought again; it `saved` so many; `stay_until`: the stay it allows ends."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="uses")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    case_number = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=120)
    saved = models.PositiveSmallIntegerField(default=1)
    stay_until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    used_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "permit", "case_number"],
                name="permits_use_case_once",
                condition=~Q(case_number=""),
            )
        ]
        indexes = [models.Index(fields=["agency", "used_on"], name="permits_use_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.used_on}"


class Excluded(models.Model):
    """Why a permit's holder is not reminded, as an officer found out 排除名單; `source` says from where."""

    agency = models.CharField(max_length=10)
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="exclusions")
    why = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "permit", "why"], name="permits_excluded_once", condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.why}"


class Contact(models.Model):
    """One step of the ladder for one permit 關懷通知: when it was due, who does it, what came of it, or why not.

    `planned_on` is the day the policy names, `made_on` the day it was put on the list. `ends_on` is the permit's last
    day, `step` and `version` the ladder's.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="contacts")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    ladder = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    language = models.CharField(max_length=10, blank=True)
    planned_on = models.DateField()
    made_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=ContactState.choices)
    why = models.CharField(max_length=10, blank=True)
    result = models.CharField(max_length=12, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    spoken = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "permit", "step"], name="permits_contact_once")]
        indexes = [
            models.Index(
                fields=["agency", "unit_path", "planned_on"],
                name="permits_contact_open",
                condition=Q(state=ContactState.OPEN),
            ),
            models.Index(fields=["agency", "made_on"], name="permits_contact_made"),
            models.Index(fields=["agency", "done_on"], name="permits_contact_done"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.step} {self.state}"


class Tried(models.Model):
    """One try of a contact and what came of it; none is written over."""

    agency = models.CharField(max_length=10)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="results")
    result = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "contact", "id"], name="permits_tried_contact")]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.result}"
