"""Which texts are there in which language: what was never translated, and what changed since it was 譯文現況."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from bianmin.foundation.packs.models import Loaded, Translation
from bianmin.foundation.packs.queries.checks import Pack, examine
from bianmin.foundation.packs.queries.translations import SOURCE_LOCALE, digest_of
from bianmin.foundation.packs.vocab import KINDS, Problem

PARTS: Final = {"service": "id", "form": "form", "eligibility": "check", "principles": "principles"}
"""Kinds of packs whose texts stand on the pages of a service, and under which of its keys it names them."""
SHARED: Final = "applicant"
"""The key under which a service names the form of who applies, which all agencies share."""
PAPER: Final = "permit"
"""The kind of packs that name the services by which a paper is got."""
ALIKE: Final = 0.6
"""How like a former text must be for a new one to be the same text changed."""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A text without a translation; `former` is the text it was and `was` that one's translation, when it changed."""

    agency: str
    kind: str
    code: str
    version: str
    text: str
    former: str = ""
    was: str = ""

    @property
    def stale(self) -> bool:
        """Whether there was a translation until the text changed."""
        return bool(self.was)


def wanted_in(locale: str, packs: Sequence[Pack]) -> list[Pack]:
    """The packs that must be complete in a language: all in one of the house.

    In a further one those that say they are offered in it (`languages`), with the forms, the self-check and the
    principles they name, and the papers that are got by them.
    """
    if locale in dict(settings.HOUSE_LANGUAGES):
        return list(packs)
    offered = [pack.document for pack in packs if locale in getattr(pack.document, "languages", ())]
    named = {(kind, document.agency, getattr(document, key, "")) for document in offered for kind, key in PARTS.items()}
    named |= {
        ("form", agency, getattr(document, SHARED, "")) for document in offered for agency in ("", document.agency)
    }
    services = {(document.agency, document.id) for document in offered}
    return [pack for pack in packs if _key(pack) in named or _is_got_by(pack, services)]


def _key(pack: Pack) -> tuple[str, str, str]:
    return pack.kind.name, pack.document.agency, pack.document.id


def _is_got_by(pack: Pack, services: set[tuple[str, str]]) -> bool:
    """Whether a pack is a paper that one of the services gives."""
    by = getattr(pack.document, "services", ()) if pack.kind.name == PAPER else ()
    return any((pack.document.agency, code) in services for code in by)


def _texts(pack: Pack) -> list[str]:
    return [text for text in dict.fromkeys(pack.kind.texts(pack.document)) if text.strip()]


def _of(pack: Pack, before: Sequence[str], known: dict[str, str]) -> Iterable[Untranslated]:
    here = _texts(pack)
    gone = [text for text in before if text not in set(here) and digest_of(text) in known]
    header = pack.document
    for text in here:
        if digest_of(text) in known:
            continue
        former = next(iter(difflib.get_close_matches(text, gone, n=1, cutoff=ALIKE)), "")
        was = known.get(digest_of(former), "") if former else ""
        yield Untranslated(header.agency, pack.kind.name, header.id, header.version, text, former, was)


def untranslated_texts(agency: str, locale: str) -> list[Untranslated]:
    """Every text of an agency's newest packs, and of the shared ones, that lacks this language."""
    rows = Translation.objects.filter(agency__in=["", agency], locale=locale).order_by("agency")
    known = dict(rows.values_list("digest", "text"))
    newest: dict[tuple[str, str, str], list[Pack]] = defaultdict(list)
    for row in Loaded.objects.filter(agency__in=["", agency], kind__in=KINDS.kinds).order_by("kind", "code", "-id"):
        versions = newest[row.agency, row.kind, row.code]
        found = examine(row.code, row.text.encode()) if not versions[1:] else []
        if isinstance(found, Pack):
            versions.append(found)
    listed: list[Untranslated] = []
    wanted = wanted_in(locale, [versions[0] for versions in newest.values() if versions])
    for versions in newest.values():
        if not versions or versions[0] not in wanted:
            continue
        listed += _of(versions[0], _texts(versions[1]) if versions[1:] else (), known)
    return listed


def missing_among(packs: Sequence[Pack]) -> list[Problem]:
    """Texts of packs that lack a language into which others among them are translated: told, nothing is kept back."""
    known: dict[str, set[str]] = defaultdict(set)
    for pack in packs:
        if pack.kind.name == "translation" and pack.document.locale.lower() != SOURCE_LOCALE:
            document: Any = pack.document
            known[document.locale] |= {digest_of(entry.source) for entry in document.texts}
    sentence = _("There is no text in %(locale)s for: %(text)s")
    return [
        Problem(pack.file, 1, "-", sentence % {"locale": locale, "text": text})
        for locale, digests in sorted(known.items())
        for pack in wanted_in(locale, packs)
        for text in _texts(pack)
        if digest_of(text) not in digests
    ]
