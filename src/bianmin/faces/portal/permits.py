"""Permits for everybody: is this paper valid, until when is mine, and until when would one be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.permits.actions.lookup import open_own, print_own
from bianmin.delivery.permits.actions.lookup import verify as look_up
from bianmin.delivery.permits.queries.cards import HolderCard
from bianmin.delivery.permits.queries.published import kinds
from bianmin.delivery.permits.queries.validity import Reminder, reminders, renewable_from, span
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.states import Channel, Standing, Way
from bianmin.faces.portal.common import language, mistakes, say, show, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import try_again
from bianmin.foundation.tries.vocab import TooManyTries
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Question:
    """One box of a small public form."""

    name: str
    label: str | Promise
    hint: str | Promise = ""
    required: bool = True
    short: bool = False


NUMBER = Question("number", gettext_lazy("Number of the paper"), gettext_lazy("For example TTBN-R1150000012."))
CODE = Question("code", gettext_lazy("Check code"), gettext_lazy("Eight letters and digits on the paper."), short=True)
BIRTH = Question(
    "birth", gettext_lazy("Your date of birth"), gettext_lazy("For example 45/3/9 or 1956-03-09."), short=True
)


def _typed(request: HttpRequest, *asked: Question) -> dict[str, str]:
    return {one.name: request.POST.get(one.name, "").replace("\0", "").strip() for one in asked}


def _boxes(asked: tuple[Question, ...], typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Box]:
    return [
        Box(
            "line", one.name, str(one.label), str(one.hint), errors.get(one.name, ""), required=one.required,
            value=typed.get(one.name, ""), short=one.short,
        )
        for one in asked
    ]  # fmt: skip


def _look(
    request: Request, template: str, asked: tuple[Question, ...], run: Callable[[Mapping[str, str]], dict[str, Any]]
) -> HttpResponseBase:
    """Ask, then show what `run` finds; a refusal stands at its box, too many tries are answered 429."""
    if request.method != "POST":
        return show_own(
            request, template, boxes=_boxes(asked, {"number": request.GET.get("number", "")}, {}), errors=[]
        )
    typed, status, wait = _typed(request, *asked), 200, 0
    try:
        return show_own(request, template, typed=typed, **run(typed))
    except TooManyTries as many:
        errors, status, wait = {"number": str(many)}, 429, many.wait
    except Refused as refusal:
        errors, status = {refusal.field or "number": str(refusal)}, 422
    answer = show_own(request, template, status=status, boxes=_boxes(asked, typed, errors), errors=mistakes(errors))
    return try_again(answer, wait)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def verify(request: Request, agency: str) -> HttpResponseBase:
    """Whether a paper is valid: number and check code, nothing of a person."""
    here = the_agency(agency)

    def run(typed: Mapping[str, str]) -> dict[str, Any]:
        address = request.META.get("REMOTE_ADDR", "")
        card = look_up(agency=here.code, number=typed["number"], code=typed["code"], at=now(), address=address)
        words = Standing(card.standing)
        return {
            "permit": card,
            "standing": words.label,
            "good": words is Standing.VALID,
            "say": say(here),
            "on": today(),
        }

    return _look(request, "verify", (NUMBER, CODE), run)


def _birth(text: str) -> date | None:
    if not text:
        return None
    try:
        return rocdate.parse(text)
    except Refused as wrong:
        wrong.field = "birth"
        raise


def _own(card: HolderCard) -> dict[str, Any]:
    standing, on = Standing(card.standing), today()
    opens, renewal = card.renewable_from, card.kind.renewal
    return {
        "permit": card,
        "standing": standing.label,
        "good": standing is Standing.VALID,
        "way": Way(card.way).label,
        "left": (card.valid_until - on).days if card.valid_until and standing is Standing.VALID else None,
        "reminders": [(one, Channel(one.channel).label) for one in card.reminders],
        "renewal": renewal.service if renewal and not card.renewal_on and opens and opens <= on else "",
        "opens": opens if opens and opens > on else None,
    }


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def own(request: Request, agency: str) -> HttpResponseBase:
    """Until when my paper is valid, how that was counted, when I am reminded, and the way to its renewal."""
    here = the_agency(agency)
    code = Question("code", _("or the check code on the paper"), required=False, short=True)

    def run(typed: Mapping[str, str]) -> dict[str, Any]:
        address = request.META.get("REMOTE_ADDR", "")
        card = open_own(
            agency=here.code, number=typed["number"], born=_birth(typed["birth"]), code=typed["code"], at=now(),
            address=address,
        )  # fmt: skip
        return {
            **_own(card),
            "prints": card.way == Way.SELF and card.standing in (Standing.VALID, Standing.NOT_YET),
            "say": say(here),
        }

    printed = _printed(request, here) if request.POST.get("print") else None
    return printed or _look(request, "permit", (NUMBER, BIRTH, code), run)


def _printed(request: Request, here: AgencyCard) -> HttpResponseBase | None:
    """The paper as PDF; None where it is refused, so that the page says why as it does for whoever looks."""
    typed, address = _typed(request, NUMBER, BIRTH, CODE), request.META.get("REMOTE_ADDR", "")
    try:
        born = _birth(typed["birth"])
        data = print_own(
            agency=here.code, number=typed["number"], born=born, code=typed["code"], at=now(), address=address,
            language=language(),
        )  # fmt: skip
    except Refused:
        return None
    return download(data, "permit.pdf", "application/pdf")


def _reminded(agency: str, of: PermitKind | None, last: date | None, on: date) -> list[tuple[Reminder, str]]:
    if of is None or last is None:
        return []
    return [(one, str(Channel(one.channel).label)) for one in reminders(agency, of.ladder, last, on=on)]


def _first(text: str, on: date) -> tuple[date, str]:
    """The day that was typed, else `on`; with the sentence where it cannot be read."""
    try:
        return rocdate.parse(text) if text else on, ""
    except Refused as wrong:
        return on, str(wrong)


@door(ANYONE)
@require_safe
@found
def until(request: Request, agency: str) -> HttpResponseBase:
    """Until when a paper would be valid that begins on a day, with every step of the counting."""
    here, on = the_agency(agency), today()
    offered = kinds(here.code, on)
    wanted, text = request.GET.get("kind", ""), request.GET.get("first", "").strip()
    of = next((one for one in offered if one.id == wanted), next(iter(offered), None))
    first, error = _first(text, on)
    days = span(of, first) if of and not error else None
    last, reader = days.last if days else None, say(here)
    select = Box(
        "select", "kind", _("Kind"), "", "", required=True,
        choices=tuple(Choice(one.id, reader(one.name), "", one is of) for one in offered),
    )  # fmt: skip
    day = Box("line", "first", _("First day"), str(BIRTH.hint), error, required=True, value=text, short=True)
    return show(
        request,
        "permit_until",
        status=422 if error else 200,
        kind=of,
        boxes=[select, day],
        errors=mistakes({"first": error} if error else {}),
        days=days,
        reminders=_reminded(here.code, of, last, on),
        opens=renewable_from(of, last) if of else None,
        say=reader,
    )
