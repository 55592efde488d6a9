"""Read talks."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from bianmin.delivery.talks.models import Policy, Question, Said, Talk, Visit
from bianmin.delivery.talks.rules import VisitIsOver, readable
from bianmin.delivery.talks.vocab import Attached, Line, Matter, TalkCard, TalkPolicy, Waiting
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor

MOST = 100


def policy(agency: str) -> TalkPolicy | None:
    """The talk pack that holds for an agency; None where none is loaded: then nobody can write."""
    return held(Policy, TalkPolicy, agency)


def visible_to(actor: Actor) -> QuerySet[Talk]:
    """The talks an actor may read."""
    return Talk.objects.filter(readable(actor))


def _matter(row: Talk) -> Matter:
    return Matter(row.agency, row.unit_path, row.subject, row.number, row.service_code, row.service_name)


def _line(row: Said) -> Line:
    return Line(row.pk, row.office, row.by, row.text, tuple(Attached(**file) for file in row.files), row.at)


def talk(actor: Actor, subject: str) -> TalkCard | None:
    """The talk about a matter with its messages, the newest hundred; None while nobody has written."""
    row = visible_to(actor).filter(subject=subject).first()
    if row is None:
        return None
    waiting = Question.objects.filter(talk=row, answered_at__isnull=True).first()
    lines = list(Said.objects.filter(agency=row.agency, talk=row).order_by("-id")[:MOST])
    return TalkCard(
        matter=_matter(row),
        reply=row.reply,
        unread=row.unread,
        asked_at=waiting.asked_at if waiting else None,
        due_at=waiting.due_at if waiting else None,
        lines=tuple(_line(one) for one in reversed(lines)),
    )


def newest(actor: Actor, subject: str) -> str:
    """The version of a talk (`TalkCard.version`) by one small query, for polling."""
    found = Said.objects.filter(talk__in=visible_to(actor).filter(subject=subject)).order_by("-id")
    return str(found.values_list("pk", flat=True).first() or 0)


def waiting(actor: Actor, *, at: datetime, most: int = MOST) -> list[Waiting]:
    """The questions that wait for the actor's units, those due first."""
    rows = Question.objects.filter(answered_at__isnull=True, talk__in=visible_to(actor)).select_related("talk")
    return [
        Waiting(_matter(row.talk), row.reply, row.asked_at, row.due_at, row.due_at < at)
        for row in rows.order_by("due_at", "id")[:most]
    ]


def count_waiting(actor: Actor) -> int:
    """How many questions wait for the actor's units."""
    return Question.objects.filter(answered_at__isnull=True, talk__in=visible_to(actor)).count()


def asked(actor: Actor, subject: str) -> bool:
    """Whether a question about a matter waits for the office."""
    return Question.objects.filter(
        answered_at__isnull=True, talk__in=visible_to(actor).filter(subject=subject)
    ).exists()


def unread(actor: Actor, subject: str) -> bool:
    """Whether an answer waits that the holder has not looked at."""
    return visible_to(actor).filter(subject=subject, unread=True).exists()


def digest_of(key: str) -> str:
    """What is kept of the key of a visit."""
    return hashlib.sha256(key.encode()).hexdigest()


def visit(actor: Actor, key: str, *, at: datetime) -> Visit:
    """The visit that a key opens for the system that began it.

    Raises:
        VisitIsOver: it ended, its time is over, or it never was this system's.
    """
    found = Visit.objects.filter(agency=actor.agency, client=actor.key, key=digest_of(key), until__gt=at).first()
    if found is None:
        raise VisitIsOver
    return found
