"""Ask, answer, look: one thread of messages about a matter."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta
from math import ceil
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.talks.models import Policy, Question, Said, Talk, Visit
from bianmin.delivery.talks.queries import digest_of, visit
from bianmin.delivery.talks.queries import policy as policy_of
from bianmin.delivery.talks.vocab import LONGEST, QUESTION, SAID, Attached, Matter, Reply, TalkPolicy
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import OfficeHours, Period
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI, local_day

HOUR = timedelta(hours=1)
LASTS: Final = timedelta(hours=12)
"""So long somebody may write through another system before the matter is opened anew."""


class NotOffered(Refused):
    """The office answers no messages here."""

    message = _("This office does not answer messages here. Telephone it, or come to the counter.")


class SaySomething(Refused):
    """Nothing was written, or too much."""

    message = _("Write your message, in at most {most} characters.")


class TooManyMessages(Refused):
    """More in an hour than anybody can read."""

    message = _("You have written {most} messages within an hour. We read them all; write again a little later.")


class ReplyIsUnknown(Refused):
    """No way of reply was chosen, or one that does not reach the person."""

    message = _("Choose how we tell you that there is an answer.")


@act()
def write_policy(*, policy: TalkPolicy, by: Actor, at: datetime) -> None:
    """Let a talk pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or policy.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, policy, verb="talks.write_policy", subject="talks.policy", by=by, at=at)


def _text(text: str, files: Sequence[Attached] = ()) -> str:
    said = text.replace("\0", "").strip()
    if len(said) > LONGEST or not (said or files):
        raise SaySomething(field="text", most=LONGEST)
    return said


def _due_at(policy: TalkPolicy, agency: str, at: datetime) -> datetime:
    """Until when the norm has a question answered: a moment, or the end of a day."""
    hours = OfficeHours.parse(policy.hours)
    found = due(Limit(at, Period.parse(policy.norm), office_calendar(agency), hours=hours)).due
    return found if isinstance(found, datetime) else datetime.combine(found, time(23, 59, 59), TAIPEI)


def _say(
    talk: Talk, text: str, *, office: bool, by: Actor, at: datetime, files: Sequence[Attached] = (), whose: str = ""
) -> None:
    line = Said.objects.create(
        agency=talk.agency,
        unit_path=talk.unit_path,
        talk=talk,
        number=talk.number,
        service_code=talk.service_code,
        office=office,
        by=whose or by.key,
        text=text,
        files=[asdict(file) for file in files],
        at=at,
        on=local_day(at),
    )
    touch(fact=SAID, keys=FACTS.facts[SAID].keys(line))


def _check_pace(talk: Talk, policy: TalkPolicy, at: datetime) -> None:
    recent = Said.objects.filter(agency=talk.agency, talk=talk, office=False, at__gt=at - HOUR).count()
    if recent >= policy.most_per_hour:
        raise TooManyMessages(field="text", most=policy.most_per_hour)


@act()
def ask(
    *, matter: Matter, text: str, reply: str, by: Actor, at: datetime, files: Sequence[Attached] = (), whose: str = ""
) -> None:
    """Write to the office about a matter; what is written before the answer comes belongs to the same question.

    `whose` is the journal's word for who writes, where that is not the holder: an authorisation (`cases.mandate:5`).

    Raises:
        NotAllowed: the actor does not hold the matter.
        NotOffered, SaySomething, ReplyIsUnknown, TooManyMessages.
    """
    if matter.subject not in by.holds:
        raise NotAllowed
    policy = policy_of(matter.agency)
    if policy is None:
        raise NotOffered
    said = _text(text, files)
    if reply not in Reply.values:
        raise ReplyIsUnknown(field="reply")
    fresh: dict[str, Any] = asdict(matter) | {"reply": reply, "opened_at": at}
    talk, _new = Talk.objects.get_or_create(agency=matter.agency, subject=matter.subject, defaults=fresh)
    _check_pace(talk, policy, at)
    Talk.objects.filter(pk=talk.pk).update(reply=reply, unread=False)
    _say(talk, said, office=False, by=by, at=at, files=files, whose=whose)
    waits = {"reply": reply, "asked_at": at, "asked_on": local_day(at), "due_at": _due_at(policy, matter.agency, at)}
    place = {name: getattr(talk, name) for name in ("agency", "unit_path", "number", "service_code")}
    question, _new = Question.objects.get_or_create(talk=talk, answered_at=None, defaults={**place, **waits})
    touch(fact=QUESTION, keys=FACTS.facts[QUESTION].keys(question))
    record(verb="talks.ask", subject=matter.subject, agency=matter.agency, by=by, at=at)


@act()
def answer(*, subject: str, agency: str, text: str, by: Actor, at: datetime) -> str:
    """Answer for the office; the question that waits is answered by it. Gives the way of reply that was chosen.

    Who may is said by the journey, which knows whose work the matter is.

    Raises:
        NotFound: nobody wrote. SaySomething.
    """
    talk = Talk.objects.filter(agency=agency, subject=subject).first()
    if talk is None:
        raise NotFound
    said = _text(text)
    _say(talk, said, office=True, by=by, at=at)
    Talk.objects.filter(pk=talk.pk).update(unread=True)
    question = Question.objects.select_for_update().filter(talk=talk, answered_at=None).first()
    if question is not None:
        question.answered_at, question.answered_on, question.answered_by = at, local_day(at), by.key
        question.minutes = ceil((at - question.asked_at) / timedelta(minutes=1))
        question.in_time = at <= question.due_at
        question.save()
        touch(fact=QUESTION, keys=FACTS.facts[QUESTION].keys(question))
    record(verb="talks.answer", subject=subject, agency=agency, by=by, at=at)
    return talk.reply


@act()
def look(*, subject: str, by: Actor, at: datetime) -> None:
    """Note that whoever holds a matter has looked at the answer."""
    if subject not in by.holds:
        return
    for row in Talk.objects.filter(subject=subject, unread=True):
        Talk.objects.filter(pk=row.pk).update(unread=False)
        record(verb="talks.look", subject=subject, agency=row.agency, by=by, at=at)


@act()
def begin_visit(*, agency: str, subject: str, number: str, by: Actor, at: datetime) -> str:
    """Let somebody who opened a matter write about it through the system that is `by`; gives the key for that.

    Visits whose time is over are forgotten.
    """
    key = secrets.token_urlsafe(24)
    Visit.objects.filter(agency=agency, until__lte=at).delete()
    Visit.objects.create(
        agency=agency, client=by.key, key=digest_of(key), subject=subject, number=number, until=at + LASTS
    )
    record(verb="talks.begin_visit", subject=subject, agency=agency, by=by, at=at)
    return key


@act()
def end_visit(*, key: str, by: Actor, at: datetime) -> None:
    """End a visit: its key opens nothing any more.

    Raises:
        VisitIsOver.
    """
    found = visit(by, key, at=at)
    Visit.objects.filter(agency=by.agency, client=by.key, key=digest_of(key)).delete()
    record(verb="talks.end_visit", subject=found.subject, agency=by.agency, by=by, at=at)
