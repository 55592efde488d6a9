"""The mailboxes of an agency, by its pack."""

from datetime import date

from bianmin.delivery.opinions.models import Policy
from bianmin.delivery.opinions.vocab import Mailbox, MailboxRules
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period, Rule
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.errors import NotFound


def rules_of(agency: str) -> MailboxRules | None:
    """The mailboxes pack that holds for an agency; None where none is loaded: then nobody can write."""
    return held(Policy, MailboxRules, agency)


def mailboxes(agency: str, *, public: bool = False) -> tuple[Mailbox, ...]:
    """The mailboxes of an agency in their order; `public`: those that stand on its website."""
    rules = rules_of(agency)
    return tuple(one for one in rules.mailboxes if one.public or not public) if rules else ()


def mailbox(agency: str, code: str, *, public: bool = False) -> Mailbox:
    """One mailbox.

    Raises:
        NotFound: there is none of this code.
    """
    found = next((one for one in mailboxes(agency, public=public) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def due_on(agency: str, period: str, received_on: date) -> date:
    """The last day of a period of a mailbox, in which days are working days as for all petitions 人民陳情."""
    return due(Limit(received_on, Period.parse(period), office_calendar(agency), rule=Rule.WORKING)).due_on
