"""Another system's pages through which people write about their cases 他系統前端的文字客服: open, say, read, end.

Whoever knows receipt number and query code opens the case, as on our own page; the system then acts as its holder. So
does an agent with a code of his own, where the applicant lets him write.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bianmin.delivery.cases.actions.track import NothingOpens, track
from bianmin.delivery.cases.queries.mandates import held_now, kept_as
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.mandate import SUBJECT as AGENT
from bianmin.delivery.talks.actions import NotOffered, begin_visit, end_visit, look
from bianmin.delivery.talks.queries import policy, talk, visit
from bianmin.delivery.talks.vocab import Line, Reply
from bianmin.foundation.clients.rules import require
from bianmin.foundation.clients.vocab import Scope
from bianmin.journeys.talk import offered, replies, write, writer
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day


@dataclass(frozen=True, slots=True)
class Thread:
    """A talk as another system shows it: `open` while something can be written, `due_at` while a question waits."""

    key: str
    number: str
    open: bool
    norm: str
    replies: tuple[Reply, ...]
    reply: str
    due_at: datetime | None
    lines: tuple[Line, ...]


def _holder(opened: str, number: str, by: Actor, at: datetime) -> Actor:
    """The system as holder of the one matter that was opened, by the applicant or by an agent who may write today.

    Raises:
        NotFound: the code was changed, or the authorisation ended or is for other things.
    """
    return writer(replace(by, holds=by.holds | held_now([opened], local_day(at))), number)


def open_thread(*, number: str, code: str, by: Actor, at: datetime) -> Thread:
    """Open a case by number and query code. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        ScopeNotHeld, NotOffered; NothingOpens, TooManyTries: as the public query, for the number.
    """
    require(by, Scope.TALK)
    if policy(by.agency) is None:
        raise NotOffered
    card = track(number=number, code=code, at=at)
    opened = card.agent or kept_as(card.subject) if card.agent or card.by_code else ""
    if card.agency != by.agency or not opened:
        raise NothingOpens
    try:
        _holder(opened, card.number, by, at)
    except NotFound:
        raise NothingOpens from None
    key = begin_visit(agency=card.agency, subject=opened, number=card.number, by=by, at=at)
    return read(key=key, by=by, at=at)


@act()
def read(*, key: str, by: Actor, at: datetime, after: int = 0) -> Thread:
    """The messages behind one of them, the newest hundred; an answer among them counts as looked at.

    Raises:
        ScopeNotHeld, VisitIsOver, NotFound.
    """
    require(by, Scope.TALK)
    found = visit(by, key, at=at)
    holder = _holder(found.subject, found.number, by, at)
    subject, rules = row(holder, found.number).subject, policy(found.agency)
    known = talk(holder, subject)
    if known and known.unread and not found.subject.startswith(AGENT):
        look(subject=subject, by=holder, at=at)
    return Thread(
        key=key,
        number=found.number,
        open=offered(holder, found.number),
        norm=rules.norm if rules else "",
        replies=tuple(replies(holder, found.number)),
        reply=known.reply if known else "",
        due_at=known.due_at if known else None,
        lines=tuple(line for line in known.lines if line.id > after) if known else (),
    )


@act()
def say(*, key: str, text: str, reply: str, by: Actor, at: datetime) -> Thread:
    """Write to the office; gives the talk with what was written.

    Raises:
        ScopeNotHeld, VisitIsOver; what `journeys.talk.write` refuses.
    """
    require(by, Scope.TALK)
    found = visit(by, key, at=at)
    write(number=found.number, text=text, reply=reply, by=_holder(found.subject, found.number, by, at), at=at)
    return read(key=key, by=by, at=at)


@act()
def end(*, key: str, by: Actor, at: datetime) -> None:
    """End the conversation on the other system's pages; what was written stays with the case.

    Raises:
        ScopeNotHeld, VisitIsOver.
    """
    require(by, Scope.TALK)
    end_visit(key=key, by=by, at=at)
