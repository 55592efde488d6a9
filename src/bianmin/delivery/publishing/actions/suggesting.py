"""Suggest a text to whoever writes it; let an agency say how often its site is tested, and its classes."""

from datetime import datetime
from typing import Final

from bianmin.delivery.publishing.actions.writing import write_first
from bianmin.delivery.publishing.models import Article, Rhythm, Sections, Shelves
from bianmin.delivery.publishing.rules.rights import may_write
from bianmin.delivery.publishing.vocab import SUGGESTED, Kind, SiteRhythm, SiteShelves, Written
from bianmin.delivery.publishing.vocab.sections import SiteSections
from bianmin.foundation.packs.actions import hold
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed

LONGEST_CODE: Final = 60


@act()
def suggest(
    *,
    agency: str,
    unit_path: str,
    code: str,
    written: Written,
    keeper: str,
    by: Actor,
    at: datetime,
    kind: Kind = Kind.NEWS,
) -> bool:
    """Write a draft for somebody to finish and hand in; whether it was not suggested before.

    Raises:
        NotAllowed; what `begin` says of the words.
    """
    if not may_write(by, unit_path):
        raise NotAllowed
    if Article.objects.filter(agency=agency, code=code[:LONGEST_CODE]).exists():
        return False
    row = Article.objects.create(
        agency=agency, unit_path=unit_path, code=code[:LONGEST_CODE], kind=kind, keeper=keeper or by.key
    )
    write_first(row, written, source=SUGGESTED, by=by, at=at)
    return True


@act()
def write_rhythm(*, rhythm: SiteRhythm, by: Actor, at: datetime) -> None:
    """Let a pack about the site's tests hold for its agency; a later one replaces it."""
    if not may_load(by, rhythm.agency):
        raise NotAllowed
    hold(Rhythm, rhythm, verb="publishing.write_rhythm", subject="publishing.rhythm", by=by, at=at)


@act()
def write_sections(*, sections: SiteSections, by: Actor, at: datetime) -> None:
    """Let the topics, links and terms of a site hold for its agency; a later pack replaces them."""
    if not may_load(by, sections.agency):
        raise NotAllowed
    hold(Sections, sections, verb="publishing.write_sections", subject="publishing.sections", by=by, at=at)


@act()
def write_shelves(*, shelves: SiteShelves, by: Actor, at: datetime) -> None:
    """Let the classes of a site hold for its agency; a later pack replaces them."""
    if not may_load(by, shelves.agency):
        raise NotAllowed
    hold(Shelves, shelves, verb="publishing.write_shelves", subject="publishing.shelves", by=by, at=at)
