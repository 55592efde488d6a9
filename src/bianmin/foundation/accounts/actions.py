"""Make accounts, give and take duties, name deputies, note who signed in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bianmin.foundation.accounts.duties import card_of, check_apart, find_duty
from bianmin.foundation.accounts.models import Absence, Deputy, Holding, PasswordUse, User
from bianmin.foundation.accounts.queries import expired, idle, key_of, user_with_key
from bianmin.foundation.accounts.rules import (
    HeldAlready,
    LastAdministrator,
    NameTaken,
    NoSuchUnit,
    NotAnAddress,
    NotBelow,
    OwnDuty,
    WeakPassword,
    check_absence,
    check_days,
    check_deputy,
    check_duty,
    check_others_administer,
    check_outside,
    in_force,
    may_administer,
    may_give,
    may_name_deputy,
    may_review,
    overlapping,
)
from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.models import Unit
from bianmin.foundation.orgs.queries import below
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day


def _journal(verb: str, user: User, by: Actor, at: datetime, *fields: str) -> None:
    subject = f"accounts.user:{user.pk}"
    record(verb=f"accounts.{verb}", subject=subject, agency=user.agency, by=by, at=at, fields=fields)


PASSWORDS_KEPT: Final = 24
"""More than any rule asks for."""


def _administered(key: str, by: Actor) -> User:
    user = user_with_key(key)
    if not may_administer(by, user.agency):
        raise NotAllowed
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise WeakPassword(field="password", reasons=" ".join(wrong.messages)) from wrong


def _keep_password(user: User, at: datetime, *, temporary: bool = False) -> None:
    """Remember a password's hash, so that it is not used again and its age is known."""
    PasswordUse.objects.create(user=user, hash=user.password, set_at=at, temporary=temporary)
    kept = PasswordUse.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:PASSWORDS_KEPT]
    PasswordUse.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


@act()
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set a password that somebody chose for herself; whether it may be was checked at the edge."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _keep_password(user, at)
    _journal("change_password", user, Actor(key=key_of(user)), at, "password")


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
    _journal("set_mailbox", user, by, at, "email")


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
    _check_password(password, user)
    user.set_password(password)
    user.save()
    _keep_password(user, at, temporary=by.staff)
    reissue(User)
    _journal("create_account", user, by, at, "username", *(name for name, value in said.items() if value))
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
def reset_password(*, user: str, password: str, by: Actor, at: datetime) -> None:
    """Give a forgotten account a temporary password and open its lock; sessions signed in with the old one end.

    Raises:
        NotAllowed, NotFound, WeakPassword.
    """
    row = _administered(user, by)
    _check_password(password, row)
    row.set_password(password)
    row.save(update_fields=["password"])
    _keep_password(row, at, temporary=by.staff)
    reset(username=row.username)
    _journal("reset_password", row, by, at, "password")


@act()
def unlock(*, user: str, by: Actor, at: datetime) -> None:
    """Open an account that was locked after too many failed sign-ins.

    Raises:
        NotAllowed, NotFound.
    """
    row = _administered(user, by)
    reset(username=row.username)
    _journal("unlock", row, by, at)


