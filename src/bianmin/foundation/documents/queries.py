"""Read files, each with the rights of who asks, and the wordings of letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import QuerySet

from bianmin.foundation.documents import storage
from bianmin.foundation.documents.models import File, Letter
from bianmin.foundation.documents.photographs import MOST, photograph
from bianmin.foundation.documents.rules.access import open_to
from bianmin.foundation.documents.rules.letters import NoWording
from bianmin.foundation.documents.vocab import UNNAMED_KEPT, FileCard
from bianmin.kernel.actor import Actor
from bianmin.kernel.lasting import lasting
from bianmin.kernel.rocdate import local_day

PICTURES: Final = ("image/jpeg", "image/png")


def visible_to(actor: Actor) -> QuerySet[File]:
    """The files an actor may open, in the order they came."""
    return File.objects.filter(open_to(actor)).order_by("id")


def card_of(file: File) -> FileCard:
    """The card of a row."""
    return FileCard(
        file.pk,
        file.agency,
        file.name,
        file.size,
        file.media_type,
        file.sha256,
        file.subject,
        file.retention,
        file.audience,
        file.stored_at,
    )


def files_of(actor: Actor, *, agency: str, subject: str) -> list[FileCard]:
    """The files of one subject that the actor may open."""
    return [card_of(file) for file in visible_to(actor).filter(agency=agency, subject=subject)]


def photographs_of(actor: Actor, *, agency: str, subject: str) -> dict[str, str]:
    """The JPEG and PNG of one subject that the actor may open, as drawings, by their digests."""
    found = {}
    for file in files_of(actor, agency=agency, subject=subject):
        data = storage.read(agency, file.sha256) if file.media_type in PICTURES and file.size <= MOST else None
        if drawing := photograph(data) if data else "":
            found[file.sha256] = drawing
    return found


def contents_named(agency: str, digests: Iterable[str]) -> set[str]:
    """Those of the digests that some row of the agency names."""
    return set(File.objects.filter(agency=agency, sha256__in=list(digests)).values_list("sha256", flat=True))


def lost(*, deep: bool = False) -> list[str]:
    """Files (`agency/digest`) that rows name and that are missing or of another size; `deep`: of another content."""
    rows = File.objects.order_by("pk").values_list("agency", "sha256", "size").iterator(chunk_size=1000)
    return [f"{agency}/{sha}" for agency, sha, size in rows if not storage.whole(agency, sha, size, deep=deep)]


def unnamed(*, at: datetime) -> int:
    """How many contents no row has named for two days; the sweeper removes them after one."""
    found: dict[str, list[str]] = defaultdict(list)
    for agency, path in storage.older(at - 2 * UNNAMED_KEPT):
        found[agency].append(path.name)
    named = {
        agency: contents_named("" if agency == storage.SHARED else agency, names) for agency, names in found.items()
    }
    return sum(name not in named[agency] for agency, names in found.items() for name in names)


def wording_for(agency: str, codes: Sequence[str], *, on: date) -> Letter:
    """The wording of a letter as it stood on a day: of the first code that has one, the agency's own before the shared.

    What was written before any wording was there is printed with the first one.

    Raises:
        NoWording: no pack gives any.
    """
    for code in codes:
        for owner in dict.fromkeys((agency, "")):
            versions = lasting(Letter, (owner, code), partial(_versions, owner, code))
            if versions:
                return next((one for one in versions if local_day(one.written_at) <= on), versions[-1])
    raise NoWording(code=codes[-1])


def _versions(agency: str, code: str) -> list[Letter]:
    return list(Letter.objects.filter(agency=agency, code=code).order_by("-pk"))


def wordings(agency: str) -> list[Letter]:
    """The newest version of every letter of an agency, and of the shared ones."""
    newest = {(row.agency, row.code): row for row in Letter.objects.filter(agency__in=("", agency)).order_by("pk")}
    return list(newest.values())
