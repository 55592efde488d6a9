"""The chief's screen: what is burning; a new unhappy rating shows within two seconds and stays until answered."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.queries.tallies import tallies
from bianmin.delivery.cases.vocab import Filters
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.ratings.queries import changed_since, open_alerts
from bianmin.delivery.talks.queries import count_waiting
from bianmin.delivery.talks.queries import waiting as waiting_questions
from bianmin.faces.desk.common import language, say, show
from bianmin.faces.desk.keeping.acts import waiting
from bianmin.faces.desk.opinions.lists import kinds_of
from bianmin.faces.desk.ratings import lines
from bianmin.faces.desk.recurring import recurring
from bianmin.faces.desk.work import line
from bianmin.faces.ui.doors import CHIEF, Request, door
from bianmin.faces.ui.now import now, today
from bianmin.journeys.upkeep.doctor import burning
from bianmin.kernel.words import LISTENER

MOST = 10
ASKED = ("open", "new", "late", "unhappy")
"""What of the opinions a chief looks at first."""


def _tag(version: str) -> str:
    return f'"{language()}.{version}"'


def _known(request: Request) -> str:
    """The version a screen shows, from its If-None-Match; empty when it is in another language."""
    tag = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
    tongue, _dot, version = tag.partition(".")
    return version if tongue == language() else ""


@door(CHIEF)
@require_safe
def screen(request: Request) -> HttpResponseBase:
    """Alerts, overdue cases and counts, what else is late; the alerts keep themselves fresh."""
    on = today()
    late = desk(request.actor, Filters(overdue_on=on), most=MOST)
    at = now()
    asked = waiting_questions(request.actor, at=at, most=MOST)
    return show(
        request,
        "chief",
        lines=lines(request, open_alerts(request.actor)),
        version=_tag(changed_since(request.actor, "") or ""),
        counts=tallies(request.actor, on=on),
        late=[line(row, on) for row in late.rows],
        late_total=late.total,
        acts=waiting(request.actor, on),
        burning=burning(at=at, language=LISTENER.language()),
        opinions=kinds_of(request, ASKED) if mailboxes(request.actor.agency) else [],
        pressing=[one for one in recurring(request, at) if one["mark"] == "bad"],
        asked=asked,
        asked_total=count_waiting(request.actor) if len(asked) == MOST else len(asked),
        say=say(request),
    )


@door(CHIEF)
@require_safe
def alerts(request: Request) -> HttpResponseBase:
    """The open alerts alone, asked for every second: 304 from one small query while nothing has changed."""
    version = changed_since(request.actor, _known(request))
    if version is None:
        answer: HttpResponseBase = HttpResponse(status=304)
        answer["ETag"] = request.headers["If-None-Match"]
        return answer
    answer = show(request, "alerts", lines=lines(request, open_alerts(request.actor)), say=say(request))
    answer["ETag"] = _tag(version)
    answer["Cache-Control"] = "private, no-cache"
    return answer
