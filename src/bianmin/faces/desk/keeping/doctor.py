"""What is not well with the installation, for administrators."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import KEEPER, Request, door
from bianmin.faces.ui.now import now
from bianmin.journeys.upkeep.doctor import examine
from bianmin.journeys.upkeep.vocab import Level
from bianmin.kernel.words import LISTENER

ORDER = (Level.BAD, Level.WARN, Level.GOOD)


@door(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def doctor(request: Request) -> HttpResponseBase:
    """Every look, the worst first; POST also asks the mail server and reads the content of every file."""
    thorough = request.method == "POST"
    found = examine(at=now(), language=LISTENER.language(), live=thorough, deep=thorough)
    found.sort(key=lambda one: ORDER.index(one.level))
    bad = sum(one.level is Level.BAD for one in found)
    return show(request, "keeping/doctor", findings=found, bad=bad, thorough=thorough)
