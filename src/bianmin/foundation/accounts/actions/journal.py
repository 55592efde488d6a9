"""Write the journal's lines about accounts; note who signed in, and that the acts were looked through."""

from datetime import datetime

from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.accounts.rules import may_review
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed


def journal(verb: str, user: User, by: Actor, at: datetime, *fields: str) -> None:
    """A line about an account, in the journal of its agency."""
    subject = f"accounts.user:{user.pk}"
    record(verb=f"accounts.{verb}", subject=subject, agency=user.agency, by=by, at=at, fields=fields)


@act()
def note_sign_in(*, user: User, at: datetime) -> None:
    """Journal that somebody signed in."""
    journal("sign_in", user, Actor(key=key_of(user)), at)


@act()
def review_acts(*, agency: str, month: str, by: Actor, at: datetime) -> None:
    """Note that the acts of the administrators in a month (`2026-11`) were looked through 覆核.

    Raises:
        NotAllowed: no chief or auditor of the agency.
    """
    if not may_review(by, agency):
        raise NotAllowed
    record(verb="accounts.review_acts", subject=f"accounts.acts:{month}", agency=agency, by=by, at=at, purpose=month)
