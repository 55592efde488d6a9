"""Which texts the public reads in Chinese only, and which changed since they were translated."""

from typing import Final

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import show, table
from bianmin.faces.ui.doors import ADMIN, Request, door
from bianmin.faces.ui.found import found
from bianmin.foundation.packs.queries.languages import Untranslated, untranslated_texts
from bianmin.foundation.packs.queries.translations import SOURCE_LOCALE
from bianmin.foundation.packs.vocab import KINDS

MOST_LISTED: Final = 300


def _others() -> list[tuple[str, str]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != SOURCE_LOCALE]


def _asked(request: Request) -> str:
    codes = [code for code, _name in _others()]
    wanted = request.GET.get("language", "")
    return wanted if wanted in codes else codes[0]


def _kind(line: Untranslated) -> str:
    return str(KINDS.kinds[line.kind].title)


@door(ADMIN)
@require_safe
@found
def languages(request: Request) -> HttpResponseBase:
    """The list for one language: first what changed, then what was never translated."""
    locale = _asked(request)
    lines = sorted(untranslated_texts(request.actor.agency, locale), key=lambda line: not line.stale)
    return show(
        request,
        "languages",
        locale=locale,
        others=_others(),
        lines=[(line, _kind(line)) for line in lines[:MOST_LISTED]],
        total=len(lines),
        stale=sum(line.stale for line in lines),
    )


@door(ADMIN)
@require_safe
@found
def languages_table(request: Request) -> HttpResponseBase:
    """The whole list as a table, to be filled in by a translator."""
    locale = _asked(request)
    head = (_("Kind"), _("Pack"), _("Version"), _("Text"), _("Text before"), _("Translation before"), _("Translation"))
    rows = [
        (_kind(line), line.code, line.version, line.text, line.former, line.was, "")
        for line in untranslated_texts(request.actor.agency, locale)
    ]
    return table(f"untranslated-{locale}", head, rows)
