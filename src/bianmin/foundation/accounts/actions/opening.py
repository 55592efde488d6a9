"""Open accounts: for people of the house, with a first role, for experts; say where one's messages go."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.journal import journal
from bianmin.foundation.accounts.actions.passwords import check_password, keep_password
from bianmin.foundation.accounts.models import PasswordUse, User
from bianmin.foundation.accounts.queries import key_of, user_with_key
from bianmin.foundation.accounts.rules import NameTaken, NotAnAddress, check_days, check_outside, may_administer
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import local_day


def _mailbox(text: str) -> str:
    """An e-mail address as it was typed, or empty."""
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as wrong:
        raise NotAnAddress(field="email") from wrong
    return text


@act()
def set_mailbox(*, email: str, by: Actor, at: datetime) -> None:
    """Say where one's own messages about work go; empty for nowhere.

    Raises:
        NotAnAddress; NotFound: no account acts.
    """
    user = user_with_key(by.key)
    user.email = _mailbox(email.strip())
    user.save(update_fields=["email"])
    reissue(User)
    journal("set_mailbox", user, by, at, "email")


@act()
def create_account(
    *,
    agency: str,
    username: str,
    display_name: str,
    password: str,
    title: str = "",
    phone: str = "",
    email: str = "",
    by: Actor,
    at: datetime,
) -> User:
    """Make an account for somebody who works in an agency; a password given by another is changed at once.

    Raises:
        NotAllowed: the actor does not administer the agency.
        NameTaken, WeakPassword, NotAnAddress: `field` names the input.
    """
    if not may_administer(by, agency):
        raise NotAllowed
    if User.objects.filter(username__iexact=username).exists():
        raise NameTaken(field="username", username=username)
    said = {"display_name": display_name, "title": title, "phone": phone, "email": _mailbox(email)}
    user = User(agency=agency, username=username, date_joined=at, **said)
    check_password(password, user)
    user.set_password(password)
    user.save()
    keep_password(user, at, temporary=by.staff)
    reissue(User)
    journal("create_account", user, by, at, "username", *(name for name, value in said.items() if value))
    return user


@act()
def open_account(*, role: str, path: str, by: Actor, at: datetime, **said: str) -> User:
    """Make an account with its first role, from today; `said` are the words of `create_account`.

    Raises:
        NotAllowed, NameTaken, WeakPassword, NoSuchUnit, NotForPeople: `field` names the input.
    """
    user = create_account(**said, by=by, at=at)
    grant_role(user=key_of(user), role=role, path=path, valid_from=local_day(at), by=by, at=at)
    return user


@act()
def invite_expert(*, valid_until: date, by: Actor, at: datetime, **said: str) -> User:
    """Open an account for somebody from outside 外聘, until a last day; `said` are the words of `create_account`.

    Whoever opens it, the password was given by another and is changed at once.

    Raises:
        NotAllowed, NameTaken, WeakPassword, NeedsLastDay, WrongDays: `field` names the input.
    """
    today = local_day(at)
    check_days(today, valid_until)
    check_outside(today, valid_until)
    user = create_account(**said, by=by, at=at)
    PasswordUse.objects.filter(user=user).update(temporary=True)
    user.outside, user.valid_until = True, valid_until
    user.save(update_fields=["outside", "valid_until"])
    return user
