"""What may be done with the time of a case: extend, answer an extension, finish a step, hand over."""

from typing import Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.procedure import finish_step, hand_over
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.promise import Answered
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.faces.desk.common import english, language
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.clock.vocab import Period
from bianmin.journeys.extend import answer_extension, extend


def _longest(card: CaseCard) -> str:
    offer = card.service.offer
    longest = offer.extension.longest or offer.statutory_limit
    return Period.parse(longest).words("en" if english() else "zh_Hant") if longest else ""


def _extension(card: CaseCard) -> list[Asked]:
    hint, longest = _now("For example 7d, 5wd, 1m. Empty: the longest that is allowed."), _longest(card)
    limit = _now("%(hint)s At most %(longest)s.") % {"hint": hint, "longest": longest} if longest else hint
    return [
        Asked("reason", _("Reason"), part="lines", hint=_("The applicant is told it.")),
        Asked("limit", _("How long the extension is"), hint=limit, required=False, short=True),
    ]


def _answer(card: CaseCard) -> list[Asked]:
    asked = (event for event in reversed(card.events) if event.kind == EventKind.EXTENSION_ASKED)
    said = next((event.sentence(language()) for event in asked), "")
    ways = ((Answered.GRANTED.value, Answered.GRANTED.label), (Answered.DECLINED.value, Answered.DECLINED.label))
    return [
        Asked("answer", _("Your answer"), part="choices", options=ways, hint=said),
        Asked("reason", _("Why not"), part="lines", required=False, hint=_("Needed where it is not granted.")),
    ]


def _colleagues(card: CaseCard) -> list[Asked]:
    people = tuple((one.key, f"{one.name} {one.title}") for one in staff_of(card.agency))
    return [Asked("to", _("Who handles it from now on?"), part="select", options=people)]


TIMING: Final = (
    Act(
        Verb.EXTEND,
        _("As the policy of the service allows, and before the limit ends. The applicant sees the new date and why."),
        _("The time limit is extended."),
        extend,
        _extension,
        otherwise=_("The chief is asked. The limit is extended when the chief grants it."),
    ),
    Act(
        Verb.ANSWER_EXTENSION,
        _("An extension granted holds from now; the applicant is told the new date and the reason."),
        _("The time limit is extended."),
        answer_extension,
        _answer,
        otherwise=_("The extension is not granted, and the officer reads why."),
    ),
    Act(
        Verb.FINISH_STEP,
        _("The next step of the procedure begins now, with a clock of its own."),
        _("The step is done."),
        finish_step,
    ),
    Act(
        Verb.HAND_OVER,
        _("The officer changes; dates, pauses and extensions stay as they are."),
        _("The case is handed over."),
        hand_over,
        _colleagues,
    ),
)
