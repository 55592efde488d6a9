"""The topics, links and terms of an agency's site."""

from typing import Final

from bianmin.delivery.publishing.models import Sections
from bianmin.delivery.publishing.vocab.sections import SiteSections, Term, Topic
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import fold

NONE: Final = SiteSections(kind="site-sections", id="none", version="0", source="Bianmin")


def site_sections(agency: str) -> SiteSections | None:
    """What an agency says of its sections; None where it says nothing."""
    return held(Sections, SiteSections, agency)


def sections_of(agency: str) -> SiteSections:
    """The same; empty where it says nothing."""
    return site_sections(agency) or NONE


def topic(agency: str, code: str) -> Topic:
    """One topic.

    Raises:
        NotFound.
    """
    found = next((one for one in sections_of(agency).topics if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def terms(agency: str, words: str = "") -> list[Term]:
    """The terms that hold some words in either language; all of them where nothing is looked for."""
    wanted = fold(words.strip())
    rows = sections_of(agency).glossary
    return [one for one in rows if not wanted or wanted in fold(f"{one.term} {one.english} {one.note}")]
