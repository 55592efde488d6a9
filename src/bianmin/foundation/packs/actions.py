"""Load packs: all of them or none."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.models import Edition, Held, Loaded
from bianmin.foundation.packs.queries.checks import Pack, examine_all
from bianmin.foundation.packs.queries.editions import ONLY
from bianmin.foundation.packs.rules import may_load
from bianmin.foundation.packs.vocab import Header, Loading, Problem
from bianmin.kernel.act import forget
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.lasting import let_go


class PacksHaveProblems(Refused):
    """Some pack is wrong; nothing was loaded. `problems` names file, line and key of each."""

    message = _("Nothing was loaded: {count} problems were found. Mend them and load again.")

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class VersionIsTaken(Refused):
    """This version was loaded before with another text; a published version never changes."""

    message = _("{file}: version {version} is loaded already with another text. Give the pack a new version.")


def reissue(what: type) -> None:
    """Give the reference data a new edition, within the act that changes it; `what` as in `kernel.act.forget`."""
    forget(what)
    let_go()
    token = secrets.token_hex(16)
    if not Edition.objects.filter(pk=ONLY).update(token=token):
        Edition.objects.create(pk=ONLY, token=token)


def hold(table: type[Held], document: Header, *, verb: str, subject: str, by: Actor, at: datetime) -> None:
    """Let a document hold for its agency in a table of its kind; a later one replaces it.

    Who may is said by the action of the kind, within whose act this is called.
    """
    text = document.model_dump_json(exclude_defaults=True)
    values = {"code": document.id, "version": document.version, "text": text}
    table._default_manager.update_or_create(agency=document.agency, defaults=values)
    reissue(table)
    record(verb=verb, subject=subject, agency=document.agency, by=by, at=at, fields=["text"])


def _load_one(pack: Pack, *, by: Actor, at: datetime) -> bool:
    header = pack.document
    digest = hashlib.sha256(pack.text.encode()).hexdigest()
    key = {"agency": header.agency, "kind": header.kind, "code": header.id, "version": header.version}
    before = Loaded.objects.filter(**key).first()
    if before is not None and before.digest != digest:
        raise VersionIsTaken(file=pack.file, version=header.version)
    if before is not None:
        return False
    pack.kind.load(header, Loading(by, at))
    Loaded.objects.create(**key, source=header.source, digest=digest, text=pack.text, loaded_at=at, loaded_by=by.key)
    record(verb="packs.load", subject=f"packs.pack:{header.kind}/{header.id}", agency=header.agency, by=by, at=at)
    return True


@transaction.atomic
def load_packs(*, files: Iterable[tuple[str, bytes]], by: Actor, at: datetime) -> tuple[int, int]:
    """Check all files, then load them in order; gives how many were loaded and how many stood there already."""
    packs, problems = examine_all(files)
    if problems:
        raise PacksHaveProblems(problems)
    if not all(may_load(by, pack.document.agency) for pack in packs):
        raise NotAllowed
    done = [_load_one(pack, by=by, at=at) for pack in packs]
    return sum(done), len(done) - sum(done)
