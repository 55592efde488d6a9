"""Choose the service: one key is enough."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.faces.desk.common import language, say, show
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.agency import card as agency_card
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agencies
from bianmin.foundation.packs.queries.translations import Reader, reader

HERE = frozenset({Channel.COUNTER, Channel.PHONE, Channel.MAIL, Channel.HOME, Channel.FAX, Channel.TOUR})
"""Ways in which an officer takes an application."""


def _others(request: Request) -> list[tuple[AgencyCard, list[ServiceCard], Reader]]:
    """The services of other offices that may be received here 跨區收件, by office, with its own translations."""
    found = []
    for row in agencies():
        if row.code != request.actor.agency:
            cards = [
                one for one in published(row.code, today()) if one.offer.elsewhere and HERE & set(one.offer.channels)
            ]
            found += [(agency_card(row, language()), cards, reader(row.code, language()))] if cards else []
    return found


@door(OFFICER)
@require_safe
def choose(request: Request) -> HttpResponseBase:
    """The services that can be taken here, numbered: the key of its number opens one."""
    offered = [one for one in published(request.actor.agency, today()) if HERE & set(one.offer.channels)]
    return show(request, "counter/choose", services=offered, others=_others(request), say=say(request))
