"""What can be done with an opinion, each with its questions, and what is said when it is done."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bianmin.delivery.opinions.actions import after, work
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import Kind, OpinionCard, State, Typical
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import day_in, typed
from bianmin.faces.desk.verbs import Verb, by_code, nothing
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.journeys import opinion as journey
from bianmin.kernel import rocdate


def _open(card: OpinionCard) -> bool:
    return card.open


def _closed(card: OpinionCard) -> bool:
    return not card.open and card.state != State.WITHDRAWN


def typical(card: OpinionCard) -> tuple[Typical, ...]:
    """The answers that the agency often gives."""
    rules = rules_of(card.agency)
    return rules.answers if rules else ()


def _answering(request: Request, card: OpinionCard) -> list[Asked]:
    """The box for the answer; a typical one that was chosen stands in it, to be written out."""
    hint = _("What was found, what is done, on what basis; short, clear and kind. Whoever wrote reads it as it is.")
    chosen = next((one.text for one in typical(card) if one.code == request.GET.get("answer", "")), "")
    return [Asked("answer", pgettext_lazy("opinion", "Answer"), part="lines", hint=hint, value=chosen)]


def _assigning(_request: Request, card: OpinionCard) -> list[Asked]:
    units = tuple((unit.path, unit.name) for unit in units_of(card.agency, on=today()))
    people = tuple((one.key, one.name) for one in staff_of(card.agency))
    return [
        Asked("unit", _("Unit"), part="select", options=units, value=card.unit_path),
        Asked("officer", _("Who answers it"), part="select", options=people, value=card.officer, required=False),
        Asked("text", _("What they should know"), part="lines", required=False),
    ]


def _sorting(_request: Request, card: OpinionCard) -> list[Asked]:
    kinds = tuple((kind.value, kind.label) for kind in Kind)
    return [Asked("kind", _("What is it?"), part="choices", options=kinds, value=card.kind)]


def _raising(_request: Request, card: OpinionCard) -> list[Asked]:
    rules = rules_of(card.agency)
    above = rules.levels[card.level] if rules and card.level < len(rules.levels) else ""
    return [Asked("reason", _("Why it is not settled here"), part="lines", hint=above)]


def _extending(_request: Request, card: OpinionCard) -> list[Asked]:
    most = _("Not later than %(day)s.") % {"day": rocdate.parted(card.most_on)}
    return [
        Asked("until", _("To be answered by"), hint=most, short=True, value=rocdate.parted(card.most_on)),
        Asked("reason", _("Why it takes longer"), part="lines", hint=_("Whoever wrote reads it.")),
    ]


def _passing(_request: Request, _card: OpinionCard) -> list[Asked]:
    return [
        Asked("to", _("Which authority is competent?")),
        Asked("text", _("What whoever wrote should know"), part="lines", required=False),
    ]


def _setting_aside(_request: Request, card: OpinionCard) -> list[Asked]:
    rules = rules_of(card.agency)
    grounds = tuple((one.code, one.name) for one in rules.grounds) if rules else ()
    return [
        Asked("ground", _("Why is it not dealt with further?"), part="choices", options=grounds),
        Asked("text", _("What whoever wrote should know"), part="lines", required=False),
    ]


def _following(_request: Request, card: OpinionCard) -> list[Asked]:
    hint = _("What you found when you looked, and what is still done.")
    return [Asked("followed", _("Follow-up"), part="lines", hint=hint, value=card.followed)]


def _publishing(_request: Request, card: OpinionCard) -> list[Asked]:
    known = card.published
    hint = _("In your own words, without names, numbers and places that tell who wrote.")
    return [
        Asked("title", _("In a few words"), value=known.get("title", "")),
        Asked("text", _("What was said"), part="lines", hint=hint, value=known.get("text", "")),
        Asked("result", _("What we did"), part="lines", value=known.get("result", "")),
    ]


def _take(request: Request, card: OpinionCard) -> object:
    return work.take(number=card.number, by=request.actor, at=now())


def _answer(request: Request, card: OpinionCard) -> object:
    return journey.answer(number=card.number, text=typed(request, "answer"), by=request.actor, at=now())


def _assign(request: Request, card: OpinionCard) -> object:
    unit, officer, text = (typed(request, name) for name in ("unit", "officer", "text"))
    return work.assign(number=card.number, unit=unit, officer=officer, text=text, by=request.actor, at=now())


def _sort(request: Request, card: OpinionCard) -> object:
    return work.sort(number=card.number, kind=typed(request, "kind"), by=request.actor, at=now())


def _raise(request: Request, card: OpinionCard) -> object:
    return work.raise_level(number=card.number, reason=typed(request, "reason"), by=request.actor, at=now())


def _extend(request: Request, card: OpinionCard) -> object:
    until, reason = day_in(typed(request, "until"), "until"), typed(request, "reason")
    return journey.extend(number=card.number, until=until, reason=reason, by=request.actor, at=now())


def _pass_on(request: Request, card: OpinionCard) -> object:
    to, text = typed(request, "to"), typed(request, "text")
    return journey.pass_on(number=card.number, to=to, text=text, by=request.actor, at=now())


def _set_aside(request: Request, card: OpinionCard) -> object:
    ground, text = typed(request, "ground"), typed(request, "text")
    return journey.set_aside(number=card.number, ground=ground, text=text, by=request.actor, at=now())


def _follow(request: Request, card: OpinionCard) -> object:
    return after.follow(number=card.number, text=typed(request, "followed"), by=request.actor, at=now())


def _publish(request: Request, card: OpinionCard) -> object:
    title, text, result = (typed(request, name) for name in ("title", "text", "result"))
    return after.publish(number=card.number, title=title, text=text, result=result, by=request.actor, at=now())


ALL: Final = (
    Verb("answer", pgettext_lazy("opinion", "Answer"), _("Send the answer"), _("The answer is sent."), _open,
         _answering, _answer, box="answer", main=True),
    Verb("take", _("Take it on"), _("Take it on"), _("It is yours now."), lambda card: card.open and not card.officer,
         nothing, _take),
    Verb("assign", _("Give it to somebody"), _("Give it to them"), _("It is with them now."), _open, _assigning,
         _assign, box="unit"),
    Verb("sort", _("It is something else"), _("Change the kind"), _("The kind is changed."), _open, _sorting, _sort,
         box="kind"),
    Verb("raise", _("Raise it to the next level"), _("Raise it"), _("It lies with the next level now."),
         lambda card: card.open and _above(card), _raising, _raise, box="reason"),
    Verb("extend", _("Give it more time"), _("Extend and tell whoever wrote"), _("The new day is told."),
         lambda card: card.open and card.due_on < card.most_on, _extending, _extend, box="until", leads=True),
    Verb("pass-on", _("Pass it on"), _("Pass it on and tell whoever wrote"), _("It is passed on, and that is told."),
         _open, _passing, _pass_on, box="to"),
    Verb("set-aside", _("Do not deal with it further"), _("Close it and tell whoever wrote"),
         _("It is closed, and the reason can be read."), _open, _setting_aside, _set_aside, box="ground", danger=True),
    Verb("follow", _("Follow up"), _("Keep the follow-up"), _("The follow-up is kept."), _closed, _following, _follow,
         box="followed", leads=True, main=True),
    Verb("publish", _("Publish what came of it"), _("Publish it"), _("It stands on the website now."),
         lambda card: _closed(card) and not card.confidential, _publishing, _publish, box="title", leads=True,
         lead=_("It appears on the public page of opinions.")),
)  # fmt: skip


def _above(card: OpinionCard) -> bool:
    """Whether there is a level above the one it lies with."""
    rules = rules_of(card.agency)
    return rules is not None and card.level < len(rules.levels)


VERBS: Final = by_code(ALL)
