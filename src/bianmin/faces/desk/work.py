"""My work 待辦: how much of each kind, the list by due date, and the same list as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.desk import PAGE, desk, search
from bianmin.delivery.cases.queries.tallies import Tallies, tallies
from bianmin.delivery.cases.queries.visible import counts
from bianmin.delivery.cases.queries.warned import waiting_for
from bianmin.delivery.cases.vocab import AT_OFFICE, OPEN, DeskRow, Filters, State
from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.sheets import entrances
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.forum.queries.messages import tally as messages
from bianmin.delivery.forum.queries.policy import rules_of as forum_of
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.opinions.queries.opinions import tally as opinions
from bianmin.delivery.publishing.queries.checks import to_do
from bianmin.delivery.ratings.queries import visible_to as ratings_visible_to
from bianmin.delivery.ratings.vocab import AlertState
from bianmin.faces.desk.common import say, show, table
from bianmin.faces.desk.recurring import recurring
from bianmin.faces.desk.words import STATES, TURNS
from bianmin.faces.ui.doors import CASES, CATALOG, CHIEF, INVITED, OFFICER, Request, door
from bianmin.faces.ui.now import now, today
from bianmin.foundation.notices.queries import visible_to as messages_visible_to
from bianmin.foundation.notices.vocab import State as MessageState
from bianmin.foundation.orgs.queries import agencies
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.text import whole

MOST_EXPORTED: Final = 5000
NAMES: Final = ("kind", "state", "service", "channel", "q", "mine")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: its place in the address, its words, how it is marked when there is some, and its filter."""

    code: str
    label: str | Promise
    mark: str
    tally: str


KINDS: Final = (
    Kind("today", _("Due today"), "warn", "due_today"),
    Kind("overdue", _("Overdue"), "bad", "overdue"),
    Kind("reply", _("Online, to be answered"), "warn", "to_answer"),
    Kind("urgent", _("To be handled first"), "bad", "urgent"),
    Kind("citizen", _("Waiting for the citizen"), "", "citizen"),
    Kind("second", _("For your second reading"), "warn", "second"),
    Kind("extensions", _("Extensions to answer"), "warn", "extensions"),
    Kind("contested", _("Objections and appeals"), "warn", "contested"),
    Kind("conditions", _("Conditions to check"), "warn", "conditions"),
    Kind("protections", _("Protections to look at again"), "warn", "protections"),
    Kind("submitted", _("Submitted, to be answered"), "warn", "submitted"),
    Kind("proof", _("Waiting for the proof of identity"), "", "proof"),
    Kind("forwarded", _("With another authority"), "", "forwarded"),
    Kind("elsewhere", _("Received here for other offices"), "", "elsewhere"),
    Kind("ready", _("Decided, to be handed over"), "", "ready"),
)


ALWAYS: Final = ("today", "overdue", "citizen")
"""Kinds that are shown even when there is none of them; the others only when there is some."""


def _of_kind(kind: str, on: date) -> Filters:
    return {
        "today": Filters(states=tuple(state.value for state in AT_OFFICE), due_until=on),
        "overdue": Filters(overdue_on=on),
        "citizen": Filters(states=(State.SUPPLEMENT.value,)),
        "urgent": Filters(urgent=True),
        "reply": Filters(to_answer=True),
        "second": Filters(second_reading=True),
        "extensions": Filters(extensions=True),
        "elsewhere": Filters(elsewhere=True),
        "contested": Filters(contested=True),
        "conditions": Filters(conditions_until=on),
        "protections": Filters(protected_until=on),
        "submitted": Filters(submitted=True),
        "proof": Filters(states=(*(state.value for state in OPEN), State.DECIDED.value), waiting_proof=True),
        "forwarded": Filters(states=(State.FORWARDED.value,)),
        "ready": Filters(states=(State.DECIDED.value,)),
        "all": Filters(),
    }.get(kind, Filters(states=tuple(state.value for state in OPEN)))


