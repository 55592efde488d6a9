"""What the desk asks about a case that goes before others."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.urgency import put_first, put_in_turn
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.cases.vocab.urgency import Urgency
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act


def _grounds(_card: CaseCard) -> list[Asked]:
    return [
        Asked("kind", _("Why it goes first"), part="choices", options=tuple(Urgency.choices)),
        Asked("reason", _("What makes it so"), part="lines", hint=_("Only staff read it.")),
    ]


URGENCY: Final = (
    Act(
        Verb.PUT_FIRST,
        _("It stands on top of every list, with the reason and your name. Its promised day stays."),
        _("The case stands on top of the lists."),
        put_first,
        _grounds,
    ),
    Act(Verb.NOT_FIRST, _("It waits its turn by the promised day."), _("The case waits its turn again."), put_in_turn),
)