@act()
def grant_role(
    *,
    user: str,
    role: str,
    path: str,
    valid_from: date,
    valid_until: date | None = None,
    over: Iterable[str] = (),
    number: str = "",
    by: Actor,
    at: datetime,
) -> Holding:
    """Give somebody a duty in a unit, and so in the units below it, first and last day included 派任.

    `role` is the code of a duty; `over` are agencies below it is for; `number` is the document that gives it.

    Raises:
        NotAllowed: the actor gives no duties there, or not this one. OwnDuty: a head gives it to herself.
        NoSuchUnit, NoSuchDuty, HeldAlready, HeldApart, NotForPeople, NotHeldHere, ForOutsiders, NeedsLastDay, NotBelow,
        WrongDays: `field` names the input.
    """
    row = user_with_key(user)
    unit = Unit.objects.filter(path=path).first()
    if unit is None:
        raise NoSuchUnit(field="path", path=path)
    card, duty = find_duty(unit.agency, role)
    if not may_give(by, unit.agency, path, card):
        raise NotAllowed
    if by.key == user and not may_administer(by, unit.agency):
        raise OwnDuty(field="person")
    check_duty(card, row, path, valid_from, valid_until)
    if Holding.objects.filter(overlapping(valid_from, valid_until), user=row, role=card.code, path=path).exists():
        raise HeldAlready(field="role")
    check_apart(row, card, path, valid_from, valid_until)
    held = Holding.objects.create(
        user=row, role=card.code, duty=duty, agency=unit.agency, path=path, over=_below(unit.agency, over),
        valid_from=valid_from, valid_until=valid_until, number=number.strip()[:60],
    )  # fmt: skip
    _journal_duty("grant_role", held, by, at)
    return held


def _below(agency: str, over: Iterable[str]) -> list[str]:
    """The codes, each of an agency below this one."""
    wanted = sorted(set(over))
    if strange := [code for code in wanted if code == agency or code not in below(agency)]:
        raise NotBelow(field="over", names=", ".join(strange))
    return wanted


def _journal_duty(verb: str, held: Holding, by: Actor, at: datetime) -> None:
    """A duty given or taken stands in the journal of the agency where it is held."""
    reissue(User)
    subject = f"accounts.user:{held.user_id}"
    record(verb=f"accounts.{verb}", subject=subject, agency=held.agency, by=by, at=at, fields=[held.role])


@act()
def revoke_role(*, holding: int, until: date, number: str = "", by: Actor, at: datetime) -> Holding:
    """End a duty after a day 解任; one that has not begun by then is taken back altogether.

    Raises:
        NotFound; NotAllowed: the actor gives no such duty there.
        LastAdministrator: nobody else could administer the agency.
    """
    held = Holding.objects.select_related("user", "duty__book").filter(pk=holding).first()
    if held is None:
        raise NotFound
    card = card_of(held.duty) if held.duty else find_duty(held.agency, held.role)[0]
    if not may_give(by, held.agency, held.path, card):
        raise NotAllowed
    if held.role == Role.ADMIN.value:
        check_others_administer(held.user, held.agency, until + timedelta(days=1))
    _journal_duty("revoke_role", held, by, at)
    if until < held.valid_from:
        held.delete()
        return held
    held.valid_until, held.ended_number = until, number.strip()[:60]
    held.save(update_fields=["valid_until", "ended_number"])
    return held


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


@act()
def name_deputy(
    *, absent: str, stand_in: str, valid_from: date, valid_until: date | None = None, by: Actor, at: datetime
) -> Deputy:
    """Name who stands in for somebody 職務代理, first and last day included.

    Raises:
        NotAllowed: neither the person herself nor her chief or administrator.
        OwnDeputy, NotHere, DeputyAlready, WrongDays: `field` names the input.
    """
    away, other = user_with_key(absent), user_with_key(stand_in)
    if not may_name_deputy(by, away):
        raise NotAllowed
    check_deputy(away, other, valid_from, valid_until)
    reissue(User)
    _journal("name_deputy", away, by, at)
    return Deputy.objects.create(
        absent=away, stand_in=other, agency=away.agency, valid_from=valid_from, valid_until=valid_until
    )


@act()
def end_deputy(*, deputy: int, until: date, by: Actor, at: datetime) -> None:
    """End a deputy's time after a day; one that has not begun by then is taken back altogether.

    Raises:
        NotFound, NotAllowed.
    """
    row = Deputy.objects.select_related("absent").filter(pk=deputy).first()
    if row is None:
        raise NotFound
    if not may_name_deputy(by, row.absent):
        raise NotAllowed
    reissue(User)
    _journal("end_deputy", row.absent, by, at)
    if until < row.valid_from:
        row.delete()
        return
    row.valid_until = until
    row.save(update_fields=["valid_until"])


