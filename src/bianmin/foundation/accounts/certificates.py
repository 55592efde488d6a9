"""Sign in by a certificate 憑證登入: bound by whoever is signed in, it opens that account alone."""

from datetime import date, datetime

from django.db import IntegrityError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.accounts.models import Certificate, User
from bianmin.foundation.accounts.queries import ended, key_of, user_with_key
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class BoundToNobody(Refused):
    """Nobody's account has this certificate, or the account is closed: the same answer."""

    message = _("No account opens with this certificate. Sign in with your password, then bind it under your name.")


class BoundElsewhere(Refused):
    """The certificate is another account's."""

    message = _("This certificate is bound to another account. Ask your administrator.")


def _identity(provider: str, subject: str) -> str:
    return salted_hmac("bianmin.accounts.certificate", f"{provider} {subject}", algorithm="sha256").hexdigest()


def certificate_of(user: User) -> Certificate | None:
    """The certificate of an account."""
    return Certificate.objects.filter(user=user).first()


@act()
def bind(*, provider: str, subject: str, by: Actor, at: datetime) -> None:
    """Bind a certificate to one's own account, in place of the one before.

    Raises:
        NotAllowed: somebody without an account. BoundElsewhere.
    """
    if not by.staff:
        raise NotAllowed
    user = user_with_key(by.key)
    values = {"provider": provider[:200], "identity": _identity(provider, subject), "bound_at": at}
    try:
        with attempt():
            Certificate.objects.update_or_create(user=user, defaults=values)
    except IntegrityError as taken:
        raise BoundElsewhere from taken
    record(verb="accounts.bind", subject=f"accounts.user:{user.pk}", agency=user.agency, by=by, at=at)


@act()
def unbind(*, by: Actor, at: datetime) -> None:
    """Take one's certificate from one's account."""
    if not by.staff:
        raise NotAllowed
    user = user_with_key(by.key)
    Certificate.objects.filter(user=user).delete()
    record(verb="accounts.unbind", subject=f"accounts.user:{user.pk}", agency=user.agency, by=by, at=at)


@act()
def admitted(*, provider: str, subject: str, on: date, at: datetime) -> User:
    """Whose account a certificate opens; the sign-in is journaled.

    Raises:
        BoundToNobody: nobody's, or the account is suspended or has ended.
    """
    row = Certificate.objects.select_related("user").filter(identity=_identity(provider, subject)).first()
    if row is None or not row.user.is_active or ended(row.user, on=on):
        raise BoundToNobody
    subject_of = f"accounts.user:{row.user_id}"
    record(verb="accounts.sign_in", subject=subject_of, agency=row.user.agency, by=Actor(key_of(row.user)), at=at)
    return row.user
