"""Tell: a message about a case to whoever applied."""

from datetime import date, datetime

from bianmin.delivery.cases.models import Case
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.persons.models import Person
from bianmin.kernel.actor import Actor
from bianmin.kernel.rows import related


def addressee(case: Case) -> Person:
    """Who is told: the proxy, who acts for the applicant, or else the applicant."""
    return related(case, Person, "proxy") or related(case, Person, "applicant") or case.applicant


def tell(case: Case, template: str, *, by: Actor, at: datetime, way: str = "", **params: str | date) -> None:
    """Put a message about a case into the outbox: that something is there, never what; `way` is the channel chosen."""
    values = {"number": case.number, "service": case.service_name, **params}
    send(
        template=template,
        to=addressee(case),
        subject=case.subject,
        params=values,
        by=by,
        at=at,
        unit_path=case.unit_path,
        way=way,
    )
