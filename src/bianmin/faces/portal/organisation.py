"""The agency's organisation 組織架構: address, telephone, fax, website and e-mail, and its units."""

from collections.abc import Mapping

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import language, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agency_named, units_of
from bianmin.foundation.orgs.vocab import ROOT, UnitKind
from bianmin.foundation.packs.queries.translations import SOURCE_LOCALE


def _named(names: Mapping[str, str], name: str) -> tuple[str, str]:
    """A unit's name for the reader, and the language it is in where that is not the page's: English before Chinese."""
    if language() in names or language() == SOURCE_LOCALE:
        return names.get(language(), name), ""
    return (names["en"], "en") if "en" in names else (name, "zh-Hant")


@door(ANYONE)
@require_safe
@found
def organisation(request: Request, agency: str) -> HttpResponseBase:
    """How to reach the agency, and its units as a tree; windows are left out."""
    here = the_agency(agency)
    units = units_of(here.code, on=today()).exclude(kind=UnitKind.WINDOW).exclude(code=ROOT)
    lines = [(unit, *_named(unit.names, unit.name), unit.path.strip("/").count("/")) for unit in units]
    return show(request, "organisation", website=agency_named(here.code).website, units=lines)
