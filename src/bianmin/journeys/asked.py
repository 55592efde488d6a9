"""What the public asked in a month 每月彙整民眾問題: calls and opinions by topic, and pages that did not help.

What was asked often and has no question on the site yet suggests a draft of one to whoever edits the site.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.publishing.actions.suggesting import suggest
from bianmin.delivery.publishing.queries.checks import rhythm
from bianmin.delivery.publishing.queries.questions import covered
from bianmin.delivery.publishing.queries.readings import not_helped
from bianmin.delivery.publishing.vocab import Asking, Kind, Written
from bianmin.foundation.accounts.queries import holders, key_named, key_of
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day
from bianmin.quality.registers.models import Entry

CALLS: Final = "calls"
FORM: Final = "register-call"
TOPIC: Final = "topic"
LANGUAGE: Final = "zh-hant"


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic that was asked about: over which way, how often, and whether the site answers it already."""

    way: str
    topic: str
    count: int
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """A month of one agency: what was asked, and which pages did not help, each with how many said so."""

    first: date
    last: date
    asked: tuple[Asked, ...]
    unhelpful: tuple[tuple[str, str, int], ...]


def month_of(text: str, today: date) -> tuple[date, date]:
    """First and last day of a month like `2025-02`; of the month before today's where it is none."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _labels(asked: Form) -> dict[str, str]:
    """The topics of the form of calls, by value."""
    fields = (question for _section, question in asked.questions() if question.code == TOPIC)
    return {option.value: option.label for question in fields for option in question.options}


def _calls(agency: str, first: date, last: date) -> Iterator[tuple[str, int]]:
    rows = Entry.objects.filter(agency=agency, register=CALLS, entered_on__range=(first, last)).order_by()
    found = Counter(dict(rows.values_list("answers__topic").annotate(Count("id"))))
    if not found:
        return
    try:
        labels = _labels(form(agency, FORM))
    except NotFound:
        labels = {}
    yield from ((labels.get(value, str(value)), count) for value, count in found.items() if value)


def _opinions(agency: str, first: date, last: date) -> Iterator[tuple[str, int]]:
    rows = Opinion.objects.filter(agency=agency, received_on__range=(first, last), confidential=False).order_by()
    yield from rows.exclude(topic="").values_list("topic").annotate(Count("id"))


def digest(agency: str, first: date, last: date) -> Digest:
    """What was asked between two days, both counted, the most first; confidential opinions are left out."""
    say: dict[str, Callable[[str, date, date], Iterator[tuple[str, int]]]] = {
        _("Telephone"): _calls, _("Opinions"): _opinions,
    }  # fmt: skip
    found = [(way, topic, count) for way, of in say.items() for topic, count in of(agency, first, last)]
    known = covered(agency, last, {topic for _way, topic, _count in found})
    asked = sorted((Asked(way, topic, count, topic in known) for way, topic, count in found), key=_often)
    return Digest(first, last, tuple(asked), tuple(not_helped(agency, first, last)))


def _often(one: Asked) -> tuple[int, str, str]:
    return -one.count, one.way, one.topic


def _editor(agency: str, on: date) -> str:
    """Who writes questions: the editor the agency names, else the first in charge of research."""
    said = rhythm(agency)
    named = key_named(agency, said.editor) if said and said.editor else ""
    first = None if named else holders(Role.RESEARCH, path=f"/{agency}/", on=on).first()
    return named or (key_of(first) if first else "")


def _draft(one: Asked, held: Digest) -> Written:
    body = _("In %(month)s this was asked %(count)d times (%(way)s). Write the answer here.") % {
        "month": f"{held.first:%Y-%m}", "count": one.count, "way": one.way,
    }  # fmt: skip
    return Written(title=f"{one.topic}？"[:120], body=body)


@act()
def suggest_questions(*, agency: str, by: Actor, at: datetime) -> int:
    """Suggest questions of what was asked often in the month before, once for each topic; tells how many."""
    said, on = rhythm(agency), local_day(at)
    asking = said.asked if said else Asking()
    if not asking.least:
        return 0
    with override(LANGUAGE):
        held, made = digest(agency, *month_of("", on)), 0
        often = [one for one in held.asked if one.count >= asking.least and not one.covered]
        for one in often[: asking.most]:
            code = f"asked-{hashlib.sha256(one.topic.encode()).hexdigest()[:12]}"
            made += suggest(
                agency=agency, unit_path=f"/{agency}/", code=code, written=_draft(one, held), kind=Kind.QUESTION,
                keeper=_editor(agency, on), by=by, at=at,
            )  # fmt: skip
    return made
