"""Packs: check files, see how they differ from what is loaded, load them all or none, and export what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.common import REFUSED, mistakes, show
from bianmin.faces.ui.doors import ADMIN, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.packs.actions import PacksHaveProblems, load_packs
from bianmin.foundation.packs.queries.checks import Pack, examine_all, warnings
from bianmin.foundation.packs.queries.loaded import difference, exported, loaded
from bianmin.foundation.packs.vocab import KINDS, MAX_BYTES, Problem
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotFound, Refused

MOST_FILES: Final = 100
MOST_LISTED: Final = 300
LOAD: Final = "load"
Files = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of some files found; `files` are carried on in the page, so that nobody has to choose them again."""

    files: Files
    packs: Sequence[Pack]
    problems: Sequence[Problem]


def _files(request: Request) -> Files:
    """The files chosen now, or those that an earlier check carried on."""
    chosen = [(file.name or "", file.read(MAX_BYTES + 1)) for file in request.FILES.getlist("files")[:MOST_FILES]]
    pairs = zip(request.POST.getlist("name"), request.POST.getlist("text"), strict=False)
    return chosen or [(name, text.encode()) for name, text in pairs]


def _line(pack: Pack) -> dict[str, Any]:
    changes = difference(pack)
    header = pack.document
    return {"file": pack.file, "kind": pack.kind.title, "id": header.id, "version": header.version, "changes": changes}


def _told(checked: Checked | None) -> dict[str, Any]:
    """What the page says of a check: the problems, or how each pack differs, with the files carried on."""
    if checked is None or checked.problems:
        return {"checked": checked, "ready": False}
    return {
        "checked": checked,
        "ready": True,
        "carried": [(name, data.decode("utf-8-sig")) for name, data in checked.files],
        "found": [_line(pack) for pack in checked.packs],
        "warned": warnings(checked.packs, on=today()),
    }


def _list(request: Request, checked: Checked | None = None, errors: dict[str, str] | None = None) -> HttpResponseBase:
    agencies = request.actor.agencies(Permission.BELONG)
    rows = list(loaded(agencies)[:MOST_LISTED])
    people = names(row.loaded_by for row in rows)
    lines = [{"row": row, "who": people.get(row.loaded_by, row.loaded_by), "kind": _title(row.kind)} for row in rows]
    wrong = errors or (checked and checked.problems)
    status = REFUSED if wrong else 200
    return show(request, "packs/list", status=status, lines=lines, errors=mistakes(errors or {}), **_told(checked))


def _title(kind: str) -> str:
    return str(KINDS.kinds[kind].title) if kind in KINDS.kinds else kind


def _load(request: Request, files: Files) -> HttpResponseBase:
    try:
        new, known = load_packs(files=files, by=request.actor, at=now())
    except PacksHaveProblems as wrong:
        return _list(request, Checked(files, (), wrong.problems))
    except Refused as refusal:
        errors = {"files": str(refusal)}
        return _list(request, errors=errors)
    words = ngettext("%(count)d pack is loaded.", "%(count)d packs are loaded.", new) % {"count": new}
    stood = ngettext("%(count)d stood there already.", "%(count)d stood there already.", known) % {"count": known}
    messages.success(request, f"{words} {stood}" if known else words)
    return redirect("desk-packs")


@door(ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: Request) -> HttpResponseBase:
    """The packs that are loaded; files are checked first and loaded when nothing is wrong with them."""
    if request.method != "POST":
        return _list(request)
    files = _files(request)
    if not files:
        return _list(request, errors={"files": _("Choose the files of the packs first: YAML, at most 1 MB each.")})
    if request.POST.get("step") == LOAD:
        return _load(request, files)
    found_of, problems = examine_all(files)
    return _list(request, Checked(files, found_of, sorted(problems)))


@door(ADMIN)
@require_safe
@found
def export(request: Request, kind: str, code: str) -> HttpResponseBase:
    """One pack written back from the rows, as a file."""
    agency = request.GET.get("agency", "")
    readable = {"", *request.actor.agencies(Permission.BELONG)}
    text = exported(kind, agency, code) if kind in KINDS.kinds and agency in readable else None
    if text is None:
        raise NotFound
    return download(text, f"{kind}-{code}.yaml", "application/yaml; charset=utf-8")
