"""Accounts, the duties they hold in units, and who stands in for whom."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from bianmin.foundation.accounts.vocab import DutyShape


class User(AbstractUser):
    """Somebody who works here and signs in 帳號; citizens need none.

    Somebody from `outside` 外聘 works elsewhere, signs in until a last day, and sees only what she was invited to.
    """

    agency = models.CharField(max_length=10, blank=True)
    display_name = models.CharField(max_length=200)
    title = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    outside = models.BooleanField(default=False)
    valid_until = models.DateField(null=True, blank=True)

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["agency", "username"], name="accounts_user_agency")]


class DutyBook(models.Model):
    """What a pack says of its duties as a whole; its duties are rows."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    head = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="accounts_duty_book")]

    def __str__(self) -> str:
        return self.code


class Duty(models.Model):
    """A duty that a pack names 職務; one that a newer version of the pack leaves out is not given any more."""

    book = models.ForeignKey(DutyBook, on_delete=models.PROTECT, related_name="duties")
    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    current = models.BooleanField(default=True)
    like = models.CharField(max_length=12, blank=True)
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="accounts_duty_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> DutyShape:
        """What the pack says of it."""
        return DutyShape.model_validate(self.definition, strict=False)


class Holding(models.Model):
    """A duty held in a unit and below 職務, from a day until a day.

    `role` is the code of a duty of every house, or of the `duty` a pack names. `over` are the agencies below it is for
    (all where empty). `number` is the document that gave it, `ended_number` the one that took it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="holdings")
    agency = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    over = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    ended_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "path", "valid_from"], name="accounts_holding_key"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.path}"


class Deputy(models.Model):
    """`stand_in` acts for `absent` from a day until a day 職務代理."""

    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputies")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputising")
    agency = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.stand_in_id} for {self.absent_id}"


class Absence(models.Model):
    """Somebody is away from a day until a day 差假, and `stand_in` does the work meanwhile 代理人."""

    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covering")
    agency = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "valid_until"], name="accounts_absence_until")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="accounts_absence_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absent_id} {self.valid_from}..{self.valid_until}"


class Certificate(models.Model):
    """A certificate bound to an account 憑證登入: `identity` is a keyed hash of who signs in at the `provider`."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="certificate")
    provider = models.CharField(max_length=200)
    identity = models.CharField(max_length=64, unique=True)
    bound_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.bound_at:%Y-%m-%d}"


class PasswordUse(models.Model):
    """A password somebody had, as its hash, since when; `temporary`: given by another, to be changed at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passwords")
    hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    temporary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"
