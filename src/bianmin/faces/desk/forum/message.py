"""One message at the desk: what was written, by when it is answered, and all that can be done with it now."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.forum.actions import answer as work
from bianmin.delivery.forum.queries.messages import message as message_card
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.rules import may_work
from bianmin.delivery.forum.vocab.cards import MessageCard
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.opinions.vocab import Kind
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import say, show, typed
from bianmin.faces.desk.forum.lists import line_of
from bianmin.faces.desk.verbs import Verb, by_code, carry_out, nothing
from bianmin.faces.ui.doors import OFFICER, OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.persons.actions.people import read_person
from bianmin.journeys import forum as journey
from bianmin.kernel.errors import NotFound


def _stands(card: MessageCard) -> bool:
    return card.state in (Standing.SHOWN, Standing.WAITING)


def _answerable(card: MessageCard) -> bool:
    return _stands(card) and card.parent is None and not card.opinion


def _answering(_request: Request, card: MessageCard) -> list[Asked]:
    hint = _("Everybody reads it as the answer of the office. Short, clear and kind; nothing that tells who wrote.")
    return [Asked("answer", pgettext_lazy("opinion", "Answer"), part="lines", hint=hint, value=card.answer)]


def _taking_down(_request: Request, card: MessageCard) -> list[Asked]:
    rules = rules_of(card.agency)
    grounds = tuple((one.code, one.name) for one in rules.grounds) if rules else ()
    more = _("Everybody reads it in place of the message.")
    return [
        Asked("ground", _("Why is it taken down?"), part="choices", options=grounds),
        Asked("text", _("What else should be said"), hint=more, required=False),
    ]


def _handing(request: Request, card: MessageCard) -> list[Asked]:
    reader, boxes = say(request), mailboxes(card.agency)
    kinds = sorted({kind for one in boxes for kind in one.kinds}, key=list(Kind).index)
    return [
        Asked("mailbox", _("Mailbox"), part="select", options=tuple((one.code, reader(one.name)) for one in boxes),
              value=boxes[0].code if boxes else ""),
        Asked("kind", _("What is it?"), part="choices", options=tuple((kind.value, kind.label) for kind in kinds),
              value=Kind.COMPLAINT.value),
    ]  # fmt: skip


def _show(request: Request, card: MessageCard) -> object:
    return work.show(number=card.number, by=request.actor, at=now())


def _answer(request: Request, card: MessageCard) -> object:
    return journey.answer(number=card.number, text=typed(request, "answer"), by=request.actor, at=now())


def _take_down(request: Request, card: MessageCard) -> object:
    ground, text = typed(request, "ground"), typed(request, "text")
    return work.take_down(number=card.number, ground=ground, text=text, by=request.actor, at=now())


def _hand_over(request: Request, card: MessageCard) -> object:
    code, kind = typed(request, "mailbox"), typed(request, "kind")
    return journey.hand_over(number=card.number, mailbox_code=code, kind=kind, by=request.actor, at=now())


ALL: Final = (
    Verb("show", _("Put it on the page"), "", _("It stands on the page."), lambda card: card.state == Standing.WAITING,
         nothing, _show, main=True),
    Verb("answer", pgettext_lazy("opinion", "Answer"), "", _("The answer stands on the page."), _answerable,
         _answering, _answer, box="answer", main=True),
    Verb("hand-over", _("Hand it over to opinions"), "", _("It lies with the mailbox now, and the page says so."),
         lambda card: _answerable(card) and card.answered_at is None and bool(mailboxes(card.agency)), _handing,
         _hand_over, box="mailbox"),
    Verb("take-down", pgettext_lazy("forum", "Take it down"), "", _("It is taken down, and the page says why."),
         _stands, _taking_down, _take_down, box="ground", danger=True),
)  # fmt: skip
VERBS: Final = by_code(ALL)


def _possible(request: Request, card: MessageCard) -> list[Verb[MessageCard]]:
    """What this reader can do with it now."""
    return [one for one in ALL if one.fits(card)] if may_work(request.actor, card) else []


@door(OPINIONS)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The message; the address of its writer stands here masked."""
    card = message_card(request.actor, number)
    return show(
        request, "forum/message", line=line_of(card, rules_of(card.agency), now()), message=card,
        verbs=_possible(request, card), may_reach=OFFICER.opens(request.actor) and card.person is not None,
        say=say(request),
    )  # fmt: skip


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with a message: asked on a page of its own, then done."""
    card = message_card(request.actor, number)
    return carry_out(
        request, card, verb, verbs=VERBS, possible=_possible(request, card),
        back=f"/desk/forum/messages/{card.number}/", template="forum/act", message=card,
    )  # fmt: skip


@door(OFFICER)
@require_POST
@found
def reach(request: Request, number: str) -> HttpResponseBase:
    """Show the address of whoever wrote: the reading is journaled with the message's number."""
    card = message_card(request.actor, number)
    if card.person is None:
        raise NotFound
    read = read_person(card.person, fields=("email",), purpose=card.number, by=request.actor, at=now())
    return show(request, "forum/reach", message=card, read=read)
