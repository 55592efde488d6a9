"""Accounts, the roles they hold in units, and who stands in for whom."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from bianmin.kernel.actor import Role


class User(AbstractUser):
    """Somebody who works here and signs in 帳號; citizens need none."""

    agency = models.CharField(max_length=10, blank=True)
    display_name = models.CharField(max_length=200)
    title = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["agency", "username"], name="accounts_user_agency")]


class Holding(models.Model):
    """A role held in a unit and below 職務, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])
    agency = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

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


class PasswordUse(models.Model):
    """A password somebody had, as its hash, since when; `temporary`: given by another, to be changed at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passwords")
    hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    temporary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"
