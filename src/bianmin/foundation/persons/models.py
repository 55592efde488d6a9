"""People as they gave their data, and what was corrected."""

from django.db import models

from bianmin.foundation.packs.models import Held
from bianmin.foundation.persons.vocab import LANGUAGE, Danger, PersonKind, Sex, Way


class Person(models.Model):
    """One person as recorded once, for one matter: rows are never merged by an unproved number.

    `name` is kept as written, in any script; `name_key` is its folded form for searching. A shared telephone, no
    e-mail, and a birth date before 1912 are normal. `sms_agreed`: text messages may be sent 簡訊同意.
    """

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=PersonKind.choices, default=PersonKind.NATURAL)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    latin_name = models.CharField(max_length=200, blank=True)
    id_number = models.CharField(max_length=20, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default=LANGUAGE)
    sms_agreed = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "name_key"], name="persons_person_name"),
            models.Index(fields=["agency", "id_number"], name="persons_person_id_number"),
            models.Index(fields=["agency", "phone"], name="persons_person_phone"),
        ]

    def __str__(self) -> str:
        return f"persons.person:{self.pk}"


class Former(models.Model):
    """What a person's data were before a correction 更正前資料; destroyed with the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former")
    values = models.JSONField()
    until = models.DateTimeField()
    corrected_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"persons.person:{self.person_id} until {self.until:%Y-%m-%d}"


class Proof(models.Model):
    """One wish to prove who one is by a code 身分確認: the code follows from `key` and the secret, and is not stored.

    `address` and `birth_on` are blank as soon as the code was sent, or nobody was found; `persons` are those whose
    address and birth date fit. Nothing here tells a visitor whether anybody was found.
    """

    agency = models.CharField(max_length=10)
    key = models.CharField(max_length=40, unique=True)
    way = models.CharField(max_length=5, choices=Way.choices)
    address = models.CharField(max_length=254, blank=True)
    address_hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=64)
    birth_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, default=LANGUAGE)
    persons = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    sought_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["address_hash", "asked_at"], name="persons_proof_address"),
            models.Index(fields=["network_hash", "asked_at"], name="persons_proof_network"),
            models.Index(fields=["asked_at"], condition=models.Q(sought_at__isnull=True), name="persons_proof_waiting"),
        ]

    def __str__(self) -> str:
        return f"persons.proof:{self.pk}"


class Visit(models.Model):
    """What follows from a proof: a time in which somebody sees the own matters; it ends by itself.

    `token_hash` is of what the browser holds, `identity` of what was proved, the same on every device. `number` and
    `birth_on` are what the identity provider at `provider` vouches for; they go with the visit, a day after it ends.
    """

    agency = models.CharField(max_length=10)
    token_hash = models.CharField(max_length=64, unique=True)
    identity = models.CharField(max_length=64)
    persons = models.JSONField(default=list)
    assurance = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=40, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["identity", "ends_at"], name="persons_visit_identity")]

    def __str__(self) -> str:
        return f"persons.visit:{self.pk}"


class UnifiedNumber(models.Model):
    """One unified number 統一證號 of the base register 基資表: one person one number, for ever; a row is never removed.

    `document` and `birth_on` tell people apart; `name_key` shows whom a new travel document may belong to. `source` is
    the number of the case, `channel` how that came in. Whose it is also stands with every person's row as `id_number`.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=10)
    document = models.CharField(max_length=40)
    birth_on = models.DateField()
    sex = models.CharField(max_length=6, choices=Sex.choices)
    name_key = models.CharField(max_length=200)
    group = models.CharField(max_length=80)
    scheme_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=10)
    source = models.CharField(max_length=30)
    assigned_on = models.DateField()
    assigned_at = models.DateTimeField()
    assigned_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="persons_unified_number"),
            models.UniqueConstraint(fields=["agency", "document", "birth_on"], name="persons_unified_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "birth_on", "name_key"], name="persons_unified_alike"),
            models.Index(fields=["agency", "assigned_on"], name="persons_unified_day"),
        ]

    def __str__(self) -> str:
        return f"persons.unified:{self.pk}"


class NumberScheme(Held):
    """The newest rule of an agency for unified numbers, as text."""


class Protection(models.Model):
    """That somebody's address and telephone are protected 受保護; ended, never deleted.

    It holds of every row with the same `id_number`, and of `person` where there is none. `through` says how they are
    reached instead; `by_email`: also by the e-mail given.
    """

    agency = models.CharField(max_length=10)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="protections")
    id_number = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=10, choices=Danger.choices)
    through = models.CharField(max_length=200)
    by_email = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency"], condition=models.Q(ended_at__isnull=True), name="persons_protection_now"),
        ]

    def __str__(self) -> str:
        return f"persons.person:{self.person_id} {self.why}"