def filters_of(request: Request, on: date) -> Filters:
    """What the address narrows the list to; open cases when it says nothing."""
    asked = {name: request.GET.get(name, "").strip() for name in NAMES}
    found = _of_kind("all" if asked["q"] and not asked["kind"] else asked["kind"], on)
    if asked["state"] in State.values:
        found = replace(found, states=(asked["state"],))
    return replace(
        found,
        service_code=asked["service"],
        channel=asked["channel"] if asked["channel"] in Channel.values else "",
        number=asked["q"],
        mine=bool(asked["mine"]),
    )


def in_words(days: int) -> str | Promise:
    """How far away a due date is: what a list says beside it."""
    if days < 0:
        return _("%(days)d days overdue") % {"days": -days}
    return {0: _("today"), 1: _("tomorrow")}.get(days, _("in %(days)d days") % {"days": days})


def came_by(agency: str, channel: str, via: str) -> str:
    """The way in, in words, and the portal of others it led through."""
    label = str(Channel(channel).label)
    portal = entrances(agency).get(via) if via else None
    return f"{label} · {portal.name}" if portal else label


def line(row: DeskRow, on: date) -> dict[str, Any]:
    """One row with its words."""
    return {
        "row": row,
        "state": str(STATES[row.state]),
        "turn": str(TURNS[row.turn]),
        "channel": came_by(row.agency, row.channel, row.via),
        "when": in_words((row.due_on - on).days) if row.state in OPEN else "",
        "late": row.state in OPEN and row.due_on < on,
        "to_answer": row.state in OPEN and row.reply_due_on is not None,
        "answer_late": row.reply_due_on is not None and row.reply_due_on < on,
        "soon": row.state in OPEN and row.due_on == on,
    }


def _kinds(found: Tallies) -> list[dict[str, Any]]:
    counted = [(kind, getattr(found, kind.tally)) for kind in KINDS]
    counted = [(kind, count) for kind, count in counted if count or kind.code in ALWAYS]
    return [
        {"address": f"?kind={kind.code}", "label": kind.label, "count": count, "mark": kind.mark if count else ""}
        for kind, count in counted
    ]


def _elsewhere(request: Request) -> list[dict[str, Any]]:
    """Work that is no case: telephone and letter tasks, and for chiefs the alerts."""
    actor, found = request.actor, []
    if OFFICER.opens(actor):
        waiting = messages_visible_to(actor).filter(agency=actor.agency, state=MessageState.OPEN).count()
        told = waiting_for(actor).count()
        mark = "warn" if told else ""
        found.append({"address": "/desk/warnings/", "label": _("Warnings"), "count": told, "mark": mark})
        found.append({"address": "/desk/tasks/", "label": _("Calls and letters"), "count": waiting, "mark": ""})
        found += _opinions(actor) + _forum(actor)
    if CHIEF.opens(actor):
        alerts = ratings_visible_to(actor).filter(state=AlertState.OPEN).count()
        label = _("Unhappy ratings to answer")
        found.append({"address": "/desk/chief/", "label": label, "count": alerts, "mark": "bad" if alerts else ""})
    return found


def _opinions(actor: Actor) -> list[dict[str, Any]]:
    """The opinions that wait for an answer, where the agency has mailboxes."""
    if not mailboxes(actor.agency):
        return []
    counted = opinions(actor, actor.agency, on=today())
    mark = "bad" if counted["late"] else "warn" if counted["new"] else ""
    return [{"address": "/desk/opinions/", "label": _("Opinions to answer"), "count": counted["open"], "mark": mark}]


def _forum(actor: Actor) -> list[dict[str, Any]]:
    """The messages of the forum that wait for an answer or a look, where the agency has a forum."""
    if forum_of(actor.agency) is None:
        return []
    counted = messages(actor, actor.agency, at=now())
    mark = "bad" if counted["late"] else "warn" if counted["waiting"] else ""
    label = _("Messages of the forum to answer")
    return [{"address": "/desk/forum/", "label": label, "count": counted["owed"], "mark": mark}]


