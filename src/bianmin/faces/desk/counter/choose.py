"""Choose the service: one key is enough."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.vocab import Channel
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.now import today

HERE = frozenset({Channel.COUNTER, Channel.PHONE, Channel.MAIL, Channel.HOME})
"""Ways in which an officer takes an application."""


@door(OFFICER)
@require_safe
def choose(request: Request) -> HttpResponseBase:
    """The services that can be taken here, numbered: the key of its number opens one."""
    offered = [one for one in published(request.actor.agency, today()) if HERE & set(one.offer.channels)]
    return show(request, "counter/choose", services=offered, say=say(request))
