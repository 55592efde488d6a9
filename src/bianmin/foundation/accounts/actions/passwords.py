"""Set passwords, one's own or somebody else's; open what was locked."""

from datetime import datetime
from typing import Final

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bianmin.foundation.accounts.actions.journal import journal
from bianmin.foundation.accounts.models import PasswordUse, User
from bianmin.foundation.accounts.queries import administered, key_of
from bianmin.foundation.accounts.rules import WeakPassword
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor

KEPT: Final = 24
"""More than any rule asks for."""


def check_password(password: str, user: User) -> None:
    """Refuse a password that the rules for passwords refuse.

    Raises:
        WeakPassword: `field` is `password`.
    """
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise WeakPassword(field="password", reasons=" ".join(wrong.messages)) from wrong


def keep_password(user: User, at: datetime, *, temporary: bool = False) -> None:
    """Remember a password's hash, so that it is not used again and its age is known."""
    PasswordUse.objects.create(user=user, hash=user.password, set_at=at, temporary=temporary)
    kept = PasswordUse.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:KEPT]
    PasswordUse.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


def _set(user: User, password: str, at: datetime, *, temporary: bool = False) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    keep_password(user, at, temporary=temporary)


@act()
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set a password that somebody chose for herself; whether it may be was checked at the edge."""
    _set(user, password, at)
    journal("change_password", user, Actor(key=key_of(user)), at, "password")


@act()
def reset_password(*, user: str, password: str, by: Actor, at: datetime) -> None:
    """Give a forgotten account a temporary password and open its lock; sessions signed in with the old one end.

    Raises:
        NotAllowed, NotFound, WeakPassword.
    """
    row = administered(user, by)
    check_password(password, row)
    _set(row, password, at, temporary=by.staff)
    reset(username=row.username)
    journal("reset_password", row, by, at, "password")


@act()
def unlock(*, user: str, by: Actor, at: datetime) -> None:
    """Open an account that was locked after too many failed sign-ins.

    Raises:
        NotAllowed, NotFound.
    """
    row = administered(user, by)
    reset(username=row.username)
    journal("unlock", row, by, at)
