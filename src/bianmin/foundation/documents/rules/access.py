"""Who may open a file."""

from django.db.models import Q, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.vocab import READERS, Audience
from bianmin.kernel.actor import Actor, Grant, Role


def _reads(grant: Grant, file: File) -> bool:
    if not grant.meets(*READERS[file.retention]) or grant.agency != file.agency:
        return False
    return not file.unit_path or file.unit_path.startswith(grant.path)


def may_open(actor: Actor, file: File) -> bool:
    """Anyone a public file, whom it concerns one for its holder, staff those of their unit, those below and shared."""
    if file.audience == Audience.PUBLIC or actor.has(Role.SYSTEM):
        return True
    if file.audience == Audience.HOLDER and file.subject in actor.holds:
        return True
    return any(_reads(grant, file) for grant in actor.grants)


def open_to(actor: Actor) -> Q:
    """The files that `may_open` allows, as a filter."""
    if actor.has(Role.SYSTEM):
        return Q()
    allowed = Q(audience=Audience.PUBLIC) | Q(audience=Audience.HOLDER, subject__in=actor.holds)
    for grant in actor.grants:
        classes = [retention for retention, wanted in READERS.items() if grant.meets(*wanted)]
        below = Q(Exact(Substr("unit_path", 1, len(grant.path)), Value(grant.path)))
        allowed |= Q(agency=grant.agency, retention__in=classes) & (below | Q(unit_path=""))
    return allowed
