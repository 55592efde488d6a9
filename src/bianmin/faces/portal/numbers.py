"""Is an identity number well written: for whoever runs a web site, and whoever is refused by one."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.faces.portal.common import language, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.questions import Box
from bianmin.kernel import ids
from bianmin.kernel.tongues import catalogue_of
from bianmin.kernel.words import translate

LONGEST: Final = 40
KINDS: Final = {
    ids.Kind.NATIONAL_ID: gettext_lazy("National ID number"),
    ids.Kind.UI_NEW: gettext_lazy("Unified ID number"),
    ids.Kind.UI_OLD: gettext_lazy("Unified ID number of the old form, with two letters"),
}


def _answer(text: str) -> dict[str, Any]:
    """What the check found, in words."""
    checked = ids.person_id(text[:LONGEST])
    spoken = catalogue_of(language())
    why = translate(checked.why, package="bianmin.kernel", language=spoken) if checked.why else ""
    return {
        "checked": checked,
        "kind": KINDS[checked.kind] if checked.valid else "",
        "why": why,
        "ends": ids.OLD_UI_ENDS if checked.valid and checked.kind is ids.Kind.UI_OLD else None,
    }


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def check_number(request: Request, agency: str) -> HttpResponseBase:
    """Shape and check digit of a number; nobody learns whose it is, nothing is looked up, and nothing is kept."""
    here = the_agency(agency)
    text = request.POST.get("number", "").replace("\0", "").strip() if request.method == "POST" else ""
    hint = _("One letter and nine more characters. It is not kept and not looked up.")
    box = Box("line", "number", _("Number to be checked"), hint, "", required=True, value=text[:LONGEST], short=True)
    more = _answer(text) if text else {}
    return show_own(request, "check_number", boxes=[box], errors=[], slug=here.slug, **more)
