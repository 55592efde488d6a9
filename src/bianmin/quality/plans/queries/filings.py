"""Read what was filed: the agency that sent it, and those of the agency above who answer."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet

from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.orgs.queries import above, overseen
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import NotFound
from bianmin.quality.plans.models import Filing
from bianmin.quality.plans.vocab.filings import Answer, Asks, FilingCard, What

ANSWERS = Permission.ANSWER_FILINGS


def recipients(actor: Actor, agency: str) -> list[str]:
    """With whom the actor files: the agencies above, and, where she files for a unit only, the agency itself."""
    paths = [path for path in actor.paths(Permission.FILE) if path.startswith(f"/{agency}/")]
    inside = bool(paths) and f"/{agency}/" not in paths
    return [*([agency] if inside else []), *above(agency)]


def received_by(actor: Actor) -> Q:
    """What others filed with the agencies in which the actor answers, from those the actor is for."""
    to = actor.agencies(ANSWERS)
    return Q(to__in=to, agency__in=overseen(actor, ANSWERS)) & ~Q(sent_by=actor.key) if to else Q(pk__in=())


def visible_to(actor: Actor) -> QuerySet[Filing]:
    """The filings of the agencies one works in, and those one answers, the newest first."""
    if actor.has(Role.SYSTEM):
        return Filing.objects.order_by("-pk")
    own = Q(agency__in=actor.agencies(Permission.BELONG))
    return Filing.objects.filter(own | received_by(actor)).order_by("-pk")


def _card(row: Filing, *, may_answer: bool) -> FilingCard:
    return FilingCard(
        row.pk, row.agency, row.to, What(row.what), Asks(row.asks), row.title, row.subject, row.number, row.note,
        row.sent_on, row.sent_by, Answer(row.state), row.answered_on, row.answered_by, row.answer_number,
        row.answer_note, may_answer=may_answer,
    )  # fmt: skip


def sent(actor: Actor, *, agency: str) -> list[FilingCard]:
    """What an agency has filed, the newest first."""
    return [_card(row, may_answer=False) for row in visible_to(actor).filter(agency=agency)]


def received(actor: Actor, *, agency: str) -> list[FilingCard]:
    """What was filed with an agency, what waits for an answer first."""
    rows = Filing.objects.filter(received_by(actor), to=agency).order_by("-pk")
    found = [_card(row, may_answer=row.state == Answer.SENT) for row in rows]
    return sorted(found, key=lambda card: not card.may_answer)


def filing(actor: Actor, key: int) -> FilingCard:
    """One filing, with its files.

    Raises:
        NotFound: there is none the actor may see.
    """
    row = visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    waits = row.state == Answer.SENT and Filing.objects.filter(received_by(actor), pk=key).exists()
    card = _card(row, may_answer=waits)
    files = files_of(reader_of(actor, card), agency=card.agency, subject=card.holds)
    return replace(card, files=tuple(files))


def reader_of(actor: Actor, card: FilingCard) -> Actor:
    """The actor as one whom the filing concerns: the files that went with it are opened by both sides."""
    return replace(actor, holds=actor.holds | {card.holds})


def filed(subjects: Iterable[str]) -> dict[str, Answer]:
    """What became of what was filed, by what it was about; the newest filing counts."""
    rows = Filing.objects.filter(subject__in=list(subjects)).order_by("pk")
    return {row.subject: Answer(row.state) for row in rows}
