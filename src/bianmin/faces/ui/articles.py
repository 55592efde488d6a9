"""An article ready for a page: its blocks in the reader's language, or in Chinese with a word about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.rules.markup import blocks
from bianmin.delivery.publishing.vocab import Block, EditionCard
from bianmin.foundation.packs.queries.translations import Reader, untranslated


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of an edition; `note` says why it is in Chinese where another language was asked for."""

    title: str
    summary: str
    blocks: tuple[Block, ...]
    foreign: bool = False
    note: str | Promise = ""


def _lines(card: EditionCard) -> list[str]:
    return [line.strip() for line in (card.title, card.summary, *card.body.splitlines()) if line.strip()]


def shown(card: EditionCard, say: Reader, agency: str, locale: str) -> Shown:
    """An edition for a reader: translated whole, or not at all."""
    missing = [] if say.complete else untranslated(_lines(card), agency, locale)
    if missing:
        stale = len(missing) < len(_lines(card))
        note = _("This text has changed and its translation is not ready yet.") if stale else _("In Chinese only.")
        return Shown(card.title, card.summary, tuple(blocks(card.body)), foreign=True, note=note)
    body = "\n".join(str(say(line.strip())) for line in card.body.splitlines())
    return Shown(str(say(card.title)), str(say(card.summary)), tuple(blocks(body)))