SITE: Final = (
    ("asked", _("Texts to approve"), "/desk/site/?show=asked", "warn"),
    ("drafts", _("Texts for the site to finish"), "/desk/site/?show=draft", ""),
    ("looks", _("Pages to look through"), "/desk/site/looks/", ""),
    ("tests", _("Tests of the site to make"), "/desk/site/checks/#tests", "warn"),
    ("weak", _("Findings of scans overdue"), "/desk/site/findings/", "bad"),
)
"""What waits on the site: its name, words, address, and how it is marked."""


def of_site(request: Request, on: date) -> list[dict[str, Any]]:
    """What waits for this person on the site; tests that are overdue are marked so."""
    if not CATALOG.opens(request.actor):
        return []
    found = to_do(request.actor, request.actor.agency, on)
    return [
        {"address": address, "label": label, "count": found[name],
         "mark": "bad" if name == "tests" and found["overdue"] else mark}
        for name, label, address, mark in SITE if found[name]
    ]  # fmt: skip


def _choices(request: Request, on: date) -> Mapping[str, Any]:
    services = published(request.actor.agency, on) if request.actor.agency else []
    return {
        "services": [(service.code, service.name) for service in services],
        "states": list(STATES.items()),
        "channels": Channel.choices,
    }


@door(INVITED)
@require_safe
def work(request: Request) -> HttpResponseBase:
    """What is to be done, what is due first on top."""
    if not CASES.opens(request.actor):
        return _without_cases(request)
    on, asked = today(), {name: request.GET.get(name, "").strip() for name in NAMES}
    only = search(request.actor, asked["q"]) if asked["q"] else ""
    if only:
        return redirect("desk-case", number=only)
    first = whole(request.GET.get("first", ""))
    counted, narrowed = tallies(request.actor, on=on), any(asked.values())
    page = desk(request.actor, filters_of(request, on), first=first, total=None if narrowed else counted.open)
    return show(
        request,
        "work",
        page=page,
        lines=[line(row, on) for row in page.rows],
        kinds=[*_kinds(counted), *_elsewhere(request), *of_site(request, on), *recurring(request, now())],
        asked=asked,
        narrowed=narrowed,
        before=max(first - PAGE, 0) if first else None,
        after=first + PAGE if first + PAGE < page.total else None,
        last=first + len(page.rows),
        say=say(request),
        may_take=OFFICER.opens(request.actor),
        **_choices(request, on),
    )


def _without_cases(request: Request) -> HttpResponseBase:
    """The first page of those who handle no cases: what they may read and do, and the numbers of agencies below."""
    names = {row.code: row.name for row in agencies()}
    found = counts(request.actor) if request.actor.has(Permission.OVERSEE, Role.RESEARCH) else []
    lines = [
        {
            "name": names.get(one.agency, one.agency),
            "agency": one.agency,
            "open": sum(one.by_state.get(state, 0) for state in OPEN),
            "overdue": one.overdue,
            "total": sum(one.by_state.values()),
        }
        for one in found
    ]
    return show(
        request,
        "start",
        site=of_site(request, today()) + recurring(request, now()),
        lines=lines,
        figures=request.actor.has(Permission.OVERSEE),
    )


@door(CASES)
@require_safe
def export(request: Request) -> HttpResponseBase:
    """The list as the address narrows it, as a table; names are masked in it too."""
    on = today()
    page = desk(request.actor, filters_of(request, on), most=MOST_EXPORTED)
    head = [
        _("Receipt number"), _("Service"), _("Channel"), _("Status"), _("Applicant"), _("Officer"),
        _("Received"), _("Due date"), _("Legal limit"),
    ]  # fmt: skip
    rows = [
        (
            row.number, row.service_name, Channel(row.channel).label, STATES[row.state], row.applicant,
            row.officer, row.received_on, row.due_on, row.statutory_due_on,
        )
        for row in page.rows
    ]  # fmt: skip
    return table(f"cases-{on:%Y%m%d}", head, rows)
