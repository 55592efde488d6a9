"""Rules for new passwords: kinds of signs, and none that was used lately; how old one is."""

import unicodedata
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bianmin.foundation.accounts.models import PasswordUse, User


def kinds(password: str) -> int:
    """How many kinds of signs there are: small letters, capital letters, digits, anything else."""
    categories = {unicodedata.category(sign) for sign in password}
    plain = ({"Ll"}, {"Lu"}, {"Nd"})
    return sum(bool(categories & kind) for kind in plain) + bool(categories - {"Ll", "Lu", "Nd"})


class KindsOfSigns:
    """At least so many kinds of signs, unless the password is a long sentence."""

    def __init__(self, least: int, passphrase: int) -> None:
        self.least, self.passphrase = least, passphrase

    def validate(self, password: str, _user: User | None = None) -> None:
        """Refuse a short password of too few kinds."""
        if self.passphrase and len(password) >= self.passphrase:
            return
        if kinds(password) < self.least:
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        """What is asked."""
        return _(
            "Use at least {least} of these: small letters, capital letters, digits, other signs; or a sentence of "
            "{passphrase} signs or more."
        ).format(least=self.least, passphrase=self.passphrase)


class NotUsedLately:
    """None of the last passwords of the same account."""

    def __init__(self, last: int) -> None:
        self.last = last

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse a password that was used lately."""
        if not user or not user.pk or not self.last:
            return
        used = PasswordUse.objects.filter(user=user).order_by("-pk").values_list("hash", flat=True)[: self.last]
        if any(check_password(password, known) for known in [*used, user.password]):
            raise ValidationError(self.get_help_text(), code="password_used")

    def get_help_text(self) -> str:
        """What is asked."""
        return ngettext("Not your last password again.", "None of your last {last} passwords again.", self.last).format(
            last=self.last
        )


def must_change(user: User, *, at: datetime, days: int) -> bool:
    """Whether a password was given by somebody else, or is older than so many days (0: may grow old)."""
    newest = PasswordUse.objects.filter(user=user).order_by("-pk").first()
    if newest is not None and newest.temporary:
        return True
    since = newest.set_at if newest else user.date_joined
    return bool(days) and at - since > timedelta(days=days)
