"""Read the outbox: texts in the reader's language, tasks of the desk, messages about one subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet

from bianmin.foundation.forms.queries.saved import link_for
from bianmin.foundation.notices.models import Message, Template
from bianmin.foundation.notices.rules import NoTemplate, readable
from bianmin.foundation.notices.vocab import (
    DESK,
    FORUM,
    LEASE,
    NEWSLETTERS,
    OPINIONS,
    PERMITS,
    SENT_BY_US,
    SUBSCRIPTION,
    SUBSCRIPTION_SALT,
    TRACK,
    VISITS,
    WAITS,
    Channel,
    Problem,
    Rendered,
    State,
)
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named, directory
from bianmin.foundation.packs.queries.translations import Reader, reader
from bianmin.foundation.persons.queries import PersonCard, masked, name_mask
from bianmin.kernel import codes, rocdate
from bianmin.kernel.actor import Actor
from bianmin.kernel.lasting import lasting
from bianmin.kernel.tongues import is_chinese

SOURCE = "zh-hant"
ELSE = "en"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A telephone or letter task: what to say, to whom (masked), about what, since when."""

    id: int
    channel: str
    subject: str
    number: str
    person: PersonCard
    text: Rendered
    since: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class MessageCard:
    """A line of the outbox."""

    id: int
    channel: str
    state: str
    problem: str
    subject: str
    template: str
    number: str
    created_at: datetime
    done_at: datetime | None
    tries: int
    result: str


def visible_to(actor: Actor) -> QuerySet[Message]:
    """The messages and tasks that the actor may see."""
    return Message.objects.filter(readable(actor)).order_by("created_at", "pk")


def template_for(agency: str, code: str) -> Template:
    """The newest texts of a notice: the agency's own, else those all share.

    Raises:
        NoTemplate: no pack gives any.
    """
    return lasting(Template, (agency, code), lambda: _newest(agency, code))


def template(key: int) -> Template:
    """The texts that a message was made with."""
    return lasting(Template, key, lambda: Template.objects.get(pk=key))


def _newest(agency: str, code: str) -> Template:
    found = Template.objects.filter(agency__in=(agency, ""), code=code).order_by("-agency", "-pk").first()
    if found is None:
        raise NoTemplate(code=code)
    return found


def locale_for(texts: Mapping[str, object], language: str) -> str:
    """The language of `texts` to use for a reader: hers, else English for those who read no Chinese, else Chinese."""
    wanted = language.lower()
    if wanted in texts:
        return wanted
    return SOURCE if is_chinese(wanted) or ELSE not in texts else ELSE


def _printed(name: str, value: str, locale: str) -> str:
    if not name.endswith("_on"):
        return value
    day = date.fromisoformat(value)
    return rocdate.roc_full(day) if locale == SOURCE else rocdate.english(day)


def rendered(message: Message) -> Rendered:
    """The text of a message, in the language chosen when it was made."""
    return _written(message, agency_named(message.agency), reader(message.agency, message.locale))


def subscription_of(message: Message) -> str:
    """Where its reader ends the subscription that a message comes from; empty for every other message.

    The address is made when it is needed and stands in no row.
    """
    text = message.template.texts[message.locale]["body"]
    if "{subscription}" not in text:
        return ""
    number = str(message.params["number"])
    code = codes.code(SUBSCRIPTION_SALT, message.agency, number)
    slug = agency_named(message.agency).short.lower()
    return settings.PUBLIC_ADDRESS.rstrip("/") + SUBSCRIPTION.format(agency=slug, number=number, code=code)


def _written(message: Message, agency: Agency, said: Reader) -> Rendered:
    locale = message.locale
    values = {name: _printed(name, said(str(value)), locale) for name, value in message.params.items()}
    values |= {
        "agency": agency.name if locale == SOURCE else agency.names.get(locale, agency.name),
        "phone": agency.phone,
    }
    pages = {"link": TRACK, "permits": PERMITS, "visits": VISITS, "opinions": OPINIONS, "forum": FORUM}
    pages |= {"newsletters": NEWSLETTERS}
    address, slug = settings.PUBLIC_ADDRESS.rstrip("/"), agency.short.lower()
    values |= {name: address + page.format(agency=slug) for name, page in pages.items()}
    values["desk"] = address + DESK + (f"cases/{message.params['number']}/" if "number" in message.params else "")
    text = message.template.texts[locale]
    if "{subscription}" in text["body"]:
        values["subscription"] = subscription_of(message)
    if "{resume}" in text["body"]:
        values["resume"] = link_for(message.subject)
    parts = (text["subject"], text["body"], text.get("sms", ""))
    return Rendered(*(part.format_map(values) for part in parts))


def tasks(actor: Actor, *, agency: str, most: int = 200) -> list[TaskCard]:
    """Open telephone and letter tasks that the actor may do, oldest first; one statement however many."""
    found = visible_to(actor).filter(agency=agency, state=State.OPEN).select_related("template", "person")
    rows, policy = list(found[:most]), name_mask(agency)
    house = directory().get(agency)
    readers = {locale: reader(agency, locale) for locale in sorted({row.locale for row in rows})}
    if house is None:
        return []
    return [
        TaskCard(
            id=row.pk,
            channel=row.channel,
            subject=row.subject,
            number=str(row.params.get("number", "")),
            person=masked(row.person, policy),
            text=_written(row, house, readers[row.locale]),
            since=row.created_at,
            tries=row.tries,
        )
        for row in rows
        if row.person
    ]


def messages(actor: Actor, *, agency: str, subject: str = "") -> list[MessageCard]:
    """The outbox, newest first, at most 200; about one subject (`cases.case:7`) when it is given."""
    rows = visible_to(actor).filter(agency=agency).select_related("template").order_by("-pk")
    if subject:
        rows = rows.filter(subject=subject)
    return [
        MessageCard(
            id=row.pk,
            channel=row.channel,
            state=row.state,
            problem=row.problem,
            subject=row.subject,
            template=row.template.code,
            number=str(row.params.get("number", "")),
            created_at=row.created_at,
            done_at=row.done_at,
            tries=row.tries,
            result=row.result,
        )
        for row in rows[:200]
    ]


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits in the outbox past its time: how many, since when, how many because no server answered.

    `unsure`: how many of the last hour the server broke off at, so that each became a task for the desk.
    """

    count: int
    oldest: datetime | None
    no_connection: int
    unsure: int


def outbox(*, at: datetime) -> Waits:
    """The e-mails and text messages that wait to be sent; `oldest` is when the oldest of them was written."""
    here = Message.objects.filter(agency__in=Agency.objects.values("code"))
    waiting = here.filter(state=State.WAITING, channel__in=SENT_BY_US, created_at__lte=at)
    away = Count("pk", filter=Q(problem=Problem.NO_CONNECTION))
    found = waiting.aggregate(count=Count("pk"), oldest=Min("created_at"), away=away)
    unsure = Message.objects.filter(state=State.GIVEN_UP, problem=Problem.UNSURE, claimed_at__gt=at - HOUR)
    return Waits(found["count"], found["oldest"], found["away"], unsure.count())


def due(*, at: datetime, channel: str = Channel.EMAIL) -> list[int]:
    """Keys of the messages of one way to be sent now, oldest first.

    A time beyond every wait is of a clock that ran ahead.
    """
    never = at + WAITS[-1] + LEASE
    ripe = Q(next_try_at__lte=at) | Q(next_try_at__gt=never)
    waiting = Message.objects.filter(ripe, state=State.WAITING, channel=channel)
    return list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:500])
