"""What the desk asks to answer an online application."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.foundation.notices.vocab import Channel
from bianmin.journeys.online import answer


def _answer(_card: CaseCard) -> list[Asked]:
    ways = (("", _("By e-mail, else by telephone or letter")), (Channel.LETTER.value, _("By post")))
    return [
        Asked(
            "answer",
            _("What the applicant is told"),
            part="lines",
            hint=_("The applicant reads it on the status page."),
        ),
        Asked("way", _("How we say that an answer is there"), part="choices", options=ways, value="", required=False),
    ]


ONLINE: Final = (
    Act(
        Verb.ANSWER_ONLINE,
        _("Say what becomes of the application. Asking for papers, fixing an interview or deciding answers it too."),
        _("The online application is answered, and the applicant is told."),
        answer,
        _answer,
    ),
)
