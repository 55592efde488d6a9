"""A question that cannot be answered at once 留電回覆: a call-back task for the unit that knows the matter."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.notices.models import Message
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel import phones
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 1000


class QuestionMissing(Refused):
    """Nothing was asked."""

    message = _("Write down the question, in at most {most} characters.")


class UnitMissing(Refused):
    """No unit of the agency was chosen."""

    message = _("Choose the unit whose expert calls back.")


class TooEarly(Refused):
    """A call-back by a day that has passed."""

    message = _("Choose today or a later day.")


@act()
def take_question(
    *, agency: str, name: str, phone: str, question: str, unit: str, by_on: date, by: Actor, at: datetime
) -> Message:
    """Keep the telephone number and the question; the unit's desk finds a call to make, by the day promised.

    Raises:
        WrongPhone, QuestionMissing, UnitMissing, TooEarly: nothing is kept; `field` names the box.
        NotAllowed: staff of another agency.
    """
    try:
        phones.parse(phone)
    except phones.WrongPhone as wrong:
        raise phones.WrongPhone(field="phone", text=phone) from wrong
    asked = question.strip()
    if not asked or len(asked) > LONGEST:
        raise QuestionMissing(field="question", most=LONGEST)
    if not units_of(agency, on=local_day(at)).filter(path=unit).exists():
        raise UnitMissing(field="unit")
    if by_on < local_day(at):
        raise TooEarly(field="by_on")
    person = add_person(agency=agency, name=name.strip() or "來電民眾", phone=phone, by=by, at=at)
    params = {"question": asked, "answer_by_on": by_on}
    subject = f"persons.person:{person.pk}"
    return send(template="call-back", to=person, subject=subject, params=params, by=by, at=at, unit_path=unit)
