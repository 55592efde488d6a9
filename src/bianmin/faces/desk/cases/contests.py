"""What the desk asks about objections, appeals and cases opened again, and what it does with the answers."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.contest import DayIsNotPossible, lengthen, reply, serve
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.cases.vocab.contest import ContestKind, ContestResult
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.faces.desk.common import day_in
from bianmin.journeys.contest import contest as file
from bianmin.journeys.contest import reopen, settle
from bianmin.kernel.actor import Actor


def filing(card: CaseCard) -> list[Asked]:
    """What is filed, when, and from where."""
    ways = card.service.offer.contests
    places = tuple({far.code: (far.code, far.name) for way in ways for far in way.distances}.values())
    kinds = tuple((way.kind, ContestKind(way.kind).label) for way in ways)
    example = _("For example 115/3/9. Empty: today.")
    asked = [
        Asked("kind", _("What was filed"), part="choices", options=kinds),
        Asked("grounds", _("What is wrong with the decision, and what is asked for"), part="lines"),
        Asked("filed_on", _("When it came in"), required=False, short=True, hint=example),
        Asked(
            "served_on",
            _("When the letter of the decision reached the applicant"),
            required=False,
            short=True,
            hint=_(
                "Of a lawsuit: the decision on the appeal. The limit runs from the next day. Empty where it is known."
            ),
        ),
    ]
    where = Asked("distance", _("Where the applicant lives"), part="select", options=places)
    return [*asked, where] if places else asked


def replying(_card: CaseCard) -> list[Asked]:
    """The office's reply."""
    return [Asked("text", _("Reply to the authority or the court"), part="lines")]


def settling(card: CaseCard) -> list[Asked]:
    """The result; the limit of a new decision only matters where the old one is revoked."""
    objection, appeal = card.contested == ContestKind.OBJECTION, card.contested == ContestKind.APPEAL
    left = {"", ContestResult.UNANSWERED.value} if not appeal else {""}
    results = tuple(choice for choice in ContestResult.choices if choice[0] not in left)
    number = Asked("document", _("Number of the decision or judgment"), required=False)
    served = Asked(
        "served_on",
        _("When it reached the applicant"),
        required=False,
        short=True,
        hint=_("For example 115/3/9. After an appeal the limit to go to court is counted from the next day."),
    )
    return [
        Asked("result", _("What came of it"), part="choices", options=results),
        Asked("reasons", _("Reasons"), part="lines", hint=_("Of an objection a letter with these reasons is written.")),
        *([] if objection else [number, served]),
        reopening(card)[1],
    ]


def reopening(_card: CaseCard) -> list[Asked]:
    """Why, and how long the new decision may take."""
    return [
        Asked("reason", _("Reason"), part="lines", hint=_("The applicant is told it.")),
        Asked(
            "limit",
            _("Limit of the new decision"),
            hint=_("For example 30d, 2m. Empty: as the service says."),
            required=False,
            short=True,
        ),
    ]


def _day(text: str, name: str) -> date | None:
    return day_in(text, name) if text else None


def serving(_card: CaseCard) -> list[Asked]:
    """The day of service."""
    return [Asked("served_on", _("Day on which the letter was served"), short=True, hint=_("For example 115/3/9."))]


def serve_on(*, number: str, served_on: str, by: Actor, at: datetime) -> None:
    """Note the day that was typed."""
    day = _day(served_on, "served_on")
    if day is None:
        raise DayIsNotPossible(field="served_on")
    serve(number=number, served_on=day, by=by, at=at)


def keep(*, number: str, by: Actor, at: datetime, served_on: str = "", filed_on: str = "", **typed: str) -> None:
    """File what was typed, its days read as they are written here."""
    served, filed = _day(served_on, "served_on"), _day(filed_on, "filed_on")
    file(number=number, by=by, at=at, served_on=served, filed_on=filed, **typed)


def renamed(do: Callable[..., Any], names: Mapping[str, str]) -> Callable[..., Any]:
    """An act under the names that its boxes have on the page."""
    return lambda **words: do(**{names.get(name, name): value for name, value in words.items()})


def settle_on(*, number: str, served_on: str = "", by: Actor, at: datetime, **typed: str) -> None:
    """Keep the result that was typed."""
    settle(number=number, served_on=_day(served_on, "served_on"), by=by, at=at, **typed)


CONTESTS: Final = (
    Act(
        Verb.SERVE,
        _("From the next day on the limits for objection and appeal run."),
        _("The day of service is noted."),
        serve_on,
        serving,
    ),
    Act(
        Verb.CONTEST,
        _("What comes late is kept too; the authority or the court judges it. Of a lawsuit the court told the office."),
        _("It is kept with the case."),
        keep,
        filing,
    ),
    Act(
        Verb.REPLY,
        _("It goes to the authority or the court with this reply; from then on the limit of an authority is shown."),
        _("The reply is kept and sent on."),
        reply,
        replying,
    ),
    Act(
        Verb.LENGTHEN,
        _("The authority told the applicant that it needs longer. It may do so once."),
        _("The longer limit is shown."),
        lengthen,
    ),
    Act(
        Verb.SETTLE,
        _("A revoked decision is made again: the case is back in review with a limit of its own."),
        _("The result is kept, and the applicant is told that there is one."),
        renamed(settle_on, {"limit": "again"}),
        settling,
    ),
    Act(
        Verb.REOPEN,
        _("The case is back in review with a clock of its own; the decision before stays with it."),
        _("The case is open again, and the applicant is told why."),
        reopen,
        reopening,
    ),
)
