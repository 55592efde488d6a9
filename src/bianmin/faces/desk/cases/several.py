"""Take over several cases at once."""

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bianmin.delivery.cases.actions.review import take
from bianmin.faces.ui.back import way_back
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.now import now
from bianmin.kernel.errors import Refused


@door(OFFICER)
@require_POST
def take_several(request: Request) -> HttpResponseBase:
    """Take over the chosen cases one by one; those that are refused are named with their sentence."""
    taken = 0
    for number in request.POST.getlist("number")[:50]:
        try:
            take(number=number, by=request.actor, at=now())
            taken += 1
        except Refused as refusal:
            messages.error(request, f"{number}: {refusal}")
    if taken:
        words = ngettext("You have taken over %(count)d case.", "You have taken over %(count)d cases.", taken)
        messages.success(request, words % {"count": taken})
    elif not request.POST.getlist("number"):
        messages.warning(request, _("Choose the cases first: tick them in the list."))
    return HttpResponseRedirect(way_back(request, "/desk/"))