@act()
def enter_absence(
    *, absent: str, stand_in: str, valid_from: date, valid_until: date, by: Actor, at: datetime
) -> Absence:
    """Enter that somebody is away 差假, first and last day included, and who does the work; it ends by itself.

    Raises:
        NotAllowed: neither the person herself nor her chief or administrator.
        OwnDeputy, NotHere, AbsentAlready, DeputyIsAway, WrongDays: `field` names the input.
    """
    away, other = user_with_key(absent), user_with_key(stand_in)
    if not may_name_deputy(by, away):
        raise NotAllowed
    check_absence(away, other, valid_from, valid_until)
    reissue(User)
    _journal("enter_absence", away, by, at)
    return Absence.objects.create(
        absent=away, stand_in=other, agency=away.agency, valid_from=valid_from, valid_until=valid_until
    )


@act()
def end_absence(*, absence: int, until: date, by: Actor, at: datetime) -> None:
    """End an absence after a day, when somebody is back early; one that has not begun by then is taken back.

    Raises:
        NotFound, NotAllowed.
    """
    row = Absence.objects.select_related("absent").filter(pk=absence).first()
    if row is None:
        raise NotFound
    if not may_name_deputy(by, row.absent):
        raise NotAllowed
    reissue(User)
    _journal("end_absence", row.absent, by, at)
    if until < row.valid_from:
        row.delete()
        return
    row.valid_until = min(until, row.valid_until)
    row.save(update_fields=["valid_until"])


@act()
def deactivate(*, user: str, by: Actor, at: datetime) -> User:
    """Close an account: nobody signs in with it, sessions end, and it stands in for nobody from today on.

    Raises:
        NotFound, NotAllowed.
        LastAdministrator: nobody else could administer the agency.
    """
    row = _administered(user, by)
    today = local_day(at)
    check_others_administer(row, row.agency, today)
    row.is_active = False
    row.save(update_fields=["is_active"])
    for deputy in Deputy.objects.filter(in_force(today), stand_in=row):
        end_deputy(deputy=deputy.pk, until=today - timedelta(days=1), by=by, at=at)
    for absence in Absence.objects.filter(in_force(today), stand_in=row):
        end_absence(absence=absence.pk, until=today - timedelta(days=1), by=by, at=at)
    reissue(User)
    _journal("deactivate", row, by, at, "is_active")
    return row


@act()
def reopen(*, user: str, by: Actor, at: datetime) -> User:
    """Open a suspended account again; the time without use begins anew.

    Raises:
        NotFound, NotAllowed.
    """
    row = _administered(user, by)
    row.is_active, row.last_login = True, at
    row.save(update_fields=["is_active", "last_login"])
    reissue(User)
    _journal("reopen", row, by, at, "is_active")
    return row


def close_ended(*, by: Actor, at: datetime) -> int:
    """Close accounts whose last day has passed; tells how many."""
    users = list(expired(on=local_day(at)))
    for user in users:
        deactivate(user=key_of(user), by=by, at=at)
    return len(users)


def suspend_idle(*, days: int, by: Actor, at: datetime) -> int:
    """Close accounts that nobody signed in with for so many days 閒置帳號; the last administrator's stays open."""
    count = 0
    for user in idle(days=days, at=at) if days else ():
        try:
            deactivate(user=key_of(user), by=by, at=at)
            count += 1
        except LastAdministrator:
            continue
    return count


@act()
def review_acts(*, agency: str, month: str, by: Actor, at: datetime) -> None:
    """Note that the acts of the administrators in a month (`2026-11`) were looked through 覆核.

    Raises:
        NotAllowed: no chief or auditor of the agency.
    """
    if not may_review(by, agency):
        raise NotAllowed
    record(verb="accounts.review_acts", subject=f"accounts.acts:{month}", agency=agency, by=by, at=at, purpose=month)


@act()
def note_sign_in(*, user: User, at: datetime) -> None:
    """Journal that somebody signed in."""
    _journal("sign_in", user, Actor(key=key_of(user)), at)
