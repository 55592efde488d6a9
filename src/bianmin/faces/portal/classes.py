"""The site by class 分類檢索: labelled pages under the codes of the subject, policy and service classes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.quality.registers.queries.labelled import class_names, page_labels
from bianmin.quality.registers.vocab import PageLabel

SCHEMES: Final = (("theme", _("By subject")), ("cake", _("By policy")), ("service", _("By service")))


def _by_code(scheme: str, known: Iterable[PageLabel], names: Mapping[str, str]) -> list[dict[str, Any]]:
    pages = defaultdict[str, list[PageLabel]](list)
    for label in known:
        for code in getattr(label, scheme):
            pages[code].append(label)
    return [{"code": code, "name": names.get(code, ""), "pages": pages[code]} for code in sorted(pages)]


@door(ANYONE)
@require_safe
@found
def classes(request: Request, agency: str) -> HttpResponseBase:
    """Every labelled page under its classes, in three ways."""
    here = the_agency(agency)
    known, reader = list(page_labels(here.code, today()).values()), say(here)
    names = {code: reader(name) for code, name in class_names(here.code).items()} if known else {}
    schemes = [
        {"code": code, "title": title, "classes": _by_code(code, known, names if code == "service" else {})}
        for code, title in SCHEMES
    ]
    return show(request, "classes", schemes=schemes, known=known)
